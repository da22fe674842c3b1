//! Whether a value fits a schema, by JSON Schema: OpenAPI's schemas brought to draft 2020-12.
//!
//! Of formats it asserts those that become types; texts of other formats stay texts. It takes over what the generator
//! repairs and takes as meant (a schema that names members is of objects), so that both judge one document.

use super::collect::Side;
use super::value;
use jsonschema::Validator;
use launchway_generator::diag::Place;
use launchway_generator::source::{Map, Node, SourceSet};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Keywords that say the same everywhere.
const PLAIN: &[&str] = &[
    "enum",
    "const",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "dependentRequired",
];
/// Keywords whose values are schemas, lists of schemas, schemas by name.
const ONE: &[&str] = &[
    "additionalProperties",
    "unevaluatedProperties",
    "items",
    "unevaluatedItems",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
];
const LIST: &[&str] = &["prefixItems", "allOf", "oneOf", "anyOf"];
const NAMES: &[&str] = &["properties", "patternProperties", "dependentSchemas"];
/// Formats that become types.
const FORMATS: &[&str] = &["date-time", "date", "uuid", "byte"];
const TYPES: &[&str] = &[
    "string", "number", "integer", "boolean", "array", "object", "null",
];

/// The judge over one document.
pub struct Judge<'s> {
    sources: &'s SourceSet,
    validators: BTreeMap<(Place, Side), Option<Rc<Validator>>>,
}

impl<'s> Judge<'s> {
    /// A judge who has seen nothing yet.
    pub fn new(sources: &'s SourceSet) -> Self {
        Self {
            sources,
            validators: BTreeMap::new(),
        }
    }

    /// Whether a value fits the schema at a place. Of a schema that is none, every value does.
    pub fn fits(&mut self, schema: &Place, side: Side, value: &Value) -> bool {
        let validator = self.validator(schema, side);
        validator.is_none_or(|validator| validator.is_valid(value))
    }

    /// What is wrong with a value, for people.
    pub fn faults(&mut self, schema: &Place, side: Side, value: &Value) -> Vec<String> {
        let Some(validator) = self.validator(schema, side) else {
            return Vec::new();
        };
        let faults = validator.iter_errors(value);
        faults
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect()
    }

    fn validator(&mut self, schema: &Place, side: Side) -> Option<Rc<Validator>> {
        let key = (schema.clone(), side);
        if let Some(known) = self.validators.get(&key) {
            return known.clone();
        }
        let built = self.build(schema, side).map(Rc::new);
        self.validators.insert(key, built.clone());
        built
    }

    fn build(&self, schema: &Place, side: Side) -> Option<Validator> {
        let mut open = vec![schema.clone()];
        let mut definitions = serde_json::Map::new();
        let mut seen = BTreeSet::new();
        while let Some(place) = open.pop() {
            if !seen.insert(place.clone()) {
                continue;
            }
            let translated = Translation {
                sources: self.sources,
                side,
                referred: &mut open,
            }
            .schema(&place);
            definitions.insert(name(&place), translated);
        }
        let whole = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": format!("#/$defs/{}", name(schema)),
            "$defs": definitions,
        });
        let options = jsonschema::options()
            .should_validate_formats(true)
            .with_format("byte", |text: &str| is_base64(text));
        options.build(&whole).ok()
    }
}

/// What a place is called among definitions: letters that mean nothing in a pointer or a URI.
fn name(place: &Place) -> String {
    let mut text = format!("f{}", place.file.0);
    for byte in place.pointer.as_str().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => text.push(byte.into()),
            other => text.push_str(&format!("_{other:02x}")),
        }
    }
    text
}

pub(super) fn is_base64(text: &str) -> bool {
    text.bytes().all(|byte| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=' | b'\r' | b'\n')
    })
}

struct Translation<'s, 'o> {
    sources: &'s SourceSet,
    side: Side,
    /// The places that references lead to.
    referred: &'o mut Vec<Place>,
}

impl Translation<'_, '_> {
    fn schema(&mut self, place: &Place) -> Value {
        match self.sources.node(place) {
            Some(Node::Boolean(false)) => json!(false),
            Some(Node::Map(map)) => self.object(place, map),
            _ => json!(true),
        }
    }

    fn object(&mut self, place: &Place, map: &Map) -> Value {
        let mut out = serde_json::Map::new();
        if let Some(target) = value::target(self.sources, place) {
            out.insert(
                "$ref".to_owned(),
                format!("#/$defs/{}", name(&target)).into(),
            );
            self.referred.push(target);
        }
        for key in PLAIN {
            if let Some(node) = map.get(key) {
                out.insert((*key).to_owned(), node.to_json());
            }
        }
        for key in ONE {
            if let Some(Node::Map(_) | Node::Boolean(_)) = map.get(key) {
                out.insert((*key).to_owned(), self.schema(&place.child(key)));
            }
        }
        for key in LIST {
            if let Some(Node::List(list)) = map.get(key) {
                let at = place.child(key);
                let branches =
                    list.iter().enumerate().map(|(index, branch)| {
                        match value::means_null(branch) {
                            true => json!({ "type": "null" }),
                            false => self.schema(&at.index(index)),
                        }
                    });
                out.insert((*key).to_owned(), branches.collect());
            }
        }
        for key in NAMES {
            if let Some(Node::Map(named)) = map.get(key) {
                let at = place.child(key);
                let all = named
                    .keys()
                    .filter(|name| *key != "patternProperties" || is_pattern(name));
                let all = all.map(|name| (name.to_owned(), self.schema(&at.child(name))));
                out.insert((*key).to_owned(), Value::Object(all.collect()));
            }
        }
        self.required(place, map, &mut out);
        types(map, &mut out);
        bounds(map, &mut out);
        texts(map, &mut out);
        match map.get("nullable") {
            Some(Node::Boolean(true)) => json!({ "anyOf": [{ "type": "null" }, out] }),
            _ => Value::Object(out),
        }
    }

