//! Security schemes and requirements.

use super::Projector;
use super::object::Object;
use crate::diag::{Code, Place};
use crate::source::Node;
use serde_json::{Value, json};

/// What each flow of OAuth 2 must name.
const FLOWS: &[(&str, &[&str])] = &[
    ("implicit", &["authorizationUrl"]),
    ("password", &["tokenUrl"]),
    ("clientCredentials", &["tokenUrl"]),
    ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
];

impl Projector<'_> {
    /// A security scheme as `SecurityScheme` reads it. Mutual TLS, which that does not know, is of type `http` with
    /// the scheme `mutualTLS`.
    pub fn security_scheme(&self, place: &Place, node: &Node) -> Option<Value> {
        let mut object = self.object(place, node)?;
        object.extensions();
        object.texts(&["description"]);
        let ty = object.text_of("type").unwrap_or_default();
        match ty.to_ascii_lowercase().as_str() {
            "apikey" => {
                object.put("type", "apiKey");
                object.texts(&["name"]);
                let location = object
                    .text_of("in")
                    .unwrap_or_default()
                    .to_ascii_lowercase();
                let known = ["query", "header", "cookie"].contains(&location.as_str());
                if !known || !object.out.contains_key("name") {
                    return object.unknown_scheme("an API key has no name or no known place");
                }
                object.put("in", location);
            }
            "http" => {
                object.put("type", "http");
                object.texts(&["scheme", "bearerFormat"]);
                if !object.out.contains_key("scheme") {
                    return object.unknown_scheme("a scheme of type `http` does not say which");
                }
            }
            // Swagger 2.
            "basic" => {
                object.repaired("type", "`basic` is read as `http` with the scheme `basic`");
                object.put("type", "http");
                object.put("scheme", "basic");
            }
            "oauth2" => {
                object.put("type", "oauth2");
                let flows = object.flows();
                object.put("flows", flows);
            }
            "openidconnect" => {
                object.put("type", "openIdConnect");
                object.needed_text("openIdConnectUrl", "");
            }
            "mutualtls" => {
                object.put("type", "http");
                object.put("scheme", "mutualTLS");
            }
            _ => return object.unknown_scheme(&format!("the type `{ty}` is unknown")),
        }
        Some(object.finish())
    }

    /// A security requirement: the scopes of each scheme.
    pub(super) fn requirement(&self, place: &Place, node: &Node) -> Option<Value> {
        let object = self.object(place, node)?;
        let mut schemes = serde_json::Map::new();
        for (name, scopes) in object.map {
            let place = place.child(name);
            let scopes: Vec<String> = scopes
                .as_list()
                .unwrap_or_default()
                .iter()
                .enumerate()
                .filter_map(|(index, scope)| self.text(&place.index(index), scope))
                .collect();
            schemes.insert(name.to_owned(), json!(scopes));
        }
        Some(Value::Object(schemes))
    }
}

impl Object<'_> {
    fn unknown_scheme(&self, what: &str) -> Option<Value> {
        self.report(
            Code::SchemeUnknown,
            "",
            what.to_owned(),
            "the scheme is left out, so the client cannot use it; mend it",
        );
        None
    }

    fn flows(&self) -> Value {
        let place = self.place.child("flows");
        let Some(Node::Map(map)) = self.get("flows") else {
            return json!({});
        };
        let outer = Object::new(self.with, &place, map);
        let mut flows = serde_json::Map::new();
        for (name, needed) in FLOWS {
            if let Some(Node::Map(map)) = outer.get(name) {
                let place = place.child(name);
                let mut flow = Object::new(self.with, &place, map);
                flow.extensions();
                for key in *needed {
                    flow.needed_text(key, "");
                }
                flow.texts(&["refreshUrl"]);
                let scopes = flow.get("scopes").and_then(Node::as_map);
                let scopes: serde_json::Map<String, Value> = scopes
                    .into_iter()
                    .flatten()
                    .map(|(scope, what)| {
                        (scope.to_owned(), what.as_str().unwrap_or_default().into())
                    })
                    .collect();
                flow.put("scopes", scopes);
                flows.insert((*name).to_owned(), flow.finish());
            }
        }
        if let Some(device) = outer.get("deviceAuthorization") {
            flows.insert(
                "x-launchway-device-authorization".to_owned(),
                device.to_json(),
            );
        }
        Value::Object(flows)
    }
}
