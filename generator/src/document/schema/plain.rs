//! Schemas of one type and nothing else, which nearly all are, as `openapiv3` values without `serde`.
//!
//! `openapiv3` reads a schema by `flatten`, which copies every member of it several times. What this makes of a schema
//! is what that makes of it; whatever this does not know for certain, it leaves alone.

use openapiv3::{
    AdditionalProperties, ArrayType, BooleanType, IntegerType, NumberType, ObjectType, ReferenceOr,
    Schema, SchemaData, SchemaKind, StringType, Type,
};
use serde_json::{Map, Value};

/// The schema, or the value again where it is not that plain.
pub(super) fn schema(value: Value) -> Result<Schema, Value> {
    let Value::Object(mut object) = value else {
        return Err(value);
    };
    let Some(kind) = object.get("type").and_then(Value::as_str).and_then(kind) else {
        return Err(Value::Object(object));
    };
    if !object.iter().all(|(key, value)| kind.fits(key, value)) {
        return Err(Value::Object(object));
    }
    Ok(Schema {
        schema_kind: SchemaKind::Type(kind.take(&mut object)),
        schema_data: data(object),
    })
}

#[derive(Clone, Copy)]
enum Kind {
    String,
    Number,
    Integer,
    Boolean,
    Object,
    Array,
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "string" => Kind::String,
        "number" => Kind::Number,
        "integer" => Kind::Integer,
        "boolean" => Kind::Boolean,
        "object" => Kind::Object,
        "array" => Kind::Array,
        _ => return None,
    })
}

impl Kind {
    /// Whether a member is one that a schema of this type has, and holds what it should.
    fn fits(self, key: &str, value: &Value) -> bool {
        match (self, key) {
            (_, "type" | "title" | "description") => value.is_string(),
            (_, "nullable" | "readOnly" | "writeOnly" | "deprecated") => value.is_boolean(),
            (_, "example" | "default") => true,
            (Self::String | Self::Number | Self::Integer, "format") => value.is_string(),
            (Self::String, "pattern") => value.is_string(),
            (Self::String, "minLength" | "maxLength") => is_count(value),
            (Self::String, "enum") => all(value, Value::is_string),
            (Self::Number, "minimum" | "maximum" | "multipleOf") => value.is_number(),
            (Self::Number, "enum") => all(value, Value::is_number),
            (Self::Integer, "minimum" | "maximum" | "multipleOf") => value.is_i64(),
            (Self::Integer, "enum") => all(value, Value::is_i64),
            (Self::Number | Self::Integer, "exclusiveMinimum" | "exclusiveMaximum") => {
                value.is_boolean()
            }
            (Self::Boolean, "enum") => all(value, Value::is_boolean),
            (Self::Object, "properties") => value
                .as_object()
                .is_some_and(|members| members.values().all(is_reference)),
            (Self::Object, "required") => all(value, Value::is_string),
            (Self::Object, "additionalProperties") => value.is_boolean() || is_reference(value),
            (Self::Object, "minProperties" | "maxProperties") => is_count(value),
            (Self::Array, "items") => is_reference(value),
            (Self::Array, "minItems" | "maxItems") => is_count(value),
            (Self::Array, "uniqueItems") => value.is_boolean(),
            (_, key) => key.starts_with("x-"),
        }
    }

    /// Takes the members that say what the type is; those that every schema has stay.
    fn take(self, from: &mut Map<String, Value>) -> Type {
        match self {
            Self::String => Type::String(StringType {
                format: text(from, "format").into(),
                pattern: text(from, "pattern"),
                enumeration: list(from, "enum", into_text),
                min_length: count(from, "minLength"),
                max_length: count(from, "maxLength"),
            }),
            Self::Number => Type::Number(NumberType {
                format: text(from, "format").into(),
                multiple_of: from.get("multipleOf").and_then(Value::as_f64),
                exclusive_minimum: flag(from, "exclusiveMinimum"),
                exclusive_maximum: flag(from, "exclusiveMaximum"),
                minimum: from.get("minimum").and_then(Value::as_f64),
                maximum: from.get("maximum").and_then(Value::as_f64),
                enumeration: list(from, "enum", |value| value.as_f64()),
            }),
            Self::Integer => Type::Integer(IntegerType {
                format: text(from, "format").into(),
                multiple_of: from.get("multipleOf").and_then(Value::as_i64),
                exclusive_minimum: flag(from, "exclusiveMinimum"),
                exclusive_maximum: flag(from, "exclusiveMaximum"),
                minimum: from.get("minimum").and_then(Value::as_i64),
                maximum: from.get("maximum").and_then(Value::as_i64),
                enumeration: list(from, "enum", |value| value.as_i64()),
            }),
            Self::Boolean => Type::Boolean(BooleanType {
                enumeration: list(from, "enum", |value| value.as_bool()),
            }),
            Self::Object => Type::Object(ObjectType {
                properties: match taken(from, "properties") {
                    Some(Value::Object(members)) => members
                        .into_iter()
                        .filter_map(|(name, value)| Some((name, reference(value)?)))
                        .collect(),
                    _ => Default::default(),
                },
                required: list(from, "required", into_text)
                    .into_iter()
                    .flatten()
                    .collect(),
                additional_properties: taken(from, "additionalProperties").and_then(additional),
                min_properties: count(from, "minProperties"),
                max_properties: count(from, "maxProperties"),
            }),
            Self::Array => Type::Array(ArrayType {
                items: taken(from, "items").and_then(reference),
                min_items: count(from, "minItems"),
                max_items: count(from, "maxItems"),
                unique_items: flag(from, "uniqueItems"),
            }),
        }
    }
}

