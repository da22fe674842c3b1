//! `type` and `nullable`: one type, a list of types, and whether `null` is a value, of any version and in any spelling.

use super::object::Object;
use super::{Version, keys};
use crate::diag::Code;
use crate::source::Node;

/// What is known so far about `null`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Allows {
    /// It is a value.
    pub(super) null: bool,
    /// It is the only value.
    pub(super) only_null: bool,
}

pub(super) fn project(object: &mut Object) -> Allows {
    let mut allows = Allows::default();
    let mut types = Vec::new();
    let mut said = false;
    match object.get("type") {
        None => {}
        Some(Node::Text(name)) => {
            said = true;
            types.extend(read(object, name));
        }
        Some(Node::List(list)) => {
            said = true;
            if object.version() == Version::V30 {
                later(object, "a list of types");
            }
            for (index, node) in list.iter().enumerate() {
                let place = object.place.child("type").index(index);
                // An unquoted `null` in YAML is meant.
                let name = match node {
                    Node::Null => Some("null".to_owned()),
                    node => object.with.text(&place, node),
                };
                types.extend(name.and_then(|name| read(object, &name)));
            }
        }
        Some(other) => object.misfit("type", "a type", other),
    }
    if object.map.get("type") == Some(&Node::Null) {
        (said, types) = (true, vec!["null"]);
    }
    if types.contains(&"null") {
        allows.null = true;
        types.retain(|name| *name != "null");
        allows.only_null = types.is_empty();
        if object.version() == Version::V30 && !matches!(object.get("type"), Some(Node::List(_))) {
            later(object, "the type `null`");
        }
    }
    if types.contains(&"number") {
        types.retain(|name| *name != "integer");
    }
    let mut unique: Vec<&str> = Vec::new();
    for name in types {
        if !unique.contains(&name) {
            unique.push(name);
        }
    }
    match unique.as_slice() {
        [] => {}
        [one] => object.put("type", *one),
        _ if said => object.put(keys::TYPES, unique),
        _ => {}
    }
    if object.flag_of("nullable") == Some(true) {
        allows.null = true;
        if object.version() > Version::V30 {
            object.report(
                Code::NullableOfEarlierVersion,
                "nullable",
                "`nullable` is of version 3.0".to_owned(),
                "it is taken as meant; add `null` to `type`",
            );
        }
    }
    allows
}

fn later(object: &Object, what: &str) {
    object.report(
        Code::TypesOfLaterVersion,
        "type",
        format!("{what} is of version 3.1"),
        "it is taken as meant; use `nullable` or `oneOf`",
    );
}

/// The type of that name; `None` where it allows anything or is unknown.
fn read(object: &mut Object, name: &str) -> Option<&'static str> {
    let known = [
        "string", "number", "integer", "boolean", "array", "object", "null",
    ];
    if let Some(exact) = known.into_iter().find(|each| *each == name) {
        return Some(exact);
    }
    let lower = name.trim().to_ascii_lowercase();
    let (meant, format) = match lower.as_str() {
        "str" | "text" | "enum" => (Some("string"), None),
        "date" => (Some("string"), Some("date")),
        "date-time" | "datetime" | "timestamp" => (Some("string"), Some("date-time")),
        "uuid" | "guid" => (Some("string"), Some("uuid")),
        "uri" | "url" => (Some("string"), Some("uri")),
        "file" | "binary" => (Some("string"), Some("binary")),
        "int" => (Some("integer"), None),
        "int32" => (Some("integer"), Some("int32")),
        "int64" | "long" => (Some("integer"), Some("int64")),
        "float" => (Some("number"), Some("float")),
        "double" => (Some("number"), Some("double")),
        "decimal" => (Some("number"), None),
        "bool" => (Some("boolean"), None),
        "list" | "set" => (Some("array"), None),
        "map" | "dict" | "hash" => (Some("object"), None),
        "any" | "" => (None, None),
        "nil" | "none" => (Some("null"), None),
        other => match known.into_iter().find(|each| *each == other) {
            Some(exact) => (Some(exact), None),
            None => {
                object.report(
                    Code::TypeUnknown,
                    "type",
                    format!("the type `{name}` is unknown"),
                    "it is left out, so that anything is allowed; use a type of JSON Schema",
                );
                return None;
            }
        },
    };
    if let Some(format) = format
        && !object.out.contains_key("format")
    {
        object.put("format", format);
    }
    let assumed = meant.map_or("anything".to_owned(), |meant| format!("`{meant}`"));
    object.report(
        Code::TypeRepaired,
        "type",
        format!("the type `{name}` is none of JSON Schema's"),
        &format!("{assumed} is assumed; write that"),
    );
    meant
}
