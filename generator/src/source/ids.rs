//! What a file calls its own parts: `$id` and `$self`, which give a part a URI and its references a base, and anchors
//! (JSON Schema 2020-12, section 8.2; OpenAPI 3.2, "Base URI"). It follows no reference.

use super::uri::Uri;
use super::walk::{Reading, below};
use super::{Map, Node};
use crate::diag::Pointer;
use std::collections::BTreeMap;

/// The names of one file's parts.
#[derive(Debug)]
pub(super) struct Ids {
    /// The URI of the file as a whole.
    pub(super) own: Uri,
    /// The URI of each part that has one of its own, the file as a whole included where it says one.
    pub(super) resources: BTreeMap<Pointer, Uri>,
    /// Where each anchor is that is written in a part, by that part; the empty pointer is the file as a whole.
    pub(super) anchors: BTreeMap<Pointer, BTreeMap<String, Pointer>>,
    /// The anchors that are dynamic, and where they are.
    pub(super) dynamic: Vec<(String, Pointer)>,
}

impl Ids {
    /// The names in a tree that was read from the file of that path.
    pub(super) fn of(path: &str, root: &Node) -> Self {
        let mut ids = Self {
            own: Uri::of_file(path),
            resources: BTreeMap::new(),
            anchors: BTreeMap::new(),
            dynamic: Vec::new(),
        };
        let said = match root.get("openapi") {
            Some(_) => root.get("$self"),
            None => root.get("$id"),
        };
        let said = said.and_then(Node::as_str).and_then(without_fragment);
        if let Some(uri) = said.and_then(|said| ids.own.join(said)) {
            ids.own = uri.clone();
            ids.resources.insert(Pointer::root(), uri);
        }
        let base = ids.own.clone();
        ids.visit(
            root,
            Reading::Object,
            &Pointer::root(),
            &Within::file(&base),
        );
        ids
    }

    /// The part that a place lies in, and its URI.
    pub(super) fn around(&self, pointer: &Pointer) -> (Pointer, &Uri) {
        let mut at = Some(pointer.clone());
        while let Some(here) = at.filter(|_| !self.resources.is_empty()) {
            if let Some(uri) = self.resources.get(&here) {
                return (here, uri);
            }
            at = here.parent();
        }
        (Pointer::root(), &self.own)
    }

    /// Trees nest no deeper than the limits.
    fn visit(&mut self, node: &Node, reading: Reading, at: &Pointer, within: &Within<'_>) {
        match node {
            Node::Map(map) => self.visit_map(map, reading, at, within),
            Node::List(list) => {
                for (index, child) in list.iter().enumerate() {
                    if matches!(child, Node::Map(_) | Node::List(_)) {
                        self.visit(child, reading, &at.index(index), within);
                    }
                }
            }
            _ => {}
        }
    }

    fn visit_map(&mut self, map: &Map, reading: Reading, at: &Pointer, within: &Within<'_>) {
        let text = |keyword: &str| map.get(keyword).and_then(Node::as_str);
        let mut own = None;
        if reading == Reading::Object {
            let id = text("$id").filter(|_| !at.as_str().is_empty());
            own = id
                .and_then(without_fragment)
                .and_then(|id| within.base.join(id));
            if let Some(uri) = &own {
                self.resources.insert(at.clone(), uri.clone());
            }
            let resource = if own.is_some() { at } else { &within.resource };
            // Up to draft 7, an id that is only a fragment was what an anchor is now.
            let id = text("$id").and_then(|id| id.strip_prefix('#'));
            for name in [id, text("$anchor"), text("$dynamicAnchor")] {
                let Some(name) = name.filter(|name| !name.is_empty()) else {
                    continue;
                };
                let anchors = self.anchors.entry(resource.clone()).or_default();
                anchors.entry(name.to_owned()).or_insert_with(|| at.clone());
            }
            if let Some(name) = text("$dynamicAnchor") {
                self.dynamic.push((name.to_owned(), at.clone()));
            }
        }
        let inner = own.as_ref().map(|base| Within {
            base,
            resource: at.clone(),
        });
        let within = inner.as_ref().unwrap_or(within);
        for (key, child) in map {
            if matches!(child, Node::Map(_) | Node::List(_)) {
                let reading = below(reading, key, child);
                if reading != Reading::Data {
                    self.visit(child, reading, &at.child(key), within);
                }
            }
        }
    }
}

/// What a node lies in.
struct Within<'a> {
    base: &'a Uri,
    resource: Pointer,
}

impl<'a> Within<'a> {
    fn file(base: &'a Uri) -> Self {
        Self {
            base,
            resource: Pointer::root(),
        }
    }
}

/// An id without its fragment, which must be empty.
fn without_fragment(id: &str) -> Option<&str> {
    match id.split_once('#') {
        None => Some(id),
        Some((uri, "")) => Some(uri),
        Some(_) => None,
    }
    .filter(|uri| !uri.is_empty())
}
