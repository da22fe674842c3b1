//! The document as a JSONPath sees it: one JSON value, in which references to other files are what they refer to.

use crate::diag::{FileId, Place};
use crate::source::{Node, SourceSet};
use serde_json::Value;
use serde_json_path::{JsonPath, NormalizedPath, PathElement};

/// How many nodes a view may have. References between files may meet again and again; beyond this they stay.
const NODES: usize = 3_000_000;

/// How deep a view may nest.
const DEPTH: usize = 200;

/// The places that a path selects, each once, in order of the document.
pub(super) fn select(sources: &SourceSet, path: &JsonPath) -> Vec<Place> {
    let mut view = View {
        sources,
        left: NODES,
        open: Vec::new(),
    };
    let value = view.value(&Place::file(FileId::ROOT), 0);
    let mut places: Vec<Place> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for located in path.query_located(&value) {
        if let Some(place) = owner(sources, located.location())
            && seen.insert(place.clone())
        {
            places.push(place);
        }
    }
    places
}

struct View<'s> {
    sources: &'s SourceSet,
    left: usize,
    /// The places whose references are being followed: one that leads back into itself stays a reference.
    open: Vec<Place>,
}

impl View<'_> {
    fn value(&mut self, place: &Place, depth: usize) -> Value {
        let Some(node) = self.sources.node(place) else {
            return Value::Null;
        };
        self.of(node, place, depth)
    }

    fn of(&mut self, node: &Node, place: &Place, depth: usize) -> Value {
        self.left = self.left.saturating_sub(1);
        match node {
            Node::Map(map) => {
                if let Some(target) = external(self.sources, place, node)
                    && !self.open.contains(&target)
                    && self.left > 0
                    && depth < DEPTH
                {
                    self.open.push(target.clone());
                    let value = self.value(&target, depth + 1);
                    self.open.pop();
                    return value;
                }
                let members = map.iter();
                let members = members.map(|(name, child)| {
                    (name.clone(), self.of(child, &place.child(name), depth + 1))
                });
                Value::Object(members.collect())
            }
            Node::List(list) => {
                let elements = list.iter().enumerate();
                let elements =
                    elements.map(|(index, child)| self.of(child, &place.index(index), depth + 1));
                Value::Array(elements.collect())
            }
            scalar => scalar.to_json(),
        }
    }
}

/// Where a node leads that is a reference to another file and nothing else.
fn external(sources: &SourceSet, from: &Place, node: &Node) -> Option<Place> {
    let text = node.get("$ref")?.as_str()?;
    let only = node.as_map().is_some_and(|map| map.len() == 1);
    if !only || text.starts_with('#') {
        return None;
    }
    let target = sources.resolve(from, text).ok()?;
    (target.file != from.file).then_some(target)
}

/// The place that holds what a path of the view leads to.
fn owner(sources: &SourceSet, path: &NormalizedPath) -> Option<Place> {
    let mut place = Place::file(FileId::ROOT);
    for element in path.iter() {
        let token = match element {
            PathElement::Name(name) => (*name).to_owned(),
            PathElement::Index(index) => index.to_string(),
        };
        let mut hops = 0;
        loop {
            let node = sources.node(&place)?;
            match external(sources, &place, node) {
                // What is there stays what it is where the reference was not followed.
                Some(target) if hops < DEPTH && node.step(&token).is_none() => {
                    hops += 1;
                    place = target;
                }
                _ => break,
            }
        }
        place = place.child(&token);
    }
    // The node itself may be a reference: what it refers to is what was selected.
    let mut hops = 0;
    while let Some(target) = external(sources, &place, sources.node(&place)?) {
        hops += 1;
        if hops > DEPTH {
            break;
        }
        place = target;
    }
    Some(place)
}