    /// The members that must be there in this direction.
    fn required(&self, place: &Place, map: &Map, out: &mut serde_json::Map<String, Value>) {
        let mut names: BTreeSet<&str> = BTreeSet::new();
        match map.get("required") {
            Some(Node::List(list)) => names.extend(list.iter().filter_map(Node::as_str)),
            Some(Node::Text(name)) => {
                names.insert(name);
            }
            _ => {}
        }
        let properties = map.get("properties").and_then(Node::as_map);
        for (name, node) in properties.into_iter().flatten() {
            if node.get("required") == Some(&Node::Boolean(true)) {
                names.insert(name);
            }
        }
        names.retain(|name| {
            let member = place.child("properties").child(name);
            !is_other_way(self.sources, &member, self.side)
        });
        if !names.is_empty() {
            out.insert("required".to_owned(), names.into_iter().collect());
        }
    }
}

/// Whether a member only goes the other way.
pub(super) fn is_other_way(sources: &SourceSet, member: &Place, side: Side) -> bool {
    let says = |key: &str| says(sources, member, key, 0);
    match side {
        Side::Read => says("writeOnly"),
        Side::Sent => says("readOnly"),
        Side::Either => says("readOnly") || says("writeOnly"),
    }
}

/// Whether a flag is set at a place, where its references lead, or in a part of it.
fn says(sources: &SourceSet, place: &Place, key: &str, depth: usize) -> bool {
    let Some(map) = sources.node(place).and_then(Node::as_map) else {
        return false;
    };
    if map.get(key) == Some(&Node::Boolean(true)) {
        return true;
    }
    let parts = map.get("allOf").and_then(Node::as_list).unwrap_or_default();
    let parts = (0..parts.len()).map(|index| place.child("allOf").index(index));
    let mut further = parts.chain(value::target(sources, place));
    depth < MOST_NESTED && further.any(|place| says(sources, &place, key, depth + 1))
}

/// How deep parts are looked into.
const MOST_NESTED: usize = 16;

fn types(map: &Map, out: &mut serde_json::Map<String, Value>) {
    let known = |node: &Node| {
        let text = node.as_str().unwrap_or_default();
        TYPES.contains(&text).then(|| Value::from(text))
    };
    let types: Vec<Value> = match map.get("type") {
        Some(Node::List(list)) => list.iter().filter_map(known).collect(),
        Some(other) => known(other).into_iter().collect(),
        None => implied(map).map(Value::from).into_iter().collect(),
    };
    if !types.is_empty() {
        out.insert("type".to_owned(), types.into());
    }
}

/// The type that a schema means that describes members or elements and says no type.
fn implied(map: &Map) -> Option<&'static str> {
    let says = |key: &str| matches!(map.get(key), Some(Node::Map(_) | Node::List(_)));
    if ["enum", "const"].iter().any(|key| map.contains_key(key)) {
        None
    } else if ["properties", "patternProperties", "additionalProperties"]
        .iter()
        .any(|key| says(key))
    {
        Some("object")
    } else if ["items", "prefixItems"].iter().any(|key| says(key)) {
        Some("array")
    } else {
        None
    }
}

/// Bounds, which were booleans beside others before draft 6, and those of integer formats.
fn bounds(map: &Map, out: &mut serde_json::Map<String, Value>) {
    for (bound, exclusive) in [
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ] {
        let number = |key: &str| map.get(key).filter(|node| node.number_text().is_some());
        let key = match map.get(exclusive) {
            Some(Node::Boolean(true)) => exclusive,
            _ => bound,
        };
        if let Some(node) = number(bound) {
            out.insert(key.to_owned(), node.to_json());
        }
        if let Some(node) = number(exclusive) {
            out.insert(exclusive.to_owned(), node.to_json());
        }
    }
    let range = match map.get("format").and_then(Node::as_str) {
        Some("int32") => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
        Some("uint32") => Some((0, i64::from(u32::MAX))),
        _ => None,
    };
    if let Some((least, most)) = range {
        let range = json!({ "minimum": least, "maximum": most });
        if let Value::Array(all) = out.entry("allOf").or_insert_with(|| json!([])) {
            all.push(range);
        }
    }
}

fn texts(map: &Map, out: &mut serde_json::Map<String, Value>) {
    let text = |key: &str| map.get(key).and_then(Node::as_str);
    if let Some(format) = text("format").filter(|format| FORMATS.contains(format)) {
        out.insert("format".to_owned(), format.into());
    }
    if let Some(pattern) = text("pattern").filter(|pattern| is_pattern(pattern)) {
        out.insert("pattern".to_owned(), pattern.into());
    }
}

/// Whether it is a regular expression. Some are of another dialect than JSON Schema's.
fn is_pattern(text: &str) -> bool {
    jsonschema::options()
        .build(&json!({ "pattern": text }))
        .is_ok()
}
