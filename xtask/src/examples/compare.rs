//! Whether what was written again says what was read, by the schema: members that no schema describes may be missing,
//! instants and numbers go by their value.

use super::collect::Side;
use super::judge::{Judge, is_other_way};
use super::value;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use launchway_generator::diag::Place;
use launchway_generator::source::{Map, Node, SourceSet};
use serde_json::Value;

/// How many schemas deep it is looked for what describes one value.
const DEEPEST: usize = 64;

/// Compares values of one document.
pub(super) struct Compare<'c, 's> {
    pub(super) sources: &'s SourceSet,
    pub(super) judge: &'c mut Judge<'s>,
    /// In which direction the value was read and written.
    pub(super) side: Side,
}

/// What describes a member.
enum Described {
    /// Nothing: it may be missing.
    Not,
    /// These schemas, and it only goes the other way: it may be missing.
    Elsewhere(Vec<Place>),
    /// These schemas; none, if anything goes.
    By(Vec<Place>),
}

impl Described {
    fn places(&self) -> &[Place] {
        match self {
            Self::Not => &[],
            Self::Elsewhere(places) | Self::By(places) => places,
        }
    }
}

impl Compare<'_, '_> {
    /// The first place where what was written is not what was read, if there is one.
    pub(super) fn difference(
        &mut self,
        read: &Value,
        written: &Value,
        schemas: &[Place],
    ) -> Option<String> {
        match (read, written) {
            (Value::Object(members), Value::Object(again)) => {
                let schemas = self.facets(schemas, read);
                self.members(members, again, &schemas)
            }
            (Value::Array(items), Value::Array(again)) if items.len() == again.len() => {
                let schemas = self.facets(schemas, read);
                let pairs = items.iter().zip(again).enumerate();
                pairs.into_iter().find_map(|(index, (read, written))| {
                    let inner = self.item_schemas(&schemas, index);
                    let inner = self.difference(read, written, &inner)?;
                    Some(format!("/{index}{inner}"))
                })
            }
            _ if is_same(read, written) => None,
            _ if self.is_same_by_format(read, written, schemas) => None,
            _ => Some(format!(": read {read}, written {written}")),
        }
    }

    fn members(
        &mut self,
        read: &serde_json::Map<String, Value>,
        written: &serde_json::Map<String, Value>,
        schemas: &[Place],
    ) -> Option<String> {
        if let Some(name) = written.keys().find(|name| !read.contains_key(*name)) {
            return Some(format!("/{name}: read nothing, written {}", written[name]));
        }
        read.iter().find_map(|(name, value)| {
            match (self.described(schemas, name), written.get(name)) {
                (Described::Not | Described::Elsewhere(_), None) => None,
                (Described::By(_), None) if value.is_null() => None,
                (Described::By(_), None) => Some(format!("/{name}: not written")),
                (described, Some(again)) => {
                    let inner = self.difference(value, again, described.places())?;
                    Some(format!("/{name}{inner}"))
                }
            }
        })
    }

    fn map(&self, place: &Place) -> Option<&Map> {
        self.sources.node(place)?.as_map()
    }

    /// All schemas that describe a value, references followed and branches that it does not fit left out.
    fn facets(&mut self, schemas: &[Place], value: &Value) -> Vec<Place> {
        let mut all = Vec::new();
        for schema in schemas {
            self.facet(schema, value, &mut all, 0);
        }
        all
    }

    fn facet(&mut self, schema: &Place, value: &Value, into: &mut Vec<Place>, depth: usize) {
        if depth > DEEPEST || into.contains(schema) || self.map(schema).is_none() {
            return;
        }
        into.push(schema.clone());
        if let Some(target) = value::target(self.sources, schema) {
            self.facet(&target, value, into, depth + 1);
        }
        for branch in self.list(schema, "allOf") {
            self.facet(&branch, value, into, depth + 1);
        }
        for key in ["oneOf", "anyOf"] {
            let branches = self.list(schema, key);
            let mut fitting = branches.clone();
            fitting.retain(|branch| self.judge.fits(branch, self.side, value));
            let branches = if fitting.is_empty() {
                branches
            } else {
                fitting
            };
            for branch in branches {
                self.facet(&branch, value, into, depth + 1);
            }
        }
    }

