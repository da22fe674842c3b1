//! Apps and their processes.

use super::rows::time;
use super::{
    Done, Foundation, Row, body, created, given, known, no_route, not_found, refuse, unprocessable,
};
use crate::fake::asked::Asked;
use serde_json::{Value, json};

impl Foundation {
    /// An app that runs with so many instances of a droplet of its own. Gives its guid and the droplet's.
    pub fn running_app(&mut self, name: &str, instances: u32) -> (String, String) {
        let app = self.add_app(name, "any");
        let droplet = self.add_droplet(&app);
        self.assign(&app, &droplet);
        if let Ok(row) = self.row_mut("apps", &app) {
            row.set("state", json!("STARTED"));
        }
        self.add_process(&app, &app, instances);
        self.revise(&app, "Initial revision.");
        (app, droplet)
    }

    /// An app without a droplet.
    pub fn add_app(&mut self, name: &str, space: &str) -> String {
        let guid = self.add(
            "apps",
            "",
            json!({
                "name": name, "state": "STOPPED",
                "lifecycle": {"type": "buildpack", "data": {"buildpacks": [], "stack": "cflinuxfs4"}},
                "relationships": {"space": {"data": {"guid": space}},
                    "current_droplet": {"data": {"guid": null}}},
            }),
        );
        if let Ok(row) = self.row_mut("apps", &guid) {
            row.app = guid.clone();
        }
        guid
    }

    /// A process of type `web`; the first one has the guid of its app.
    pub(super) fn add_process(&mut self, app: &str, guid: &str, instances: u32) -> String {
        let check = |kind: &str| json!({"type": kind, "data": {}});
        let made = self.add(
            "processes",
            app,
            json!({
                "version": format!("v-{}", self.now), "type": "web", "command": null, "user": null,
                "instances": instances, "memory_in_mb": 256, "disk_in_mb": 1024,
                "log_rate_limit_in_bytes_per_second": -1,
                "health_check": check("port"), "readiness_health_check": check("process"),
                "relationships": {"app": {"data": {"guid": app}}, "revision": null},
            }),
        );
        if let Ok(row) = self.row_mut("processes", &made) {
            let guid = if guid.is_empty() {
                made
            } else {
                guid.to_owned()
            };
            row.set("guid", json!(guid));
            row.guid = guid.clone();
            return guid;
        }
        made
    }

    /// Makes a droplet the current one of its app.
    pub(super) fn assign(&mut self, app: &str, droplet: &str) {
        if let Ok(row) = self.row_mut("apps", app) {
            row.members["relationships"]["current_droplet"]["data"]["guid"] = match droplet {
                "" => Value::Null,
                droplet => json!(droplet),
            };
        }
    }

