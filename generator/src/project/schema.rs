//! Schema objects.

use super::object::Object;
use super::reference::{describes, reference};
use super::{Projector, Version, internal, keys, types, values};
use crate::diag::{Code, Place};
use crate::source::{Map, Node};
use serde_json::{Value, json};

impl Projector<'_> {
    /// The schema at a place, as `ReferenceOr<Schema>` reads it: a reference to the target's place where it is a
    /// reference and nothing else.
    pub fn schema(&self, place: &Place, node: &Node) -> Option<Value> {
        match node {
            Node::Boolean(true) | Node::Null => Some(json!({})),
            Node::Boolean(false) => Some(json!({ "not": {}, keys::NEVER: true })),
            Node::Map(map) => match reference(map) {
                Some((keyword, text)) if map.len() == 1 => self.target(place, keyword, text),
                _ => Some(self.schema_object(place, map)),
            },
            other => {
                self.misfit(place, "a schema", other);
                None
            }
        }
    }

    fn schema_object(&self, place: &Place, map: &Map) -> Value {
        let mut object = Object::new(self, place, map);
        object.extensions();
        object.texts(&["title", "description", "pattern", "format"]);
        object.flags(&["readOnly", "writeOnly", "deprecated", "uniqueItems"]);
        object.counts(&[
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
        ]);
        object.data(&["example"]);
        object.external_docs();
        let mut allows = types::project(&mut object);
        object.bounds();
        object.members();
        object.elements();
        object.compositions(&mut allows);
        values::project(&mut object, &mut allows);
        object.discriminator();
        object.carried();
        if allows.null {
            object.put("nullable", true);
        }
        if allows.only_null {
            object.put(keys::NULL, true);
        }
        object.finish()
    }
}

