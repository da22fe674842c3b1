//! The changes of the specification, on nodes.

use super::action::Version;
use super::follow::{HOPS, external, owner};
use super::rebase::member;
use crate::diag::{FileId, Place};
use crate::source::{Node, SourceSet};
use std::borrow::Cow;

/// What is brought, and where it is written.
#[derive(Clone)]
pub(super) struct Brought {
    pub(super) node: Node,
    pub(super) from: Place,
    /// The file from which its references are read: the root document for what an overlay brings.
    pub(super) file: FileId,
}

/// The target is of another kind than what is brought.
#[derive(Debug)]
pub(super) struct Misfit;

/// Takes out nodes. Of one list, the later come first, so that the earlier keep their places; and the deepest before
/// all, since what lies in something that goes is gone with it. Whether all were there.
pub(super) fn remove(sources: &mut SourceSet, places: &[Place]) -> bool {
    let mut places = places.to_vec();
    places.sort_by_cached_key(|place| {
        let depth = place.pointer.tokens().count();
        let last = place.pointer.tokens().last().map(Cow::into_owned);
        let index = last.and_then(|token| token.parse::<usize>().ok());
        std::cmp::Reverse((depth, index.unwrap_or(0)))
    });
    let gone: Vec<bool> = places.iter().map(|place| sources.take_out(place)).collect();
    gone.into_iter().all(|gone| gone)
}

/// Brings an update into a node. Whether anything changed.
pub(super) fn update(
    sources: &mut SourceSet,
    place: &Place,
    with: &Brought,
    version: Version,
) -> Result<bool, Misfit> {
    let place = &match with.node.get("$ref") {
        Some(_) => place.clone(),
        None => owner(sources, place),
    };
    let Some(target) = sources.node(place) else {
        return Ok(false);
    };
    let change = match (target, &with.node) {
        (Node::Map(_), Node::Map(_)) => Change::Merge,
        (Node::Map(_), _) => return Err(Misfit),
        // 1.0 appends an entry; 1.1 says that a list is appended entry by entry.
        (Node::List(list), Node::List(_)) if version >= Version::V11 => Change::Append(list.len()),
        (Node::List(list), _) => Change::Put(place.index(list.len())),
        (_, Node::Map(_) | Node::List(_)) => return Err(Misfit),
        (_, _) if version < Version::V11 => return Err(Misfit),
        (scalar, brought) if scalar != brought => Change::Put(place.clone()),
        _ => return Ok(false),
    };
    let mut merge = Merge {
        root: with.file,
        sources,
        changed: false,
    };
    match change {
        Change::Merge => merge.merge(place, &with.node, &with.from),
        Change::Append(length) => merge.append(place, length, &with.node, &with.from),
        Change::Put(at) => merge.put(&at, &with.node, &with.from),
    }
    Ok(merge.changed)
}

/// What an update does to its target.
enum Change {
    /// Merges objects.
    Merge,
    /// Appends entries to a list of that length.
    Append(usize),
    /// Puts a node there.
    Put(Place),
}

struct Merge<'s> {
    root: FileId,
    sources: &'s mut SourceSet,
    changed: bool,
}

impl Merge<'_> {
    /// Objects are merged, lists joined, everything else replaced. A reference to another file is seen through, unless
    /// it is what is replaced.
    fn merge(&mut self, place: &Place, with: &Node, from: &Place) {
        match (self.sources.node(place), with) {
            (Some(Node::Map(_)), Node::Map(members)) => {
                let replaces = members.contains_key("$ref");
                for (name, node) in members {
                    let at = self.member(place, name, replaces);
                    let from = from.child(name);
                    match self.sources.node(&at) {
                        Some(_) => self.merge(&at, node, &from),
                        None => self.put(&at, node, &from),
                    }
                }
            }
            (Some(Node::List(list)), Node::List(_)) => {
                let length = list.len();
                self.append(place, length, with, from);
            }
            (Some(target), with) if target == with => {}
            _ => self.put(place, with, from),
        }
    }

    /// Where a member of an object is, or is to be.
    fn member(&self, place: &Place, name: &str, replaces: bool) -> Place {
        let mut here = place.clone();
        for _ in 0..HOPS {
            let node = self.sources.node(&here);
            let next = node
                .filter(|node| !replaces && node.step(name).is_none())
                .and_then(|node| external(self.sources, &here, node));
            match next {
                Some(next) => here = next,
                None => break,
            }
        }
        here.child(name)
    }

    fn append(&mut self, place: &Place, length: usize, with: &Node, from: &Place) {
        let entries = with.as_list().unwrap_or_default();
        for (index, entry) in entries.iter().enumerate() {
            self.put(&place.index(length + index), entry, &from.index(index));
        }
    }

    fn put(&mut self, at: &Place, node: &Node, from: &Place) {
        let (read, written) = (self.sources.path(self.root), self.sources.path(at.file));
        let name = at.pointer.tokens().last().unwrap_or_default();
        let node = member(&name, node, read, written);
        self.changed |= self.sources.put(at, node, from);
    }
}