    /// The guid of an app's current droplet; empty for none.
    pub fn current_droplet(&self, app: &str) -> String {
        let row = self.row("apps", app).ok();
        let guid = row.map(|row| &row.get("relationships")["current_droplet"]["data"]["guid"]);
        guid.and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// How many instances an app's newest web process has.
    pub fn instances(&self, app: &str) -> u64 {
        let last = self.of_kind("processes").rfind(|row| row.app == app);
        last.and_then(|row| row.get("instances").as_u64())
            .unwrap_or(0)
    }

    pub(super) fn apps(&mut self, asked: &Asked<'_>, method: &str, rest: &[&str]) -> Done {
        match (method, rest) {
            ("GET", []) => self.list(asked, "apps", None),
            ("POST", []) => self.create_app(asked),
            ("GET", [guid]) => self.shown(asked, "apps", guid),
            ("PATCH", [guid]) => self.update(asked, "apps", guid, &["name", "lifecycle"]),
            ("DELETE", [guid]) => {
                self.row("apps", guid)?;
                self.remove(|row| row.app != *guid);
                Ok(self.begin(asked, "app.delete"))
            }
            (
                "GET",
                [
                    guid,
                    kind @ ("packages" | "builds" | "droplets" | "processes" | "revisions"
                    | "tasks"),
                ],
            ) => {
                self.row("apps", guid)?;
                self.list(asked, kind, Some(guid))
            }
            ("GET", [guid, "droplets", "current"]) => {
                let droplet = self.current_droplet(guid);
                self.shown(asked, "droplets", &droplet)
            }
            ("GET", [guid, "relationships", "current_droplet"]) => self.association(asked, guid),
            ("PATCH", [guid, "relationships", "current_droplet"]) => self.set_current(asked, guid),
            ("POST", [guid, "actions", action]) => self.act(asked, guid, action),
            ("GET", [guid, "revisions", "deployed"]) => self.deployed(asked, guid),
            ("POST", [guid, "tasks"]) => self.create_task(asked, guid),
            (_, [guid, "features", rest @ ..]) => self.features(asked, method, guid, rest),
            ("GET", [guid, "env"]) => self.environment(guid),
            (_, [guid, "environment_variables"]) => self.variables(asked, method, guid),
            (_, [guid, "processes", kind, rest @ ..]) => {
                let of = |row: &&Row| row.app == *guid && row.get("type") == kind;
                let newest = self.of_kind("processes").rfind(of);
                let process = newest.map(|row| row.guid.clone()).unwrap_or_default();
                let rest: Vec<&str> = [&[process.as_str()], rest].concat();
                self.processes(asked, method, &rest)
            }
            _ => Err(no_route()),
        }
    }

    fn create_app(&mut self, asked: &Asked<'_>) -> Done {
        let new = body(asked)?;
        known(
            &new,
            &[
                "name",
                "relationships",
                "environment_variables",
                "lifecycle",
                "metadata",
            ],
        )?;
        let (name, space) = (&new["name"], &new["relationships"]["space"]["data"]["guid"]);
        let (Some(name), Some(space)) = (name.as_str(), space.as_str()) else {
            return Err(unprocessable(
                "Name must be a string, Relationships 'relationships' is not an object",
            ));
        };
        let mut apps = self.of_kind("apps");
        if apps.any(|row| {
            row.get("name")
                .as_str()
                .is_some_and(|own| own.eq_ignore_ascii_case(name))
        }) {
            let detail = format!("App with the name '{name}' already exists.");
            return Err(refuse(
                "422 Unprocessable Entity",
                10016,
                "CF-UniquenessError",
                &detail,
            ));
        }
        drop(apps);
        let guid = self.add_app(name, space);
        self.add_process(&guid, &guid, 1);
        let row = self.row_mut("apps", &guid)?;
        row.merge_metadata(&new["metadata"]);
        row.set("_var", new["environment_variables"].clone());
        if new["lifecycle"].is_object() {
            row.set("lifecycle", new["lifecycle"].clone());
        }
        Ok(created(&row.shown(&asked.base())))
    }

    fn association(&self, asked: &Asked<'_>, app: &str) -> Done {
        self.row("apps", app)?;
        let droplet = self.current_droplet(app);
        let own = format!("{}/v3/apps/{app}", asked.base());
        Ok(given(&json!({
            "data": {"guid": if droplet.is_empty() { Value::Null } else { json!(droplet) }},
            "links": {"self": {"href": format!("{own}/relationships/current_droplet")},
                "related": {"href": format!("{own}/droplets/current")}},
        })))
    }

    fn set_current(&mut self, asked: &Asked<'_>, app: &str) -> Done {
        let wanted = body(asked)?["data"]["guid"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        if self.active(app).is_some() {
            let detail = "Cannot update current droplet while a deployment is in progress";
            return Err(unprocessable(detail));
        }
        if !self
            .row("droplets", &wanted)
            .is_ok_and(|row| row.app == app)
        {
            return Err(unprocessable(
                "Unable to assign current droplet. Ensure the droplet exists and belongs to this app.",
            ));
        }
        self.assign(app, &wanted);
        self.association(asked, app)
    }

    fn act(&mut self, asked: &Asked<'_>, guid: &str, action: &str) -> Done {
        let has_droplet = !self.current_droplet(guid).is_empty();
        let now = self.now;
        let row = self.row_mut("apps", guid)?;
        let state = match action {
            "start" | "restart" if !has_droplet => {
                return Err(unprocessable("Assign a droplet before starting this app."));
            }
            "start" | "restart" => "STARTED",
            "stop" => "STOPPED",
            "clear_buildpack_cache" => return Ok(self.begin(asked, "app.clear_buildpack_cache")),
            _ => return Err(no_route()),
        };
        row.set("state", json!(state));
        row.set("updated_at", time(now));
        if state == "STARTED" {
            self.revise(guid, "What was started.");
        }
        self.shown(asked, "apps", guid)
    }

    pub(super) fn processes(&mut self, asked: &Asked<'_>, method: &str, rest: &[&str]) -> Done {
        match (method, rest) {
            ("GET", []) => self.list(asked, "processes", None),
            ("GET", [guid]) => self.shown(asked, "processes", guid),
            ("PATCH", [guid]) => {
                let also = ["command", "user", "health_check", "readiness_health_check"];
                self.update(asked, "processes", guid, &also)
            }
            ("GET", [guid, "stats"]) => {
                let row = self.row("processes", guid)?;
                let count = row.get("instances").as_u64().unwrap_or(0);
                let stats: Vec<Value> = (0..count).map(|index| stats(row, index)).collect();
                Ok(given(&json!({ "resources": stats })))
            }
            ("GET", [guid, "process_instances"]) => {
                let row = self.row("processes", guid)?;
                let count = row.get("instances").as_u64().unwrap_or(0);
                let state = if row.crashes { "CRASHED" } else { "RUNNING" };
                let one = |index| json!({"index": index, "state": state, "since": 60.5});
                let all: Vec<Value> = (0..count).map(one).collect();
                let own = format!("{}/v3/processes/{guid}", asked.base());
                Ok(given(&json!({"resources": all, "links": {
                    "self": {"href": format!("{own}/process_instances")},
                    "process": {"href": own}}})))
            }
            ("DELETE", [guid, "instances", index]) => {
                let row = self.row("processes", guid)?;
                let count = row.get("instances").as_u64().unwrap_or(0);
                match index.parse::<u64>() {
                    Ok(index) if index < count => Ok(crate::server::Answer::new("204 No Content")),
                    _ => Err(not_found("Instance")),
                }
            }
            ("POST", [guid, "actions", "scale"]) => self.scale(asked, guid),
            _ => Err(no_route()),
        }
    }

    fn scale(&mut self, asked: &Asked<'_>, guid: &str) -> Done {
        let wanted = body(asked)?;
        let members = [
            "instances",
            "memory_in_mb",
            "disk_in_mb",
            "log_rate_limit_in_bytes_per_second",
        ];
        known(&wanted, &members)?;
        let app = self.row("processes", guid)?.app.clone();
        if self
            .active(&app)
            .is_some_and(|row| row.state != "CANCELING")
        {
            return Err(unprocessable(
                "Cannot scale this process while a deployment is in flight.",
            ));
        }
        let row = self.row_mut("processes", guid)?;
        for name in members {
            if let Some(value) = wanted.get(name).filter(|it| !it.is_null()) {
                row.set(name, value.clone());
            }
        }
        let body = row.shown(&asked.base());
        Ok(crate::server::Answer::json(
            "202 Accepted",
            body.to_string(),
        ))
    }
}

fn stats(row: &Row, index: u64) -> Value {
    json!({"type": "web", "index": index, "instance_guid": format!("{}-{index}", row.guid),
        "state": if row.crashes { "CRASHED" } else { "RUNNING" }, "routable": !row.crashes,
        "usage": {}, "host": "10.0.0.1", "uptime": 60})
}
