//! Deployments: how they go on from state to state, and who may stop them.

use super::rows::{Row, time};
use super::{Done, Foundation, body, created, known, no_route, unprocessable};
use crate::fake::asked::Asked;
use crate::server::Answer;
use serde_json::{Map, Value, json};

/// The state as users see it.
pub(super) fn status(row: &Row) -> Value {
    let (value, reason) = match row.state {
        "DEPLOYING" | "PREPAUSED" => ("ACTIVE", "DEPLOYING"),
        "PAUSED" => ("ACTIVE", "PAUSED"),
        "CANCELING" => ("ACTIVE", "CANCELING"),
        // One that was superseded keeps the state it was put into.
        _ if row.get("_superseded") == true => ("FINALIZED", "SUPERSEDED"),
        "CANCELED" => ("FINALIZED", "CANCELED"),
        _ => ("FINALIZED", "DEPLOYED"),
    };
    json!({"value": value, "reason": reason})
}

/// Adds what follows from the state.
pub(super) fn show(row: &Row, members: &mut Map<String, Value>) {
    let mut status = status(row);
    status["details"] = json!({"last_successful_healthcheck": row.get("updated_at"),
        "last_status_change": row.get("updated_at")});
    if let Some(error) = row.get("_error").as_str() {
        status["details"]["error"] = json!(error);
    }
    if row.get("strategy") == "canary" {
        status["canary"] =
            json!({"steps": {"current": row.get("_step"), "total": row.get("_steps")}});
    }
    members.insert("status".to_owned(), status);
}

impl Foundation {
    /// The deployment of an app that has not ended.
    pub(super) fn active(&self, app: &str) -> Option<&Row> {
        let mut rows = self.of_kind("deployments").filter(|row| row.app == app);
        rows.find(|row| status(row)["value"] == "ACTIVE")
    }

    pub(super) fn deployments(&mut self, asked: &Asked<'_>, method: &str, rest: &[&str]) -> Done {
        match (method, rest) {
            ("GET", []) => self.list(asked, "deployments", None),
            ("POST", []) => self.create_deployment(asked),
            ("GET", [guid]) => {
                self.go_on(guid)?;
                self.shown(asked, "deployments", guid)
            }
            ("PATCH", [guid]) => self.update(asked, "deployments", guid, &[]),
            ("POST", [guid, "actions", "cancel"]) => self.cancel(guid),
            ("POST", [guid, "actions", "continue"]) => self.carry_on(guid),
            _ => Err(no_route()),
        }
    }

    /// What the updater in the background does between two readings.
    fn go_on(&mut self, guid: &str) -> Result<(), Answer> {
        let row = self.row_mut("deployments", guid)?;
        if row.left > 0 {
            row.left -= 1;
            return Ok(());
        }
        let (state, crashes, app) = (row.state, row.crashes, row.app.clone());
        if crashes && state != "CANCELING" && state != "PAUSED" {
            // It goes on trying, for ever.
            row.set("_error", json!("Instance 0 of process web crashed"));
            return Ok(());
        }
        match state {
            "PREPAUSED" => self.turn(guid, "PAUSED"),
            "DEPLOYING" => {
                let wanted = row.get("options")["web_instances"].as_u64();
                let made = row.get("new_processes")[0]["guid"].clone();
                self.turn(guid, "DEPLOYED")?;
                if let Some(process) = made.as_str() {
                    self.remove(|row| {
                        row.kind != "processes" || row.app != app || row.guid == process
                    });
                    if let (Some(wanted), Ok(row)) = (wanted, self.row_mut("processes", process)) {
                        row.set("instances", json!(wanted));
                    }
                }
                Ok(())
            }
            "CANCELING" => {
                let made = row.get("new_processes")[0]["guid"].clone();
                self.remove(|row| row.kind != "processes" || made != json!(row.guid));
                self.turn(guid, "CANCELED")
            }
            _ => Ok(()),
        }
    }

    fn turn(&mut self, guid: &str, state: &'static str) -> Result<(), Answer> {
        let (now, pace) = (self.now, self.pace);
        let row = self.row_mut("deployments", guid)?;
        row.state = state;
        row.left = pace;
        row.members.remove("_error");
        row.set("updated_at", time(now));
        Ok(())
    }

    fn create_deployment(&mut self, asked: &Asked<'_>) -> Done {
        let new = body(asked)?;
        known(
            &new,
            &[
                "relationships",
                "droplet",
                "revision",
                "strategy",
                "options",
                "metadata",
            ],
        )?;
        let app = new["relationships"]["app"]["data"]["guid"]
            .as_str()
            .unwrap_or_default();
        let guid = self.deploy(app, &new)?;
        Ok(created(
            &self.row("deployments", &guid)?.shown(&asked.base()),
        ))
    }

