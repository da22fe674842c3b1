//! Values made of schemas, where a document gives no example: for each variant of each union the least that it asks
//! for, and the most that it describes.

use super::value;
use launchway_generator::diag::Place;
use launchway_generator::source::{Map, Node, SourceSet};
use serde_json::{Map as Object, Value, json};

/// How much of what a schema describes is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// What is required.
    Least,
    /// Everything, down to some depth.
    Most,
}

/// From this depth on, only what is required is made.
const ENOUGH: usize = 4;
/// From this depth on, nothing is.
const DEEPEST: usize = 24;

/// Makes values of the schemas of one document.
pub struct Maker<'s> {
    /// The document.
    pub sources: &'s SourceSet,
}

impl Maker<'_> {
    /// A value of the schema at a place, if one can be made. It may not fit: patterns, for instance, are not looked at.
    pub fn value(&self, schema: &Place, amount: Amount) -> Option<Value> {
        self.make(schema, amount, 0)
    }

    /// A value of a variant of the union at a place, named as the union's discriminator says.
    pub(super) fn variant(&self, union: &Place, variant: &Place, amount: Amount) -> Option<Value> {
        let mut value = self.value(variant, amount)?;
        let property = || {
            let discriminator = self.sources.node(union)?.get("discriminator")?;
            discriminator.get("propertyName")?.as_str()
        };
        if let (Some(property), Value::Object(members)) = (property(), &mut value)
            && let Some(tag) = self.tag(union, variant)
        {
            members.insert(property.to_owned(), tag.into());
        }
        Some(value)
    }

    /// The value of the discriminator that means a variant: as it is mapped, or else its name.
    fn tag(&self, union: &Place, variant: &Place) -> Option<String> {
        let target = value::follow(self.sources, variant)?;
        let mapping = self
            .sources
            .node(union)?
            .get("discriminator")?
            .get("mapping");
        let mut mapping = mapping.and_then(Node::as_map).into_iter().flatten();
        let mapped = mapping.find(|(_, node)| {
            let text = node.as_str().unwrap_or_default();
            let place = self.sources.resolve(union, text).ok();
            let place = place.and_then(|place| value::follow(self.sources, &place));
            place.as_ref() == Some(&target) || {
                let name = target.pointer.tokens().last();
                name.is_some_and(|name| name == text)
            }
        });
        match mapped {
            Some((tag, _)) => Some(tag.to_owned()),
            None => {
                let reference = self.sources.node(variant)?.get("$ref")?.as_str()?;
                Some(reference.rsplit('/').next()?.to_owned())
            }
        }
    }

    fn make(&self, schema: &Place, amount: Amount, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let schema = value::follow(self.sources, schema).unwrap_or_else(|| schema.clone());
        let amount = if depth < ENOUGH {
            amount
        } else {
            Amount::Least
        };
        let map = match self.sources.node(&schema)? {
            Node::Map(map) => map,
            Node::Boolean(false) => return None,
            _ => return Some(json!("anything")),
        };
        if let Some(fixed) = fixed(map, amount) {
            return Some(fixed);
        }
        let mut parts = Vec::new();
        for branch in self.branches(&schema, map, amount) {
            parts.push(self.make(&branch, amount, depth + 1)?);
        }
        let own = self.own(&schema, map, amount, depth, !parts.is_empty());
        if parts.is_empty() {
            return own;
        }
        parts.extend(own);
        merged(parts)
    }

    /// The branches whose values make up a value: all of `allOf`, one of each union.
    fn branches(&self, schema: &Place, map: &Map, amount: Amount) -> Vec<Place> {
        let list = |key: &str| map.get(key).and_then(Node::as_list).unwrap_or_default();
        let mut all: Vec<Place> = (0..list("allOf").len())
            .map(|index| schema.child("allOf").index(index))
            .collect();
        for key in ["oneOf", "anyOf"] {
            let branches = (0..list(key).len()).map(|index| schema.child(key).index(index));
            let mut branches = branches.filter(|branch| !self.is_null(branch));
            let chosen = match amount {
                Amount::Least => branches.next(),
                Amount::Most => branches.next_back(),
            };
            all.extend(chosen);
        }
        all
    }

    fn is_null(&self, schema: &Place) -> bool {
        let place = value::follow(self.sources, schema);
        let node = place.and_then(|place| self.sources.node(&place));
        node.is_some_and(|node| {
            node.get("type").and_then(Node::as_str) == Some("null") || value::means_null(node)
        })
    }

    /// What a schema asks for itself, beside its branches if it has some.
    fn own(
        &self,
        schema: &Place,
        map: &Map,
        amount: Amount,
        depth: usize,
        has_branches: bool,
    ) -> Option<Value> {
        let ty = match map.get("type") {
            Some(Node::List(list)) => list
                .iter()
                .filter_map(Node::as_str)
                .find(|ty| *ty != "null"),
            Some(other) => other.as_str(),
            None if map.contains_key("properties") => Some("object"),
            None if map.contains_key("items") => Some("array"),
            None => None,
        };
        match ty {
            Some("object") => self.object(schema, map, amount, depth),
            Some("array") => self.array(schema, map, amount, depth),
            Some("string") => Some(text(map).into()),
            Some("integer" | "number") => number(map),
            Some("boolean") => Some(true.into()),
            Some("null") => Some(Value::Null),
            _ if has_branches => None,
            _ => Some(json!("anything")),
        }
    }

    fn object(&self, schema: &Place, map: &Map, amount: Amount, depth: usize) -> Option<Value> {
        let required = map.get("required").and_then(Node::as_list);
        let required: Vec<&str> = required
            .into_iter()
            .flatten()
            .filter_map(Node::as_str)
            .collect();
        let mut members = Object::new();
        for name in map
            .get("properties")
            .and_then(Node::as_map)
            .into_iter()
            .flat_map(Map::keys)
        {
            let is_required = required.contains(&name);
            if !is_required && amount == Amount::Least {
                continue;
            }
            let member = schema.child("properties").child(name);
            match self.make(&member, amount, depth + 1) {
                Some(value) => {
                    members.insert(name.to_owned(), value);
                }
                None if is_required => return None,
                None => {}
            }
        }
        for name in required {
            members.entry(name).or_insert_with(|| json!("anything"));
        }
        if let (Some(Node::Map(_)), Amount::Most) = (map.get("additionalProperties"), amount) {
            let value = self.make(&schema.child("additionalProperties"), amount, depth + 1);
            members.extend(value.map(|value| ("more".to_owned(), value)));
        }
        Some(Value::Object(members))
    }

    fn array(&self, schema: &Place, map: &Map, amount: Amount, depth: usize) -> Option<Value> {
        let least = map.get("minItems").and_then(Node::number_text);
        let least: usize = least.and_then(|text| text.parse().ok()).unwrap_or(0);
        let count = if amount == Amount::Most {
            least.max(1)
        } else {
            least
        };
        let positions = map.get("prefixItems").and_then(Node::as_list);
        let mut items = Vec::new();
        for index in 0..positions.unwrap_or_default().len() {
            let place = schema.child("prefixItems").index(index);
            items.push(self.make(&place, amount, depth + 1)?);
        }
        while items.len() < count.min(8) {
            match self.make(&schema.child("items"), amount, depth + 1) {
                Some(item) => items.push(item),
                None if items.len() < least => return None,
                None => break,
            }
        }
        Some(Value::Array(items))
    }
}

