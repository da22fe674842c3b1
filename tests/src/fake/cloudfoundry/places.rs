//! Where apps are: organizations, spaces, and what is applied to these.

use super::{Done, Foundation, given, known, no_route, unprocessable};
use crate::fake::asked::Asked;
use serde_json::{Value, json};

/// What an app may have switched on, and whether a new one has.
const FEATURES: [(&str, bool); 4] = [
    ("ssh", true),
    ("revisions", true),
    ("service-binding-k8s", false),
    ("file-based-vcap-services", false),
];

impl Foundation {
    /// An organization.
    pub fn add_organization(&mut self, name: &str) -> String {
        let members = json!({"name": name, "suspended": false,
            "relationships": {"quota": {"data": {"guid": "quota"}}}});
        self.add("organizations", "", members)
    }

    /// A space of an organization.
    pub fn add_space(&mut self, name: &str, organization: &str) -> String {
        let members = json!({"name": name, "relationships": {
            "organization": {"data": {"guid": organization}}, "quota": {"data": null}}});
        self.add("spaces", "", members)
    }

    pub(super) fn organizations(&mut self, asked: &Asked<'_>, method: &str, rest: &[&str]) -> Done {
        match (method, rest) {
            ("GET", []) => self.list(asked, "organizations", None),
            ("GET", [guid]) => self.shown(asked, "organizations", guid),
            _ => Err(no_route()),
        }
    }

    pub(super) fn spaces(&mut self, asked: &Asked<'_>, method: &str, rest: &[&str]) -> Done {
        match (method, rest) {
            ("GET", []) => self.list(asked, "spaces", None),
            ("GET", [guid]) => self.shown(asked, "spaces", guid),
            ("POST", [guid, "actions", "apply_manifest"]) => {
                self.row("spaces", guid)?;
                let media = asked.request.header("content-type").unwrap_or_default();
                if !media.starts_with("application/x-yaml") {
                    return Err(unprocessable("Content-Type must be yaml"));
                }
                let text = asked.request.text();
                let names = text.lines().filter_map(|line| {
                    let name = line.trim_start_matches([' ', '-']);
                    Some(name.strip_prefix("name:")?.trim().to_owned())
                });
                let names: Vec<String> = names.collect();
                if !text.contains("applications:") || names.is_empty() {
                    return Err(unprocessable(
                        "For application at index 0: Name can't be blank",
                    ));
                }
                for name in names {
                    if !self
                        .of_kind("apps")
                        .any(|row| row.get("name") == name.as_str())
                    {
                        let app = self.add_app(&name, guid);
                        self.add_process(&app, &app, 1);
                    }
                }
                Ok(self.begin(asked, "space.apply_manifest"))
            }
            _ => Err(no_route()),
        }
    }

    pub(super) fn features(
        &mut self,
        asked: &Asked<'_>,
        method: &str,
        app: &str,
        rest: &[&str],
    ) -> Done {
        let row = self.row_mut("apps", app)?;
        let feature = |row: &super::Row, name: &str, default: bool| {
            let set = row.get("_features")[name].as_bool();
            json!({"name": name, "description": "What the app may do.",
                "enabled": set.unwrap_or(default)})
        };
        let default = |name: &str| FEATURES.iter().find(|(own, _)| *own == name);
        match (method, rest) {
            ("GET", []) => {
                let each = FEATURES.iter();
                let all: Vec<Value> = each.map(|(name, on)| feature(row, name, *on)).collect();
                Ok(given(&json!({ "resources": all })))
            }
            ("GET" | "PATCH", [name]) => {
                let (name, on) = default(name).ok_or_else(|| super::not_found("Feature"))?;
                if method == "PATCH" {
                    let new = super::body(asked)?;
                    known(&new, &["enabled"])?;
                    if !new["enabled"].is_boolean() {
                        return Err(unprocessable("Enabled must be a boolean"));
                    }
                    let mut set = row.get("_features").clone();
                    set[*name] = new["enabled"].clone();
                    row.set("_features", set);
                }
                Ok(given(&feature(row, name, *on)))
            }
            _ => Err(no_route()),
        }
    }

    /// All that an app's instances see.
    pub(super) fn environment(&self, app: &str) -> Done {
        let row = self.row("apps", app)?;
        let own = match row.get("_var") {
            Value::Null => json!({}),
            own => own.clone(),
        };
        let about = json!({"application_name": row.get("name"), "limits": {"fds": 16384}});
        Ok(given(
            &json!({"staging_env_json": {}, "running_env_json": {"ZONE": "a"},
            "environment_variables": own, "system_env_json": {"VCAP_SERVICES": {}},
            "application_env_json": {"VCAP_APPLICATION": about}}),
        ))
    }

    /// An app's own variables: null deletes one.
    pub(super) fn variables(&mut self, asked: &Asked<'_>, method: &str, app: &str) -> Done {
        let row = self.row_mut("apps", app)?;
        let mut own = row.get("_var").as_object().cloned().unwrap_or_default();
        if method == "PATCH" {
            let new = super::body(asked)?;
            known(&new, &["var"])?;
            for (name, value) in new["var"].as_object().into_iter().flatten() {
                match value {
                    Value::Null => drop(own.remove(name)),
                    // Numbers and booleans are kept as texts.
                    Value::String(_) => drop(own.insert(name.clone(), value.clone())),
                    other => drop(own.insert(name.clone(), json!(other.to_string()))),
                }
            }
            row.set("_var", Value::Object(own.clone()));
        } else if method != "GET" {
            return Err(no_route());
        }
        let at = format!("{}/v3/apps/{app}", asked.base());
        Ok(given(&json!({"var": own, "links": {
            "self": {"href": format!("{at}/environment_variables")}, "app": {"href": at}}})))
    }
}
