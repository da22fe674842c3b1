//! Every example of a document, with the schema that it is an example of. It knows where examples may stand, and
//! nothing of types.

use super::value;
use launchway_generator::diag::{FileId, Place};
use launchway_generator::source::{Map, Node, SourceSet};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// An example.
#[derive(Clone, Debug)]
pub struct Example {
    /// Where its value stands.
    pub place: Place,
    /// Where its schema stands, or a reference to it.
    pub schema: Place,
    /// In which direction it goes.
    pub side: Side,
    /// The value, as JSON text on one line.
    pub text: String,
    /// The value.
    pub value: Value,
}

/// In which direction a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// It is received.
    Read,
    /// It is sent.
    Sent,
    /// The document does not say: the example stands at a schema.
    Either,
}

/// What a document gives.
#[derive(Debug, Default)]
pub struct Collected {
    /// The examples that a type can be held against.
    pub examples: Vec<Example>,
    /// How many others there are, by why none can.
    pub left_out: BTreeMap<&'static str, usize>,
}

/// Collects every example of the document.
pub fn collect(sources: &SourceSet) -> Collected {
    let mut walk = Walk {
        sources,
        seen: BTreeSet::new(),
        found: Collected::default(),
    };
    walk.document();
    walk.found
}

struct Walk<'s> {
    sources: &'s SourceSet,
    seen: BTreeSet<Place>,
    found: Collected,
}

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// What is a schema below a schema: single ones, lists, and by name.
const INSIDE: &[&str] = &[
    "additionalProperties",
    "unevaluatedProperties",
    "items",
    "additionalItems",
];
const LISTED: &[&str] = &["items", "prefixItems", "allOf", "oneOf", "anyOf"];
const NAMED: &[&str] = &["properties", "patternProperties", "$defs", "definitions"];

impl<'s> Walk<'s> {
    fn document(&mut self) {
        let root = Place::file(FileId::ROOT);
        for key in ["paths", "webhooks"] {
            self.each(&root.child(key), Self::path_item);
        }
        let components = root.child("components");
        self.each(&components.child("schemas"), Self::schema);
        self.each(&components.child("parameters"), |walk, place| {
            walk.parameter(place, Side::Sent);
        });
        self.each(&components.child("headers"), |walk, place| {
            walk.parameter(place, Side::Read);
        });
        self.each(&components.child("requestBodies"), Self::body);
        self.each(&components.child("responses"), Self::response);
        self.each(&components.child("pathItems"), Self::path_item);
    }

