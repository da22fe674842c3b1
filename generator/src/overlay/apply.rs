//! Applying an overlay, action by action.

use super::action::{Action, Address, Change, Verb, Version};
use super::change::{self, Brought};
use super::path::{self, Path};
use super::select::{Broken, select};
use super::short::{self, Refused};
use super::{address, follow, read};
use crate::config::Limits;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Place};
use crate::source::{Node, Reader, SourceSet};

/// How many nodes a document may have after an overlay: this many, or four times as many as before.
const NODES: usize = 500_000;

/// Applies the actions of an overlay, in order. What an overlay cannot do is reported, and the rest is done. An action
/// that changes nothing is an error, unless it says `x-launchway-optional: true`: stricter than the specification,
/// because a document that changed under its overlay is what one wants to hear of.
pub fn apply(
    sources: &mut SourceSet,
    overlay_path: &str,
    reader: &dyn Reader,
    limits: &Limits,
    found: &mut Diagnostics,
) {
    let Some(file) = sources.add_overlay(overlay_path, reader, limits, found) else {
        return;
    };
    let Some(version) = read::version(sources, file, found) else {
        return;
    };
    let actions = read::actions(sources, file, version, found);
    let nodes = if actions.is_empty() {
        0
    } else {
        let roots = sources.files().map(Place::file);
        roots.filter_map(|root| sources.node(&root)).map(size).sum()
    };
    let mut doing = Doing {
        sources,
        version,
        left: nodes.saturating_mul(3).max(NODES),
        depth: limits.depth,
        found,
    };
    for action in &actions {
        if doing.act(action) == Next::Stop {
            return;
        }
    }
    sources.follow_edited(reader, limits, found);
}

struct Doing<'a> {
    sources: &'a mut SourceSet,
    version: Version,
    /// How many nodes the document may still grow by.
    left: usize,
    /// How deep it may nest.
    depth: usize,
    found: &'a mut Diagnostics,
}

/// Whether the next action may be done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Go,
    Stop,
}

