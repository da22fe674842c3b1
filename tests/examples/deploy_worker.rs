//! Uploads a version of a Worker, gives it a tenth of the traffic, and shows what is in force.
//!
//! `cargo run -p launchway-tests --example deploy_worker`; against the real API leave `base_url` out. With `-- storm`
//! answers get lost on the way.

use launchway::cloudflare::types::{
    DeploymentAnnotations, DeploymentVersion, NewDeployment, VersionUpload, VersionUploadMetadata,
};
use launchway::cloudflare::{Client, error_codes};
use launchway::runtime::Part;
use launchway_tests::fake::{Cloudflare, Fault};

const ACCOUNT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let fake = Cloudflare::start()?;
    fake.state().running_script("shop-edge");
    let cf = Client::builder()
        .api_token("api-token")
        .base_url(fake.url())
        .build()?;

    let mut upload = VersionUpload::new(VersionUploadMetadata::new("index.js"));
    let module = Part::new("export default { fetch: () => new Response('hello') }");
    let module = module.content_type("application/javascript+module");
    upload.extra.insert("index.js".into(), module);
    let version = cf
        .worker_versions()
        .upload(ACCOUNT, "shop-edge", upload)
        .await?;
    println!("uploaded version {} ({})", version.number, version.id);

    let blocked = Some("the secret KEY has changed".to_owned());
    if let Some(script) = fake.state().scripts.get_mut("shop-edge") {
        script.blocked = blocked;
    }
    if std::env::args().any(|argument| argument == "storm") {
        fake.faults().next("GET", 1, Fault::Router(503));
        fake.faults().after("POST", 1, 1, Fault::Unanswered);
    }

    let deployments = cf.worker_deployments();
    let before = deployments.list(ACCOUNT, "shop-edge").await?;
    let stable = before.deployments[0].versions[0].version_id;
    let ramp = NewDeployment::new(vec![
        DeploymentVersion::new(version.id, 10.0),
        DeploymentVersion::new(stable, 90.0),
    ])
    .annotations(DeploymentAnnotations::new().workers_message("a tenth for the new one"));

    // Sent again only after a look whether it was done: a second one would stand in the history.
    let find = async || {
        let list = deployments.list(ACCOUNT, "shop-edge").await?.deployments;
        let newest = list.into_iter().next();
        Ok(newest.filter(|it| it.versions.iter().any(|it| it.version_id == version.id)))
    };
    let create = || deployments.create(ACCOUNT, "shop-edge", ramp.clone());
    let made = match create().exactly_once(find).await {
        // Something, such as a secret, has changed since the version was uploaded.
        Err(error) if error.has_code(error_codes::DEPLOYMENT_BLOCKED) => {
            println!("forcing: {error}");
            create().force(true).exactly_once(find).await?
        }
        made => made?,
    };
    for version in &made.versions {
        println!("{:>5} % -> {}", version.percentage, version.version_id);
    }
    Ok(())
}