    fn list(&self, schema: &Place, key: &str) -> Vec<Place> {
        let list = self.map(schema).and_then(|map| map.get(key)?.as_list());
        let count = list.map_or(0, <[Node]>::len);
        let at = schema.child(key);
        (0..count).map(|index| at.index(index)).collect()
    }

    fn described(&self, schemas: &[Place], name: &str) -> Described {
        let mut by = Vec::new();
        let mut elsewhere = false;
        let (mut is_kept, mut names_members) = (false, false);
        for schema in schemas {
            let Some(map) = self.map(schema) else {
                continue;
            };
            let properties = map.get("properties").and_then(Node::as_map);
            names_members |= properties.is_some_and(|properties| !properties.is_empty());
            if properties.is_some_and(|properties| properties.contains_key(name)) {
                let member = schema.child("properties").child(name);
                elsewhere |= is_other_way(self.sources, &member, self.side);
                by.push(member);
                continue;
            }
            is_kept |= map.contains_key("patternProperties");
            for key in ["additionalProperties", "unevaluatedProperties"] {
                match map.get(key) {
                    Some(Node::Map(_)) => by.push(schema.child(key)),
                    Some(Node::Boolean(true)) => is_kept = true,
                    _ => {}
                }
            }
        }
        if elsewhere {
            Described::Elsewhere(by)
        } else if by.is_empty() && !is_kept && names_members {
            Described::Not
        } else {
            Described::By(by)
        }
    }

    fn item_schemas(&self, schemas: &[Place], index: usize) -> Vec<Place> {
        let mut by = Vec::new();
        for schema in schemas {
            let positions = [self.list(schema, "prefixItems"), self.list(schema, "items")].concat();
            match positions.get(index) {
                Some(position) => by.push(position.clone()),
                None => by.push(schema.child("items")),
            }
        }
        by.retain(|place| self.map(place).is_some());
        by
    }

    fn is_same_by_format(&mut self, read: &Value, written: &Value, schemas: &[Place]) -> bool {
        let facets = self.facets(schemas, read);
        let formats = facets.iter().filter_map(|schema| {
            let map = self.map(schema)?;
            let format = map.get("format").and_then(Node::as_str);
            format.or_else(|| map.get("contentEncoding")?.as_str())
        });
        let mut formats = formats;
        formats.any(|format| match (read, written) {
            (Value::String(a), Value::String(b)) => same_text(format, a, b),
            (Value::Number(a), Value::Number(b)) if format == "float" => {
                let narrow = |number: &serde_json::Number| number.as_f64().map(|it| it as f32);
                narrow(a) == narrow(b)
            }
            _ => false,
        })
    }
}

fn is_same(read: &Value, written: &Value) -> bool {
    match (read, written) {
        (Value::Number(a), Value::Number(b)) => {
            let whole = |number: &serde_json::Number| {
                let wide = number.as_u64().map(i128::from);
                number.as_i64().map(i128::from).or(wide)
            };
            match (whole(a), whole(b)) {
                (Some(a), Some(b)) if is_last(a) || is_last(b) => a as f64 == b as f64,
                (Some(a), Some(b)) => a == b,
                _ => a.as_f64() == b.as_f64(),
            }
        }
        (read, written) => read == written,
    }
}

/// Whether it is an end of 64 bits, for which documents also write the float next to it.
fn is_last(number: i128) -> bool {
    [i64::MIN.into(), i64::MAX.into(), u64::MAX.into()].contains(&number)
}

fn same_text(format: &str, a: &str, b: &str) -> bool {
    let plain = |text: &str, drop: &[char]| text.replace(drop, "").to_ascii_lowercase();
    match format {
        "date-time" => instant(a).is_some_and(|a| Some(a) == instant(b)),
        "uuid" => plain(a, &['-', '{', '}']) == plain(b, &['-', '{', '}']),
        "byte" | "base64" => {
            let plain = |text: &str| {
                let text = text.replace(['=', '\r', '\n'], "");
                text.replace('-', "+").replace('_', "/")
            };
            plain(a) == plain(b)
        }
        _ => false,
    }
}

fn instant(text: &str) -> Option<Timestamp> {
    let civil = || {
        let text = text.trim_end_matches(['Z', 'z']);
        let civil: DateTime = text.parse().ok()?;
        Offset::UTC.to_timestamp(civil).ok()
    };
    text.parse().ok().or_else(civil)
}
