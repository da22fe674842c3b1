//! What the short forms do to a node: each is what one would write with several actions of the specification.

use super::action::{Force, Verb};
use super::address::METHODS;
use super::change::Brought;
use super::declare::{declare, rename, retype};
use super::follow::{owner, step};
use super::force;
use crate::diag::Place;
use crate::source::{Node, SourceSet};

/// Why nothing was done.
#[derive(Debug)]
pub(super) enum Refused {
    /// It is so already.
    Idle(String),
    /// It cannot be done there.
    Misfit {
        /// Why, as a clause.
        what: String,
        /// What to do instead.
        remedy: String,
    },
}

impl Refused {
    pub(super) fn misfit(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::Misfit {
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

/// What a node is, by where it stands and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Operation,
    /// A parameter, header or request body: it says itself whether it is required.
    Sent,
    /// A member of an object.
    Member {
        /// The schema of the object.
        holder: Place,
        name: String,
    },
    /// Another schema, or something else.
    Other,
}

/// What the node at a place is.
pub(super) fn role(sources: &SourceSet, place: &Place) -> Role {
    let tokens: Vec<_> = place.pointer.tokens().collect();
    let before = |back: usize| {
        let index = tokens.len().checked_sub(back)?;
        tokens.get(index).map(AsRef::as_ref)
    };
    let around = |place: &Place| {
        Some(Place {
            file: place.file,
            pointer: place.pointer.parent()?,
        })
    };
    let node = sources.node(&owner(sources, place));
    let has = |key: &str| node.is_some_and(|node| node.get(key).is_some());
    let holder = around(place).and_then(|properties| around(&properties));
    match (before(2), before(1), holder) {
        (Some("properties"), Some(name), Some(holder)) if !has("in") => Role::Member {
            holder,
            name: name.to_owned(),
        },
        (_, Some(method), _) if METHODS.contains(&method) && has("responses") => Role::Operation,
        _ if has("in") && has("name") => Role::Sent,
        (_, Some("requestBody"), _) => Role::Sent,
        (Some("requestBodies"), _, _) if has("content") => Role::Sent,
        _ => Role::Other,
    }
}

/// Does what one of the short forms says, at one place. `with` is what it brings, if it brings something.
pub(super) fn act(
    sources: &mut SourceSet,
    place: &Place,
    verb: &Verb,
    with: &Brought,
) -> Result<(), Refused> {
    let role = role(sources, place);
    match verb {
        Verb::Drop => drop_node(sources, place, &role),
        Verb::Type => retype(sources, place, with),
        Verb::Force(Force::Nullable) => force::nullable(sources, place, &with.from),
        Verb::Force(Force::Required) => force::required(sources, place, &role, &with.from),
        Verb::Force(Force::Optional) => force::optional(sources, place, &role, &with.from),
        Verb::Rename(name) => rename(sources, place, &role, name, &with.from),
        Verb::Declare(key) => declare(sources, place, &role, key, with),
        Verb::Remove | Verb::Update | Verb::Copy(_) => Ok(()),
    }
}

/// Removes a node and what only it needed: the path of the last operation, the name of a member among the required.
fn drop_node(sources: &mut SourceSet, place: &Place, role: &Role) -> Result<(), Refused> {
    match role {
        Role::Member { holder, name } => {
            force::forget(sources, holder, name);
            sources.take_out(place);
        }
        Role::Operation => {
            let item = Place {
                file: place.file,
                pointer: place.pointer.parent().unwrap_or_default(),
            };
            sources.take_out(place);
            let left = METHODS
                .iter()
                .any(|method| step(sources, &item, method).is_some());
            if !left {
                drop_path(sources, &item);
            }
        }
        _ if !sources.take_out(place) => {
            let remedy = "name something in it";
            return Err(Refused::misfit(
                "the document itself cannot be dropped",
                remedy,
            ));
        }
        _ => {}
    }
    Ok(())
}

/// Removes the path whose item has no operation left, as the root document has it.
fn drop_path(sources: &mut SourceSet, item: &Place) {
    let paths = Place::file(crate::diag::FileId::ROOT).child("paths");
    let names: Vec<String> = match sources.node(&paths) {
        Some(Node::Map(map)) => map.keys().map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    for name in names {
        let path = paths.child(&name);
        if owner(sources, &path) == *item {
            sources.take_out(&path);
        }
    }
}
