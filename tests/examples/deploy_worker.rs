//! Uploads a version of a Worker, gives it a tenth of the traffic, and shows what is in force.
//!
//! `cargo run -p launchway-tests --example deploy_worker`; against the real API leave `base_url` out.

use launchway::cloudflare::Client;
use launchway::cloudflare::types::{
    DeploymentAnnotations, DeploymentVersion, NewDeployment, VersionUpload, VersionUploadMetadata,
};
use launchway::runtime::Part;
use launchway_tests::server::{Answer, Request, Server};

const ACCOUNT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::start(answer)?;
    let cf = Client::builder()
        .api_token("from the dashboard")
        .base_url(server.url())
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

    let deployments = cf.worker_deployments();
    let before = deployments.list(ACCOUNT, "shop-edge").await?;
    let stable = before.deployments[0].versions[0].version_id;
    let ramp = NewDeployment::new(vec![
        DeploymentVersion::new(version.id, 10.0),
        DeploymentVersion::new(stable, 90.0),
    ])
    .annotations(DeploymentAnnotations::new().workers_message("a tenth for the new one"));

    let made = match deployments.create(ACCOUNT, "shop-edge", ramp.clone()).await {
        // 10220: something, such as a secret, has changed since the version was uploaded.
        Err(error)
            if error
                .problems()
                .iter()
                .any(|p| p.code.as_deref() == Some("10220")) =>
        {
            println!("forcing: {error}");
            deployments
                .create(ACCOUNT, "shop-edge", ramp)
                .force(true)
                .await?
        }
        made => made?,
    };
    for version in &made.versions {
        println!("{:>5} % -> {}", version.percentage, version.version_id);
    }
    Ok(())
}

/// What the local server answers in Cloudflare's stead.
fn answer(request: &Request) -> Answer {
    let result = match (request.method.as_str(), request.target.as_str()) {
        ("POST", target) if target.ends_with("/versions") => {
            r#"{"id":"5b1d7c52-0f0e-4b52-9d38-2f6f3c1f9a01","number":42,
                "metadata":{"source":"api","created_on":"2026-03-04T05:00:00.1Z"},"resources":{}}"#
        }
        ("POST", target) if !target.ends_with("?force=true") => {
            let body = r#"{"success":false,"errors":[{"code":10220,"message":"the secret KEY has changed"}],"messages":[],"result":null}"#;
            return Answer::json("400 Bad Request", body);
        }
        ("POST", _) => {
            r#"{"id":"3c7e6f7a-6a0b-4c5d-8e9f-001122334455","created_on":"2026-03-04T05:06:07.089Z",
                "source":"api","strategy":"percentage","versions":[
                {"version_id":"5b1d7c52-0f0e-4b52-9d38-2f6f3c1f9a01","percentage":10},
                {"version_id":"d0a9e2a4-77c1-4f0b-8f0d-0e6a7f3b2c11","percentage":90}]}"#
        }
        _ => {
            r#"{"deployments":[{"id":"90b4e1d7-52c8-4f36-a1e9-6677889900aa","created_on":"2026-03-01T10:20:30Z",
                "source":"wrangler","strategy":"percentage",
                "versions":[{"version_id":"d0a9e2a4-77c1-4f0b-8f0d-0e6a7f3b2c11","percentage":100}]}]}"#
        }
    };
    let body = format!(r#"{{"success":true,"errors":[],"messages":[],"result":{result}}}"#);
    Answer::json("200 OK", body)
}
