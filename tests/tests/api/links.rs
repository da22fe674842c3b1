//! Calls that follow answers: what of the answer goes over the wire.

use super::cloudfoundry_deployments::PAUSED;
use super::support::{ACCOUNT, APP, GUID, VERSION, cloudflare, cloudfoundry, play};
use launchway::cloudfoundry::types::{Build, NewDeployment, Package};
use launchway::runtime::Json;
use launchway_tests::server::{Answer, Server};

const DROPLET: &str = "a7c3d9e2-1b44-4a0e-8f23-5b6c7d8e9f01";

const PACKAGE: &str = r#"{"guid":"b1e7f3c4-2d58-4e69-a07b-8c9d0e1f2a33","created_at":"2026-02-03T04:05:06Z",
 "updated_at":"2026-02-03T04:05:06Z","type":"bits","data":{},"state":"AWAITING_UPLOAD",
 "relationships":{"app":{"data":{"guid":"0f4b2a1e-6a57-4a35-9f0c-3d1b6c1f7a10"}}},
 "metadata":{"labels":{},"annotations":{}},"links":{"self":{"href":"x"},"app":{"href":"x"}}}"#;

/// The requests that a server got: lines and bodies.
fn sent(server: &Server) -> Vec<(String, String)> {
    let requests = server.requests();
    let both = requests.iter().map(|it| (it.line(), it.text()));
    both.collect()
}

#[tokio::test]
async fn a_deployment_leads_to_what_is_done_with_it() {
    let fine = || Answer::json("200 OK", "{}");
    let made = Answer::json("201 Created", PAUSED);
    let server = play([made, fine(), fine()]);
    let cf = cloudfoundry(&server);
    let new: NewDeployment = read(&format!(
        r#"{{"relationships":{{"app":{{"data":{{"guid":"{APP}"}}}}}}}}"#
    ));
    let made = cf.deployments().create(new).await.unwrap();
    cf.deployments().continue_this(&made).await.unwrap();
    cf.deployments().cancel_this(&made).await.unwrap();
    let place = format!("POST /v3/deployments/{GUID}/actions");
    assert_eq!(
        sent(&server)[1..],
        [
            (format!("{place}/continue"), String::new()),
            (format!("{place}/cancel"), String::new())
        ]
    );
    let target = |request: http::Request<bytes::Bytes>| request.uri().path().to_owned();
    let app = cf.deployments().app(&made).to_request().unwrap();
    assert_eq!(target(app), format!("/v3/apps/{APP}"));
    let droplet = cf.deployments().droplet(&made).unwrap();
    assert_eq!(
        target(droplet.to_request().unwrap()),
        format!("/v3/droplets/{DROPLET}")
    );
}

#[tokio::test]
async fn a_package_is_staged_as_it_is() {
    let server = play([Answer::json("422 Unprocessable Content", "{}")]);
    let package: Package = read(PACKAGE);
    let refused = cloudfoundry(&server).packages().stage(&package).await;
    assert_eq!(refused.unwrap_err().status().unwrap().as_u16(), 422);
    let body = format!(r#"{{"package":{{"guid":"{GUID}"}}}}"#);
    assert_eq!(sent(&server), [("POST /v3/builds".to_owned(), body)]);
}

#[test]
fn a_build_without_a_droplet_leads_to_none() {
    let build = |droplet: &str| -> Build {
        read(&format!(
            r#"{{"guid":"{GUID}","created_at":"2026-02-03T04:05:06Z","updated_at":"2026-02-03T04:05:06Z","state":"STAGING",
            "staging_memory_in_mb":null,"staging_disk_in_mb":null,"staging_log_rate_limit_bytes_per_second":null,"error":null,
            "lifecycle":{{"type":"buildpack","data":{{}}}},"package":{{"guid":"{GUID}"}},"droplet":{droplet},
            "created_by":{{"guid":"{APP}","name":"x","email":"x@example.com"}},
            "relationships":{{"app":{{"data":{{"guid":"{APP}"}}}}}},"metadata":{{"labels":{{}},"annotations":{{}}}},"links":{{"self":{{"href":"x"}},"app":{{"href":"x"}}}}}}"#
        ))
    };
    let server = play([]);
    let builds = cloudfoundry(&server).builds();
    assert!(builds.droplet(&build("null")).is_none());
    let done = build(&format!(r#"{{"guid":"{DROPLET}"}}"#));
    let call = builds.droplet(&done).unwrap();
    let request = call.to_request().unwrap();
    assert_eq!(request.uri().path(), format!("/v3/droplets/{DROPLET}"));
}

#[tokio::test]
async fn a_version_is_deployed_alone() {
    let failure =
        r#"{"success":false,"errors":[{"code":1,"message":"no"}],"messages":[],"result":null}"#;
    let server = play([Answer::json("400 Bad Request", failure)]);
    let version = read(&format!(
        r#"{{"id":"{VERSION}","number":1,"metadata":{{}},"resources":{{}}}}"#
    ));
    let versions = cloudflare(&server).worker_versions();
    let refused = versions.deploy(&version, ACCOUNT, "shop-edge").await;
    assert!(refused.is_err());
    let line = format!("POST /client/v4/accounts/{ACCOUNT}/workers/scripts/shop-edge/deployments");
    let body = format!(
        r#"{{"strategy":"percentage","versions":[{{"version_id":"{VERSION}","percentage":100}}]}}"#
    );
    assert_eq!(sent(&server), [(line, body)]);
}

fn read<T: launchway::runtime::Wire>(text: &str) -> T {
    Json::parse(text).unwrap().decode().unwrap()
}
