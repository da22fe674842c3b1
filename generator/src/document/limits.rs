//! Bounds of values.

use crate::project::keys;
use openapiv3::{AnySchema, IntegerType, NumberType, Schema, SchemaKind, Type};
use serde_json::Value;

/// Bounds of a value: numbers as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaLimits {
    /// The least value.
    pub minimum: Option<String>,
    /// Whether the least value itself is excluded.
    pub exclusive_minimum: bool,
    /// The greatest value.
    pub maximum: Option<String>,
    /// Whether the greatest value itself is excluded.
    pub exclusive_maximum: bool,
    /// What every value is a multiple of.
    pub multiple_of: Option<String>,
    /// The least number of characters.
    pub min_length: Option<u64>,
    /// The greatest number of characters.
    pub max_length: Option<u64>,
    /// The least number of elements.
    pub min_items: Option<u64>,
    /// The greatest number of elements.
    pub max_items: Option<u64>,
    /// The least number of members.
    pub min_properties: Option<u64>,
    /// The greatest number of members.
    pub max_properties: Option<u64>,
    /// The regular expression that a text matches.
    pub pattern: Option<String>,
    /// Whether the elements of a list differ from each other.
    pub unique: bool,
    /// The default, as JSON.
    pub default: Option<String>,
    /// `contentEncoding`, such as `base64` (3.1).
    pub content_encoding: Option<String>,
    /// `contentMediaType` (3.1)
    pub content_media_type: Option<String>,
}

impl SchemaLimits {
    /// No bounds at all.
    pub(super) const NONE: Self = Self {
        minimum: None,
        exclusive_minimum: false,
        maximum: None,
        exclusive_maximum: false,
        multiple_of: None,
        min_length: None,
        max_length: None,
        min_items: None,
        max_items: None,
        min_properties: None,
        max_properties: None,
        pattern: None,
        unique: false,
        default: None,
        content_encoding: None,
        content_media_type: None,
    };
}

pub(super) fn of(schema: &Schema) -> SchemaLimits {
    let mut limits = match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => SchemaLimits {
            min_length: count(string.min_length),
            max_length: count(string.max_length),
            pattern: string.pattern.clone(),
            ..SchemaLimits::NONE
        },
        SchemaKind::Type(Type::Number(number)) => of_number(number),
        SchemaKind::Type(Type::Integer(integer)) => of_integer(integer),
        SchemaKind::Type(Type::Array(array)) => SchemaLimits {
            min_items: count(array.min_items),
            max_items: count(array.max_items),
            unique: array.unique_items,
            ..SchemaLimits::NONE
        },
        SchemaKind::Type(Type::Object(object)) => SchemaLimits {
            min_properties: count(object.min_properties),
            max_properties: count(object.max_properties),
            ..SchemaLimits::NONE
        },
        SchemaKind::Any(any) => of_any(any),
        _ => SchemaLimits::NONE,
    };
    let data = &schema.schema_data;
    limits.default = data.default.as_ref().map(Value::to_string);
    let text = |key| {
        let text = data.extensions.get(key).and_then(Value::as_str);
        text.map(str::to_owned)
    };
    limits.content_encoding = text(keys::CONTENT_ENCODING);
    limits.content_media_type = text(keys::CONTENT_MEDIA_TYPE);
    if let Some(Value::Object(texts)) = data.extensions.get(keys::TEXTS) {
        let text = |key: &str| Some(texts.get(key)?.as_str()?.to_owned());
        limits.minimum = text("minimum").or(limits.minimum);
        limits.maximum = text("maximum").or(limits.maximum);
        limits.multiple_of = text("multipleOf").or(limits.multiple_of);
        limits.default = text("default").or(limits.default);
    }
    limits
}

fn of_number(number: &NumberType) -> SchemaLimits {
    SchemaLimits {
        minimum: number.minimum.map(float),
        exclusive_minimum: number.exclusive_minimum,
        maximum: number.maximum.map(float),
        exclusive_maximum: number.exclusive_maximum,
        multiple_of: number.multiple_of.map(float),
        ..SchemaLimits::NONE
    }
}

fn of_integer(integer: &IntegerType) -> SchemaLimits {
    let text = |value: Option<i64>| value.map(|value| value.to_string());
    SchemaLimits {
        minimum: text(integer.minimum),
        exclusive_minimum: integer.exclusive_minimum,
        maximum: text(integer.maximum),
        exclusive_maximum: integer.exclusive_maximum,
        multiple_of: text(integer.multiple_of),
        ..SchemaLimits::NONE
    }
}

fn of_any(any: &AnySchema) -> SchemaLimits {
    SchemaLimits {
        minimum: any.minimum.map(float),
        exclusive_minimum: any.exclusive_minimum.unwrap_or(false),
        maximum: any.maximum.map(float),
        exclusive_maximum: any.exclusive_maximum.unwrap_or(false),
        multiple_of: any.multiple_of.map(float),
        min_length: count(any.min_length),
        max_length: count(any.max_length),
        min_items: count(any.min_items),
        max_items: count(any.max_items),
        min_properties: count(any.min_properties),
        max_properties: count(any.max_properties),
        pattern: any.pattern.clone(),
        unique: any.unique_items.unwrap_or(false),
        ..SchemaLimits::NONE
    }
}

fn count(value: Option<usize>) -> Option<u64> {
    value.map(|value| value as u64)
}

/// A number that was a small integer, as that; of any other the projection kept the text.
fn float(value: f64) -> String {
    value.to_string()
}
