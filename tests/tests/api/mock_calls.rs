//! Every operation of both clients once, against the mock that answers by the examples of the documents: each answer is
//! read as its type.

use launchway::cloudflare::types as flare;
use launchway::cloudfoundry::types::*;
use launchway::runtime::{Mock, MockClock, Part, Uuid};
use launchway::{cloudflare, cloudfoundry};
use std::collections::BTreeMap;
use std::path::Path;

/// The operations of a client that the mock was not asked for, as its surface has them.
fn unasked(api: &str, mock: &Mock) -> Vec<String> {
    let surface = format!("../generated/surface/{api}.txt");
    let surface = Path::new(env!("CARGO_MANIFEST_DIR")).join(surface);
    let text = std::fs::read_to_string(surface).unwrap();
    let lines = text.lines().filter_map(|line| line.split_once(": "));
    let operations = lines.filter_map(|(_, operation)| operation.split(" -> ").next());
    let is_operation = |it: &&str| {
        it.split_once(' ')
            .is_some_and(|(_, path)| path.starts_with('/'))
    };
    let operations: Vec<&str> = operations.filter(is_operation).collect();
    assert!(operations.len() > 25, "{}", operations.len());
    let unasked = operations
        .into_iter()
        .filter(|operation| mock.requests_of(operation).is_empty());
    unasked.map(str::to_owned).collect()
}

macro_rules! read {
    ($($call:expr;)*) => {
        $(if let Err(error) = $call.await {
            panic!("{}: {error}", stringify!($call));
        })*
    };
}

#[tokio::test]
async fn all_of_cloudflare() {
    let mock = cloudflare::mock::examples();
    let builder = cloudflare::Client::builder().api_token("any");
    let cf = builder.transport(mock.clone()).build().unwrap();
    let (a, w) = ("account", "worker");
    let module = || Part::new("export default {}").content_type("application/javascript+module");

    let scripts = cf.worker_scripts();
    let metadata = flare::ScriptUploadMetadata::new().main_module("index.js");
    let mut upload = flare::ScriptUpload::new(metadata);
    upload.extra.insert("index.js".into(), module());
    let metadata = flare::ContentUploadMetadata::new().main_module("index.js");
    let mut content = flare::ContentUpload::new(metadata);
    content.extra.insert("index.js".into(), module());
    let patch = flare::WorkerSettingsPatch::new(flare::WorkerSettingsUpdate::new());
    read! {
        scripts.list(a);
        scripts.search(a);
        scripts.upload(a, w, upload);
        scripts.download(a, w);
        scripts.put_content(a, w, content);
        scripts.get_content(a, w);
        scripts.get_settings(a, w);
        scripts.patch_settings(a, w, patch);
        scripts.get_script_settings(a, w);
        scripts.patch_script_settings(a, w, flare::ScriptSettings::new().logpush(true));
        scripts.delete(a, w);
    }
    let versions = cf.worker_versions();
    let mut upload = flare::VersionUpload::new(flare::VersionUploadMetadata::new("index.js"));
    upload.extra.insert("index.js".into(), module());
    let deployments = cf.worker_deployments();
    let share = vec![flare::DeploymentVersion::new(Uuid::nil(), 100.0)];
    read! {
        versions.list(a, w);
        versions.list(a, w).collect();
        versions.upload(a, w, upload);
        versions.get(a, w, Uuid::nil());
        deployments.list(a, w);
        deployments.create(a, w, flare::NewDeployment::new(share));
        deployments.get(a, w, Uuid::nil());
        deployments.delete(a, w, Uuid::nil());
    }
    let secrets = cf.worker_secrets();
    let secret = flare::NewSecret::SecretText(flare::NewSecretText::new("KEY", "s3cret"));
    let hourly = vec![flare::NewSchedule::new("0 * * * *")];
    let subdomain = cf.worker_subdomain();
    let file = flare::AssetManifestEntry::new("3a5f0c9e1b7d24688ace13579bdf0246", 5);
    let manifest = BTreeMap::from([("/index.html".to_owned(), file)]);
    let session = flare::NewAssetUploadSession::new(manifest);
    read! {
        secrets.list(a, w);
        secrets.put(a, w, secret);
        secrets.get(a, w, "KEY");
        secrets.bulk_update(a, w, flare::SecretsPatch::new());
        secrets.delete(a, w, "KEY");
        cf.worker_schedules().get(a, w);
        cf.worker_schedules().update(a, w, hourly);
        subdomain.get(a, w);
        subdomain.set(a, w, flare::NewSubdomain::new(true));
        subdomain.delete(a, w);
        cf.worker_assets().create_upload_session(a, w, session);
        scripts.search(a).collect();
        deployments.list(a, w).collect();
    }
    assert_eq!(unasked("cloudflare", &mock), Vec::<String>::new());
}

#[tokio::test]
async fn all_of_cloudfoundry() {
    let mock = cloudfoundry::mock::examples();
    let builder = cloudfoundry::Client::builder().uaa_token("any");
    let builder = builder.clock(MockClock::new());
    let cf = builder.transport(mock.clone()).build().unwrap();
    places(&cf).await;
    apps(&cf).await;
    staging(&cf).await;
    running(&cf).await;
    routes(&cf).await;
    assert_eq!(unasked("cloudfoundry", &mock), Vec::<String>::new());
}

