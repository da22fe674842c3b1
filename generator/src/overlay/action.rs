//! What an overlay asks for, once it is understood.

use crate::diag::Place;

/// A version of the Overlay Specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// 1.0
    V10,
    /// 1.1
    V11,
}

/// One entry of `actions`.
#[derive(Debug)]
pub(super) struct Action {
    /// Where it says what it changes.
    pub(super) place: Place,
    /// What it changes.
    pub(super) address: Address,
    /// What it does there, in this order.
    pub(super) changes: Vec<Change>,
    /// Whether it may change nothing.
    pub(super) optional: bool,
}

/// How an action names what it changes.
#[derive(Debug)]
pub(super) enum Address {
    /// `target`: a JSONPath.
    Path(String),
    /// `x-launchway-operation`: an operation's id, or `METHOD /path`; or several.
    Operation(Vec<String>),
    /// `x-launchway-schema`: a component, or a member of it by `Component.member`; or several.
    Schema(Vec<String>),
    /// Nothing: the document itself, which is what some declarations are about.
    Document,
}

/// One thing that an action does, with the place where it says so.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) verb: Verb,
    pub(super) from: Place,
}

/// What can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// `remove: true`
    Remove,
    /// `update`: what is brought stands at the change's place.
    Update,
    /// `copy`: the JSONPath of what is brought.
    Copy(String),
    /// `x-launchway-drop: true`: removed with what it leaves behind.
    Drop,
    /// `x-launchway-type`: the schema, or the name of one, stands at the change's place.
    Type,
    /// `x-launchway-force`.
    Force(Force),
    /// `x-launchway-rename`.
    Rename(String),
    /// Another key of this project, which is put there as it is.
    Declare(String),
}

/// What a member or parameter can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Force {
    /// It is always there.
    Required,
    /// It may be missing.
    Optional,
    /// It may be `null`.
    Nullable,
}
