//! What the fake of Cloudflare knows: that it refuses what the API refuses.

use super::support::{ACCOUNT, WORKER, cloudflare};
use launchway::cloudflare::types::{
    DeploymentVersion, NewDeployment, VersionUpload, VersionUploadMetadata,
};
use launchway::runtime::{Part, Uuid};
use launchway_tests::fake::Cloudflare;

fn share(id: &str, percentage: f64) -> DeploymentVersion {
    DeploymentVersion::new(id.parse::<Uuid>().unwrap(), percentage)
}

#[tokio::test]
async fn uploads_deploys_lists_and_deletes() {
    let fake = Cloudflare::start().unwrap();
    let old = fake.state().running_script(WORKER);
    let (cf, _) = cloudflare(&fake);
    let mut upload = VersionUpload::new(VersionUploadMetadata::new("index.js"));
    let module = Part::new("export default {}").content_type("application/javascript+module");
    upload.extra.insert("index.js".into(), module);
    let versions = cf.worker_versions();
    let version = versions.upload(ACCOUNT, WORKER, upload).await.unwrap();
    assert_eq!((version.number, version.startup_time_ms), (2, Some(7)));
    // An upload serves nothing.
    assert_eq!(fake.state().share(WORKER, &old), 100.0);

    let body = NewDeployment::new(vec![
        share(&version.id.to_string(), 12.5),
        share(&old, 87.5),
    ]);
    let deployments = cf.worker_deployments();
    let made = deployments.create(ACCOUNT, WORKER, body).await.unwrap();
    let list = deployments.list(ACCOUNT, WORKER).await.unwrap();
    assert_eq!(list.deployments.len(), 2);
    assert_eq!(list.deployments[0], made);
    let (newest, oldest) = (made.id.to_string(), list.deployments[1].id.to_string());
    let refused = deployments
        .delete(ACCOUNT, WORKER, &newest)
        .await
        .unwrap_err();
    assert!(refused.is_bad_request());
    deployments.delete(ACCOUNT, WORKER, &oldest).await.unwrap();
    let gone = deployments.get(ACCOUNT, WORKER, &oldest).await.unwrap_err();
    assert!(gone.is_not_found());
}

#[tokio::test]
async fn refuses_what_does_not_add_up_and_what_is_blocked() {
    let fake = Cloudflare::start().unwrap();
    let old = fake.state().running_script(WORKER);
    let (cf, _) = cloudflare(&fake);
    let deployments = cf.worker_deployments();
    let create = |percentage| {
        deployments.create(
            ACCOUNT,
            WORKER,
            NewDeployment::new(vec![share(&old, percentage)]),
        )
    };
    assert!(create(99.0).await.unwrap_err().has_code(10021));
    let blocked = Some("the secret KEY has changed".to_owned());
    fake.state().scripts.get_mut(WORKER).unwrap().blocked = blocked;
    assert!(create(100.0).await.unwrap_err().has_code(10220));
    create(100.0).force(true).await.unwrap();
    let unknown = deployments.list(ACCOUNT, "none").await.unwrap_err();
    assert!(unknown.is_not_found() && unknown.has_code(10007));
}

#[tokio::test]
async fn limits_and_tells_when_to_come_back() {
    let fake = Cloudflare::start().unwrap();
    fake.state().running_script(WORKER);
    fake.state().limit = Some(2);
    let (cf, _) = cloudflare(&fake);
    let list = || cf.worker_deployments().list(ACCOUNT, WORKER);
    list().await.unwrap();
    let answer = list().with_response().await.unwrap();
    assert!(
        answer.headers["ratelimit"]
            .to_str()
            .unwrap()
            .starts_with("\"default\";r=0;t=")
    );
    let wrong = cf.worker_secrets().list(ACCOUNT, WORKER);
    let error = wrong.await.unwrap_err();
    assert!(error.is_rate_limited() && error.has_code(971), "{error}");
    assert!(error.api().unwrap().headers().contains_key("retry-after"));
    fake.state().next_window();
    list().await.unwrap();
}
