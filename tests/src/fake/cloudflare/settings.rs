//! Settings: those of a version, which a change makes anew, and those of the Worker itself.

use super::versions::upload;
use super::{Account, Done, given, invalid, no_route, refuse};
use crate::fake::asked::Asked;
use serde_json::{Value, json};

/// What a version keeps of its settings.
const OF_VERSIONS: [&str; 12] = [
    "annotations",
    "bindings",
    "cache_options",
    "compatibility_date",
    "compatibility_flags",
    "limits",
    "logpush",
    "observability",
    "placement",
    "tags",
    "tail_consumers",
    "usage_model",
];

/// What the Worker keeps.
const OF_SCRIPTS: [&str; 4] = ["logpush", "observability", "tags", "tail_consumers"];

impl Account {
    pub(super) fn settings(&mut self, asked: &Asked<'_>, method: &str, name: &str) -> Done {
        match method {
            "GET" => Ok(given(&self.own(name).settings)),
            "PATCH" => {
                let part = asked
                    .parts()
                    .and_then(|parts| parts.into_iter().find(|part| part.name == "settings"));
                let Some(part) = part else {
                    return Err(invalid("the part `settings` is missing"));
                };
                let Ok(new) = serde_json::from_slice::<Value>(&part.body) else {
                    return Err(refuse(
                        "400 Bad Request",
                        10026,
                        "could not parse the settings",
                    ));
                };
                let script = self.own(name);
                // Annotations that are not sent are lost.
                script
                    .settings
                    .as_object_mut()
                    .map(|own| own.remove("annotations"));
                change(&mut script.settings, &new, &OF_VERSIONS);
                let shown = script.settings.clone();
                let version = self.version(name, &shown);
                self.all_to(name, version["id"].as_str().unwrap_or_default());
                Ok(given(&shown))
            }
            _ => Err(no_route()),
        }
    }

    pub(super) fn script_settings(&mut self, asked: &Asked<'_>, method: &str, name: &str) -> Done {
        if method == "PATCH" {
            let Some(new) = asked.json().filter(Value::is_object) else {
                return Err(refuse("400 Bad Request", 10026, "could not parse the body"));
            };
            change(&mut self.own(name).settings, &new, &OF_SCRIPTS);
        } else if method != "GET" {
            return Err(no_route());
        }
        let mut shown = json!({});
        change(&mut shown, &self.own(name).settings.clone(), &OF_SCRIPTS);
        Ok(given(&shown))
    }

    /// Other code under the same settings: a version, in force at once.
    pub(super) fn put_content(&mut self, asked: &Asked<'_>, name: &str) -> Done {
        let (_, main) = upload(asked)?;
        let settings = self.own(name).settings.clone();
        let version = self.version(name, &settings);
        self.all_to(name, version["id"].as_str().unwrap_or_default());
        self.own(name).content = main.body;
        Ok(given(&self.show_script(name)))
    }

    /// Files that the account lacks come back as one bucket, once.
    pub(super) fn asset_session(&mut self, asked: &Asked<'_>) -> Done {
        let new = asked.json().unwrap_or_default();
        let Some(manifest) = new["manifest"].as_object() else {
            return Err(invalid("the manifest is missing"));
        };
        let mut hashes = Vec::new();
        for (path, file) in manifest {
            let hash = file["hash"].as_str().unwrap_or_default().to_owned();
            if !path.starts_with('/') || hash.len() != 32 || !file["size"].is_u64() {
                return Err(invalid(&format!(
                    "the file `{path}` has no hash of 32 digits and size"
                )));
            }
            if !self.assets.contains(&hash) {
                hashes.push(hash);
            }
        }
        let jwt = format!("session.{}", self.id());
        if hashes.is_empty() {
            return Ok(given(&json!({ "jwt": jwt, "buckets": [] })));
        }
        self.sessions.insert(jwt.clone(), hashes.clone());
        Ok(given(&json!({"jwt": jwt, "buckets": [hashes]})))
    }

    /// The files of a bucket, with the token of the session.
    pub(super) fn upload_assets(&mut self, asked: &Asked<'_>) -> Done {
        let bearer = asked.request.header("authorization").unwrap_or_default();
        let session = bearer.trim_start_matches("Bearer ").to_owned();
        let Some(mut missing) = self.sessions.remove(&session) else {
            return Err(refuse("401 Unauthorized", 10000, "Authentication error"));
        };
        for part in asked.parts().unwrap_or_default() {
            if missing.contains(&part.name) {
                missing.retain(|it| *it != part.name);
                self.assets.push(part.name);
            }
        }
        if missing.is_empty() {
            return Ok(given(&json!({"jwt": format!("{session}.done")})).status("201 Created"));
        }
        self.sessions.insert(session, missing);
        Ok(given(&Value::Null).status("202 Accepted"))
    }
}

/// Takes over the members of those names that are there.
fn change(own: &mut Value, new: &Value, names: &[&str]) {
    for name in names {
        if let Some(value) = new.get(name) {
            own[name] = value.clone();
        }
    }
}