    /// Deploys an app's droplet as another user would. Gives the deployment's guid.
    ///
    /// # Errors
    ///
    /// The refusal.
    pub fn deploy(&mut self, app: &str, new: &Value) -> Result<String, Answer> {
        if self.row("apps", app).is_err() {
            return Err(unprocessable(
                "Unable to use app. Ensure that the app exists and you have access to it.",
            ));
        }
        let previous = self.current_droplet(app);
        let wanted = new["droplet"]["guid"]
            .as_str()
            .unwrap_or(&previous)
            .to_owned();
        if new["droplet"].is_object() && new["revision"].is_object() {
            return Err(unprocessable(
                "Cannot set both fields 'droplet' and 'revision'",
            ));
        }
        if !self
            .row("droplets", &wanted)
            .is_ok_and(|row| row.app == app)
        {
            return Err(unprocessable(
                "Invalid droplet. Please specify a droplet in the request or set a current droplet for the app.",
            ));
        }
        let strategy = match &new["strategy"] {
            Value::Null => "rolling",
            name if name == "rolling" => "rolling",
            name if name == "canary" => "canary",
            _ => {
                return Err(unprocessable(
                    "Strategy 'strategy' is not a supported deployment strategy",
                ));
            }
        };
        let options = options(&new["options"], strategy)?;
        self.supersede(app);
        let is_stopped = self.row("apps", app)?.get("state") == "STOPPED";
        let count = u32::try_from(self.instances(app)).unwrap_or(1).max(1);
        self.assign(app, &wanted);
        let made = match is_stopped {
            true => json!([]),
            false => json!([{"guid": self.add_process(app, "", count), "type": "web"}]),
        };
        let null_or = |guid: &str| {
            if guid.is_empty() {
                Value::Null
            } else {
                json!(guid)
            }
        };
        let steps = options["canary"]["steps"].as_array().map_or(1, Vec::len);
        let members = json!({
            "strategy": strategy, "options": options, "droplet": {"guid": wanted},
            "previous_droplet": {"guid": null_or(&previous)}, "new_processes": made, "revision": null,
            "relationships": {"app": {"data": {"guid": app}}},
            "_step": 1, "_steps": steps, "_superseded": false,
        });
        let guid = self.add("deployments", app, members);
        let crashing = self.crashing;
        let row = self.row_mut("deployments", &guid)?;
        row.crashes = crashing;
        row.merge_metadata(&new["metadata"]);
        let state = match (is_stopped, strategy) {
            (true, _) => "DEPLOYED",
            (false, "canary") => "PREPAUSED",
            _ => "DEPLOYING",
        };
        self.turn(&guid, state)?;
        if is_stopped {
            self.row_mut("apps", app)?.set("state", json!("STARTED"));
        }
        Ok(guid)
    }

    /// A newer deployment always wins.
    fn supersede(&mut self, app: &str) {
        let Some(row) = self.active(app) else { return };
        let (guid, state) = (row.guid.clone(), row.state);
        let end = if state == "DEPLOYING" {
            "DEPLOYED"
        } else {
            "CANCELED"
        };
        let _ = self.turn(&guid, end);
        if let Ok(row) = self.row_mut("deployments", &guid) {
            row.set("_superseded", json!(true));
        }
    }

    /// Cancels, as another user could.
    ///
    /// # Errors
    ///
    /// The refusal.
    pub fn cancel(&mut self, guid: &str) -> Done {
        let row = self.row("deployments", guid)?;
        let (state, app) = (row.state, row.app.clone());
        let previous = row.get("previous_droplet")["guid"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        match state {
            "CANCELING" => return Ok(Answer::new("200 OK")),
            "DEPLOYING" | "PREPAUSED" | "PAUSED" => {}
            _ => {
                return Err(unprocessable("Cannot cancel a FINALIZED deployment"));
            }
        }
        if previous.is_empty() {
            return Err(unprocessable(
                "Unable to cancel: the app had no droplet before",
            ));
        }
        self.assign(&app, &previous);
        self.turn(guid, "CANCELING")?;
        Ok(Answer::new("200 OK"))
    }

    fn carry_on(&mut self, guid: &str) -> Done {
        let row = self.row_mut("deployments", guid)?;
        if row.state != "PAUSED" {
            let status = status(row);
            let (value, reason) = (&status["value"], &status["reason"]);
            let detail = format!(
                "Cannot continue a deployment with status: {} and reason: {}",
                value.as_str().unwrap_or_default(),
                reason.as_str().unwrap_or_default()
            );
            return Err(unprocessable(&detail));
        }
        let (step, steps) = (row.get("_step").as_u64(), row.get("_steps").as_u64());
        if step < steps {
            row.set("_step", json!(step.unwrap_or(1) + 1));
            self.turn(guid, "PREPAUSED")?;
        } else {
            self.turn(guid, "DEPLOYING")?;
        }
        Ok(Answer::new("200 OK"))
    }
}

/// The options in force: those given, without nulls, and the one that has a default.
fn options(given: &Value, strategy: &str) -> Result<Value, Answer> {
    let names = [
        "max_in_flight",
        "web_instances",
        "memory_in_mb",
        "disk_in_mb",
        "log_rate_limit_in_bytes_per_second",
        "canary",
    ];
    known(given, &names)?;
    let mut options = json!({"max_in_flight": 1});
    for (name, value) in given.as_object().into_iter().flatten() {
        if !value.is_null() {
            options[name] = value.clone();
        }
    }
    if options["max_in_flight"].as_u64().unwrap_or(0) == 0 {
        return Err(unprocessable("Max in flight must be greater than 0"));
    }
    if options["canary"].is_object() && strategy != "canary" {
        return Err(unprocessable(
            "Canary options are only valid for Canary deployments",
        ));
    }
    let steps = options["canary"]["steps"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let weights: Vec<u64> = steps
        .iter()
        .filter_map(|it| it["instance_weight"].as_u64())
        .collect();
    let fits = weights.len() == steps.len()
        && weights.iter().all(|it| (1..=100).contains(it))
        && weights.is_sorted();
    if !fits {
        return Err(unprocessable(
            "Canary steps must be in ascending order, between 1 and 100",
        ));
    }
    Ok(options)
}
