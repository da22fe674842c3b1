//! Schemas that are written as `openapiv3` holds them, which nearly all are: read as they stand, not projected.
//!
//! A projection of such a schema would be the schema again, but for its children, which are references there. Whatever
//! this does not know for certain, from an unusual keyword to a number that is a text, it leaves to the projection.

use crate::project::{Version, internal, keys};
use crate::source::{Map, Node};
use openapiv3::{
    AdditionalProperties, ArrayType, BooleanType, IntegerType, NumberType, ObjectType, ReferenceOr,
    Schema, SchemaData, SchemaKind, StringType, Type,
};
use serde_json::Value;
use std::collections::HashSet;

/// The schema, or nothing where it is not that plain.
pub(super) fn schema(node: &Node, version: Version) -> Option<Schema> {
    let map = node.as_map()?;
    let kind = match map.get("type")?.as_str()? {
        "string" => Type::String(StringType::default()),
        "number" => Type::Number(NumberType::default()),
        "integer" => Type::Integer(IntegerType::default()),
        "boolean" => Type::Boolean(BooleanType::default()),
        "object" => Type::Object(ObjectType::default()),
        "array" => Type::Array(ArrayType {
            items: None,
            min_items: None,
            max_items: None,
            unique_items: false,
        }),
        _ => return None,
    };
    let mut reading = Reading {
        version,
        kind,
        data: SchemaData::default(),
    };
    for (key, node) in map {
        reading.member(key, node)?;
    }
    reading.is_whole(map).then(|| Schema {
        schema_kind: SchemaKind::Type(reading.kind),
        schema_data: reading.data,
    })
}

struct Reading {
    version: Version,
    kind: Type,
    data: SchemaData,
}

impl Reading {
    /// Takes one member; nothing where it is not what it should be.
    fn member(&mut self, key: &str, node: &Node) -> Option<()> {
        match key {
            "type" => {}
            "title" => self.data.title = Some(text(node)?),
            "description" => self.data.description = Some(text(node)?),
            "nullable" if self.version == Version::V30 => self.data.nullable = node.as_bool()?,
            "readOnly" => self.data.read_only = node.as_bool()?,
            "writeOnly" => self.data.write_only = node.as_bool()?,
            "deprecated" => self.data.deprecated = node.as_bool()?,
            "example" if !node.is_wide() => self.data.example = json(node),
            "default" if self.is_value(node) => self.data.default = json(node),
            key if key.starts_with("x-") => {
                if !keys::is_reserved(key) {
                    self.data.extensions.insert(key.to_owned(), node.to_json());
                }
            }
            key => self.own_member(key, node)?,
        }
        Some(())
    }

    /// Takes a member that schemas of this type have.
    fn own_member(&mut self, key: &str, node: &Node) -> Option<()> {
        match (&mut self.kind, key) {
            (Type::String(it), "format") => it.format = Some(text(node)?).into(),
            (Type::String(it), "pattern") => it.pattern = Some(text(node)?),
            (Type::String(it), "minLength") => it.min_length = Some(count(node)?),
            (Type::String(it), "maxLength") => it.max_length = Some(count(node)?),
            (Type::String(it), "enum") => {
                let texts = texts(node)?;
                it.enumeration = texts.into_iter().map(|it| Some(it.to_owned())).collect();
            }
            (Type::Integer(it), "format") => it.format = Some(text(node)?).into(),
            (Type::Integer(it), "minimum") => it.minimum = Some(integer(node)?),
            (Type::Integer(it), "maximum") => it.maximum = Some(integer(node)?),
            (Type::Number(it), "format") => it.format = Some(text(node)?).into(),
            (Type::Number(it), "minimum") => it.minimum = Some(exact(node)?),
            (Type::Number(it), "maximum") => it.maximum = Some(exact(node)?),
            (Type::Object(it), "properties") => it.properties = properties(node)?,
            (Type::Object(it), "required") => {
                let names = texts(node)?;
                it.required = names.into_iter().map(str::to_owned).collect();
            }
            (Type::Object(it), "additionalProperties") => {
                it.additional_properties = Some(match node {
                    Node::Boolean(any) => AdditionalProperties::Any(*any),
                    Node::Map(_) => AdditionalProperties::Schema(Box::new(below(&[key]))),
                    _ => return None,
                });
            }
            (Type::Object(it), "minProperties") => it.min_properties = Some(count(node)?),
            (Type::Object(it), "maxProperties") => it.max_properties = Some(count(node)?),
            (Type::Array(it), "items") if matches!(node, Node::Map(_) | Node::Boolean(_)) => {
                it.items = Some(below(&[key]));
            }
            (Type::Array(it), "minItems") => it.min_items = Some(count(node)?),
            (Type::Array(it), "maxItems") => it.max_items = Some(count(node)?),
            (Type::Array(it), "uniqueItems") => it.unique_items = node.as_bool()?,
            _ => return None,
        }
        Some(())
    }