impl Object<'_> {
    fn members(&mut self) {
        if let Some(properties) = self.map_below("properties") {
            self.put("properties", properties);
        }
        self.required();
        if let Some(patterns) = self.map_below("patternProperties") {
            self.put(keys::PATTERN_PROPERTIES, patterns);
        }
        for (key, to) in [
            ("additionalProperties", "additionalProperties"),
            ("unevaluatedProperties", keys::UNEVALUATED),
        ] {
            match self.get(key) {
                None => {}
                Some(Node::Map(_)) => self.put(to, internal::below(&[key])),
                Some(_) => {
                    if let Some(allowed) = self.flag_of(key) {
                        self.put(to, allowed);
                    }
                }
            }
        }
    }

    fn required(&mut self) {
        let mut names: Vec<String> = Vec::new();
        match self.get("required") {
            None => {}
            Some(Node::List(list)) => {
                for (index, node) in list.iter().enumerate() {
                    let place = self.place.child("required").index(index);
                    if let Some(name) = self.with.text(&place, node) {
                        names.push(name);
                    }
                }
            }
            Some(Node::Text(name)) => {
                self.repaired("required", "one name is read as a list of one");
                names.push(name.clone());
            }
            Some(Node::Boolean(_)) => self.report(
                Code::RequiredOnProperty,
                "required",
                "`required` is a boolean of the property itself".to_owned(),
                "the property is taken as required if it says `true`; list it in `required` of the object around it",
            ),
            Some(other) => self.misfit("required", "a list of names", other),
        }
        let properties = self.get("properties").and_then(Node::as_map);
        for (name, node) in properties.into_iter().flatten() {
            if node.get("required") == Some(&Node::Boolean(true)) {
                names.push(name.to_owned());
            }
        }
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        if !names.is_empty() {
            self.put("required", names);
        }
    }

    fn elements(&mut self) {
        let (prefix, after) = match (self.get("prefixItems"), self.get("items")) {
            // Before 2020-12, a list of `items` was what `prefixItems` is now, and `additionalItems` came after it.
            (None, Some(Node::List(_))) => ("items", "additionalItems"),
            _ => ("prefixItems", "items"),
        };
        if self.get(prefix).is_some()
            && let Some(list) = self.list_below(prefix)
        {
            self.put(keys::PREFIX_ITEMS, list);
        }
        match self.get(after) {
            Some(Node::Map(_) | Node::Boolean(_)) => {
                self.put("items", internal::below(&[after]));
            }
            Some(other) => self.misfit(after, "a schema", other),
            None => {}
        }
        let says_nothing = self.get("items").is_none() && self.get("prefixItems").is_none();
        let is_array = self.out.get("type").and_then(Value::as_str) == Some("array");
        if is_array && says_nothing && self.version() == Version::V30 {
            self.report(
                Code::ItemsMissing,
                "",
                "an array does not say what its items are".to_owned(),
                "anything is assumed; add `items`",
            );
        }
    }

    fn compositions(&mut self, allows: &mut types::Allows) {
        let mut all_of = self.list_below("allOf").unwrap_or_default();
        if let Some((keyword, text)) = reference(self.map) {
            if self.version() == Version::V30 && self.map.keys().any(|key| !describes(key)) {
                self.report(
                    Code::ReferenceSiblings,
                    "",
                    "a reference has siblings, which version 3.0 ignores".to_owned(),
                    "they are taken as meant; put the reference into `allOf`",
                );
            }
            let place = self.place.child(keyword);
            if let Some(target) = self.with.target(&place, keyword, text) {
                all_of.insert(0, target);
            }
        }
        if !all_of.is_empty() {
            self.put("allOf", all_of);
        }
        for key in ["oneOf", "anyOf"] {
            let Some(members) = self.list_below(key) else {
                continue;
            };
            let (nulls, others): (Vec<Value>, Vec<Value>) = members
                .into_iter()
                .partition(|member| self.is_null_schema(member));
            allows.null |= !nulls.is_empty();
            allows.only_null |= !nulls.is_empty() && others.is_empty();
            if !others.is_empty() {
                self.put(key, others);
            }
        }
        self.child("not", "not");
    }

    /// Whether the member of a union allows `null` and nothing else.
    fn is_null_schema(&self, member: &Value) -> bool {
        let place = internal::place_of(self.place, member);
        let node = place.and_then(|place| self.with.sources.node(&place));
        let Some(Node::Map(map)) = node else {
            return false;
        };
        let only = |list: &[Node]| !list.is_empty() && list.iter().all(Node::is_null);
        match (map.get("type"), map.get("enum"), map.get("const")) {
            (Some(Node::Text(text)), _, _) => text == "null",
            (Some(Node::List(list)), _, _) => {
                list.len() == 1 && list.first().and_then(Node::as_str) == Some("null")
            }
            (None, Some(Node::List(list)), _) => only(list),
            (None, None, Some(Node::Null)) => true,
            _ => false,
        }
    }

    fn discriminator(&mut self) {
        match self.get("discriminator") {
            None => {}
            Some(Node::Text(property)) => {
                self.repaired("discriminator", "a name is read as `propertyName`");
                self.put("discriminator", json!({ "propertyName": property }));
            }
            Some(Node::Map(map)) if map.get("propertyName").and_then(Node::as_str).is_some() => {
                let place = self.place.child("discriminator");
                let mut inner = Object::new(self.with, &place, map);
                inner.texts(&["propertyName"]);
                inner.extensions();
                if let Some(text) = inner.text_of("defaultMapping") {
                    inner.put(keys::DEFAULT_MAPPING, text);
                }
                if let Some(Node::Map(mapping)) = inner.get("mapping") {
                    let place = place.child("mapping");
                    let texts = mapping.iter().filter_map(|(value, node)| {
                        let text = self.with.text(&place.child(value), node)?;
                        Some((value.to_owned(), Value::String(text)))
                    });
                    let texts: serde_json::Map<String, Value> = texts.collect();
                    inner.put("mapping", texts);
                }
                let inner = inner.out;
                self.put("discriminator", inner);
            }
            Some(other) => self.misfit("discriminator", "an object with a `propertyName`", other),
        }
    }

    /// Keywords that `openapiv3` does not know.
    fn carried(&mut self) {
        if let Some(Node::List(_)) = self.get("examples") {
            let place = self.place.child("examples");
            let examples = self
                .map
                .get("examples")
                .map(|node| self.with.data(&place, node));
            self.put(keys::EXAMPLES, examples.unwrap_or_default());
        }
        for (key, to) in [
            ("contentEncoding", keys::CONTENT_ENCODING),
            ("contentMediaType", keys::CONTENT_MEDIA_TYPE),
        ] {
            if let Some(text) = self.text_of(key) {
                self.put(to, text);
            }
        }
        for (key, to) in keys::OF_SCHEMAS {
            self.child(key, to);
        }
        for (key, to) in keys::OF_MAPS {
            if let Some(map) = self.map_below(key) {
                self.put(to, map);
            }
        }
        for (key, to) in keys::OF_DATA {
            if let Some(node) = self.get(key) {
                self.put(to, node.to_json());
            }
        }
        let unknown: serde_json::Map<String, Value> = self
            .map
            .iter()
            .filter(|(key, _)| !is_keyword(key))
            .map(|(key, node)| (key.to_owned(), node.to_json()))
            .collect();
        if !unknown.is_empty() {
            self.put(keys::UNKNOWN, unknown);
        }
    }
}

/// Whether some version of OpenAPI or JSON Schema gives the keyword a meaning.
fn is_keyword(key: &str) -> bool {
    let carried = keys::OF_SCHEMAS
        .iter()
        .chain(keys::OF_MAPS)
        .chain(keys::OF_DATA);
    key.starts_with("x-")
        || KEYWORDS.contains(&key)
        || carried.into_iter().any(|(keyword, _)| *keyword == key)
}

const KEYWORDS: &[&str] = &[
    "type",
    "properties",
    "description",
    "$ref",
    "items",
    "required",
    "enum",
    "format",
    "example",
    "title",
    "allOf",
    "oneOf",
    "anyOf",
    "nullable",
    "default",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "pattern",
    "uniqueItems",
    "additionalProperties",
    "readOnly",
    "writeOnly",
    "deprecated",
    "discriminator",
    "not",
    "const",
    "examples",
    "externalDocs",
    "prefixItems",
    "additionalItems",
    "patternProperties",
    "unevaluatedProperties",
    "contentEncoding",
    "contentMediaType",
    "$dynamicRef",
    "$recursiveRef",
    "summary",
];
