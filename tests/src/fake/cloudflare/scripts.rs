//! What else there is about a Worker: content, settings, secrets, schedules, its address.

use super::{Account, Done, given, refuse};
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
        let rows: Vec<Value> = names.map(|name| self.show_script(name)).collect();
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
            (_, ["secrets", secret]) => self.secret(method, name, secret),
            ("GET", ["schedules"]) => Ok(given(&json!({"schedules": self.own(name).schedules}))),
            ("PUT", ["schedules"]) => {
                let rows = asked.json().and_then(|it| it.as_array().cloned());
                self.own(name).schedules = rows.unwrap_or_default();
                Ok(given(&json!({"schedules": self.own(name).schedules})))
            }
            ("GET", ["subdomain"]) => {
                let off = json!({"enabled": false, "previews_enabled": false});
                Ok(given(&self.own(name).subdomain.clone().unwrap_or(off)))
            }
            ("POST", ["subdomain"]) => {
                let new = asked.json().unwrap_or_default();
                let previews = new["previews_enabled"].as_bool().unwrap_or(false);
                let shown = json!({"enabled": new["enabled"], "previews_enabled": previews});
                self.own(name).subdomain = Some(shown.clone());
                Ok(given(&shown))
            }
            _ => Err(refuse(
                "404 Not Found",
                7003,
                "Could not route to that address",
            )),
        }
    }

    /// A secret makes a version and deploys it, unless something else is under way.
    fn put_secret(&mut self, asked: &Asked<'_>, name: &str) -> Done {
        let Some(new) = asked.json() else {
            return Err(refuse("400 Bad Request", 10026, "could not parse the body"));
        };
        self.newest_in_force(name)?;
        let shown = json!({"name": new["name"], "type": new["type"]});
        let secrets = &mut self.own(name).secrets;
        secrets.retain(|it| it["name"] != new["name"]);
        secrets.push(shown.clone());
        let version = self.add_version(name);
        self.all_to(name, &version);
        Ok(given(&shown))
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
