//! Versions: uploads by parts, and what becomes of them.

use super::{Account, Done, given, invalid, refuse};
use crate::fake::asked::{Asked, Piece};
use crate::server::Answer;
use serde_json::{Value, json};

/// The media types of modules.
const MODULES: &[&str] = &[
    "application/javascript+module",
    "text/javascript+module",
    "application/javascript",
    "text/javascript",
    "text/x-python",
    "text/x-python-requirement",
    "application/wasm",
    "text/plain",
    "application/octet-stream",
    "application/source-map",
];

impl Account {
    /// A Worker with one version that has all the traffic. Gives the version's id.
    pub fn running_script(&mut self, name: &str) -> String {
        self.own(name);
        let version = self.add_version(name);
        self.all_to(name, &version);
        version
    }

    /// Another version, which serves nothing yet.
    pub fn add_version(&mut self, name: &str) -> String {
        let metadata = json!({"main_module": "index.js"});
        let version = self.version(name, &metadata);
        version["id"].as_str().unwrap_or_default().to_owned()
    }

    /// Gives a version all the traffic.
    pub(super) fn all_to(&mut self, name: &str, version: &str) {
        let new = json!({"strategy": "percentage",
            "versions": [{"version_id": version, "percentage": 100}]});
        // Nothing of this can be refused.
        let _ = self.deploy(name, &new, true);
    }

    pub(super) fn version(&mut self, name: &str, metadata: &Value) -> Value {
        let (id, time) = (self.id(), self.time());
        let script = self.own(name);
        let mut version = json!({
            "id": id, "number": script.versions.len() + 1,
            "metadata": {"author_email": "ops@example.net", "author_id": "u1", "created_on": time,
                "modified_on": time, "source": "api", "has_preview": false},
            "resources": {
                "bindings": metadata["bindings"].as_array().cloned().unwrap_or_default(),
                "script": {"etag": format!("e-{id}"), "handlers": ["fetch"], "last_deployed_from": "api"},
                "script_runtime": {"usage_model": "standard",
                    "compatibility_date": metadata["compatibility_date"].as_str().unwrap_or("2021-11-02")},
            },
        });
        let mut annotations = json!({"workers/triggered_by": "version_upload"});
        for key in ["workers/message", "workers/tag", "workers/alias"] {
            if let Some(text) = metadata["annotations"][key].as_str() {
                annotations[key] = json!(text);
            }
        }
        version["annotations"] = annotations;
        script.versions.push(version.clone());
        version
    }

    pub(super) fn versions(
        &mut self,
        asked: &Asked<'_>,
        method: &str,
        name: &str,
        rest: &[&str],
    ) -> Done {
        match (method, rest) {
            ("GET", []) => {
                let rows = self.own(name).versions.clone();
                let short = |row: &Value| {
                    let mut row = row.clone();
                    row.as_object_mut().map(|it| it.remove("resources"));
                    row
                };
                let rows: Vec<Value> = rows.iter().map(short).collect();
                if asked.value("deployable") != Some("true") {
                    return self.page(asked, &rows, "items", 10);
                }
                // Those that can be deployed come all at once.
                let newest: Vec<&Value> = rows.iter().rev().take(100).collect();
                Ok(given(&json!({ "items": newest })))
            }
            ("POST", []) => {
                let (metadata, main) = upload(asked)?;
                let mut version = self.version(name, &metadata);
                self.own(name).content = main.body;
                version["startup_time_ms"] = json!(7);
                Ok(given(&version))
            }
            ("GET", [id]) => {
                let rows = &self.own(name).versions;
                let found = rows.iter().find(|it| it["id"] == *id);
                let missing = || refuse("404 Not Found", 10007, "version not found");
                Ok(given(found.ok_or_else(missing)?))
            }
            _ => Err(refuse(
                "405 Method Not Allowed",
                10000,
                "method not allowed",
            )),
        }
    }

    /// A version that serves everything at once.
    pub(super) fn put_script(&mut self, asked: &Asked<'_>, name: &str) -> Done {
        let (metadata, main) = upload(asked)?;
        let version = self.version(name, &metadata);
        let id = version["id"].as_str().unwrap_or_default();
        self.all_to(name, id);
        self.own(name).content = main.body;
        let mut shown = self.show_script(name);
        shown["startup_time_ms"] = json!(7);
        Ok(given(&shown))
    }
}

/// The parts of an upload: what is said about it, and the main module.
pub(super) fn upload(asked: &Asked<'_>) -> Result<(Value, Piece), Answer> {
    let Some(mut parts) = asked.parts() else {
        return Err(refuse(
            "400 Bad Request",
            10001,
            "content type must be multipart/form-data",
        ));
    };
    let named = |parts: &[Piece], name: &str| parts.iter().position(|part| part.name == name);
    let Some(at) = named(&parts, "metadata") else {
        return Err(invalid("the part `metadata` is missing"));
    };
    let metadata = parts.swap_remove(at);
    let Ok(metadata) = serde_json::from_slice::<Value>(&metadata.body) else {
        return Err(refuse(
            "400 Bad Request",
            10026,
            "could not parse the metadata",
        ));
    };
    let odd = parts.iter().find(|part| {
        let media = part.content_type.as_deref().unwrap_or("text/plain");
        let essence = media.split(';').next().unwrap_or_default();
        !MODULES.contains(&essence.trim())
    });
    if let Some(odd) = odd {
        return Err(invalid(&format!(
            "the part `{}` is of an unknown media type",
            odd.name
        )));
    }
    let main = metadata["main_module"].as_str().unwrap_or_default();
    match named(&parts, main) {
        Some(at) => Ok((metadata, parts.swap_remove(at))),
        None => Err(invalid(&format!("no such module: {main}"))),
    }
}
