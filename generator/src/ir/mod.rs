//! The intermediate model: what an API means.
//!
//! It knows neither OpenAPI (no references, no `allOf`, no versions) nor Rust (no identifiers, no `Option`). Every
//! node says where it came from. [`invariant::check`] holds what the types cannot express.

mod auth;
mod docs;
pub mod invariant;
mod link;
mod media;
mod merge;
mod operation;
mod origin;
mod paging;
mod print;
mod scalar;
mod shape;
mod types;
mod waiter;

pub use auth::{Requirement, SchemeKind, SecurityScheme, Server, ServerVariable};
pub use docs::{Docs, Limits};
pub use link::{Filling, Fit, Hop, Link, Stray, TextPiece, mark, marked};
pub use media::{Body, Codec, Content, Framing, Header, Part, Response, StatusKey};
pub use operation::{
    Area, Layout, Method, Operation, OperationId, Param, ParamLocation, Resource, ResourceId, Retry,
};
pub use origin::{Origin, Owner, Step};
pub use paging::{Paging, Turning};
pub use scalar::{IntWidth, Literal, Scalar};
pub use shape::{
    Access, Discriminator, Enum, EnumValue, Field, Rest, Shape, Struct, Union, Variant,
};
pub use types::{AnyReason, Type, TypeDef, TypeGraph, TypeId, TypeRef};
pub use waiter::{Meaning, StateWaiter, Waiter};

use crate::diag::Place;
use std::collections::BTreeSet;

/// One API, whole.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// The API's title.
    pub title: String,
    /// The version of the API's description.
    pub version: String,
    /// What the API is.
    pub docs: Docs,
    /// Where it is served, the default first.
    pub servers: Vec<Server>,
    /// How one may prove who one is.
    pub schemes: Vec<SecurityScheme>,
    /// What an operation asks for where it says nothing itself: any one of these.
    pub security: Vec<Requirement>,
    /// The envelope around every JSON answer, if there is one.
    pub envelope: Option<Envelope>,
    /// The codes by which it says what went wrong, in order of the document.
    pub error_codes: Vec<ErrorCode>,
    /// The headers in which it tells the id that it gave a request, in lower case; none where it does not say.
    pub request_ids: Vec<String>,
    /// The groups of operations, in order of the document.
    pub resources: Vec<Resource>,
    /// Groups that belong together, where the caller said so.
    pub areas: Vec<Area>,
    /// The operations, in order of the document.
    pub operations: Vec<Operation>,
    /// The calls that follow answers, by their groups and names.
    pub links: Vec<Link>,
    /// Those that the caller wants, where not all of them.
    pub selected: Option<BTreeSet<OperationId>>,
    /// The component schemas that could not be read.
    pub unreadable: BTreeSet<Place>,
    /// The types.
    pub types: TypeGraph,
    /// What each schema is that was lowered by itself, by its place: what a value in the document is an example of.
    pub uses: Vec<(Place, TypeRef)>,
    /// The files that [`Place`]s are in, by [`FileId`](crate::diag::FileId): what tells origins of
    /// the same text apart, whatever the order of reading.
    pub files: Vec<String>,
}

/// What wraps an answer: the names of its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The member that holds the value.
    pub result: String,
    /// The boolean member that is false for a failure, whatever the status.
    pub success: String,
    /// The member that lists what went wrong.
    pub errors: String,
}

/// A code by which an API says what went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// The code, as text.
    pub code: String,
    /// What it is to be called.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

impl Api {
    /// The operation of that id.
    pub fn operation(&self, id: OperationId) -> Option<&Operation> {
        self.operations.get(id.0 as usize)
    }

    /// The calls that follow answers, with their places in the list.
    pub fn links(&self) -> impl Iterator<Item = (usize, &Link)> {
        self.links.iter().enumerate()
    }

    /// Whether an operation is wanted.
    pub fn is_selected(&self, id: OperationId) -> bool {
        let selected = self.selected.as_ref();
        selected.is_none_or(|selected| selected.contains(&id))
    }

    /// The operations with their ids.
    pub fn operations(&self) -> impl Iterator<Item = (OperationId, &Operation)> {
        self.operations
            .iter()
            .enumerate()
            .map(|(index, operation)| (OperationId(index as u32), operation))
    }
}
