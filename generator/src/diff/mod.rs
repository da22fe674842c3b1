//! What changed between two documents: on the wire, and for who uses the client.
//!
//! Each document is described as a tree of nodes that carry facts; the nodes of both trees are matched, and facts that
//! differ become changes, each with a class by Rust's rules. It reads no document and writes no report: it sees the
//! models and the plans, and gives plain data.

mod attach;
mod changes;
mod describe;
mod follow;
mod matching;
mod node;
mod words;

pub use node::{Class, Kind, View};

use crate::diag::Place;
use crate::ir::Api;
use crate::names::Names;
use crate::plan::ModulePlan;

/// One of the two documents.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// What it means.
    pub api: &'a Api,
    /// What everything is called.
    pub names: &'a Names,
    /// The modules of the client.
    pub modules: &'a [ModulePlan],
}

/// What happened to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// It was there and is not any more.
    Removed,
    /// It is called otherwise in Rust.
    Renamed,
    /// Something of it is otherwise.
    Changed,
    /// It was not there before.
    Added,
}

/// A change of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it asks of the version of the client.
    pub class: Class,
    /// What happened.
    pub event: Event,
    /// What kind of thing it is.
    pub kind: Kind,
    /// What the document calls it, with what it stands in: `POST /v3/apps query name`.
    pub subject: String,
    /// What one writes in Rust: before and after.
    pub rust: (Option<String>, Option<String>),
    /// What of it differs.
    pub details: Vec<Detail>,
    /// Where it is in the old document.
    pub old_place: Option<Place>,
    /// Where it is in the new document.
    pub new_place: Option<Place>,
}

/// A fact that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// What it is about, in a word or two.
    pub name: &'static str,
    /// Who sees it.
    pub view: View,
    /// What it asks of the version.
    pub class: Class,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

impl Change {
    /// Whether somebody sees it there.
    pub fn is_seen(&self, view: View) -> bool {
        match self.event {
            Event::Removed | Event::Added => view != View::Docs,
            Event::Renamed | Event::Changed => self.details.iter().any(|it| it.view == view),
        }
    }
}

/// What changed for who uses the client, the worst first: what is called the same in Rust is held to be the same.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Vec<Change> {
    let (old, new) = (describe::whole(old), describe::whole(new));
    sorted(changes::of(&old, &new))
}

/// What differs on the wire in the operations of `ours`, whatever things are called: types are held against each other
/// where the same place of the same operation has them. The class is that of a client that follows.
pub fn compare_wire(ours: Side<'_>, theirs: Side<'_>) -> Vec<Change> {
    sorted(follow::changes(ours, theirs))
}

fn sorted(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by(|left, right| {
        let key = |it: &Change| (std::cmp::Reverse(it.class), it.event, it.kind);
        (key(left), &left.subject).cmp(&(key(right), &right.subject))
    });
    changes
}
