//! Revisions: what an app was, each time that it ran something else.

use super::{Done, Foundation, given, no_route};
use crate::fake::asked::Asked;
use serde_json::json;

impl Foundation {
    /// Writes down what an app runs now, if it is something else than before.
    pub(super) fn revise(&mut self, app: &str, why: &str) {
        let droplet = self.current_droplet(app);
        let var = self.row("apps", app).map(|row| row.get("_var").clone());
        let var = var.unwrap_or_default();
        let mut all = self.of_kind("revisions").filter(|row| row.app == app);
        let version = all.clone().count() + 1;
        let is_same = |row: &super::Row| {
            row.get("droplet")["guid"] == droplet.as_str() && *row.get("_var") == var
        };
        if all.next_back().is_some_and(is_same) {
            return;
        }
        drop(all);
        let members = json!({
            "version": version, "droplet": {"guid": droplet}, "description": why, "deployable": true,
            "processes": {"web": {"command": null}}, "sidecars": [],
            "relationships": {"app": {"data": {"guid": app}}}, "_var": var,
        });
        self.add("revisions", app, members);
    }

    /// The revisions whose instances run: the newest.
    pub(super) fn deployed(&mut self, asked: &Asked<'_>, app: &str) -> Done {
        self.row("apps", app)?;
        let newest = self.of_kind("revisions").rfind(|row| row.app == app);
        let base = asked.base();
        let shown: Vec<_> = newest.iter().map(|row| row.shown(&base)).collect();
        let link = json!({"href": format!("{base}/v3/apps/{app}/revisions/deployed")});
        Ok(given(&json!({"resources": shown, "pagination": {
            "total_results": shown.len(), "total_pages": 1, "first": link, "last": link,
            "next": null, "previous": null}})))
    }

    pub(super) fn revisions(&mut self, asked: &Asked<'_>, method: &str, rest: &[&str]) -> Done {
        match (method, rest) {
            ("GET", [guid]) => self.shown(asked, "revisions", guid),
            ("PATCH", [guid]) => self.update(asked, "revisions", guid, &[]),
            ("GET", [guid, "environment_variables"]) => {
                let row = self.row("revisions", guid)?;
                let own = format!("{}/v3/revisions/{guid}", asked.base());
                let var = row.get("_var").as_object().cloned().unwrap_or_default();
                Ok(given(&json!({"var": var, "links": {
                    "self": {"href": format!("{own}/environment_variables")},
                    "revision": {"href": own},
                    "app": {"href": format!("{}/v3/apps/{}", asked.base(), row.app)}}})))
            }
            _ => Err(no_route()),
        }
    }
}
