//! Routes, and the apps that they lead to.

use super::{Done, Foundation, body, created, given, known, no_route, not_found, unprocessable};
use crate::fake::asked::Asked;
use crate::server::Answer;
use serde_json::{Value, json};

impl Foundation {
    pub(super) fn routes(&mut self, asked: &Asked<'_>, method: &str, rest: &[&str]) -> Done {
        match (method, rest) {
            ("GET", []) => self.list(asked, "routes", None),
            ("POST", []) => self.create_route(asked),
            ("GET", [guid]) => self.shown(asked, "routes", guid),
            ("PATCH", [guid]) => self.update(asked, "routes", guid, &["options"]),
            ("DELETE", [guid]) => {
                self.row("routes", guid)?;
                self.remove(|row| row.guid != *guid);
                Ok(self.begin(asked, "route.delete"))
            }
            ("GET", [guid, "destinations"]) => self.destinations(asked, guid),
            ("POST" | "PATCH", [guid, "destinations"]) => {
                let is_added = method == "POST";
                let new = body(asked)?;
                known(&new, &["destinations"])?;
                let mut all = match is_added {
                    true => self.row("routes", guid)?.get("destinations").clone(),
                    false => json!([]),
                };
                for each in new["destinations"].as_array().into_iter().flatten() {
                    let made = self.destination(each)?;
                    let same = |it: &&Value| {
                        ["app", "port", "protocol"]
                            .iter()
                            .all(|key| it[*key] == made[*key])
                    };
                    // One that is there stays what it is.
                    if all
                        .as_array()
                        .is_some_and(|it| it.iter().find(same).is_none())
                    {
                        all.as_array_mut()
                            .into_iter()
                            .for_each(|it| it.push(made.clone()));
                    }
                }
                self.row_mut("routes", guid)?.set("destinations", all);
                self.destinations(asked, guid)
            }
            ("DELETE", [guid, "destinations", wanted]) => {
                let row = self.row_mut("routes", guid)?;
                let mut all = row
                    .get("destinations")
                    .as_array()
                    .cloned()
                    .unwrap_or_default();
                let at = all.iter().position(|it| it["guid"] == *wanted);
                let detail = "Unable to unmap route from destination. Ensure the route has a destination with this guid.";
                all.remove(at.ok_or_else(|| unprocessable(detail))?);
                row.set("destinations", json!(all));
                Ok(Answer::new("204 No Content"))
            }
            _ => Err(no_route()),
        }
    }

    fn create_route(&mut self, asked: &Asked<'_>) -> Done {
        let new = body(asked)?;
        known(
            &new,
            &[
                "host",
                "path",
                "port",
                "options",
                "relationships",
                "metadata",
            ],
        )?;
        let guid = |kind: &str| new["relationships"][kind]["data"]["guid"].as_str();
        let (Some(_), Some(domain)) = (guid("space"), guid("domain")) else {
            return Err(unprocessable(
                "Relationships 'relationships' is not an object",
            ));
        };
        let text = |key: &str| new[key].as_str().unwrap_or_default().to_owned();
        let (host, path) = (text("host"), text("path"));
        if !path.is_empty() && (!path.starts_with('/') || path == "/") {
            return Err(unprocessable("Path must start with '/'"));
        }
        let taken = self.of_kind("routes").any(|row| {
            let of = &row.get("relationships")["domain"]["data"]["guid"];
            of == domain && row.get("host") == host.as_str() && row.get("path") == path.as_str()
        });
        if taken {
            let detail = format!("Route already exists with host '{host}' for that domain.");
            return Err(unprocessable(&detail));
        }
        let members = json!({"protocol": "http", "host": host, "path": path, "port": null,
            "url": format!("{host}.apps.cf.test{path}"), "destinations": [],
            "options": match &new["options"] { Value::Null => json!({}), own => own.clone() },
            "relationships": new["relationships"]});
        let guid = self.add("routes", "", members);
        let row = self.row_mut("routes", &guid)?;
        row.merge_metadata(&new["metadata"]);
        Ok(created(&row.shown(&asked.base())))
    }

    fn destination(&mut self, new: &Value) -> Result<Value, Answer> {
        known(new, &["app", "weight", "port", "protocol"])?;
        let app = new["app"]["guid"].as_str().unwrap_or_default().to_owned();
        if self.row("apps", &app).is_err() {
            return Err(not_found("App"));
        }
        let kind = new["app"]["process"]["type"].as_str().unwrap_or("web");
        let port = if new["port"].is_null() {
            json!(8080)
        } else {
            new["port"].clone()
        };
        let protocol = new["protocol"].as_str().unwrap_or("http1");
        let guid = self.serial();
        let now = super::rows::time(self.now);
        Ok(
            json!({"guid": guid, "app": {"guid": app, "process": {"type": kind}}, "weight": null,
            "port": port, "protocol": protocol, "created_at": now, "updated_at": now}),
        )
    }

    fn destinations(&self, asked: &Asked<'_>, guid: &str) -> Done {
        let row = self.row("routes", guid)?;
        let own = format!("{}/v3/routes/{guid}", asked.base());
        Ok(given(
            &json!({"destinations": row.get("destinations"), "links": {
            "self": {"href": format!("{own}/destinations")}, "route": {"href": own}}}),
        ))
    }
}
