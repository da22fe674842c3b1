//! Request bodies, responses and links.

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
        if let Some(links) = object.map_below("links") {
            object.put("links", links);
        }
        Some(object.finish())
    }

    /// A link as `Link` reads it; one that names no operation names the one with the empty id.
    pub fn link(&self, place: &Place, node: &Node) -> Option<Value> {
        let mut object = self.object(place, node)?;
        object.extensions();
        object.texts(&["description", "operationId"]);
        if !object.out.contains_key("operationId") {
            object.texts(&["operationRef"]);
            if !object.out.contains_key("operationRef") {
                object.put("operationId", "");
            }
        }
        match object.get("parameters") {
            None => {}
            Some(Node::Map(map)) => {
                let place = place.child("parameters");
                let said = map.iter().map(|(name, node)| {
                    let value = self.data(&place.child(name), node);
                    (name.to_owned(), value)
                });
                let said: serde_json::Map<String, Value> = said.collect();
                object.put("parameters", said);
            }
            Some(other) => object.misfit("parameters", "an object", other),
        }
        object.data(&["requestBody"]);
        if let Some(server) = object.get("server") {
            let server = self.server(&place.child("server"), server);
            object
                .out
                .extend(server.map(|it| ("server".to_owned(), it)));
        }
        Some(object.finish())
    }
}
