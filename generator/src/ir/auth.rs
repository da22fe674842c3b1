//! Servers and security schemes.

use super::{Docs, ParamLocation};

/// Where an API is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The URL, with `{variables}`.
    pub url: String,
    /// What it is.
    pub docs: Docs,
    /// The variables, in order of the document.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// Its value where nothing else is said.
    pub default: String,
    /// The values it may have; empty where any is allowed.
    pub values: Vec<String>,
    /// What it is.
    pub docs: Docs,
}

/// A way to prove who one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: String,
    /// What it asks for.
    pub kind: SchemeKind,
    /// What it is.
    pub docs: Docs,
}

/// What a security scheme asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer`: HTTP bearer, OAuth 2 and OpenID Connect tokens.
    Bearer,
    /// `Authorization: Basic`.
    Basic,
    /// A key in a header, in the query or in a cookie.
    Key {
        /// Where it goes.
        location: ParamLocation,
        /// Under which name.
        name: String,
    },
    /// Something that is not sent by the client itself, such as mutual TLS.
    Outside,
}

/// Schemes that are needed together, by name; empty where nothing is needed.
pub type Requirement = Vec<String>;
