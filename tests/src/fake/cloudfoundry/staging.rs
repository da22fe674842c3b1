//! From bits to a droplet: packages, builds, droplets, and jobs.

use super::rows::time;
use super::{Done, Foundation, body, created, known, no_route, refuse, unprocessable};
use crate::fake::asked::Asked;
use crate::server::Answer;
use serde_json::{Value, json};

impl Foundation {
    /// A droplet that is ready.
    pub fn add_droplet(&mut self, app: &str) -> String {
        let members = json!({
            "state": "STAGED", "error": null, "lifecycle": {"type": "buildpack", "data": {}},
            "checksum": {"type": "sha256", "value": "0f"}, "buildpacks": [], "stack": "cflinuxfs4",
            "image": null, "execution_metadata": "", "process_types": {"web": "serve"},
            "relationships": {"app": {"data": {"guid": app}}},
        });
        self.add("droplets", app, members)
    }

    /// A job that has begun.
    pub fn add_job(&mut self, operation: &str) -> String {
        let members =
            json!({"operation": operation, "state": "PROCESSING", "errors": [], "warnings": []});
        let guid = self.add("jobs", "", members);
        self.rest("jobs", &guid);
        guid
    }

    /// Lets a thing stay as it is for the usual number of readings.
    pub(super) fn rest(&mut self, kind: &str, guid: &str) {
        let pace = self.pace;
        if let Ok(row) = self.row_mut(kind, guid) {
            row.left = pace;
        }
    }

    /// Whether an unfinished thing takes a step at this reading.
    pub(super) fn steps(&mut self, kind: &str, guid: &str) -> Result<bool, Answer> {
        let row = self.row_mut(kind, guid)?;
        if row.left > 0 {
            row.left -= 1;
            return Ok(false);
        }
        Ok(true)
    }

    pub(super) fn becomes(
        &mut self,
        kind: &str,
        guid: &str,
        changes: &[(&str, Value)],
    ) -> Result<(), Answer> {
        let now = self.now;
        let row = self.row_mut(kind, guid)?;
        row.set("updated_at", time(now));
        for (name, value) in changes {
            row.set(name, value.clone());
        }
        Ok(())
    }

    pub(super) fn job(&mut self, asked: &Asked<'_>, guid: &str) -> Done {
        let state = self.row("jobs", guid)?.get("state").clone();
        if state == "PROCESSING" && self.steps("jobs", guid)? {
            let failed = self.job_error.clone().map(|detail| {
                let error = |code: u32, title: &str, detail: &str| {
                    json!({"code": code, "title": title, "detail": detail})
                };
                json!([
                    error(10008, "CF-UnprocessableEntity", &detail),
                    error(10001, "UnknownError", "and one more"),
                ])
            });
            match failed {
                Some(errors) => {
                    let changes = [("state", json!("FAILED")), ("errors", errors)];
                    self.becomes("jobs", guid, &changes)?;
                }
                None => self.becomes("jobs", guid, &[("state", json!("COMPLETE"))])?,
            }
        }
        self.shown(asked, "jobs", guid)
    }

    pub(super) fn packages(&mut self, asked: &Asked<'_>, method: &str, rest: &[&str]) -> Done {
        match (method, rest) {
            ("GET", []) => self.list(asked, "packages", None),
            ("POST", []) => self.create_package(asked),
            ("GET", [guid]) => {
                let state = self.row("packages", guid)?.get("state").clone();
                if state == "PROCESSING_UPLOAD" && self.steps("packages", guid)? {
                    match self.upload_error.clone() {
                        Some(error) => {
                            let data = json!({"error": error, "checksum": {"type": "sha256", "value": null}});
                            self.becomes(
                                "packages",
                                guid,
                                &[("state", json!("FAILED")), ("data", data)],
                            )?;
                        }
                        None => self.becomes("packages", guid, &[("state", json!("READY"))])?,
                    }
                }
                self.shown(asked, "packages", guid)
            }
            ("PATCH", [guid]) => self.update(asked, "packages", guid, &[]),
            ("DELETE", [guid]) => {
                self.row("packages", guid)?;
                self.remove(|row| row.guid != *guid);
                Ok(self.begin(asked, "package.delete"))
            }
            ("POST", [guid, "upload"]) => self.upload_bits(asked, guid),
            ("GET", [guid, "download"]) => {
                self.row("packages", guid)?;
                Ok(download(asked, "packages", guid))
            }
            _ => Err(no_route()),
        }
    }

