//! Tasks: they run once, and end.

use super::{Done, Foundation, body, known, no_route, unprocessable};
use crate::fake::asked::Asked;
use crate::server::Answer;
use serde_json::{Value, json};

impl Foundation {
    pub(super) fn tasks(&mut self, asked: &Asked<'_>, method: &str, rest: &[&str]) -> Done {
        match (method, rest) {
            ("GET", []) => self.list(asked, "tasks", None),
            ("GET", [guid]) => {
                let state = self.row("tasks", guid)?.get("state").clone();
                let next = match state.as_str() {
                    Some("PENDING") => json!("RUNNING"),
                    Some("RUNNING") => json!("SUCCEEDED"),
                    Some("CANCELING") => {
                        let result = json!({"failure_reason": "task was cancelled"});
                        self.row_mut("tasks", guid)?.set("result", result);
                        json!("FAILED")
                    }
                    _ => state,
                };
                if self.steps("tasks", guid)? {
                    self.becomes("tasks", guid, &[("state", next)])?;
                }
                self.shown(asked, "tasks", guid)
            }
            ("PATCH", [guid]) => self.update(asked, "tasks", guid, &[]),
            ("POST", [guid, "actions", "cancel"]) => {
                let state = self.row("tasks", guid)?.get("state").clone();
                if matches!(state.as_str(), Some("SUCCEEDED" | "FAILED")) {
                    let state = state.as_str().unwrap_or_default();
                    let detail = format!("Task state is {state} and therefore cannot be canceled");
                    return Err(unprocessable(&detail));
                }
                self.becomes("tasks", guid, &[("state", json!("CANCELING"))])?;
                self.accepted(asked, guid)
            }
            _ => Err(no_route()),
        }
    }

    pub(super) fn create_task(&mut self, asked: &Asked<'_>, app: &str) -> Done {
        self.row("apps", app)?;
        let new = body(asked)?;
        let names = [
            "command",
            "name",
            "memory_in_mb",
            "disk_in_mb",
            "log_rate_limit_in_bytes_per_second",
            "droplet_guid",
            "template",
            "metadata",
        ];
        known(&new, &names)?;
        if new["command"].is_null() && new["template"].is_null() {
            return Err(unprocessable("Command can't be blank"));
        }
        let droplet = match new["droplet_guid"].as_str() {
            Some(droplet) => droplet.to_owned(),
            None => self.current_droplet(app),
        };
        if droplet.is_empty() {
            return Err(unprocessable(
                "Task must have a droplet. Assign current droplet to app.",
            ));
        }
        let number = self.of_kind("tasks").filter(|row| row.app == app).count() + 1;
        let or = |key: &str, other: Value| match &new[key] {
            Value::Null => other,
            own => own.clone(),
        };
        let members = json!({
            "sequence_id": number, "name": or("name", json!(format!("task-{number}"))),
            "command": or("command", json!("serve")), "state": "PENDING",
            "memory_in_mb": or("memory_in_mb", json!(256)), "disk_in_mb": or("disk_in_mb", json!(1024)),
            "log_rate_limit_in_bytes_per_second": or("log_rate_limit_in_bytes_per_second", json!(-1)),
            "result": {"failure_reason": null}, "droplet_guid": droplet,
            "relationships": {"app": {"data": {"guid": app}}},
        });
        let guid = self.add("tasks", app, members);
        self.rest("tasks", &guid);
        let row = self.row_mut("tasks", &guid)?;
        row.merge_metadata(&new["metadata"]);
        self.accepted(asked, &guid)
    }

    fn accepted(&self, asked: &Asked<'_>, guid: &str) -> Done {
        let shown = self.row("tasks", guid)?.shown(&asked.base());
        Ok(Answer::json("202 Accepted", shown.to_string()))
    }
}
