//! The parts of answers that never change: the roots, the links of resources.

use super::rows::Row;
use serde_json::{Value, json};

pub(super) fn root(base: &str) -> Value {
    let link = |path: &str| json!({"href": format!("{base}{path}")});
    let mut v3 = link("/v3");
    v3["meta"] = json!({"version": "3.228.0"});
    json!({"links": {
        "self": link(""), "cloud_controller_v3": v3,
        "network_policy_v0": link("/networking/v0/external"),
        "network_policy_v1": link("/networking/v1/external"),
        "login": link(""), "uaa": link(""), "credhub": null, "routing": null,
        "logging": null, "log_cache": null, "log_stream": null,
        "app_ssh": {"href": "ssh.cf.test:2222", "meta": {
            "host_key_fingerprint": "0f:1e", "oauth_client": "ssh-proxy"}},
    }})
}

pub(super) fn v3(base: &str) -> Value {
    let mut links = json!({"self": {"href": format!("{base}/v3")}});
    for name in [
        "apps",
        "builds",
        "deployments",
        "droplets",
        "packages",
        "processes",
        "spaces",
    ] {
        links[name] = json!({"href": format!("{base}/v3/{name}")});
    }
    json!({ "links": links })
}

pub(super) fn info(limit: Option<i64>) -> Value {
    json!({
        "build": "", "cli_version": {"minimum": "", "recommended": ""}, "custom": {},
        "description": "", "name": "", "version": 0, "osbapi_version": "2.15",
        "rate_limits": {"enabled": limit.is_some(), "general_limit": limit.unwrap_or(2000),
            "reset_interval_in_minutes": 60},
        "links": {"self": {"href": "x"}, "support": {"href": ""}},
    })
}

/// The links that a resource shows.
pub(super) fn links(row: &Row, base: &str) -> Value {
    let own = format!("{base}/v3/{}/{}", row.kind, row.guid);
    let get = |path: &str| json!({"href": format!("{own}{path}")});
    let post = |path: &str| json!({"href": format!("{own}{path}"), "method": "POST"});
    let app = json!({"href": format!("{base}/v3/apps/{}", row.app)});
    let mut links = json!({"self": get("")});
    let mut add = |name: &str, link: Value| links[name] = link;
    match row.kind {
        "apps" => {
            add("space", json!({"href": format!("{base}/v3/spaces/any")}));
            for name in [
                "environment_variables",
                "processes",
                "packages",
                "droplets",
                "tasks",
                "revisions",
                "features",
            ] {
                add(name, get(&format!("/{name}")));
            }
            add("current_droplet", get("/droplets/current"));
            add("deployed_revisions", get("/revisions/deployed"));
            add("start", post("/actions/start"));
            add("stop", post("/actions/stop"));
            add(
                "clear_buildpack_cache",
                post("/actions/clear_buildpack_cache"),
            );
        }
        "packages" => {
            add("app", app);
            add("upload", post("/upload"));
            add("download", get("/download"));
        }
        "builds" => add("app", app),
        "droplets" => {
            add("app", app);
            let assign = format!("{base}/v3/apps/{}/relationships/current_droplet", row.app);
            add(
                "assign_current_droplet",
                json!({"href": assign, "method": "PATCH"}),
            );
        }
        "processes" => {
            add("app", app);
            add("scale", post("/actions/scale"));
            add("space", json!({"href": format!("{base}/v3/spaces/any")}));
            add("stats", get("/stats"));
        }
        "tasks" => {
            add("app", app);
            add("cancel", post("/actions/cancel"));
            let droplet = row.get("droplet_guid").as_str().unwrap_or_default();
            add(
                "droplet",
                json!({"href": format!("{base}/v3/droplets/{droplet}")}),
            );
        }
        "revisions" => {
            add("app", app);
            add("environment_variables", get("/environment_variables"));
        }
        "routes" => add("destinations", get("/destinations")),
        "organizations" => add("domains", get("/domains")),
        "spaces" => {
            add("features", get("/features"));
            add("apply_manifest", post("/actions/apply_manifest"));
        }
        "deployments" => {
            add("app", app);
            if matches!(
                row.state,
                "DEPLOYING" | "PREPAUSED" | "PAUSED" | "CANCELING"
            ) {
                add("cancel", post("/actions/cancel"));
            }
            if row.state == "PAUSED" {
                add("continue", post("/actions/continue"));
            }
        }
        _ => {}
    }
    links
}
