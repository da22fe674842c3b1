//! What operations are called with: values that their own document gives as examples, or else made of its schemas.

use super::calls::{Callable, Setting};
use launchway_generator::diag::{FileId, Place};
use launchway_generator::source::{Node, SourceSet};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use xtask::examples::{Amount, Judge, Maker, Side, follow};

/// One call of an operation: what it is called, and what for each setting.
pub(crate) struct Round {
    pub(crate) label: String,
    pub(crate) args: Map<String, Value>,
}

/// Makes values for the operations of one document.
pub(crate) struct Values<'s> {
    sources: &'s SourceSet,
    judge: Judge<'s>,
    /// The document that the server runs, if it is another: what it says of parameters counts, too.
    other: Option<Box<Values<'s>>>,
}

/// What ids are made of where a schema calls them texts.
const UUID: &str = "0b5c7a1e-7f3d-4c1b-9a55-3f0e6d2c8b41";

impl<'s> Values<'s> {
    pub(crate) fn new(sources: &'s SourceSet) -> Self {
        Self {
            sources,
            judge: Judge::new(sources),
            other: None,
        }
    }

    /// The same for a server that runs another document of the same API.
    pub(crate) fn beside(mut self, other: &'s SourceSet) -> Self {
        self.other = Some(Box::new(Self::new(other)));
        self
    }

    /// The calls of an operation: with what is required, with everything, and with each example of its body. Where one
    /// can't be made, why.
    pub(crate) fn rounds(&mut self, callable: &Callable) -> Result<Vec<Round>, String> {
        let operation = self
            .operation(callable)
            .ok_or("the document has no such operation")?;
        let parameters = self.parameters(callable, &operation);
        let others = self
            .other
            .as_ref()
            .and_then(|other| Some(other.parameters(callable, &other.operation(callable)?)));
        let others = others.unwrap_or_default();
        let mut least = Map::new();
        let mut bodies = Vec::new();
        for need in &callable.needs {
            match need.key.starts_with("body") {
                true => bodies.push(need),
                false => {
                    let value = self.parameter(&parameters, &others, need)?;
                    least.insert(need.key.clone(), value);
                }
            }
        }
        let has_body = !bodies.is_empty();
        let mut most = least.clone();
        for (_, setting) in &callable.setters {
            if setting.key.starts_with("body") {
                bodies.push(setting);
            } else if let Ok(value) = self.parameter(&parameters, &others, setting) {
                most.insert(setting.key.clone(), value);
            }
        }
        let mut rounds = Vec::new();
        let mut add = |label: String, from: &Map<String, Value>, body: Option<(&str, Value)>| {
            let mut args = from.clone();
            args.extend(body.map(|(key, value)| (key.to_owned(), value)));
            if !rounds.iter().any(|round: &Round| round.args == args) {
                rounds.push(Round { label, args });
            }
        };
        if !has_body && !self.needs_body(&operation) {
            add("least".to_owned(), &least, None);
            add("most".to_owned(), &most, None);
        }
        for body in bodies {
            let made = self.bodies(&operation, &body.key);
            if made.is_empty() {
                return Err(format!("no value fits {}", body.key));
            }
            for (label, value) in made {
                let from = if label == "most" { &most } else { &least };
                let label = format!("{label} {}", body.key);
                add(label, from, Some((&body.key, value)));
            }
        }
        Ok(rounds)
    }

    fn operation(&self, callable: &Callable) -> Option<Place> {
        let path = Place::file(FileId::ROOT)
            .child("paths")
            .child(&callable.template);
        let path = follow(self.sources, &path)?;
        let operation = path.child(&callable.method.to_lowercase());
        self.sources.node(&operation)?;
        Some(operation)
    }

    /// Whether the document has the operation at all.
    pub(crate) fn has(&self, callable: &Callable) -> bool {
        self.operation(callable).is_some()
    }

    fn needs_body(&self, operation: &Place) -> bool {
        let body = follow(self.sources, &operation.child("requestBody"));
        let body = body.and_then(|place| self.sources.node(&place));
        body.and_then(|node| node.get("required")) == Some(&Node::Boolean(true))
    }