/// The value that a schema fixes, or one of those that it lists.
fn fixed(map: &Map, amount: Amount) -> Option<Value> {
    if let Some(constant) = map.get("const") {
        return Some(constant.to_json());
    }
    let values = map.get("enum")?.as_list()?;
    let value = match amount {
        Amount::Least => values.first(),
        Amount::Most => values
            .iter()
            .rev()
            .find(|value| !matches!(value, Node::Null)),
    };
    value.map(Node::to_json)
}

fn text(map: &Map) -> String {
    let said = |key: &str| map.get(key).and_then(Node::as_str);
    let text = match said("format").or_else(|| said("contentEncoding")) {
        Some("date-time") => "2024-02-03T04:05:06Z",
        Some("date") => "2024-02-03",
        Some("uuid") => "0b5c7a1e-7f3d-4c1b-9a55-3f0e6d2c8b41",
        Some("byte" | "base64") => "aGVsbG8=",
        Some("uri" | "url") => "https://example.com/a",
        Some("email") => "someone@example.com",
        Some("ipv4") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        _ => "text",
    };
    let least = map.get("minLength").and_then(Node::number_text);
    let least: usize = least.and_then(|text| text.parse().ok()).unwrap_or(0);
    let mut text = text.to_owned();
    while text.len() < least.min(1000) {
        text.push('x');
    }
    text
}

fn number(map: &Map) -> Option<Value> {
    let bound = |key: &str| {
        let text = map.get(key).and_then(Node::number_text)?;
        text.parse::<f64>().ok()
    };
    let least = bound("minimum").or_else(|| Some(bound("exclusiveMinimum")? + 1.0));
    let most = bound("maximum").or_else(|| Some(bound("exclusiveMaximum")? - 1.0));
    let value = match (least, most) {
        (Some(least), _) => least.max(1.0),
        (None, Some(most)) => most.min(1.0),
        (None, None) => 1.0,
    };
    let value = most.map_or(value, |most| value.min(most));
    match value.fract() == 0.0 && value.abs() < 9e15 {
        true => Some((value as i64).into()),
        false => Some(value.into()),
    }
}

/// What several parts say together: the members of all objects, or else the last.
fn merged(parts: Vec<Value>) -> Option<Value> {
    let mut members = Object::new();
    let mut other = None;
    for part in parts {
        match part {
            Value::Object(more) => {
                for (name, value) in more {
                    let value = match (members.remove(&name), value) {
                        (Some(Value::Object(known)), Value::Object(more)) => {
                            merged(vec![Value::Object(known), Value::Object(more)])?
                        }
                        (_, value) => value,
                    };
                    members.insert(name, value);
                }
            }
            Value::String(text) if text == "anything" => {}
            part => other = Some(part),
        }
    }
    match other {
        Some(other) if members.is_empty() => Some(other),
        _ => Some(Value::Object(members)),
    }
}
