//! Pushes the bits of an app, deploys them as a canary, and goes on step by step as long as it is healthy.
//!
//! `cargo run -p launchway-tests --example push_canary`; against a foundation give its `api_host` in place of
//! `base_url`. With `-- fail` the second step fails its check, and the droplet before is back; with `-- storm` answers
//! get lost on the way, and with `-- fail,storm` both.

use launchway::cloudfoundry::Client;
use launchway::cloudfoundry::rollout::{Ending, Push};
use launchway_tests::fake::{CloudFoundry, Fault};
use std::time::Duration;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked = std::env::args().nth(1).unwrap_or_default();
    let fails = asked.contains("fail");
    let fake = CloudFoundry::start()?;
    let (app, before) = fake.state().running_app("shop", 8);
    let token = fake.state().token_for();
    let cf = Client::builder()
        .uaa_token(token)
        .base_url(fake.url())
        .build()?;
    println!("{app} runs droplet {before}");

    if asked.contains("storm") {
        let faults = [
            ("/upload", Fault::Unanswered),
            ("POST /v3/deployments", Fault::Truncated),
        ];
        for (line, fault) in faults {
            fake.faults().next(line, 1, fault);
        }
        fake.faults().after("/actions/", 0, 1, Fault::Unanswered);
        fake.faults()
            .after("GET /v3/deployments/", 2, 1, Fault::Router(502));
    }
    let ending = Push::new(&cf, &app)
        .bits("the bytes of a zip archive")
        .canary([25, 50])
        .max_in_flight(2)
        // In earnest these may be left out: from a second to ten.
        .every(Duration::from_millis(5), Duration::from_millis(50))
        .run(async |stage| {
            println!("step {} of {} waits", stage.step, stage.steps);
            match fails && stage.step == 2 {
                true => Err("too many errors"),
                false => Ok(()),
            }
        })
        .await?;
    match ending {
        Ending::Deployed(deployment) => println!("done: deployment {}", deployment.guid),
        Ending::RolledBack { deployment, cause } => {
            println!("{}: {cause}", deployment.status.reason);
        }
        Ending::Canceled(deployment) | Ending::Superseded(deployment) => {
            println!("{} by somebody else", deployment.status.reason);
        }
    }
    println!("{app} runs droplet {}", fake.state().current_droplet(&app));
    Ok(())
}