    pub(super) fn blob(&self, kind: &str, guid: &str) -> Done {
        let bits = self.row(kind, guid)?.bits.clone();
        let media = match kind {
            "packages" => "application/zip",
            _ => "application/gzip",
        };
        Ok(Answer::new("200 OK")
            .header("content-type", media)
            .body(bits))
    }

    fn create_package(&mut self, asked: &Asked<'_>) -> Done {
        if let Some(source) = asked.value("source_guid") {
            let copied = self.row("packages", source)?.clone();
            let app = body(asked)?["relationships"]["app"]["data"]["guid"].clone();
            let app = app.as_str().unwrap_or_default().to_owned();
            let mut members = copied.members.clone();
            for name in ["guid", "created_at", "updated_at"] {
                members.remove(name);
            }
            let guid = self.add("packages", &app, Value::Object(members));
            return Ok(created(&self.row("packages", &guid)?.shown(&asked.base())));
        }
        let new = body(asked)?;
        known(&new, &["type", "relationships", "data", "metadata"])?;
        let app = new["relationships"]["app"]["data"]["guid"]
            .as_str()
            .unwrap_or_default();
        if self.row("apps", app).is_err() {
            return Err(unprocessable(
                "App is invalid. Ensure it exists and you have access to it.",
            ));
        }
        let (state, data) = match new["type"].as_str() {
            Some("bits") => (
                "AWAITING_UPLOAD",
                json!({"error": null, "checksum": {"type": "sha256", "value": null}}),
            ),
            Some("docker") if new["data"]["image"].is_string() => (
                "READY",
                json!({"image": new["data"]["image"], "username": null, "password": null}),
            ),
            _ => return Err(unprocessable("Type must be one of 'bits, docker'")),
        };
        let members = json!({"type": new["type"], "state": state, "data": data,
            "relationships": {"app": {"data": {"guid": app}}}});
        let guid = self.add("packages", app, members);
        let row = self.row_mut("packages", &guid)?;
        row.merge_metadata(&new["metadata"]);
        Ok(created(&row.shown(&asked.base())))
    }

    fn upload_bits(&mut self, asked: &Asked<'_>, guid: &str) -> Done {
        if self.row("packages", guid)?.get("state") != "AWAITING_UPLOAD" {
            let detail = "Bits have already been uploaded";
            return Err(refuse(
                "400 Bad Request",
                150_004,
                "CF-PackageBitsAlreadyUploaded",
                detail,
            ));
        }
        let parts = asked.parts().unwrap_or_default();
        let bits = parts.iter().find(|part| part.name == "bits");
        let resources = parts.iter().find(|part| part.name == "resources");
        let is_json =
            |body: &[u8]| serde_json::from_slice::<Value>(body).is_ok_and(|it| it.is_array());
        if resources.is_some_and(|part| !is_json(&part.body)) {
            return Err(unprocessable("Resources must be an array of hashes"));
        }
        if bits.is_none() && resources.is_none() {
            return Err(unprocessable(
                "Upload must include either resources or bits",
            ));
        }
        let body = bits.map(|part| part.body.clone()).unwrap_or_default();
        let row = self.row_mut("packages", guid)?;
        row.bits = body;
        row.members["data"]["checksum"]["value"] = json!("0f");
        self.becomes("packages", guid, &[("state", json!("PROCESSING_UPLOAD"))])?;
        self.rest("packages", guid);
        self.shown(asked, "packages", guid)
    }

    pub(super) fn builds(&mut self, asked: &Asked<'_>, method: &str, rest: &[&str]) -> Done {
        match (method, rest) {
            ("GET", []) => self.list(asked, "builds", None),
            ("POST", []) => self.create_build(asked),
            ("GET", [guid]) => {
                let row = self.row("builds", guid)?;
                let (state, app) = (row.get("state").clone(), row.app.clone());
                if state == "STAGING" && self.steps("builds", guid)? {
                    match self.build_error.clone() {
                        Some(error) => {
                            let changes = [("state", json!("FAILED")), ("error", json!(error))];
                            self.becomes("builds", guid, &changes)?;
                        }
                        None => {
                            let droplet = json!({"guid": self.add_droplet(&app)});
                            let changes = [("state", json!("STAGED")), ("droplet", droplet)];
                            self.becomes("builds", guid, &changes)?;
                        }
                    }
                }
                self.shown(asked, "builds", guid)
            }
            ("PATCH", [guid]) => self.update(asked, "builds", guid, &[]),
            _ => Err(no_route()),
        }
    }

