//! Uploads a version of a Worker and gives it more and more of the traffic, as long as it is healthy.
//!
//! `cargo run -p launchway-tests --example gradual_rollout`; against the real API leave `base_url` out. With
//! `-- fail` the version fails its third check, and the one before has all the traffic again; with `-- storm` answers
//! get lost on the way, and with `-- fail,storm` both.

use launchway::cloudflare::Client;
use launchway::cloudflare::rollout::{Ending, Rollout};
use launchway::cloudflare::types::{VersionUpload, VersionUploadMetadata};
use launchway::runtime::Part;
use launchway_tests::fake::{Cloudflare, Fault};
use std::time::Duration;

const ACCOUNT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
const WORKER: &str = "shop-edge";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked = std::env::args().nth(1).unwrap_or_default();
    let fails = asked.contains("fail");
    let fake = Cloudflare::start()?;
    let before = fake.state().running_script(WORKER);
    let cf = Client::builder()
        .api_token("api-token")
        .base_url(fake.url())
        .build()?;

    let mut upload = VersionUpload::new(VersionUploadMetadata::new("index.js"));
    let module = Part::new("export default { fetch: () => new Response('hello') }");
    let module = module.content_type("application/javascript+module");
    upload.extra.insert("index.js".into(), module);
    let version = cf.worker_versions().upload(ACCOUNT, WORKER, upload).await?;
    println!("{before} serves; uploaded {}", version.id);

    if asked.contains("storm") {
        for (skip, fault) in [
            (0, Fault::Unanswered),
            (1, Fault::Truncated),
            (2, Fault::Router(503)),
        ] {
            fake.faults().after("POST", skip, 1, fault);
        }
        fake.faults()
            .after("GET", 3, 1, Fault::TooMany { after: 1 });
    }
    let ending = Rollout::new(&cf, ACCOUNT, WORKER, version.id)
        .steps([1.0, 10.0, 50.0, 100.0])
        // In earnest minutes: as long as it takes to see whether it is healthy.
        .soak(Duration::from_millis(20))
        .message("shop 42")
        .run(async |stage| {
            println!("{:>5} % in force", stage.percentage);
            match fails && stage.percentage >= 50.0 {
                true => Err("too many errors"),
                false => Ok(()),
            }
        })
        .await?;
    match ending {
        Ending::Completed(deployment) => println!("done: deployment {}", deployment.id),
        Ending::RolledBack {
            percentage, cause, ..
        } => println!("rolled back from {percentage} %: {cause}"),
        Ending::Superseded(other) => println!("left to deployment {}", other.id),
    }
    let shares = [before, version.id.to_string()].map(|it| (fake.state().share(WORKER, &it), it));
    for (share, version) in shares {
        println!("{share:>5} % -> {version}");
    }
    Ok(())
}
