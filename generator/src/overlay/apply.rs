//! Applying an overlay, action by action.

use super::action::{Action, Overlay, Version, read};
use super::change::{self, Misfit};
use super::view::select;
use crate::config::Limits;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Place};
use crate::source::{Node, Reader, SourceSet};
use serde_json_path::JsonPath;

/// Applies the actions of an overlay, in order. What an overlay cannot do is reported, and the rest is done. An action
/// that changes nothing is an error, unless it says `x-launchway-optional: true`: stricter than the specification,
/// because a document that changed under its overlay is what one wants to hear of.
pub fn apply(
    sources: &mut SourceSet,
    overlay_path: &str,
    reader: &dyn Reader,
    found: &mut Diagnostics,
) {
    let Some(Overlay { version, actions }) = read(overlay_path, reader, found) else {
        return;
    };
    let roots = sources.files().map(Place::file);
    let before: usize = roots.filter_map(|root| sources.node(&root)).map(size).sum();
    let nodes = before.saturating_mul(4).max(NODES);
    for (index, action) in actions.iter().enumerate() {
        let mut doing = Doing {
            sources,
            nodes,
            version,
            name: format!(
                "action {index} of the overlay `{overlay_path}` on `{}`",
                action.target
            ),
            optional: action.optional,
            found,
        };
        if !doing.act(action) {
            return;
        }
    }
}

struct Doing<'a> {
    sources: &'a mut SourceSet,
    /// How many nodes the document may have.
    nodes: usize,
    version: Version,
    name: String,
    optional: bool,
    found: &'a mut Diagnostics,
}

impl Doing<'_> {
    /// Does one action. Whether the next one may be done.
    fn act(&mut self, action: &Action) -> bool {
        let Some(path) = self.path(&action.target) else {
            return true;
        };
        let places = select(self.sources, &path);
        if places.is_empty() {
            self.idle("selects nothing");
            return true;
        }
        if action.remove {
            if change::remove(self.sources, &places) == Err(Misfit::Root) {
                self.misfit(None, "the document itself cannot be removed");
            }
            return true;
        }
        if let Some(text) = &action.copy {
            if let Some(node) = self.copied(text) {
                self.update(&places, &node);
            }
        } else if let Some(node) = &action.update {
            self.update(&places, node);
        } else {
            self.idle("has neither `update` nor `copy` nor `remove: true`");
        }
        self.is_small()
    }

    fn path(&mut self, text: &str) -> Option<JsonPath> {
        match JsonPath::parse(text) {
            Ok(path) => Some(path),
            Err(error) => {
                let message = format!("{}: `{text}` is not a JSONPath: {error}", self.name);
                self.found.push(
                    Diagnostic::nowhere(Code::OverlayQuery, message)
                        .remedy("mend it as RFC 9535 has it"),
                );
                None
            }
        }
    }

    fn copied(&mut self, text: &str) -> Option<Node> {
        let path = self.path(text)?;
        let places = select(self.sources, &path);
        let node = match places.as_slice() {
            [place] => self.sources.node(place).cloned(),
            _ => None,
        };
        if node.is_none() {
            self.misfit(None, &format!("`{text}` does not select exactly one node"));
        }
        node
    }

    fn update(&mut self, places: &[Place], with: &Node) {
        let size = size(with).saturating_mul(places.len());
        if size > self.nodes {
            self.misfit(None, &format!("it would bring in {size} nodes"));
            return;
        }
        let mut changed = false;
        for place in places {
            let Some(target) = self.sources.node_mut(place) else {
                continue;
            };
            match change::update(target, with, self.version) {
                Ok(done) => changed |= done,
                Err(_) => {
                    let what = format!("{} cannot be brought into {}", with.kind(), target.kind());
                    self.misfit(Some(place), &what);
                    changed = true;
                }
            }
        }
        if !changed {
            self.idle("changes nothing: what it brings is there already");
        }
    }

    fn idle(&mut self, what: &str) {
        let message = format!("{} {what}", self.name);
        let diagnostic = if self.optional {
            Diagnostic::nowhere(Code::OverlaySkipped, message)
                .remedy("remove the action if it is of no use any more")
        } else {
            Diagnostic::nowhere(Code::OverlayIdle, message)
                .remedy("mend the target, or say `x-launchway-optional: true`")
        };
        self.found.push(diagnostic);
    }

    fn misfit(&mut self, place: Option<&Place>, what: &str) {
        let message = format!("{}: {what}", self.name);
        let mut diagnostic = Diagnostic::nowhere(Code::OverlayMisfit, message)
            .remedy("mend the target or what is brought into it");
        diagnostic.place = place.cloned();
        self.found.push(diagnostic);
    }

    /// Whether the document still keeps within limits: actions that copy can double it again and again.
    fn is_small(&mut self) -> bool {
        let limits = Limits::default();
        let mut left = self.nodes;
        for file in self.sources.files() {
            let root = self.sources.node(&Place::file(file));
            if !root.is_none_or(|root| fits(root, limits.depth, &mut left)) {
                let message = format!("{} makes the document too large", self.name);
                let place = Place::file(FileId::ROOT);
                self.found
                    .push(Diagnostic::new(Code::TooLarge, &place, message));
                return false;
            }
        }
        true
    }
}

/// How many nodes a document may have after an overlay: this many, or four times as many as before.
const NODES: usize = 500_000;

fn fits(node: &Node, depth: usize, left: &mut usize) -> bool {
    let (Some(depth), Some(less)) = (depth.checked_sub(1), left.checked_sub(1)) else {
        return false;
    };
    *left = less;
    match node {
        Node::Map(map) => map.values().all(|child| fits(child, depth, left)),
        Node::List(list) => list.iter().all(|child| fits(child, depth, left)),
        _ => true,
    }
}

fn size(node: &Node) -> usize {
    match node {
        Node::Map(map) => map.values().map(size).sum::<usize>() + 1,
        Node::List(list) => list.iter().map(size).sum::<usize>() + 1,
        _ => 1,
    }
}
