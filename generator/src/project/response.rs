//! Request bodies and responses.

use super::{Projector, Version, keys};
use crate::diag::{Code, Place};
use crate::source::{Map, Node};
use serde_json::Value;

impl Projector<'_> {
    /// A request body as `RequestBody` reads it.
    pub fn request_body(&self, place: &Place, node: &Node) -> Option<Value> {
        let mut object = self.object(place, node)?;
        object.extensions();
        object.texts(&["description"]);
        object.flags(&["required"]);
        object.content("content");
        Some(object.finish())
    }

    /// A response as `Response` reads it. One of which nothing is said is an empty one.
    pub fn response(&self, place: &Place, node: &Node) -> Option<Value> {
        let empty = Node::Map(Map::default());
        let node = if node.is_null() { &empty } else { node };
        let mut object = self.object(place, node)?;
        object.extensions();
        object.texts(&["description"]);
        if let Some(summary) = object.text_of("summary") {
            object.put(keys::SUMMARY, summary);
        }
        if !object.out.contains_key("description") {
            if object.version() < Version::V32 {
                object.report(
                    Code::ResponseUndescribed,
                    "",
                    "a response has no description".to_owned(),
                    "none is assumed; add one",
                );
            }
            object.put("description", "");
        }
        if let Some(headers) = object.map_below("headers") {
            object.put("headers", headers);
        }
        object.content("content");
        if let Some(links) = object.get("links") {
            object.put("x-launchway-links", links.to_json());
        }
        Some(object.finish())
    }
}
