//! `enum`, `const` and `default`: the values that a schema writes down.

use super::keys;
use super::object::Object;
use super::types::Allows;
use crate::diag::{Code, Place};
use crate::source::Node;
use serde_json::Value;

pub(super) fn project(object: &mut Object, allows: &mut Allows) {
    constant(object, allows);
    enumeration(object, allows);
    default(object);
}

fn constant(object: &mut Object, allows: &mut Allows) {
    match object.map.get("const") {
        None => {}
        Some(Node::Null) => (allows.null, allows.only_null) = (true, true),
        Some(node) => {
            let value = object.with.data(&object.place.child("const"), node);
            object.put(keys::CONST, value);
        }
    }
}

fn enumeration(object: &mut Object, allows: &mut Allows) {
    let place = object.place.child("enum");
    let one;
    let nodes: &[Node] = match object.get("enum") {
        None => return,
        Some(Node::List(list)) => list,
        Some(scalar @ (Node::Text(_) | Node::Integer(_))) => {
            object.repaired("enum", "one value is read as a list of one");
            one = [scalar.clone()];
            &one
        }
        Some(other) => return object.misfit("enum", "a list of values", other),
    };
    if nodes.is_empty() {
        return object.repaired("enum", "an empty list is left out");
    }
    let ty = object.out.get("type").and_then(Value::as_str);
    let mut values: Vec<Value> = Vec::new();
    let (mut converted, mut doubled, mut foreign) = (false, false, false);
    let mut seen = std::collections::HashSet::new();
    for (index, node) in nodes.iter().enumerate() {
        if node.is_null() {
            allows.null = true;
            continue;
        }
        let place = if object.get("enum").and_then(Node::as_list).is_some() {
            place.index(index)
        } else {
            place.clone()
        };
        let value = match convert(object, &place, node, ty) {
            Convert::Same => object.with.data(&place, node),
            Convert::To(value) => {
                converted = true;
                value
            }
            Convert::Foreign => {
                foreign = true;
                object.with.data(&place, node)
            }
        };
        if seen.insert(value.to_string()) {
            values.push(value);
        } else {
            doubled = true;
        }
    }
    if doubled {
        object.repaired("enum", "a value that is listed twice counts once");
    }
    if values.is_empty() {
        allows.only_null = true;
        return;
    }
    if converted || foreign {
        report_types(object, foreign);
    }
    if foreign {
        // The values are what servers send: they count more than the type, which would refuse them.
        object.out.remove("type");
    }
    object.put("enum", values);
}

fn report_types(object: &Object, foreign: bool) {
    let remedy = if foreign {
        "the type is left out; mend the type or the values"
    } else {
        "they are read as values of it; write them so"
    };
    let ty = object.out.get("type").and_then(Value::as_str);
    let message = format!(
        "values of the enum are not of its type `{}`",
        ty.unwrap_or("any")
    );
    object.report(Code::EnumOfOtherType, "enum", message, remedy);
}

enum Convert {
    /// It is of the type.
    Same,
    /// It is meant to be of the type.
    To(Value),
    /// It is of another type.
    Foreign,
}

/// How a value becomes one of the type.
fn convert(object: &Object, place: &Place, node: &Node, ty: Option<&str>) -> Convert {
    let to = match (ty, node) {
        (None, _)
        | (Some("string"), Node::Text(_))
        | (Some("integer"), Node::Integer(_) | Node::Unsigned(_))
        | (Some("number"), Node::Integer(_) | Node::Unsigned(_) | Node::Number(_))
        | (Some("boolean"), Node::Boolean(_))
        | (Some("array"), Node::List(_))
        | (Some("object"), Node::Map(_)) => return Convert::Same,
        (Some("string"), Node::List(_) | Node::Map(_)) => None,
        (Some("string"), scalar) => Some(object.with.scalar_text(place, scalar).into()),
        (Some("integer"), Node::Text(text)) => text.parse::<i64>().ok().map(Value::from),
        (Some("integer"), Node::Number(value))
            if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 =>
        {
            Some(Value::from(*value as i64))
        }
        (Some("number"), Node::Text(text)) => text.parse::<f64>().ok().map(Value::from),
        (Some("boolean"), Node::Text(text)) => match text.as_str() {
            "true" => Some(true.into()),
            "false" => Some(false.into()),
            _ => None,
        },
        _ => None,
    };
    to.map_or(Convert::Foreign, Convert::To)
}

fn default(object: &mut Object) {
    let Some(node) = object.get("default") else {
        return;
    };
    let place = object.place.child("default");
    let ty = object.out.get("type").and_then(Value::as_str);
    let value = match convert(object, &place, node, ty) {
        Convert::Same => node.to_json(),
        Convert::To(value) => {
            object.report(
                Code::DefaultMisfit,
                "default",
                "the default is not of the type".to_owned(),
                "it is read as a value of it; write it so",
            );
            value
        }
        Convert::Foreign => return misfit(object, "the default is not of the type"),
    };
    let listed = match object.out.get("enum") {
        Some(Value::Array(values)) => values.contains(&value),
        _ => true,
    };
    if !listed {
        return misfit(object, "the default is not one of the values");
    }
    if node.is_wide() {
        object.put_text("default", node.number_text().unwrap_or_default());
    }
    object.put("default", value);
}

fn misfit(object: &Object, what: &str) {
    object.report(
        Code::DefaultMisfit,
        "default",
        what.to_owned(),
        "it is left out; mend it",
    );
}
