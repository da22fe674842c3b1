//! Deploys a droplet as a canary, lets it go on when it waits, and watches it to its end.
//!
//! `cargo run -p launchway-tests --example roll_out_app`; against a foundation give its `api_host` in place of
//! `base_url`.

use launchway::cloudfoundry::Client;
use launchway::cloudfoundry::types::{
    BelongsToApp, DeploymentStatusReason, DeploymentStatusValue, DeploymentStrategy, GuidRef,
    NewDeployment, ToOneRelationship,
};
use launchway_tests::server::{Answer, Request, Server};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::start(foundation())?;
    let cf = Client::builder()
        .uaa_token("from `cf oauth-token`")
        .base_url(server.url())
        .build()?;

    let app = ToOneRelationship::new(GuidRef::new("0f4b2a1e-6a57-4a35-9f0c-3d1b6c1f7a10"));
    let new = NewDeployment::new(BelongsToApp::new(app))
        .droplet(GuidRef::new("a7c3d9e2-1b44-4a0e-8f23-5b6c7d8e9f01"))
        .strategy(DeploymentStrategy::Canary);
    let mut deployment = cf.deployments().create(new).await?;

    while deployment.status.value != DeploymentStatusValue::Finalized {
        println!("{}: {}", deployment.guid, deployment.status.reason);
        if deployment.status.reason == DeploymentStatusReason::Paused {
            cf.deployments()
                .continue_deployment(&deployment.guid)
                .await?;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        deployment = cf.deployments().get(&deployment.guid).await?;
    }
    match deployment.status.reason {
        DeploymentStatusReason::Deployed => println!("{}: done", deployment.guid),
        reason => println!("{}: ended as {reason}", deployment.guid),
    }
    let active = cf
        .deployments()
        .list()
        .status_values([DeploymentStatusValue::Active])
        .await?;
    println!("still active: {}", active.resources.len());
    Ok(())
}

/// What the local server answers in the foundation's stead: a deployment that takes a step each time.
fn foundation() -> impl Fn(&Request) -> Answer + Send + Sync {
    const STEPS: [(&str, &str); 4] = [
        ("ACTIVE", "DEPLOYING"),
        ("ACTIVE", "PAUSED"),
        ("ACTIVE", "DEPLOYING"),
        ("FINALIZED", "DEPLOYED"),
    ];
    let step = AtomicUsize::new(0);
    move |request| {
        let place = request.target.split('?').next().unwrap_or_default();
        match (request.method.as_str(), place) {
            (_, place) if place.ends_with("/continue") => Answer::new("200 OK"),
            ("GET", "/v3/deployments") => Answer::json("200 OK", NONE),
            _ => {
                let now = step.fetch_add(1, Ordering::SeqCst).min(STEPS.len() - 1);
                let (value, reason) = STEPS[now];
                let body = DEPLOYMENT.replace("VALUE", value).replace("REASON", reason);
                Answer::json("200 OK", body)
            }
        }
    }
}

const NONE: &str = r#"{"pagination":{"total_results":0,"total_pages":1,"first":{"href":"x"},"last":{"href":"x"},
    "next":null,"previous":null},"resources":[]}"#;

const DEPLOYMENT: &str = r#"{"guid":"b1e7f3c4-2d58-4e69-a07b-8c9d0e1f2a33",
    "created_at":"2026-02-03T04:05:06Z","updated_at":"2026-02-03T04:06:06Z",
    "status":{"value":"VALUE","reason":"REASON","details":{
      "last_successful_healthcheck":"2026-02-03T04:06:00Z","last_status_change":"2026-02-03T04:06:06Z"}},
    "strategy":"canary","options":{"max_in_flight":1},
    "droplet":{"guid":"a7c3d9e2-1b44-4a0e-8f23-5b6c7d8e9f01"},"previous_droplet":{"guid":null},
    "new_processes":[],"revision":null,
    "relationships":{"app":{"data":{"guid":"0f4b2a1e-6a57-4a35-9f0c-3d1b6c1f7a10"}}},
    "metadata":{"labels":{},"annotations":{}},
    "links":{"self":{"href":"x"},"app":{"href":"x"}}}"#;