    fn create_build(&mut self, asked: &Asked<'_>) -> Done {
        let new = body(asked)?;
        let package = new["package"]["guid"].as_str().unwrap_or_default();
        let Ok(row) = self.row("packages", package) else {
            return Err(unprocessable(
                "Unable to use package. Ensure that the package exists and you have access to it.",
            ));
        };
        let (state, app) = (row.get("state").clone(), row.app.clone());
        if state != "READY" {
            let detail = "Cannot stage package whose state is not ready.";
            return Err(refuse("400 Bad Request", 1004, "CF-BadRequest", detail));
        }
        let mut builds = self.of_kind("builds").filter(|row| row.app == app);
        if builds.any(|row| row.get("state") == "STAGING") {
            let detail = "Only one build can be STAGING at a time per application.";
            return Err(refuse(
                "422 Unprocessable Entity",
                170_017,
                "CF-StagingInProgress",
                detail,
            ));
        }
        drop(builds);
        let members = json!({"state": "STAGING", "staging_memory_in_mb": 1024,
            "staging_disk_in_mb": 1024, "staging_log_rate_limit_bytes_per_second": -1, "error": null,
            "lifecycle": {"type": "buildpack", "data": {"buildpacks": [], "stack": "cflinuxfs4"}},
            "package": {"guid": package}, "droplet": null,
            "created_by": {"guid": "u-1", "name": "ops", "email": "ops@example.net"},
            "relationships": {"app": {"data": {"guid": app}}}});
        let guid = self.add("builds", &app, members);
        self.rest("builds", &guid);
        Ok(created(&self.row("builds", &guid)?.shown(&asked.base())))
    }

    pub(super) fn droplets(&mut self, asked: &Asked<'_>, method: &str, rest: &[&str]) -> Done {
        match (method, rest) {
            ("GET", []) => self.list(asked, "droplets", None),
            ("POST", []) => {
                let new = body(asked)?;
                let app = new["relationships"]["app"]["data"]["guid"]
                    .as_str()
                    .unwrap_or_default();
                let guid = self.add_droplet(app);
                let row = self.row_mut("droplets", &guid)?;
                row.set("state", json!("AWAITING_UPLOAD"));
                row.set("checksum", Value::Null);
                Ok(created(&row.shown(&asked.base())))
            }
            ("GET", [guid]) => {
                let state = self.row("droplets", guid)?.get("state").clone();
                if state == "PROCESSING_UPLOAD" && self.steps("droplets", guid)? {
                    self.becomes("droplets", guid, &[("state", json!("STAGED"))])?;
                }
                self.shown(asked, "droplets", guid)
            }
            ("PATCH", [guid]) => self.update(asked, "droplets", guid, &["image"]),
            ("POST", [guid, "upload"]) => {
                if self.row("droplets", guid)?.get("state") != "AWAITING_UPLOAD" {
                    return Err(unprocessable(
                        "Droplet may be uploaded only once. Create a new droplet to upload bits.",
                    ));
                }
                let parts = asked.parts().unwrap_or_default();
                let Some(bits) = parts.into_iter().find(|part| part.name == "bits") else {
                    return Err(unprocessable("Upload must include bits"));
                };
                self.row_mut("droplets", guid)?.bits = bits.body;
                let checksum = json!({"type": "sha256", "value": "0f"});
                let changes = [
                    ("state", json!("PROCESSING_UPLOAD")),
                    ("checksum", checksum),
                ];
                self.becomes("droplets", guid, &changes)?;
                self.rest("droplets", guid);
                let answer = self.begin(asked, "droplet.upload");
                let shown = self.row("droplets", guid)?.shown(&asked.base()).to_string();
                Ok(answer
                    .header("content-type", "application/json; charset=utf-8")
                    .body(shown))
            }
            ("GET", [guid, "download"]) => {
                self.row("droplets", guid)?;
                Ok(download(asked, "droplets", guid))
            }
            ("DELETE", [guid]) => self.delete_droplet(asked, guid),
            _ => Err(no_route()),
        }
    }

    fn delete_droplet(&mut self, asked: &Asked<'_>, guid: &str) -> Done {
        let app = self.row("droplets", guid)?.app.clone();
        if self.current_droplet(&app) == guid {
            return Err(unprocessable("Unable to delete droplet that is in use"));
        }
        self.remove(|row| row.guid != *guid);
        Ok(self.begin(asked, "droplet.delete"))
    }
}

/// Where the bits are: with the blob store, which takes no token.
fn download(asked: &Asked<'_>, kind: &str, guid: &str) -> Answer {
    let place = format!("{}/blobs/{kind}/{guid}", asked.base());
    Answer::new("302 Found").header("location", &place)
}
