//! An overlay that leaves some operations of a document, and what they need.
//!
//! The documents of vendors have hundreds of operations and thousands of components, of which a test wants few.

use launchway_generator::diag::{FileId, Place};
use launchway_generator::source::{Node, SourceSet};
use std::collections::BTreeSet;

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "patch", "head", "options", "trace",
];

/// The overlay, as text. `keep` are ids of operations.
pub(crate) fn overlay(sources: &SourceSet, keep: &[&str]) -> String {
    let mut narrowing = Narrowing {
        sources,
        reached: BTreeSet::new(),
        actions: Vec::new(),
    };
    let root = Place::file(FileId::ROOT);
    narrowing.paths(&root.child("paths"), keep);
    narrowing.components(&root.child("components"));
    let actions = narrowing.actions.join(",\n");
    format!("{{\"overlay\": \"1.1.0\", \"actions\": [\n{actions}\n]}}")
}

struct Narrowing<'s> {
    sources: &'s SourceSet,
    /// What is needed.
    reached: BTreeSet<Place>,
    actions: Vec<String>,
}

impl Narrowing<'_> {
    fn paths(&mut self, paths: &Place, keep: &[&str]) {
        for path in self.names(paths) {
            let item = self.target(&paths.child(&path));
            let methods = self.names(&item).into_iter();
            let methods = methods.filter(|key| METHODS.contains(&key.as_str()));
            let (wanted, rest): (Vec<String>, Vec<String>) = methods.partition(|method| {
                let id = item.child(method).child("operationId");
                let id = self.sources.node(&id).and_then(Node::as_str);
                id.is_some_and(|id| keep.contains(&id))
            });
            if wanted.is_empty() {
                self.remove(&format!("$.paths['{path}']"));
                continue;
            }
            for method in rest {
                self.remove(&format!("$.paths['{path}'].{method}"));
            }
            for key in wanted.iter().map(String::as_str).chain(["parameters"]) {
                self.reach(item.child(key));
            }
        }
    }

    fn components(&mut self, components: &Place) {
        for section in self.names(components) {
            if section == "securitySchemes" {
                continue;
            }
            let places = components.child(&section);
            for name in self.names(&places) {
                let place = places.child(&name);
                let needed = [&place, &self.target(&place)];
                if !needed.iter().any(|place| self.reached.contains(place)) {
                    self.remove(&format!("$.components.{section}['{name}']"));
                }
            }
        }
    }

    fn remove(&mut self, target: &str) {
        let action = format!("{{\"target\": {target:?}, \"remove\": true}}");
        self.actions.push(action);
    }

    fn names(&self, place: &Place) -> Vec<String> {
        let map = self.sources.node(place).and_then(Node::as_map);
        map.into_iter()
            .flat_map(|map| map.keys().cloned())
            .collect()
    }

    /// Where a place leads that holds a reference, else the place.
    fn target(&self, place: &Place) -> Place {
        let text = self.sources.node(place).and_then(|node| node.get("$ref"));
        let target = text
            .and_then(Node::as_str)
            .and_then(|text| self.sources.resolve(place, text).ok());
        target.unwrap_or_else(|| place.clone())
    }

    fn reach(&mut self, place: Place) {
        let mut open = vec![place];
        while let Some(place) = open.pop() {
            if let Some(node) = self.sources.node(&place)
                && self.reached.insert(place.clone())
            {
                self.mentions(node, &place, &mut open);
            }
        }
    }

    /// Everything that a node refers to: whatever looks like a reference may be one, such as a discriminator's value.
    fn mentions(&self, node: &Node, from: &Place, into: &mut Vec<Place>) {
        match node {
            Node::Map(map) => map
                .values()
                .for_each(|node| self.mentions(node, from, into)),
            Node::List(list) => list.iter().for_each(|node| self.mentions(node, from, into)),
            Node::Text(text) if text.contains('#') || text.ends_with(".yaml") => {
                into.extend(self.sources.resolve(from, text).ok());
            }
            _ => {}
        }
    }
}
