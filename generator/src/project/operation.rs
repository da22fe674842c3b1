//! Path items and operations.

use super::object::Object;
use super::{Projector, Version, internal, keys};
use crate::diag::{Code, Place};
use crate::source::Node;
use serde_json::{Value, json};

/// The methods that a path item has a member for.
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

impl Projector<'_> {
    /// A path item as `PathItem` reads it, its operations by method below [`keys::OPERATIONS`].
    pub fn path_item(&self, place: &Place, node: &Node) -> Option<Value> {
        let mut object = self.object(place, node)?;
        object.extensions();
        object.texts(&["summary", "description"]);
        object.objects("servers", Projector::server);
        if let Some(parameters) = object.list_below("parameters") {
            object.put("parameters", parameters);
        }
        let operations = object.operations();
        object.put(keys::OPERATIONS, operations);
        Some(object.finish())
    }

    /// An operation as `Operation` reads it.
    pub fn operation(&self, place: &Place, node: &Node) -> Option<Value> {
        let mut object = self.object(place, node)?;
        object.extensions();
        object.texts(&["summary", "description", "operationId"]);
        object.flags(&["deprecated"]);
        object.external_docs();
        object.tags();
        if let Some(parameters) = object.list_below("parameters") {
            object.put("parameters", parameters);
        }
        object.child("requestBody", "requestBody");
        object.objects("servers", Projector::server);
        object.objects("security", Projector::requirement);
        let responses = object.responses();
        object.put("responses", responses);
        Some(object.finish())
    }
}

impl Object<'_> {
    fn operations(&self) -> serde_json::Map<String, Value> {
        let mut operations = serde_json::Map::new();
        for (key, node) in self.map {
            let lower = key.to_ascii_lowercase();
            let known = METHODS.contains(&lower.as_str());
            match key {
                _ if node.is_null() || key.starts_with("x-") => {}
                "$ref" | "summary" | "description" | "servers" | "parameters" => {}
                "additionalOperations" => self.additional(node, &mut operations),
                _ if known => {
                    if lower != *key {
                        self.method_repaired(key, &lower);
                    }
                    operations
                        .entry(lower)
                        .or_insert_with(|| internal::below(&[key]));
                }
                // A method that this version has no member for.
                _ if node.get("responses").is_some() || node.get("operationId").is_some() => {
                    self.method_repaired(key, &key.to_ascii_uppercase());
                    operations.insert(key.to_ascii_uppercase(), internal::below(&[key]));
                }
                _ => self.report(
                    Code::PathMemberUnknown,
                    key,
                    format!("a path has no member `{key}`"),
                    "it is left out; remove it or mend its name",
                ),
            }
        }
        operations
    }

    fn method_repaired(&self, key: &str, method: &str) {
        self.report(
            Code::MethodRepaired,
            key,
            format!("`{key}` is no member of a path"),
            &format!("it is read as an operation of the method `{method}`"),
        );
    }

    fn additional(&self, node: &Node, operations: &mut serde_json::Map<String, Value>) {
        match node {
            Node::Map(map) => {
                for method in map.keys() {
                    let below = internal::below(&["additionalOperations", method]);
                    operations.insert(method.to_owned(), below);
                }
            }
            other => self.misfit("additionalOperations", "an object", other),
        }
    }

    fn tags(&mut self) {
        let place = self.place.child("tags");
        let tags: Vec<String> = match self.get("tags") {
            None => return,
            Some(Node::List(list)) => list
                .iter()
                .enumerate()
                .filter_map(|(index, tag)| match tag {
                    // The declaration of a tag in place of its name.
                    Node::Map(map) => map.get("name")?.as_str().map(str::to_owned),
                    tag => self.with.text(&place.index(index), tag),
                })
                .collect(),
            Some(Node::Text(tag)) => {
                self.repaired("tags", "one tag is read as a list of one");
                vec![tag.clone()]
            }
            Some(other) => return self.misfit("tags", "a list of names", other),
        };
        self.put("tags", tags);
    }

    fn responses(&self) -> Value {
        let map = match self.get("responses") {
            Some(Node::Map(map)) => map,
            Some(other) => {
                self.misfit("responses", "an object", other);
                return json!({});
            }
            None => {
                if self.version() == Version::V30 {
                    self.report(
                        Code::MemberMissing,
                        "",
                        "`responses` is missing".to_owned(),
                        "an operation without an answer is assumed; add it",
                    );
                }
                return json!({});
            }
        };
        let place = self.place.child("responses");
        let mut responses = serde_json::Map::new();
        for (key, node) in map {
            if key.starts_with("x-") {
                responses.insert(key.to_owned(), node.to_json());
                continue;
            }
            let Some(status) = status(key).filter(|status| !responses.contains_key(status)) else {
                self.with.report(
                    crate::diag::Diagnostic::new(
                        Code::StatusUnknown,
                        &place.child(key),
                        format!("`{key}` is no status, or one that is listed already"),
                    )
                    .remedy(
                        "the response is left out; use a status such as `200`, `4XX` or `default`",
                    ),
                );
                continue;
            };
            if status != *key {
                self.with.report(
                    crate::diag::Diagnostic::new(
                        Code::StatusRepaired,
                        &place.child(key),
                        format!("the status `{key}` is not written as it should be"),
                    )
                    .remedy(format!("`{status}` is assumed; write that")),
                );
            }
            responses.insert(status, internal::below(&["responses", key]));
        }
        Value::Object(responses)
    }
}

/// A status as it should be written; `None` for what is none.
fn status(key: &str) -> Option<String> {
    let trimmed = key.trim();
    if trimmed.eq_ignore_ascii_case("default") {
        return Some("default".to_owned());
    }
    let (first, rest) = trimmed.split_at_checked(1)?;
    let hundred = matches!(first, "1" | "2" | "3" | "4" | "5");
    match rest {
        rest if hundred && rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(trimmed.to_owned())
        }
        rest if hundred && rest.eq_ignore_ascii_case("xx") => Some(format!("{first}XX")),
        "**" | "__" if hundred => Some(format!("{first}XX")),
        _ => None,
    }
}
