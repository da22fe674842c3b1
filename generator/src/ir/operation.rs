//! Operations and their parameters.

use super::{Body, Docs, Limits, Paging, Part, Requirement, Response, Server, TypeRef, Waiter};
use crate::diag::Place;

/// An operation, by its place in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationId(pub u32);

/// A group of operations, by its place among the groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResourceId(pub u32);

/// A group of operations: a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Its name in the document.
    pub name: String,
    /// A name that the document asks for in code.
    pub rename: Option<String>,
    /// What it is.
    pub docs: Docs,
}

/// Groups of operations that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// What they are about, in a word.
    pub name: String,
    /// The groups, in the caller's order.
    pub resources: Vec<ResourceId>,
}

/// A method of a path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`, or one made from method and path.
    pub id: String,
    /// A name that the document asks for in code.
    pub rename: Option<String>,
    /// The group it belongs to.
    pub resource: ResourceId,
    /// The method.
    pub method: Method,
    /// The path with its `{parameters}`, as the document writes it.
    pub path: String,
    /// What it does.
    pub docs: Docs,
    /// Parameters of the path and of the operation, the operation's winning; in order of the document.
    pub params: Vec<Param>,
    /// What it takes.
    pub body: Option<Body>,
    /// What it answers, in order of the document.
    pub responses: Vec<Response>,
    /// What it asks for, where that differs from the API's: any one of these.
    pub security: Option<Vec<Requirement>>,
    /// Where it is served, where that differs from the API's.
    pub servers: Vec<Server>,
    /// How one waits for what it began.
    pub waiter: Option<Waiter>,
    /// Whether it may be repeated, where that does not follow from its method.
    pub retry: Option<Retry>,
    /// How its pages hang together, if it answers in pages.
    pub paging: Option<Paging>,
    /// Where it is.
    pub place: Place,
}

/// Whether an operation may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Twice is the same as once.
    Safe,
    /// Twice is the same as once, but that the second time there is nothing left to be found.
    UntilGone,
    /// It is never sent again.
    Never,
}

/// An HTTP method.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// GET
    Get,
    /// PUT
    Put,
    /// POST
    Post,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// HEAD
    Head,
    /// PATCH
    Patch,
    /// TRACE
    Trace,
    /// QUERY
    Query,
    /// Another one, in capitals.
    Other(String),
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name on the wire.
    pub name: String,
    /// A name that the document asks for in code.
    pub rename: Option<String>,
    /// Where it goes.
    pub location: ParamLocation,
    /// Whether it must be given.
    pub required: bool,
    /// Its type.
    pub ty: TypeRef,
    /// How its value is laid out as text.
    pub layout: Layout,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// How the members of one that is the whole query are laid out, where the document says so.
    pub parts: Vec<Part>,
    /// What it is.
    pub docs: Docs,
    /// What its values must satisfy, for people.
    pub limits: Limits,
    /// A value that it may have, where the document has one and it is wanted.
    pub example: Option<serde_json::Value>,
    /// Where it is.
    pub place: Place,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParamLocation {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into the headers.
    Header,
    /// Into the `Cookie` header.
    Cookie,
    /// It is the query, as a form or as JSON.
    QueryString,
}

/// How a value is laid out as text ("Style Values" of OpenAPI).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layout {
    /// `form`
    Form {
        /// A pair for each element or member.
        explode: bool,
    },
    /// `simple`
    Simple {
        /// `key=value` for each member of an object.
        explode: bool,
    },
    /// `label`
    Label {
        /// A dot before each element or member.
        explode: bool,
    },
    /// `matrix`
    Matrix {
        /// A pair for each element or member.
        explode: bool,
    },
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
    /// JSON text (`content: application/json`)
    Json,
    /// Each element percent-encoded, joined by commas, then encoded as a query value.
    PercentList,
}