    /// Whether a value is of the type.
    fn is_value(&self, node: &Node) -> bool {
        match &self.kind {
            Type::String(_) => matches!(node, Node::Text(_)),
            Type::Number(_) => {
                matches!(node, Node::Integer(_) | Node::Number(_)) && !node.is_wide()
            }
            Type::Integer(_) => matches!(node, Node::Integer(_)) && !node.is_wide(),
            Type::Boolean(_) => matches!(node, Node::Boolean(_)),
            Type::Object(_) => matches!(node, Node::Map(_)),
            Type::Array(_) => matches!(node, Node::List(_)),
        }
    }

    /// Whether nothing is missing, and nothing contradicts something else.
    fn is_whole(&self, map: &Map) -> bool {
        match &self.kind {
            Type::String(string) => {
                let listed = || match map.get("enum") {
                    Some(Node::List(values)) => {
                        map.get("default").is_none_or(|it| values.contains(it))
                    }
                    _ => true,
                };
                string.enumeration.is_empty() || listed()
            }
            Type::Array(array) => array.items.is_some() || self.version > Version::V30,
            _ => true,
        }
    }
}

/// Data, but for `null`, and for numbers that JSON does not have.
fn json(node: &Node) -> Option<Value> {
    Some(node.to_json()).filter(|value| !value.is_null())
}

fn text(node: &Node) -> Option<String> {
    node.as_str().map(str::to_owned)
}

fn count(node: &Node) -> Option<usize> {
    match node {
        Node::Integer(value) => usize::try_from(*value).ok(),
        _ => None,
    }
}

fn integer(node: &Node) -> Option<i64> {
    match node {
        Node::Integer(value) => i64::try_from(*value).ok(),
        _ => None,
    }
}

/// An integer that a floating point number holds exactly.
fn exact(node: &Node) -> Option<f64> {
    let value = integer(node)?;
    (value.unsigned_abs() <= 1 << 53).then_some(value as f64)
}

/// Texts that differ, one at least.
fn texts(node: &Node) -> Option<Vec<&str>> {
    let all: Option<Vec<&str>> = node.as_list()?.iter().map(Node::as_str).collect();
    let all = all.filter(|all| !all.is_empty())?;
    let differ = match all.as_slice() {
        [] | [_] => true,
        [one, other] => one != other,
        several => {
            let mut seen = HashSet::new();
            several.iter().all(|text| seen.insert(*text))
        }
    };
    differ.then_some(all)
}

type Properties = indexmap::IndexMap<String, ReferenceOr<Box<Schema>>>;

/// The members, if none of them stands for all or says itself that it is required.
fn properties(node: &Node) -> Option<Properties> {
    let members = node.as_map()?;
    let is_plain = |name: &str, node: &Node| {
        name != "$ref" && node.get("required").is_none_or(|it| it.as_bool().is_none())
    };
    let all = members.iter();
    all.map(|(name, node)| {
        is_plain(name, node).then(|| (name.to_owned(), below(&["properties", name])))
    })
    .collect()
}

