//! A part of the document as one JSON value, in which references to other files are what they refer to.

use super::follow::{HOPS, external, is_bare};
use crate::diag::Place;
use crate::source::{Node, SourceSet};
use serde_json::Value;

/// How many nodes a view may have. References between files may meet again and again; beyond this they stay.
const NODES: usize = 3_000_000;

/// The value of what is at a place.
pub(super) fn view(sources: &SourceSet, place: &Place) -> Value {
    let mut view = View {
        sources,
        left: NODES,
        open: Vec::new(),
    };
    view.at(place, 0)
}

struct View<'s> {
    sources: &'s SourceSet,
    left: usize,
    /// The places whose references are being followed: one that leads back into itself stays a reference.
    open: Vec<Place>,
}

impl View<'_> {
    fn at(&mut self, place: &Place, depth: usize) -> Value {
        match self.sources.node(place) {
            Some(node) => self.of(node, place, depth),
            None => Value::Null,
        }
    }

    /// `place` is only needed where there are several files: pointers cost more than all the rest.
    fn of(&mut self, node: &Node, place: &Place, depth: usize) -> Value {
        self.left = self.left.saturating_sub(1);
        match node {
            Node::Map(map) => {
                if let Some(value) = self.referred(node, place, depth) {
                    return value;
                }
                let members = map.iter().map(|(name, child)| {
                    let value = match child {
                        Node::Map(_) | Node::List(_) => {
                            self.of(child, &place.child(name), depth + 1)
                        }
                        scalar => scalar.to_json(),
                    };
                    (name.to_owned(), value)
                });
                Value::Object(members.collect())
            }
            Node::List(list) => {
                let elements = list.iter().enumerate().map(|(index, child)| match child {
                    Node::Map(_) | Node::List(_) => self.of(child, &place.index(index), depth + 1),
                    scalar => scalar.to_json(),
                });
                Value::Array(elements.collect())
            }
            scalar => scalar.to_json(),
        }
    }

    /// What a reference to another file refers to; its own members come first, where it has some.
    fn referred(&mut self, node: &Node, place: &Place, depth: usize) -> Option<Value> {
        let target = external(self.sources, place, node)?;
        if self.open.contains(&target) || self.left == 0 || depth >= HOPS {
            return None;
        }
        self.open.push(target.clone());
        let mut value = self.at(&target, depth + 1);
        if let (false, Value::Object(members), Node::Map(own)) = (is_bare(node), &mut value, node) {
            for (name, child) in own.iter().filter(|(name, _)| *name != "$ref") {
                let child = self.of(child, &place.child(name), depth + 1);
                members.insert(name.to_owned(), child);
            }
        }
        self.open.pop();
        Some(value)
    }
}
