//! An object on its way: its members are taken one by one, repaired where they must be, and put into a JSON object.

use super::{Projector, Version, internal, keys};
use crate::diag::{Code, Diagnostic, Place};
use crate::source::{Map, Node};
use serde_json::Value;

pub(super) struct Object<'a> {
    pub(super) with: &'a Projector<'a>,
    pub(super) place: &'a Place,
    pub(super) map: &'a Map,
    pub(super) out: serde_json::Map<String, Value>,
}

impl<'a> Object<'a> {
    pub(super) fn new(with: &'a Projector<'a>, place: &'a Place, map: &'a Map) -> Self {
        Self {
            with,
            place,
            map,
            out: serde_json::Map::new(),
        }
    }

    pub(super) fn version(&self) -> Version {
        self.with.version
    }

    /// A member that says something: in YAML, a key with nothing after it is `null` and says nothing.
    pub(super) fn get(&self, key: &str) -> Option<&'a Node> {
        self.map.get(key).filter(|node| !node.is_null())
    }

    pub(super) fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.out.insert(key.to_owned(), value.into());
    }

    pub(super) fn report(&self, code: Code, key: &str, message: String, remedy: &str) {
        let place = if key.is_empty() {
            self.place.clone()
        } else {
            self.place.child(key)
        };
        self.with
            .report(Diagnostic::new(code, &place, message).remedy(remedy));
    }

    pub(super) fn misfit(&self, key: &str, wanted: &str, node: &Node) {
        self.with.misfit(&self.place.child(key), wanted, node);
    }

    pub(super) fn repaired(&self, key: &str, how: &str) {
        self.with.repaired(&self.place.child(key), how);
    }

    /// The text of a member.
    pub(super) fn text_of(&self, key: &str) -> Option<String> {
        match self.get(key)? {
            Node::Text(text) => Some(text.clone()),
            node => self.with.text(&self.place.child(key), node),
        }
    }

    pub(super) fn texts(&mut self, names: &[&str]) {
        for key in names {
            if let Some(text) = self.text_of(key) {
                self.put(key, text);
            }
        }
    }

    /// A text that must be there.
    pub(super) fn needed_text(&mut self, key: &str, instead: &str) {
        let text = self.text_of(key).unwrap_or_else(|| {
            let message = format!("`{key}` is missing");
            let remedy = format!("`{instead}` is assumed; write it down");
            self.report(Code::MemberMissing, "", message, &remedy);
            instead.to_owned()
        });
        self.put(key, text);
    }

    /// The boolean of a member, written as a text or not.
    pub(super) fn flag_of(&self, key: &str) -> Option<bool> {
        let node = self.get(key)?;
        let value = match node {
            Node::Boolean(value) => return Some(*value),
            Node::Text(text) if text.eq_ignore_ascii_case("true") => true,
            Node::Text(text) if text.eq_ignore_ascii_case("false") => false,
            other => {
                self.misfit(key, "a boolean", other);
                return None;
            }
        };
        self.repaired(key, "a text is read as a boolean");
        Some(value)
    }

    pub(super) fn flags(&mut self, names: &[&str]) {
        for key in names {
            if let Some(value) = self.flag_of(key) {
                self.put(key, value);
            }
        }
    }

    /// A count: an integer that is not negative, written `5.0` or `"5"` or not.
    pub(super) fn counts(&mut self, names: &[&str]) {
        for key in names {
            let Some(node) = self.get(key) else { continue };
            let count = match node {
                Node::Integer(value) => u64::try_from(*value).ok(),
                Node::Number(value) if value.fract() == 0.0 && (0.0..1e15).contains(value) => {
                    self.repaired(key, "a number is read as an integer");
                    Some(*value as u64)
                }
                Node::Text(text) => text.trim().parse().ok().inspect(|_| {
                    self.repaired(key, "a text is read as an integer");
                }),
                _ => None,
            };
            match count {
                Some(count) => self.put(key, count),
                None => self.misfit(key, "a count", node),
            }
        }
    }

    pub(super) fn data(&mut self, names: &[&str]) {
        for key in names {
            if let Some(node) = self.map.get(key) {
                let value = self.with.data(&self.place.child(key), node);
                self.put(key, value);
            }
        }
    }

    /// Children that `key` lists: each becomes a reference to its place.
    pub(super) fn list_below(&self, key: &str) -> Option<Vec<Value>> {
        match self.get(key)? {
            Node::List(list) => Some(
                (0..list.len())
                    .map(|index| internal::below(&[key, &index.to_string()]))
                    .collect(),
            ),
            Node::Map(map) => {
                if let Some((target, Node::List(list))) = self.whole(key, map) {
                    let places = (0..list.len()).map(|index| target.index(index));
                    return Some(places.map(|place| internal::to(&place)).collect());
                }
                self.repaired(key, "one object is read as a list of one");
                Some(vec![internal::below(&[key])])
            }
            other => {
                self.misfit(key, "a list", other);
                None
            }
        }
    }

    /// Children by name below `key`. A map that is a reference as a whole, which no version knows but some tools
    /// accept, is what it refers to.
    pub(super) fn map_below(&self, key: &str) -> Option<serde_json::Map<String, Value>> {
        let map = match self.get(key)? {
            Node::Map(map) => map,
            other => {
                self.misfit(key, "an object", other);
                return None;
            }
        };
        let whole = |node: &Node| matches!(node, Node::Text(_));
        let names = map
            .iter()
            .filter(|(name, node)| *name != "$ref" || !whole(node));
        let mut children: serde_json::Map<String, Value> = names
            .map(|(name, _)| (name.to_owned(), internal::below(&[key, name])))
            .collect();
        if let Some((target, Node::Map(map))) = self.whole(key, map) {
            for name in map.keys() {
                let child = internal::to(&target.child(name));
                children.entry(name).or_insert(child);
            }
        }
        Some(children)
    }

    /// What a list or map refers to as a whole.
    fn whole(&self, key: &str, map: &Map) -> Option<(Place, &'a Node)> {
        let text = map.get("$ref")?.as_str()?;
        let place = self.place.child(key);
        match self.with.sources.resolve(&place, text) {
            Ok(target) => {
                self.repaired(key, "a reference stands for the whole of it");
                let node = self.with.sources.node(&target)?;
                Some((target, node))
            }
            Err(problem) => {
                self.with.dangling(&place, &problem);
                None
            }
        }
    }

    pub(super) fn child(&mut self, key: &str, to: &str) {
        if self.get(key).is_some() {
            self.put(to, internal::below(&[key]));
        }
    }

    /// What `key` lists, each projected by `each`; what is not an object is reported and left out.
    pub(super) fn objects(
        &mut self,
        key: &str,
        each: impl Fn(&Projector<'a>, &Place, &Node) -> Option<Value>,
    ) {
        let place = self.place.child(key);
        let values: Vec<Value> = match self.get(key) {
            None => return,
            Some(Node::List(list)) => list
                .iter()
                .enumerate()
                .filter_map(|(index, node)| each(self.with, &place.index(index), node))
                .collect(),
            Some(node @ Node::Map(_)) => {
                self.repaired(key, "one object is read as a list of one");
                each(self.with, &place, node).into_iter().collect()
            }
            Some(other) => return self.misfit(key, "a list", other),
        };
        self.put(key, values);
    }

    /// The extensions, except those that the projection speaks for.
    pub(super) fn extensions(&mut self) {
        for (key, node) in self.map {
            if key.starts_with("x-") && !keys::is_reserved(key) {
                self.out.insert(key.to_owned(), node.to_json());
            }
        }
    }

    /// `externalDocs`, if it can be held.
    pub(super) fn external_docs(&mut self) {
        let docs = self.get("externalDocs");
        if docs.and_then(|docs| docs.get("url")?.as_str()).is_some()
            && let Some(Node::Map(map)) = docs
        {
            let place = self.place.child("externalDocs");
            let mut docs = Object::new(self.with, &place, map);
            docs.texts(&["url", "description"]);
            docs.extensions();
            let docs = docs.out;
            self.put("externalDocs", docs);
        }
    }

    pub(super) fn finish(self) -> Value {
        Value::Object(self.out)
    }
}