/// A reference to what lies below the schema.
fn below<T>(path: &[&str]) -> ReferenceOr<T> {
    ReferenceOr::Reference {
        reference: internal::below_text(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Limits;
    use crate::diag::{Diagnostics, FileId, Place};
    use crate::document::Document;
    use crate::source::SourceSet;
    use std::collections::BTreeMap;

    /// What is made of a schema, if it is plain, and what its projection comes to.
    fn both(version: &str, schema: &str) -> (Option<Schema>, Schema) {
        let text = format!(
            r#"{{"openapi": "{version}", "info": {{"title": "T", "version": "1"}}, "paths": {{}}, "schema": {schema}}}"#
        );
        let files = BTreeMap::from([("a.json".to_owned(), text.into_bytes())]);
        let mut found = Diagnostics::default();
        let sources = SourceSet::load("a.json", &files, &Limits::default(), &mut found).unwrap();
        let document = Document::open(&sources, &mut found).unwrap();
        let place = Place::file(FileId::ROOT).child("schema");
        let node = sources.node(&place).unwrap();
        let projected = document.projector().schema(&place, node).unwrap();
        let direct = super::schema(node, document.version());
        (direct, serde_json::from_value(projected).unwrap())
    }

    #[test]
    fn plain_schemas_are_what_their_projections_are() {
        for schema in [
            r#"{"type": "string", "description": "d", "format": "uuid", "x-a": [1], "x-b": null}"#,
            r#"{"type": "string", "enum": ["b", "a"], "default": "a", "pattern": "^a", "minLength": 1}"#,
            r#"{"type": "string", "format": "odd", "example": null, "title": "t", "maxLength": 9}"#,
            r#"{"type": "string", "x-launchway-secret": true, "x-launchway-null": true}"#,
            r#"{"type": "number", "format": "double", "minimum": -1, "maximum": 2, "default": 1.5}"#,
            r#"{"type": "integer", "minimum": -9223372036854775808, "maximum": 9, "example": "1"}"#,
            r#"{"type": "boolean", "readOnly": true, "deprecated": true, "writeOnly": false}"#,
            r#"{"type": "object", "default": {"a": 1}}"#,
            r#"{"type": "object", "properties": {"b/c": {"type": "x"}, "a": {}}, "required": ["z", "a"],
                "additionalProperties": false, "minProperties": 1, "maxProperties": 3}"#,
            r#"{"type": "object", "additionalProperties": {"type": "string"}}"#,
            r#"{"type": "array", "items": {"type": "string"}, "minItems": 0, "maxItems": 9, "uniqueItems": true}"#,
        ] {
            for version in ["3.0.3", "3.1.0"] {
                let (direct, projected) = both(version, schema);
                assert_eq!(direct, Some(projected), "{version} {schema}");
            }
        }
        let (direct, projected) = both("3.0.3", r#"{"type": "string", "nullable": true}"#);
        assert_eq!(direct, Some(projected));
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_projection() {
        for schema in [
            r#"{"type": "string", "nullable": true}"#,
            r#"{"type": ["string", "null"]}"#,
            r#"{"type": "string", "enum": ["a", null]}"#,
            r#"{"type": "string", "enum": ["a", "a"]}"#,
            r#"{"type": "string", "enum": ["a"], "default": "b"}"#,
            r#"{"type": "string", "default": 1}"#,
            r#"{"type": "string", "minLength": "1"}"#,
            r#"{"type": "string", "const": "a"}"#,
            r#"{"type": "number", "minimum": 0.5}"#,
            r#"{"type": "integer", "exclusiveMinimum": 1}"#,
            r#"{"type": "integer", "default": 18446744073709551616}"#,
            r#"{"type": "object", "properties": {"a": {"required": true}}}"#,
            r##"{"type": "object", "properties": {"$ref": "#/schema"}}"##,
            r#"{"type": "object", "required": []}"#,
            r#"{"type": "object", "xml": {}}"#,
            r#"{"description": "d"}"#,
            r#"true"#,
        ] {
            assert_eq!(both("3.1.0", schema).0, None, "{schema}");
        }
        assert_eq!(both("3.0.3", r#"{"type": "array"}"#).0, None);
    }
}
