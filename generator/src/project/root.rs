//! The document itself: all but paths and components.

use super::object::Object;
use super::{Projector, keys};
use crate::diag::{Code, Place};
use crate::source::{Map, Node};
use serde_json::{Value, json};

impl Projector<'_> {
    /// The root as `OpenAPI` reads it, without its paths and components.
    pub fn root(&self, place: &Place, node: &Node) -> Option<Value> {
        let mut object = self.object(place, node)?;
        object.extensions();
        object.texts(&["openapi"]);
        object.external_docs();
        object.objects("servers", Projector::server);
        object.objects("security", Projector::requirement);
        object.objects("tags", Projector::tag);
        let info = object.info();
        object.put("info", info);
        object.put("paths", json!({}));
        Some(object.finish())
    }

    /// A server as `Server` reads it.
    pub fn server(&self, place: &Place, node: &Node) -> Option<Value> {
        let mut object = match node {
            Node::Text(url) => {
                self.repaired(place, "a text is read as the URL of a server");
                return Some(json!({ "url": url }));
            }
            node => self.object(place, node)?,
        };
        object.extensions();
        object.needed_text("url", "/");
        object.texts(&["description"]);
        if let Some(variables) = object.get("variables") {
            let place = place.child("variables");
            let entries = variables.as_map().into_iter().flatten();
            let variables: serde_json::Map<String, Value> = entries
                .filter_map(|(name, node)| {
                    Some((name.to_owned(), self.variable(&place.child(name), node)?))
                })
                .collect();
            object.put("variables", variables);
        }
        Some(object.finish())
    }

    fn variable(&self, place: &Place, node: &Node) -> Option<Value> {
        let mut object = self.object(place, node)?;
        object.extensions();
        object.texts(&["description"]);
        let values = object.get("enum").and_then(Node::as_list);
        let values: Vec<String> = values
            .unwrap_or_default()
            .iter()
            .enumerate()
            .filter_map(|(index, node)| self.text(&place.child("enum").index(index), node))
            .collect();
        let first = values.first().cloned().unwrap_or_default();
        object.needed_text("default", &first);
        object.put("enum", values);
        Some(object.finish())
    }

    fn tag(&self, place: &Place, node: &Node) -> Option<Value> {
        let mut object = match node {
            Node::Text(name) => {
                self.repaired(place, "a text is read as the name of a tag");
                return Some(json!({ "name": name }));
            }
            node => self.object(place, node)?,
        };
        object.extensions();
        if object.get("name").is_none() {
            object.report(
                Code::MemberMissing,
                "",
                "`name` is missing".to_owned(),
                "the tag is left out; add it",
            );
            return None;
        }
        object.texts(&["name", "description"]);
        // A name that is no text is reported, and its tag cannot be told from others.
        if !object.out.contains_key("name") {
            return None;
        }
        if let Some(summary) = object.text_of("summary") {
            object.put(keys::SUMMARY, summary);
        }
        object.external_docs();
        Some(object.finish())
    }
}

impl Object<'_> {
    fn info(&mut self) -> Value {
        let empty = Map::default();
        let place = self.place.child("info");
        let map = match self.get("info") {
            Some(Node::Map(map)) => map,
            Some(other) => {
                self.misfit("info", "an object", other);
                &empty
            }
            None => &empty,
        };
        let mut info = Object::new(self.with, &place, map);
        info.extensions();
        info.needed_text("title", "API");
        info.needed_text("version", "0");
        info.texts(&["description", "termsOfService"]);
        if let Some(summary) = info.text_of("summary") {
            info.put(keys::SUMMARY, summary);
        }
        for (key, members) in [
            ("contact", ["name", "url", "email"]),
            ("license", ["name", "url", "identifier"]),
        ] {
            if let Some(Node::Map(map)) = info.get(key) {
                let place = place.child(key);
                let mut inner = Object::new(self.with, &place, map);
                inner.texts(&members);
                if inner.out.contains_key("name") || key == "contact" {
                    let inner = inner.out;
                    info.put(key, inner);
                }
            }
        }
        info.finish()
    }
}
