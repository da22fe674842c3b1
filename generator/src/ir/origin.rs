//! Where a type's name and file come from. Both follow origin, never use.

use super::{OperationId, TypeId};

/// Where a type comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A schema with a name of its own: a component, a `$defs` entry, or a file that holds one schema.
    Component(String),
    /// A schema written inside something else.
    Inline {
        /// What it is written in.
        owner: Owner,
        /// The steps from there to here, outermost first; never empty.
        path: Vec<Step>,
    },
}

/// What an inline schema is written in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Another type.
    Type(TypeId),
    /// An operation.
    Operation(OperationId),
    /// A shared parameter, header, request body or response, by its name.
    Shared(String),
}

/// A step from an owner into it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A member of an object.
    Member(String),
    /// The members that an object does not name, or the values of a map.
    Rest,
    /// The elements of a list.
    Item,
    /// A position of a tuple.
    Position(usize),
    /// An alternative of a union, with a word to call it by if there is one.
    Variant(usize, Option<String>),
    /// A parameter.
    Param(String),
    /// The request body; with its media type where there are several.
    Body(Option<String>),
    /// A response, by its status; with its media type where there are several.
    Response(String, Option<String>),
    /// A header of a response, by its name.
    Header(String),
}