    /// Where the parameters of an operation stand, by `query page`.
    fn parameters(&self, callable: &Callable, operation: &Place) -> BTreeMap<String, Place> {
        let path = Place::file(FileId::ROOT)
            .child("paths")
            .child(&callable.template);
        let path = follow(self.sources, &path);
        let mut found = BTreeMap::new();
        for holder in path.iter().chain([operation]) {
            let list = holder.child("parameters");
            let count = self
                .sources
                .node(&list)
                .and_then(Node::as_list)
                .map_or(0, <[Node]>::len);
            for index in 0..count {
                let Some(place) = follow(self.sources, &list.index(index)) else {
                    continue;
                };
                let said = |key: &str| self.sources.node(&place)?.get(key)?.as_str();
                if let (Some(within), Some(name)) = (said("in"), said("name")) {
                    found.insert(format!("{within} {name}"), place);
                }
            }
        }
        found
    }

    fn parameter(
        &mut self,
        parameters: &BTreeMap<String, Place>,
        others: &BTreeMap<String, Place>,
        setting: &Setting,
    ) -> Result<Value, String> {
        let missing = || format!("the document has no parameter {}", setting.key);
        let place = parameters.get(&setting.key).ok_or_else(missing)?;
        let mut candidates = Vec::new();
        if let (Some(other), Some(place)) = (&mut self.other, others.get(&setting.key)) {
            candidates.extend(other.candidates(place));
        }
        let schema = place.child("schema");
        candidates.retain(|(_, value)| self.judge.fits(&schema, Side::Sent, value));
        candidates.extend(self.candidates(place));
        let found = candidates.into_iter().map(|(_, value)| value).next();
        found.ok_or_else(|| format!("no value fits {}", setting.key))
    }

    /// The values of the body of a kind.
    fn bodies(&mut self, operation: &Place, key: &str) -> Vec<(String, Value)> {
        let Some(body) = follow(self.sources, &operation.child("requestBody")) else {
            return Vec::new();
        };
        let kind = key.strip_prefix("body ").unwrap_or_default();
        let content = body.child("content");
        let media = self.sources.node(&content).and_then(Node::as_map);
        let media = media.into_iter().flatten().map(|(media, _)| media);
        let found = media.into_iter().find(|media| match kind {
            "json" => media.contains("json"),
            "multipart" => media.starts_with("multipart/"),
            other => **media == *other,
        });
        found.map_or_else(Vec::new, |media| self.candidates(&content.child(media)))
    }

    /// What fits the schema of a parameter or of a media type: its examples first.
    fn candidates(&mut self, holder: &Place) -> Vec<(String, Value)> {
        let Some(holder) = follow(self.sources, holder) else {
            return Vec::new();
        };
        let schema = holder.child("schema");
        let mut candidates = Vec::new();
        for (name, place) in self.examples(&holder) {
            if let Some(node) = self.sources.node(&place) {
                candidates.push((name, node.to_json()));
            }
        }
        let maker = Maker {
            sources: self.sources,
        };
        for (label, amount) in [("least", Amount::Least), ("most", Amount::Most)] {
            candidates.extend(maker.value(&schema, amount).map(|mut value| {
                ids(&mut value);
                (label.to_owned(), value)
            }));
        }
        candidates.retain(|(_, value)| self.judge.fits(&schema, Side::Sent, value));
        candidates
    }

    fn examples(&self, holder: &Place) -> Vec<(String, Place)> {
        let mut found = Vec::new();
        let example = holder.child("example");
        if let Some(place) = follow(self.sources, &example) {
            found.push(("example".to_owned(), place));
        }
        let all = holder.child("examples");
        let names = self.sources.node(&all).and_then(Node::as_map);
        for (name, _) in names.into_iter().flatten() {
            let example = follow(self.sources, &all.child(name));
            let value = example.and_then(|it| follow(self.sources, &it.child("value")));
            found.extend(value.map(|place| (format!("example {name}"), place)));
        }
        found
    }
}

/// Ids are UUIDs, which not every document says of each.
fn ids(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(ids),
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str() {
                    Some("text") if name.ends_with("guid") => *member = UUID.into(),
                    _ => ids(member),
                }
            }
        }
        _ => {}
    }
}