    /// What is at a place, if it is an object.
    fn map(&self, place: &Place) -> Option<&'s Map> {
        self.sources.node(place)?.as_map()
    }

    fn has(&self, place: &Place, key: &str) -> bool {
        self.map(place).is_some_and(|map| map.contains_key(key))
    }

    /// Visits every member of the object at a place, or every element of the list.
    fn each(&mut self, place: &Place, mut visit: impl FnMut(&mut Self, &Place)) {
        match self.sources.node(place) {
            Some(Node::Map(map)) => map.keys().for_each(|key| visit(self, &place.child(key))),
            Some(Node::List(list)) => {
                (0..list.len()).for_each(|index| visit(self, &place.index(index)));
            }
            _ => {}
        }
    }

    /// Where the references at a place lead, if that was not visited yet.
    fn enter(&mut self, place: &Place) -> Option<Place> {
        let place = value::follow(self.sources, place)?;
        self.map(&place)?;
        self.seen.insert(place.clone()).then_some(place)
    }

    fn path_item(&mut self, place: &Place) {
        let Some(place) = self.enter(place) else {
            return;
        };
        self.each(&place.child("parameters"), |walk, it| {
            walk.parameter(it, Side::Sent);
        });
        for method in METHODS {
            self.operation(&place.child(method));
        }
        self.each(&place.child("additionalOperations"), Self::operation);
    }

    fn operation(&mut self, place: &Place) {
        let Some(place) = self.enter(place) else {
            return;
        };
        self.each(&place.child("parameters"), |walk, it| {
            walk.parameter(it, Side::Sent);
        });
        self.body(&place.child("requestBody"));
        self.each(&place.child("responses"), Self::response);
        self.each(&place.child("callbacks"), |walk, callback| {
            if let Some(callback) = value::follow(walk.sources, callback) {
                walk.each(&callback, Self::path_item);
            }
        });
    }

    /// A parameter or a header.
    fn parameter(&mut self, place: &Place, side: Side) {
        let Some(place) = self.enter(place) else {
            return;
        };
        self.holder(&place, side);
        self.schema(&place.child("schema"));
        self.content(&place.child("content"), side);
    }

    fn body(&mut self, place: &Place) {
        if let Some(place) = self.enter(place) {
            self.content(&place.child("content"), Side::Sent);
        }
    }

    fn response(&mut self, place: &Place) {
        let Some(place) = self.enter(place) else {
            return;
        };
        self.each(&place.child("headers"), |walk, header| {
            walk.parameter(header, Side::Read);
        });
        self.content(&place.child("content"), Side::Read);
    }

    fn content(&mut self, place: &Place, side: Side) {
        let Some(content) = self.map(place) else {
            return;
        };
        for media in content.keys() {
            let Some(place) = value::follow(self.sources, &place.child(media)) else {
                continue;
            };
            if is_json(media) {
                self.holder(&place, side);
            } else {
                let count = self.values(&place).len();
                self.leave_out("not JSON", count);
            }
            self.schema(&place.child("schema"));
            self.schema(&place.child("itemSchema"));
        }
    }

    /// The examples of what has a schema: a parameter, a header, a media type.
    fn holder(&mut self, place: &Place, side: Side) {
        let values = self.values(place);
        if self.has(place, "schema") {
            for value in values {
                self.add(&value, &place.child("schema"), side);
            }
        } else {
            self.leave_out("no schema", values.len());
        }
    }

    /// Where the values of `example` and of the Example Objects in `examples` stand.
    fn values(&mut self, place: &Place) -> Vec<Place> {
        let mut values = Vec::new();
        if self.has(place, "example") {
            values.push(place.child("example"));
        }
        self.each(&place.child("examples"), |walk, example| {
            let Some(example) = value::follow(walk.sources, example) else {
                walk.leave_out("dangling reference", 1);
                return;
            };
            let key = ["value", "dataValue"]
                .into_iter()
                .find(|key| walk.has(&example, key));
            let about = ["summary", "description", "externalValue", "serializedValue"];
            if let Some(key) = key {
                values.push(example.child(key));
            } else if about.iter().any(|key| walk.has(&example, key)) {
                walk.leave_out("no value", 1);
            } else {
                // The value itself where the object around it should be.
                values.push(example);
            }
        });
        values
    }

    fn schema(&mut self, place: &Place) {
        if self.map(place).is_none() || !self.seen.insert(place.clone()) {
            return;
        }
        if self.has(place, "example") {
            self.add(&place.child("example"), place, Side::Either);
        }
        self.each(&place.child("examples"), |walk, value| {
            walk.add(value, place, Side::Either);
        });
        if let Some(target) = value::target(self.sources, place) {
            self.schema(&target);
        }
        for key in INSIDE {
            self.schema(&place.child(key));
        }
        for key in LISTED {
            if self
                .sources
                .node(&place.child(key))
                .is_some_and(|node| node.as_list().is_some())
            {
                self.each(&place.child(key), Self::schema);
            }
        }
        for key in NAMED {
            self.each(&place.child(key), Self::schema);
        }
    }

    fn add(&mut self, place: &Place, schema: &Place, side: Side) {
        // Documents in several files put the value, too, into one of its own.
        let place = match value::target(self.sources, place) {
            Some(target) if self.map(place).is_some_and(|map| map.len() == 1) => target,
            _ => place.clone(),
        };
        let Some(node) = self.sources.node(&place) else {
            return;
        };
        self.found.examples.push(Example {
            text: value::text(node),
            value: node.to_json(),
            schema: schema.clone(),
            place,
            side,
        });
    }

    fn leave_out(&mut self, why: &'static str, count: usize) {
        if count > 0 {
            *self.found.left_out.entry(why).or_default() += count;
        }
    }
}

/// Whether the values of a media type are those of its schema: JSON, and what is made of members.
fn is_json(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let is_form =
        essence == "application/x-www-form-urlencoded" || essence.starts_with("multipart/");
    matches!(
        essence.as_str(),
        "application/json" | "text/json" | "*/*" | "application/*"
    ) || essence.ends_with("+json")
        || is_form
}
