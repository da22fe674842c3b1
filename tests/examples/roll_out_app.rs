//! Deploys a droplet as a canary, lets it go on when it waits, and watches it to its end.
//!
//! `cargo run -p launchway-tests --example roll_out_app`; against a foundation give its `api_host` in place of
//! `base_url`. With `-- fail` it is canceled when it waits; with `-- storm` answers get lost on the way.

use launchway::cloudfoundry::Client;
use launchway::cloudfoundry::types::{
    BelongsToApp, DeploymentStatusReason, DeploymentStatusValue, DeploymentStrategy, GuidRef,
    NewDeployment,
};
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
    let mut deployment = deployments.create(new).exactly_once(find).await?;

    while deployment.status.value != DeploymentStatusValue::Finalized {
        println!("{}: {}", deployment.guid, deployment.status.reason);
        if deployment.status.reason == DeploymentStatusReason::Paused {
            let goes_on = async || {
                let now = deployments.get(&deployment.guid).await?;
                Ok((now.status.reason != DeploymentStatusReason::Paused).then_some(()))
            };
            match asked.contains("fail") {
                true => deployments.cancel(&deployment.guid).await?,
                false => {
                    let call = deployments.continue_deployment(&deployment.guid);
                    call.exactly_once(goes_on).await?;
                }
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        deployment = deployments.get(&deployment.guid).await?;
    }
    match deployment.status.reason {
        DeploymentStatusReason::Deployed => println!("{}: done", deployment.guid),
        reason => println!("{}: ended as {reason}", deployment.guid),
    }
    println!("still active: {}", active().await?.resources.len());
    Ok(())
}