impl Doing<'_> {
    fn act(&mut self, action: &Action) -> Next {
        let Some(places) = self.places(action) else {
            return Next::Go;
        };
        if action.changes.is_empty() {
            let remedy = "add `update`, `copy` or `remove: true`, or one of the short forms";
            self.idle(action, "the action does nothing", remedy);
        }
        for change in &action.changes {
            let next = match &change.verb {
                Verb::Remove => self.remove(change, &places),
                Verb::Update | Verb::Copy(_) => self.update(action, change, &places),
                _ => self.short(action, change, &places),
            };
            if next == Next::Stop {
                return next;
            }
        }
        Next::Go
    }

    /// What the action is about; if that is nothing, it is said.
    fn places(&mut self, action: &Action) -> Option<Vec<Place>> {
        type Named = fn(&SourceSet, &str) -> Result<Vec<Place>, Broken>;
        let (names, find): (_, Named) = match &action.address {
            Address::Document => return Some(vec![Place::file(FileId::ROOT)]),
            Address::Path(text) => {
                let path = self.path(text, &action.place)?;
                let found = select(self.sources, &path);
                return self.found(action, text, found);
            }
            Address::Operation(ids) => (ids, address::operation),
            Address::Schema(names) => (names, address::schema),
        };
        let mut places = Vec::new();
        for name in names {
            let found = find(self.sources, name);
            places.extend(self.found(action, name, found).unwrap_or_default());
        }
        (!places.is_empty()).then_some(places)
    }

    fn found(
        &mut self,
        action: &Action,
        shown: &str,
        found: Result<Vec<Place>, Broken>,
    ) -> Option<Vec<Place>> {
        let Broken { why, near } = match found {
            Ok(places) => return Some(places),
            Err(broken) => broken,
        };
        let remedy = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "mend it, or say `x-launchway-optional: true`".to_owned(),
        };
        let what = format!("`{shown}` selects nothing: {why}");
        self.idle(action, &what, &remedy);
        None
    }

    fn path(&mut self, text: &str, place: &Place) -> Option<Path> {
        match Path::parse(text) {
            Ok(path) => Some(path),
            Err(why) => {
                let message = format!("`{text}` is not a JSONPath: {why}");
                let remedy = match path::unquoted(text) {
                    Some(name) => format!("write `['{name}']`: it is no plain word"),
                    None => "mend it as RFC 9535 has it".to_owned(),
                };
                self.found
                    .push(Diagnostic::new(Code::OverlayQuery, place, message).remedy(remedy));
                None
            }
        }
    }

    fn remove(&mut self, change: &Change, places: &[Place]) -> Next {
        if places.iter().any(|place| place.pointer.parent().is_none()) {
            let what = "the document itself cannot be removed";
            self.misfit(&change.from, what, "select something in it", None);
        } else {
            change::remove(self.sources, places);
        }
        Next::Go
    }

    fn update(&mut self, action: &Action, change: &Change, places: &[Place]) -> Next {
        let with = match &change.verb {
            Verb::Copy(text) => self.copied(text, &change.from),
            _ => self.brought(&change.from),
        };
        let Some(with) = with else { return Next::Go };
        let mut changed = false;
        for place in places {
            if self.grow(place, &with.node) == Next::Stop {
                self.too_large(&change.from);
                return Next::Stop;
            }
            match change::update(self.sources, place, &with, self.version) {
                Ok(done) => changed |= done,
                Err(change::Misfit) => {
                    changed = true;
                    let owner = follow::owner(self.sources, place);
                    let kind = self.sources.node(&owner).map_or("nothing", Node::kind);
                    let what = format!("{} cannot be brought into {kind}", with.node.kind());
                    let remedy = "mend the target or what is brought into it";
                    self.misfit(&change.from, &what, remedy, Some(place));
                }
            }
        }
        if !changed {
            let what = "what it brings is there already";
            self.idle(
                action,
                what,
                "remove the action: the document needs it no more",
            );
        }
        Next::Go
    }

    fn brought(&self, from: &Place) -> Option<Brought> {
        Some(Brought {
            node: self.sources.node(from)?.clone(),
            from: from.clone(),
            file: FileId::ROOT,
        })
    }

    fn copied(&mut self, text: &str, place: &Place) -> Option<Brought> {
        let path = self.path(text, place)?;
        let places = select(self.sources, &path);
        let found = match places.as_deref() {
            Ok([from]) => Ok(follow::owner(self.sources, from)),
            Ok(several) => Err((format!("selects {} nodes", several.len()), None)),
            Err(broken) => Err((
                format!("selects nothing: {}", broken.why),
                broken.near.clone(),
            )),
        };
        match found {
            Ok(from) => Some(Brought {
                node: self.sources.node(&from)?.clone(),
                file: from.file,
                from,
            }),
            Err((what, near)) => {
                let remedy = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "select the one node to copy".to_owned(),
                };
                self.misfit(place, &format!("`{text}` {what}"), &remedy, None);
                None
            }
        }
    }

    fn short(&mut self, action: &Action, change: &Change, places: &[Place]) -> Next {
        let Some(with) = self.brought(&change.from) else {
            return Next::Go;
        };
        let (mut idle, mut done) = (None, false);
        // Backwards, so that what is dropped of a list leaves the others where they are.
        for place in places.iter().rev() {
            if self.grow(place, &with.node) == Next::Stop {
                self.too_large(&change.from);
                return Next::Stop;
            }
            match short::act(self.sources, place, &change.verb, &with) {
                Ok(()) => done = true,
                Err(Refused::Idle(why)) => idle = Some(why),
                Err(Refused::Misfit { what, remedy }) => {
                    done = true;
                    self.misfit(&change.from, &what, &remedy, Some(place));
                }
            }
        }
        if let Some(why) = idle.filter(|_| !done) {
            self.idle(action, &why, "remove it: the document needs it no more");
        }
        Next::Go
    }

    /// Counts what is brought, before it is: actions that copy can double a document again and again.
    fn grow(&mut self, place: &Place, with: &Node) -> Next {
        let deep = place.pointer.tokens().count() + depth(with);
        match self.left.checked_sub(size(with)) {
            Some(left) if deep <= self.depth => {
                self.left = left;
                Next::Go
            }
            _ => Next::Stop,
        }
    }

    fn too_large(&mut self, place: &Place) {
        let message = "the action makes the document too large";
        self.found.push(
            Diagnostic::new(Code::TooLarge, place, message)
                .remedy("bring less, or to fewer places"),
        );
    }

    fn idle(&mut self, action: &Action, what: &str, remedy: &str) {
        let diagnostic = if action.optional {
            Diagnostic::new(Code::OverlaySkipped, &action.place, what)
                .remedy("remove the action if it is of no use any more")
        } else {
            Diagnostic::new(Code::OverlayIdle, &action.place, what).remedy(remedy)
        };
        self.found.push(diagnostic);
    }

    fn misfit(&mut self, at: &Place, what: &str, remedy: &str, target: Option<&Place>) {
        let mut diagnostic = Diagnostic::new(Code::OverlayMisfit, at, what).remedy(remedy);
        if let Some(target) = target {
            diagnostic = diagnostic.related(target, "what it is to change");
        }
        self.found.push(diagnostic);
    }
}

fn size(node: &Node) -> usize {
    match node {
        Node::Map(map) => map.values().map(size).sum::<usize>() + 1,
        Node::List(list) => list.iter().map(size).sum::<usize>() + 1,
        _ => 1,
    }
}

fn depth(node: &Node) -> usize {
    let deepest = match node {
        Node::Map(map) => map.values().map(depth).max(),
        Node::List(list) => list.iter().map(depth).max(),
        _ => None,
    };
    deepest.unwrap_or(0) + 1
}
