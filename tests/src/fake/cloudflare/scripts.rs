//! What else there is about a Worker: content, settings, secrets, schedules, its address.

use super::{Account, Done, given, no_route, refuse};
use crate::fake::asked::Asked;
use crate::server::Answer;
use serde_json::{Value, json};

impl Account {
    pub(super) fn show_script(&self, name: &str) -> Value {
        let script = self.scripts.get(name);
        let versions = script.map_or(&[][..], |it| it.versions.as_slice());
        let newest = versions.last().map_or(&Value::Null, |it| it);
        json!({"id": name, "etag": newest["resources"]["script"]["etag"], "handlers": ["fetch"],
            "created_on": versions.first().map(|it| &it["metadata"]["created_on"]),
            "modified_on": newest["metadata"]["created_on"],
            "has_assets": false, "has_modules": true, "logpush": false, "usage_model": "standard"})
    }

    pub(super) fn all_scripts(&self) -> Value {
        self.scripts
            .keys()
            .map(|name| self.show_script(name))
            .collect()
    }

    pub(super) fn search(&self, asked: &Asked<'_>) -> Answer {
        let part = asked.value("name").unwrap_or_default();
        let names = self.scripts.keys().filter(|name| name.contains(part));
        let id = asked.value("id");
        let mut rows: Vec<Value> = Vec::new();
        for name in names.filter(|name| id.is_none_or(|id| id == *name)) {
            let shown = self.show_script(name);
            rows.push(
                json!({"id": name, "script_name": name, "service_name": name,
                "created_on": shown["created_on"], "modified_on": shown["modified_on"],
                "environment_name": "production", "environment_is_default": true}),
            );
        }
        let by = asked.value("order_by").filter(|by| *by != "name");
        let by = by.unwrap_or("script_name");
        rows.sort_by_key(|row| row[by].as_str().unwrap_or_default().to_owned());
        let number = |name: &str, default: usize| {
            let given = asked.value(name).and_then(|it| it.parse().ok());
            given.unwrap_or(default).max(1)
        };
        let (page, per_page) = (number("page", 1), number("per_page", 10));
        let shown: Vec<&Value> = rows
            .iter()
            .skip((page - 1) * per_page)
            .take(per_page)
            .collect();
        let body = json!({"success": true, "errors": [], "messages": [], "result": shown,
            "result_info": {"page": page, "per_page": per_page, "count": shown.len(),
                "total_count": rows.len()}});
        Answer::json("200 OK", body.to_string())
    }

    pub(super) fn rest_of_script(
        &mut self,
        asked: &Asked<'_>,
        method: &str,
        name: &str,
        rest: &[&str],
    ) -> Done {
        match (method, rest) {
            ("GET", [] | ["content", "v2"]) => {
                let answer = Answer::new("200 OK").header("content-type", "application/javascript");
                Ok(answer.body(self.own(name).content.clone()))
            }
            ("DELETE", []) => {
                self.scripts.remove(name);
                Ok(given(&Value::Null))
            }
            ("GET", ["secrets"]) => Ok(given(&json!(self.own(name).secrets))),
            ("PUT", ["secrets"]) => self.put_secret(asked, name),
            ("PATCH", ["secrets-bulk"]) => self.patch_secrets(asked, name),
            (_, ["settings"]) => self.settings(asked, method, name),
            (_, ["script-settings"]) => self.script_settings(asked, method, name),
            ("PUT", ["content"]) => self.put_content(asked, name),
            ("POST", ["assets-upload-session"]) => self.asset_session(asked),
            (_, ["secrets", secret]) => self.secret(method, name, secret),
            ("GET", ["schedules"]) => Ok(given(&json!({"schedules": self.own(name).schedules}))),
            ("PUT", ["schedules"]) => {
                let rows = asked.json().and_then(|it| it.as_array().cloned());
                let Some(mut rows) = rows else {
                    return Err(refuse("400 Bad Request", 10026, "could not parse the body"));
                };
                let now = self.time();
                for row in &mut rows {
                    if row["cron"]
                        .as_str()
                        .is_none_or(|it| it.split(' ').count() != 5)
                    {
                        return Err(refuse("400 Bad Request", 10100, "invalid cron string"));
                    }
                    row["created_on"] = now.clone();
                    row["modified_on"] = now.clone();
                }
                self.own(name).schedules = rows;
                Ok(given(&json!({"schedules": self.own(name).schedules})))
            }
            ("GET", ["subdomain"]) => {
                let off = json!({"enabled": false, "previews_enabled": false});
                Ok(given(&self.own(name).subdomain.clone().unwrap_or(off)))
            }
            ("DELETE", ["subdomain"]) => {
                let off = json!({"enabled": false, "previews_enabled": false});
                self.own(name).subdomain = None;
                Ok(given(&off))
            }
            ("POST", ["subdomain"]) => {
                let new = asked.json().unwrap_or_default();
                let previews = new["previews_enabled"].as_bool().unwrap_or(false);
                let shown = json!({"enabled": new["enabled"], "previews_enabled": previews});
                self.own(name).subdomain = Some(shown.clone());
                Ok(given(&shown))
            }
            _ => Err(no_route()),
        }
    }