/// What every schema may say.
fn data(mut from: Map<String, Value>) -> SchemaData {
    let value = |from: &mut Map<String, Value>, key: &str| {
        taken(from, key).filter(|value| !value.is_null())
    };
    SchemaData {
        nullable: flag(&from, "nullable"),
        read_only: flag(&from, "readOnly"),
        write_only: flag(&from, "writeOnly"),
        deprecated: flag(&from, "deprecated"),
        external_docs: None,
        example: value(&mut from, "example"),
        title: text(&mut from, "title"),
        description: text(&mut from, "description"),
        discriminator: None,
        default: value(&mut from, "default"),
        extensions: from
            .into_iter()
            .filter(|(key, _)| key.starts_with("x-"))
            .collect(),
    }
}

fn is_count(value: &Value) -> bool {
    value
        .as_u64()
        .is_some_and(|count| usize::try_from(count).is_ok())
}

fn all(value: &Value, is: fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|list| list.iter().all(is))
}

fn is_reference(value: &Value) -> bool {
    value
        .as_object()
        .is_some_and(|object| object.len() == 1 && object.get("$ref").is_some_and(Value::is_string))
}

/// Takes a member, leaving `null`: what comes after it keeps its place.
fn taken(from: &mut Map<String, Value>, key: &str) -> Option<Value> {
    from.get_mut(key).map(Value::take)
}

fn text(from: &mut Map<String, Value>, key: &str) -> Option<String> {
    taken(from, key).and_then(into_text)
}

fn into_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn flag(from: &Map<String, Value>, key: &str) -> bool {
    from.get(key).and_then(Value::as_bool).unwrap_or_default()
}

fn count(from: &Map<String, Value>, key: &str) -> Option<usize> {
    let count = from.get(key).and_then(Value::as_u64)?;
    usize::try_from(count).ok()
}

fn list<T>(
    from: &mut Map<String, Value>,
    key: &str,
    each: impl Fn(Value) -> Option<T>,
) -> Vec<Option<T>> {
    match taken(from, key) {
        Some(Value::Array(values)) => values.into_iter().map(each).collect(),
        _ => Vec::new(),
    }
}

fn reference<T>(value: Value) -> Option<ReferenceOr<T>> {
    let reference = value.get("$ref")?.as_str()?.to_owned();
    Some(ReferenceOr::Reference { reference })
}

fn additional(value: Value) -> Option<AdditionalProperties> {
    match value {
        Value::Bool(any) => Some(AdditionalProperties::Any(any)),
        schema => Some(AdditionalProperties::Schema(Box::new(reference(schema)?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// What `openapiv3` makes of it is what is made of it here.
    fn same(value: Value) {
        let expected: Schema = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(schema(value), Ok(expected));
    }

    #[test]
    fn plain_schemas_are_what_they_would_be() {
        same(
            json!({"type": "string", "description": "d", "format": "uuid", "x-a": 1, "x-b": null}),
        );
        same(
            json!({"type": "string", "enum": ["a", "b"], "pattern": "^a", "minLength": 1, "maxLength": 2}),
        );
        same(
            json!({"type": "string", "format": "odd", "example": null, "default": "a", "title": "t"}),
        );
        same(
            json!({"type": "number", "format": "double", "minimum": 1, "maximum": 2.5, "exclusiveMinimum": true}),
        );
        same(json!({"type": "number", "multipleOf": 0.5, "enum": [1, 2.5], "nullable": true}));
        same(
            json!({"type": "integer", "format": "int32", "minimum": -1, "maximum": 9, "enum": [1, 2]}),
        );
        same(
            json!({"type": "boolean", "enum": [true], "readOnly": true, "deprecated": true, "writeOnly": false}),
        );
        same(json!({"type": "object"}));
        same(
            json!({"type": "object", "properties": {"b": {"$ref": "#/b"}, "a": {"$ref": "#/a"}},
                    "required": ["b"], "additionalProperties": false, "minProperties": 1, "maxProperties": 3}),
        );
        same(json!({"type": "object", "additionalProperties": {"$ref": "#/additionalProperties"}}));
        same(
            json!({"type": "array", "items": {"$ref": "#/items"}, "minItems": 0, "maxItems": 9, "uniqueItems": true}),
        );
    }

    #[test]
    fn what_is_not_plain_is_left_alone() {
        for value in [
            json!({"type": "string", "oneOf": []}),
            json!({"type": "string", "minimum": 1}),
            json!({"type": "string", "enum": [1]}),
            json!({"type": "integer", "minimum": 1.5}),
            json!({"type": "object", "properties": {"a": {"type": "string"}}}),
            json!({"type": "odd"}),
            json!({"description": "d"}),
            json!(true),
        ] {
            assert_eq!(schema(value.clone()), Err(value));
        }
    }
}
