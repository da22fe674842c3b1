//! What an API says about itself once for all its operations: servers, credentials, envelope.
//!
//! It holds data only; what is done with it stands in `builder`, `credentials` and `decode`.

use super::Client;

/// An API: the constants that a generated crate fills in, and its own client type.
pub trait Api: 'static {
    /// The API's name, for messages.
    const NAME: &'static str;
    /// Its servers; the first one is used unless the builder is told otherwise.
    const SERVERS: &'static [Server];
    /// The credentials that it knows.
    const SCHEMES: &'static [Scheme];
    /// Which credentials an operation needs that doesn't say: alternatives of sets.
    const SECURITY: &'static [&'static [&'static str]];
    /// The members that its JSON answers share.
    const ENVELOPE: Option<Envelope>;
    /// The headers in which it tells the id that it gave a request; those in common use unless said.
    const REQUEST_IDS: &'static [&'static str] = &[
        "cf-ray",
        "x-vcap-request-id",
        "x-request-id",
        "request-id",
        "x-correlation-id",
    ];
    /// The API's own client, with a method for each resource.
    type Client: From<Client>;
}

/// A server of an API.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// Its URL, with `{variables}`.
    pub url: &'static str,
    /// The variables in the URL and their defaults; an empty default has to be given a value.
    pub variables: &'static [(&'static str, &'static str)],
}

/// The members of an answer that are the same in the whole API.
#[derive(Clone, Copy, Debug)]
pub struct Envelope {
    /// The member that is `false` where a call failed, whatever the status says.
    pub success: &'static str,
    /// The member that lists what went wrong.
    pub errors: &'static str,
}

/// A kind of credential that an API knows.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// Its name in the API's document.
    pub name: &'static str,
    /// How it goes over the wire.
    pub kind: SchemeKind,
}

/// How a credential goes over the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer ...`
    Bearer,
    /// `Authorization: Basic ...`
    Basic,
    /// The header of that name.
    Header(&'static str),
    /// The query parameter of that name.
    Query(&'static str),
    /// The cookie of that name.
    Cookie(&'static str),
}

/// The constants of an [`Api`] as one value, so that a client need not be generic.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ApiInfo {
    pub(crate) name: &'static str,
    pub(crate) servers: &'static [Server],
    pub(crate) schemes: &'static [Scheme],
    pub(crate) security: &'static [&'static [&'static str]],
    pub(crate) envelope: Option<Envelope>,
    pub(crate) request_ids: &'static [&'static str],
}

impl ApiInfo {
    pub(crate) const fn of<A: Api>() -> Self {
        Self {
            name: A::NAME,
            servers: A::SERVERS,
            schemes: A::SCHEMES,
            security: A::SECURITY,
            envelope: A::ENVELOPE,
            request_ids: A::REQUEST_IDS,
        }
    }

    /// The kind of the scheme of that name.
    pub(crate) fn scheme(&self, name: &str) -> Option<SchemeKind> {
        self.schemes
            .iter()
            .find(|scheme| scheme.name == name)
            .map(|scheme| scheme.kind)
    }
}
