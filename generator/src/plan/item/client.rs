//! Items of the client: what the API is, the client, its credentials and servers.

use crate::plan::RustTy;

/// The description of the API.
#[derive(Clone, Debug)]
pub struct ApiPlan {
    /// The marker.
    pub marker: String,
    /// The API's title.
    pub title: String,
    /// Where it is served.
    pub servers: Vec<ServerPlan>,
    /// How one may prove who one is.
    pub schemes: Vec<SchemePlan>,
    /// What an operation asks for where it says nothing itself.
    pub security: Vec<Vec<String>>,
    /// The envelope's members for success and errors.
    pub envelope: Option<(String, String)>,
    /// The headers in which it tells the id that it gave a request, where it says so.
    pub request_ids: Vec<String>,
}

/// A server.
#[derive(Clone, Debug)]
pub struct ServerPlan {
    /// The URL, with `{variables}`.
    pub url: String,
    /// The variables and their values.
    pub variables: Vec<(String, String)>,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct SchemePlan {
    /// Its name.
    pub name: String,
    /// Where its credential goes.
    pub at: SchemeAt,
}

/// Where a credential goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeAt {
    /// `Authorization: Bearer`
    Bearer,
    /// `Authorization: Basic`
    Basic,
    /// A header of that name.
    Header(String),
    /// A query parameter of that name.
    Query(String),
    /// A cookie of that name.
    Cookie(String),
}

/// The client.
#[derive(Clone, Debug)]
pub struct ClientPlan {
    /// The API's marker.
    pub marker: String,
    /// What the client is, a line each.
    pub docs: Vec<String>,
    /// The resources.
    pub resources: Vec<ResourceAccessor>,
    /// The credentials that its builder takes.
    pub credentials: Vec<CredentialPlan>,
    /// The server variables that its builder takes.
    pub variables: Vec<VariablePlan>,
}

/// A method of the client that gives a resource's handle.
#[derive(Clone, Debug)]
pub struct ResourceAccessor {
    /// Its name.
    pub name: String,
    /// The handle.
    pub handle: RustTy,
    /// What the resource is, a line each.
    pub docs: Vec<String>,
    /// The Cargo features any of which brings it; none where it is always there.
    pub features: Vec<String>,
}

/// A method of the builder that takes a credential.
#[derive(Clone, Debug)]
pub struct CredentialPlan {
    /// Its name.
    pub name: String,
    /// The security scheme.
    pub scheme: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// Whether it takes a user and a password.
    pub basic: bool,
}

/// A method of the builder that sets a server variable.
#[derive(Clone, Debug)]
pub struct VariablePlan {
    /// Its name.
    pub name: String,
    /// The variable.
    pub variable: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
}

/// A constant for an error code.
#[derive(Clone, Debug)]
pub struct ErrorCodePlan {
    /// Its name.
    pub name: String,
    /// The code.
    pub code: String,
    /// What it means, a line each.
    pub docs: Vec<String>,
}
