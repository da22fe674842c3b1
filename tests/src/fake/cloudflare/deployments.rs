//! Deployments: each is the whole table of who serves, and the newest is in force.

use super::{Account, Done, given, invalid, refuse};
use crate::fake::asked::Asked;
use crate::server::Answer;
use serde_json::{Value, json};

impl Account {
    pub(super) fn deployments(
        &mut self,
        asked: &Asked<'_>,
        method: &str,
        name: &str,
        rest: &[&str],
    ) -> Done {
        let missing = || refuse("404 Not Found", 10007, "deployment not found");
        match (method, rest) {
            ("GET", []) => {
                let script = self.own(name);
                let mut rows = script.deployments.clone();
                if script.unseen > 0 {
                    script.unseen -= 1;
                    rows.pop();
                }
                self.page(asked, &rows, "deployments", 10)
            }
            ("POST", []) => {
                let Some(new) = asked.json() else {
                    return Err(refuse("400 Bad Request", 10026, "could not parse the body"));
                };
                let is_forced = asked.value("force") == Some("true");
                let made = self.deploy(name, &new, is_forced)?;
                Ok(given(&made))
            }
            ("GET", [id]) => {
                let rows = &self.own(name).deployments;
                let found = rows.iter().find(|it| it["id"] == *id).ok_or_else(missing)?;
                Ok(given(found))
            }
            ("DELETE", [id]) => {
                let rows = &mut self.own(name).deployments;
                let at = rows
                    .iter()
                    .position(|it| it["id"] == *id)
                    .ok_or_else(missing)?;
                if at + 1 == rows.len() {
                    return Err(invalid("the latest deployment cannot be deleted"));
                }
                rows.remove(at);
                // Without a result.
                Ok(Answer::json(
                    "200 OK",
                    r#"{"success":true,"errors":[],"messages":[]}"#,
                ))
            }
            _ => Err(refuse(
                "405 Method Not Allowed",
                10000,
                "method not allowed",
            )),
        }
    }

    /// Puts versions in force, as another user could.
    ///
    /// # Errors
    ///
    /// The refusal.
    pub fn deploy(&mut self, name: &str, new: &Value, is_forced: bool) -> Result<Value, Answer> {
        let id = self.id();
        let (time, lag) = (self.time(), self.lag);
        let script = self.own(name);
        if new["strategy"] != "percentage" {
            return Err(invalid("strategy must be percentage"));
        }
        let parts = new["versions"].as_array().cloned().unwrap_or_default();
        if parts.is_empty() || parts.len() > 2 {
            return Err(invalid("a deployment has one or two versions"));
        }
        let shares: Vec<f64> = parts
            .iter()
            .filter_map(|it| it["percentage"].as_f64())
            .collect();
        let sum: f64 = shares.iter().sum();
        let is_share = |share: &f64| (0.0..=100.0).contains(share);
        if shares.len() != parts.len()
            || !shares.iter().all(is_share)
            || (sum - 100.0).abs() > 0.001
        {
            return Err(invalid("percentages must add up to 100"));
        }
        // Only the newest hundred can be deployed.
        let newest: Vec<&Value> = script
            .versions
            .iter()
            .rev()
            .take(100)
            .map(|it| &it["id"])
            .collect();
        if !parts
            .iter()
            .all(|part| newest.contains(&&part["version_id"]))
        {
            return Err(refuse("404 Not Found", 10007, "version not found"));
        }
        if let Some(why) = script.blocked.clone().filter(|_| !is_forced) {
            return Err(refuse("400 Bad Request", 10220, &why));
        }
        let mut annotations = json!({"workers/triggered_by": "deployment"});
        if let Some(message) = new["annotations"]["workers/message"].as_str() {
            let mut end = message.len().min(1000);
            while !message.is_char_boundary(end) {
                end -= 1;
            }
            annotations["workers/message"] = json!(message[..end]);
        }
        let made = json!({"id": id, "created_on": time, "source": "api", "strategy": "percentage",
            "author_email": "ops@example.net", "annotations": annotations, "versions": parts});
        script.deployments.push(made.clone());
        script.unseen = lag;
        Ok(made)
    }

    /// The share of a version of the newest deployment, in percent.
    pub fn share(&self, name: &str, version: &str) -> f64 {
        let newest = self.scripts.get(name).and_then(|it| it.deployments.last());
        let parts = newest.and_then(|it| it["versions"].as_array());
        let found = parts
            .into_iter()
            .flatten()
            .find(|it| it["version_id"] == version);
        found
            .and_then(|it| it["percentage"].as_f64())
            .unwrap_or(0.0)
    }
}
