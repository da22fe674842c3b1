//! Parameters and headers.

use super::object::Object;
use super::{Projector, Version, internal, keys};
use crate::diag::{Code, Place};
use crate::source::Node;
use serde_json::{Value, json};

impl Projector<'_> {
    /// A parameter as `Parameter` reads it. One without a name or a place in a request is reported.
    pub fn parameter(&self, place: &Place, node: &Node) -> Option<Value> {
        let mut object = self.object(place, node)?;
        object.extensions();
        let name = object.text_of("name");
        let written = object.text_of("in").unwrap_or_default();
        let location = written.trim().to_ascii_lowercase();
        let known = match location.as_str() {
            "querystring" => Some("query"),
            "path" => Some("path"),
            "query" => Some("query"),
            "header" => Some("header"),
            "cookie" => Some("cookie"),
            _ => None,
        };
        let (Some(name), Some(known)) = (name, known) else {
            object.report(
                Code::ParameterUnplaced,
                "",
                format!("a parameter has no name, or `in: {written}` is no place in a request"),
                "it is left out; give it a `name` and one of `path`, `query`, `header`, `cookie`",
            );
            return None;
        };
        if location != written {
            object.repaired("in", "another case or spaces are overlooked");
        }
        object.put("name", name);
        object.put("in", known);
        if location == "querystring" {
            object.put(keys::LOCATION, "querystring");
        }
        object.texts(&["description"]);
        object.flags(&["deprecated", "allowEmptyValue", "explode"]);
        object.path_is_required(known);
        object.style(known);
        object.reserved(known);
        object.schema_or_content();
        object.examples();
        Some(object.finish())
    }

    /// A header as `Header` reads it.
    pub fn header(&self, place: &Place, node: &Node) -> Option<Value> {
        let mut object = self.object(place, node)?;
        object.extensions();
        object.texts(&["description"]);
        object.flags(&["required", "deprecated"]);
        if let Some(explode) = object.flag_of("explode") {
            object.put(keys::EXPLODE, explode);
        }
        object.style("header");
        object.schema_or_content();
        object.examples();
        Some(object.finish())
    }
}

impl Object<'_> {
    fn path_is_required(&mut self, location: &str) {
        let required = self.flag_of("required");
        if location == "path" && required != Some(true) {
            self.report(
                Code::PathParameterOptional,
                "",
                "a path parameter does not say `required: true`".to_owned(),
                "it is required all the same; write it down",
            );
        }
        self.put("required", required.unwrap_or(false) || location == "path");
    }

    pub(super) fn style(&mut self, location: &str) {
        let Some(style) = self.text_of("style") else {
            return;
        };
        let allowed: &[&str] = match location {
            "path" => &["matrix", "label", "simple"],
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "header" => &["simple"],
            _ => &["form", "cookie"],
        };
        match style.as_str() {
            "cookie" if location == "cookie" => self.put(keys::STYLE, "cookie"),
            known if allowed.contains(&known) => self.put("style", style),
            _ => self.report(
                Code::StyleRepaired,
                "style",
                format!("the style `{style}` is none for a value in `{location}`"),
                "the usual style is assumed; mend it",
            ),
        }
    }

    fn reserved(&mut self, location: &str) {
        if let Some(reserved) = self.flag_of("allowReserved") {
            let key = if location == "query" {
                "allowReserved"
            } else {
                keys::ALLOW_RESERVED
            };
            self.put(key, reserved);
        }
    }

    fn schema_or_content(&mut self) {
        let schema = self.get("schema").is_some();
        let content = matches!(self.get("content"), Some(Node::Map(map)) if !map.is_empty());
        if schema {
            if content {
                self.repaired(
                    "content",
                    "`schema` says what it is already, so this is left out",
                );
            }
            self.put("schema", internal::below(&["schema"]));
        } else if content {
            self.content("content");
        } else if self.get("type").is_some() {
            self.report(
                Code::ParameterOfSwagger,
                "",
                "the type stands beside the name, as in Swagger 2".to_owned(),
                "it is taken as meant; put it into `schema`",
            );
            self.put("schema", internal::below(&[]));
        } else {
            self.report(
                Code::MemberMissing,
                "",
                "`schema` is missing".to_owned(),
                "anything is assumed; add it",
            );
            self.put("schema", json!({}));
        }
    }

    /// `example` and `examples`: values by name, or a list of values.
    pub(super) fn examples(&mut self) {
        self.data(&["example"]);
        match self.get("examples") {
            Some(Node::Map(map)) => {
                let examples: serde_json::Map<String, Value> = map
                    .keys()
                    .map(|name| {
                        (
                            name.to_owned(),
                            internal::to(&self.place.child("examples").child(name)),
                        )
                    })
                    .collect();
                self.put("examples", examples);
            }
            Some(Node::List(_))
                if self.version() > Version::V30 || self.get("schema").is_some() =>
            {
                if let Some(node) = self.get("examples") {
                    self.put(keys::EXAMPLES, node.to_json());
                }
            }
            Some(other) => self.misfit("examples", "an object", other),
            None => {}
        }
    }
}
