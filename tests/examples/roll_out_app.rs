//! Deploys a droplet as a canary, waits until it wants to be told, lets it go on, and waits for its end.
//!
//! `cargo run -p launchway-tests --example roll_out_app`; against a foundation give its `api_host` in place of
//! `base_url`. With `-- fail` it is canceled when it waits; with `-- storm` answers get lost on the way.

use launchway::cloudfoundry::Client;
use launchway::cloudfoundry::types::{
    BelongsToApp, DeploymentStatusReason, DeploymentStatusValue, DeploymentStrategy, GuidRef,
    NewDeployment,
};
use launchway::runtime::Outcome;
use launchway_tests::fake::{CloudFoundry, Fault};
use std::time::Duration;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked = std::env::args().nth(1).unwrap_or_default();
    let fake = CloudFoundry::start()?;
    let (app, _) = fake.state().running_app("shop", 4);
    let droplet = fake.state().add_droplet(&app);
    let token = fake.state().token_for();
    let cf = Client::builder()
        .uaa_token(token)
        .base_url(fake.url())
        .build()?;
    if asked.contains("storm") {
        fake.faults()
            .next("POST /v3/deployments", 1, Fault::Unanswered);
        fake.faults().next("/actions/continue", 1, Fault::Truncated);
        fake.faults()
            .after("GET /v3/deployments/", 1, 1, Fault::Router(503));
    }

    let deployments = cf.deployments();
    let new = NewDeployment::new(BelongsToApp::of(&app))
        .droplet(GuidRef::new(&droplet))
        .strategy(DeploymentStrategy::Canary);
    // Sent again only after a look whether it was done: a second one would replace the first.
    let active = || {
        let list = deployments.list().app_guids([&app]);
        list.status_values([DeploymentStatusValue::Active])
    };
    let find = async || Ok(active().await?.resources.into_iter().next());
    let made = deployments.create(new).exactly_once(find).await?;

    let pause = Duration::from_millis(20);
    loop {
        let wait = deployments.get(&made.guid).wait().every(pause, pause);
        match wait.await? {
            Outcome::Paused(_) if asked.contains("fail") => {
                deployments.cancel(&made.guid).await?;
            }
            Outcome::Paused(canary) => {
                println!("{}: {}", canary.guid, canary.status.reason);
                let goes_on = async || {
                    let now = deployments.get(&made.guid).await?;
                    Ok((now.status.reason != DeploymentStatusReason::Paused).then_some(()))
                };
                let call = deployments.continue_deployment(&made.guid);
                call.exactly_once(goes_on).await?;
            }
            Outcome::Success(done) => break println!("{}: done", done.guid),
            other => {
                let reason = &other.value().status.reason;
                break println!("{}: ended as {reason}", made.guid);
            }
        }
    }
    println!("still active: {}", active().await?.resources.len());
    Ok(())
}
