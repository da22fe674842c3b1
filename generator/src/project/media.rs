//! Media types and encodings. Their children become references to places, so that the whole stands anywhere.

use super::object::Object;
use super::{Projector, internal, keys};
use crate::diag::{Code, Diagnostic, Place};
use crate::source::{Map, Node};
use serde_json::Value;

impl Projector<'_> {
    /// A media type as `MediaType` reads it.
    pub fn media_type(&self, place: &Place, node: &Node) -> Option<Value> {
        let empty = Node::Map(Map::default());
        let node = if node.is_null() { &empty } else { node };
        let mut object = self.object(place, node)?;
        object.extensions();
        object.put(keys::PLACE, internal::to(place));
        for (key, to) in [("schema", "schema"), ("itemSchema", keys::ITEM_SCHEMA)] {
            if object.get(key).is_some() {
                object.put(to, internal::to(&place.child(key)));
            }
        }
        if object.get("itemEncoding").is_some() || object.get("prefixEncoding").is_some() {
            object.put(keys::ITEM_ENCODING, true);
        }
        object.examples();
        if let Some(node) = object.get("encoding") {
            let place = place.child("encoding");
            let entries = node.as_map().into_iter().flatten();
            let encoding: serde_json::Map<String, Value> = entries
                .filter_map(|(name, node)| {
                    Some((name.to_owned(), self.encoding(&place.child(name), node)?))
                })
                .collect();
            if !matches!(node, Node::Map(_)) {
                object.misfit("encoding", "an object", node);
            }
            object.put("encoding", encoding);
        }
        Some(object.finish())
    }

    fn encoding(&self, place: &Place, node: &Node) -> Option<Value> {
        let mut object = self.object(place, node)?;
        object.extensions();
        object.texts(&["contentType"]);
        object.style("query");
        object.flags(&["explode", "allowReserved"]);
        // `Encoding` reads a missing `explode` as `false`, which the specification does not.
        if let Some(explode) = object.out.get("explode").cloned() {
            object.put(keys::EXPLODE, explode);
        }
        if let Some(Node::Map(headers)) = object.get("headers") {
            let place = place.child("headers");
            let headers: serde_json::Map<String, Value> = headers
                .keys()
                .map(|name| (name.to_owned(), internal::to(&place.child(name))))
                .collect();
            object.put("headers", headers);
        }
        Some(object.finish())
    }
}

impl Object<'_> {
    /// The media types below `key`. One that is a reference (3.2) is followed.
    pub(super) fn content(&mut self, key: &str) {
        let map = match self.get(key) {
            Some(Node::Map(map)) => map,
            Some(other) => return self.misfit(key, "an object", other),
            None => return,
        };
        let mut content = serde_json::Map::new();
        for (written, node) in map {
            let place = self.place.child(key).child(written);
            let Some((place, node)) = self.follow(&place, node) else {
                continue;
            };
            let media = self.media_name(key, written);
            if let Some(value) = self.with.media_type(&place, node) {
                content.entry(media).or_insert(value);
            }
        }
        self.put(key, content);
    }

    fn follow<'n>(&'n self, place: &Place, node: &'n Node) -> Option<(Place, &'n Node)> {
        let Some(text) = node.get("$ref").and_then(Node::as_str) else {
            return Some((place.clone(), node));
        };
        let target = self.with.sources.resolve(place, text);
        let target = target
            .inspect_err(|problem| self.with.dangling(place, problem))
            .ok()?;
        let node = self.with.sources.node(&target)?;
        Some((target, node))
    }

    /// The media type that a key stands for.
    fn media_name(&self, key: &str, written: &str) -> String {
        let trimmed = written.trim();
        let meant = match trimmed.to_ascii_lowercase().as_str() {
            _ if trimmed.contains('/') => trimmed,
            "*" | "" | "default" | "any" => "*/*",
            "json" | "application-json" | "application_json" => "application/json",
            "xml" => "application/xml",
            "text" | "plain" | "string" => "text/plain",
            "html" => "text/html",
            "csv" => "text/csv",
            "form" | "form-urlencoded" => "application/x-www-form-urlencoded",
            "multipart" | "form-data" => "multipart/form-data",
            "binary" | "file" | "octet-stream" => "application/octet-stream",
            _ => trimmed,
        };
        if meant != written {
            self.with.report(
                Diagnostic::new(
                    Code::MediaTypeRepaired,
                    &self.place.child(key).child(written),
                    format!("`{written}` is not written as a media type"),
                )
                .remedy(format!("`{meant}` is assumed; write that")),
            );
        }
        meant.to_owned()
    }
}