    /// A secret makes a version and deploys it, unless something else is under way.
    fn put_secret(&mut self, asked: &Asked<'_>, name: &str) -> Done {
        let Some(new) = asked.json() else {
            return Err(refuse("400 Bad Request", 10026, "could not parse the body"));
        };
        self.newest_in_force(name)?;
        let shown = shown(&new);
        let secrets = &mut self.own(name).secrets;
        secrets.retain(|it| it["name"] != new["name"]);
        secrets.push(shown.clone());
        let version = self.add_version(name);
        self.all_to(name, &version);
        Ok(given(&shown))
    }

    /// Several at once, in one version: null deletes, what is not named stays.
    fn patch_secrets(&mut self, asked: &Asked<'_>, name: &str) -> Done {
        let Some(new) = asked.json().filter(Value::is_object) else {
            return Err(refuse("400 Bad Request", 10026, "could not parse the body"));
        };
        self.newest_in_force(name)?;
        let secrets = &mut self.own(name).secrets;
        for (key, value) in new["secrets"].as_object().into_iter().flatten() {
            secrets.retain(|it| it["name"] != key.as_str());
            if !value.is_null() {
                secrets.push(shown(value));
            }
        }
        let each = secrets
            .iter()
            .map(|it| (it["name"].as_str().unwrap_or_default(), it));
        let all: serde_json::Map<String, Value> = each
            .map(|(name, it)| (name.to_owned(), it.clone()))
            .collect();
        let version = self.add_version(name);
        self.all_to(name, &version);
        Ok(given(&Value::Object(all)))
    }

    fn secret(&mut self, method: &str, name: &str, secret: &str) -> Done {
        let found = self
            .own(name)
            .secrets
            .iter()
            .position(|it| it["name"] == secret);
        let missing = || refuse("404 Not Found", 10056, "binding not found");
        let at = found.ok_or_else(missing)?;
        if method == "GET" {
            return Ok(given(&self.own(name).secrets[at]));
        }
        self.newest_in_force(name)?;
        self.own(name).secrets.remove(at);
        Ok(given(&Value::Null))
    }

    fn newest_in_force(&mut self, name: &str) -> Result<(), Answer> {
        let script = self.own(name);
        let newest = script.versions.last().map(|it| it["id"].clone());
        let deployed = script.deployments.last();
        let deployed = deployed.map(|it| it["versions"][0]["version_id"].clone());
        if newest == deployed {
            return Ok(());
        }
        let why = "the newest version is not the deployed one";
        Err(refuse("400 Bad Request", 10215, why))
    }
}

/// A secret without its value.
fn shown(new: &Value) -> Value {
    let mut shown = json!({"name": new["name"], "type": new["type"]});
    for key in ["format", "algorithm", "usages"] {
        if let Some(value) = new.get(key) {
            shown[key] = value.clone();
        }
    }
    shown
}