type Client = cloudfoundry::Client;

/// Any id is known.
const ID: &str = "id";

async fn places(cf: &Client) {
    let manifest = "applications:\n- name: made\n";
    read! {
        cf.info().get_api_root();
        cf.info().get_v3_api_root();
        cf.info().get_platform_info();
        cf.organizations().list().collect();
        cf.organizations().get(ID);
        cf.spaces().list().collect();
        cf.spaces().get(ID);
        cf.manifests().apply(ID, manifest);
        cf.manifests().apply(ID, manifest).wait();
        cf.jobs().get(ID);
    }
}

async fn apps(cf: &Client) {
    let apps = cf.apps();
    let wanted = ToOneRelationship::new(GuidRef::new(ID));
    read! {
        apps.list();
        apps.list().collect();
        apps.create(NewApp::new("shop", BelongsToSpace::of(ID)));
        apps.get(ID);
        apps.update(ID, AppUpdate::new());
        apps.delete(ID).wait();
        apps.start(ID);
        apps.stop(ID);
        apps.restart(ID);
        apps.clear_buildpack_cache(ID).wait();
        apps.get_environment(ID);
        apps.get_environment_variables(ID);
        apps.update_environment_variables(ID, EnvironmentVariablesUpdate::new(BTreeMap::new()));
        apps.list_features(ID);
        apps.get_feature(ID, "ssh");
        apps.update_feature(ID, "ssh", AppFeatureUpdate::new(false));
        apps.get_current_droplet(ID);
        apps.get_current_droplet_association(ID);
        apps.set_current_droplet(ID, wanted);
        apps.list_builds(ID).collect();
        apps.list_droplets(ID).collect();
        apps.list_packages(ID).collect();
        apps.list_processes(ID).collect();
        apps.list_revisions(ID).collect();
        apps.list_deployed_revisions(ID).collect();
        apps.list_tasks(ID).collect();
        apps.get_process(ID, "web");
        apps.get_process_stats(ID, "web");
        apps.update_process(ID, "web", ProcessUpdate::new());
        apps.scale_process(ID, "web", ProcessScale::new());
        apps.terminate_process_instance(ID, "web", 0);
    }
}

async fn staging(cf: &Client) {
    let (packages, builds, droplets) = (cf.packages(), cf.builds(), cf.droplets());
    let bits = PackageUpload::new().bits(Part::new("zip").file_name("app.zip"));
    let droplet = DropletUpload::new(Part::new("tgz").file_name("app.tgz"));
    read! {
        packages.list().collect();
        packages.create(NewPackage::new(BelongsToApp::of(ID)));
        packages.get(ID);
        packages.update(ID, PackageUpdate::new());
        packages.upload(ID, bits);
        packages.download(ID);
        packages.delete(ID).wait();
        builds.list().collect();
        builds.create(NewBuild::new(GuidRef::new(ID)));
        builds.get(ID);
        builds.update(ID, BuildUpdate::new());
        droplets.list().collect();
        droplets.create(NewDroplet::new(BelongsToApp::of(ID)));
        droplets.get(ID);
        droplets.update(ID, DropletUpdate::new());
        droplets.upload(ID, droplet);
        droplets.download(ID);
        droplets.delete(ID).wait();
    }
}

async fn running(cf: &Client) {
    let (processes, revisions, tasks) = (cf.processes(), cf.revisions(), cf.tasks());
    let deployments = cf.deployments();
    read! {
        processes.list().collect();
        processes.get(ID);
        processes.get_stats(ID);
        processes.list_instances(ID);
        processes.update(ID, ProcessUpdate::new());
        processes.scale(ID, ProcessScale::new());
        processes.terminate_instance(ID, 0);
        revisions.get(ID);
        revisions.update(ID, RevisionUpdate::new());
        revisions.get_environment_variables(ID);
        tasks.list().collect();
        tasks.create(ID, NewTask::new());
        tasks.get(ID);
        tasks.update(ID, TaskUpdate::new());
        tasks.cancel(ID);
        deployments.list().collect();
        deployments.create(NewDeployment::new(BelongsToApp::of(ID)));
        deployments.get(ID);
        deployments.update(ID, DeploymentUpdate::new());
        deployments.cancel(ID);
        deployments.continue_deployment(ID);
    }
}

async fn routes(cf: &Client) {
    let routes = cf.routes();
    let one = || ToOneRelationship::new(GuidRef::new(ID));
    let to = || {
        let new = NewRouteDestination::new(NewDestinationApp::new(ID));
        RouteDestinationsUpdate::new(vec![new])
    };
    read! {
        routes.list().collect();
        routes.create(NewRoute::new(RouteRelationships::new(one(), one())));
        routes.get(ID);
        routes.update(ID, RouteUpdate::new());
        routes.list_destinations(ID);
        routes.insert_destinations(ID, to());
        routes.replace_destinations(ID, to());
        routes.remove_destination(ID, ID);
        routes.delete(ID).wait();
    }
}
