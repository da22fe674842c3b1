//! Every operation of both clients once, against the fakes, and what the fakes answer against the documents.

use super::faithful::{faithful, offered};
use super::support::{ACCOUNT, WORKER, cloudflare, cloudfoundry};
use launchway::cloudflare::types as flare;
use launchway::cloudfoundry::types::*;
use launchway::runtime::{Part, Uuid};
use launchway_tests::fake::{CloudFoundry, Cloudflare};
use std::collections::BTreeMap;

fn module() -> Part {
    Part::new("export default {}").content_type("application/javascript+module")
}

#[tokio::test]
async fn all_of_cloudflare() {
    let fake = Cloudflare::start().unwrap();
    let (cf, _) = cloudflare(&fake);
    let scripts = cf.worker_scripts();
    let metadata = flare::ScriptUploadMetadata::new().main_module("index.js");
    let mut upload = flare::ScriptUpload::new(metadata);
    upload.extra.insert("index.js".into(), module());
    let made = scripts.upload(ACCOUNT, WORKER, upload).await.unwrap();
    assert_eq!(made.startup_time_ms, 7);
    assert_eq!(scripts.list(ACCOUNT).await.unwrap().len(), 1);
    let found = scripts.search(ACCOUNT).name("shop").await.unwrap();
    assert_eq!(found[0].script_name, WORKER);
    assert_eq!(
        scripts.download(ACCOUNT, WORKER).await.unwrap(),
        "export default {}"
    );
    let metadata = flare::ContentUploadMetadata::new().main_module("next.js");
    let mut content = flare::ContentUpload::new(metadata);
    content.extra.insert(
        "next.js".into(),
        Part::new("next").content_type("text/javascript"),
    );
    scripts.put_content(ACCOUNT, WORKER, content).await.unwrap();
    assert_eq!(
        &scripts.get_content(ACCOUNT, WORKER).await.unwrap()[..],
        b"next"
    );

    assert_eq!(
        scripts.get_settings(ACCOUNT, WORKER).await.unwrap().logpush,
        Some(false)
    );
    let settings = flare::WorkerSettingsUpdate::new().compatibility_date("2026-02-01");
    let patch = flare::WorkerSettingsPatch::new(settings);
    let changed = scripts
        .patch_settings(ACCOUNT, WORKER, patch)
        .await
        .unwrap();
    assert_eq!(changed.compatibility_date.as_deref(), Some("2026-02-01"));
    let settings = flare::ScriptSettings::new().logpush(true);
    scripts
        .patch_script_settings(ACCOUNT, WORKER, settings)
        .await
        .unwrap();
    let settings = scripts.get_script_settings(ACCOUNT, WORKER).await.unwrap();
    assert_eq!(settings.logpush, Some(true));

    let versions = cf.worker_versions();
    let mut upload = flare::VersionUpload::new(flare::VersionUploadMetadata::new("index.js"));
    upload.extra.insert("index.js".into(), module());
    let version = versions.upload(ACCOUNT, WORKER, upload).await.unwrap();
    let same = versions
        .get(ACCOUNT, WORKER, version.id.to_string())
        .await
        .unwrap();
    assert_eq!(same.number, version.number);
    assert_eq!(
        versions.list(ACCOUNT, WORKER).await.unwrap().items[0].id,
        version.id
    );
    let deployments = cf.worker_deployments();
    let share =
        |id: Uuid| flare::NewDeployment::new(vec![flare::DeploymentVersion::new(id, 100.0)]);
    let made = deployments
        .create(ACCOUNT, WORKER, share(version.id))
        .await
        .unwrap();
    let same = deployments
        .get(ACCOUNT, WORKER, made.id.to_string())
        .await
        .unwrap();
    assert_eq!(same, made);
    let all = deployments.list(ACCOUNT, WORKER).await.unwrap().deployments;
    deployments
        .delete(ACCOUNT, WORKER, all[1].id.to_string())
        .await
        .unwrap();

    let secrets = cf.worker_secrets();
    let secret =
        |name: &str| flare::NewSecret::SecretText(flare::NewSecretText::new(name, "s3cret"));
    secrets.put(ACCOUNT, WORKER, secret("KEY")).await.unwrap();
    assert_eq!(
        secrets.get(ACCOUNT, WORKER, "KEY").await.unwrap().name,
        "KEY"
    );
    let patch = BTreeMap::from([
        ("KEY".to_owned(), None),
        ("PIN".to_owned(), Some(secret("PIN"))),
    ]);
    let patch = flare::SecretsPatch::new().secrets(patch);
    let left = secrets.bulk_update(ACCOUNT, WORKER, patch).await.unwrap();
    assert_eq!(left.keys().collect::<Vec<_>>(), ["PIN"]);
    assert_eq!(secrets.list(ACCOUNT, WORKER).await.unwrap().len(), 1);
    secrets.delete(ACCOUNT, WORKER, "PIN").await.unwrap();

    let schedules = cf.worker_schedules();
    let hourly = vec![flare::NewSchedule::new("0 * * * *")];
    schedules.update(ACCOUNT, WORKER, hourly).await.unwrap();
    let all = schedules.get(ACCOUNT, WORKER).await.unwrap().schedules;
    assert_eq!(all[0].cron, "0 * * * *");
    let subdomain = cf.worker_subdomain();
    assert!(
        subdomain
            .set(ACCOUNT, WORKER, flare::NewSubdomain::new(true))
            .await
            .unwrap()
            .enabled
    );
    assert!(!subdomain.delete(ACCOUNT, WORKER).await.unwrap().enabled);
    assert!(!subdomain.get(ACCOUNT, WORKER).await.unwrap().enabled);

    let file = flare::AssetManifestEntry::new("3a5f0c9e1b7d24688ace13579bdf0246", 5);
    let manifest = BTreeMap::from([("/index.html".to_owned(), file)]);
    let session = flare::NewAssetUploadSession::new(manifest);
    let session = cf
        .worker_assets()
        .create_upload_session(ACCOUNT, WORKER, session)
        .await
        .unwrap();
    assert_eq!(session.buckets.unwrap().len(), 1);

    scripts.delete(ACCOUNT, WORKER).await.unwrap();
    assert!(
        scripts
            .download(ACCOUNT, WORKER)
            .await
            .unwrap_err()
            .is_not_found()
    );
    assert_eq!(
        faithful("cloudflare", &fake.exchanges()),
        offered("cloudflare")
    );
}

#[tokio::test]
async fn all_of_cloudfoundry() {
    let fake = CloudFoundry::start().unwrap();
    let organization = fake.state().add_organization("shops");
    let space = fake.state().add_space("prod", &organization);
    let (cf, _) = cloudfoundry(&fake);
    places(&cf, &organization, &space).await;
    let app = apps(&cf, &space).await;
    let droplet = staging(&cf, &app).await;
    running(&cf, &app, &droplet).await;
    tasks(&cf, &app).await;
    routes(&cf, &app, &space).await;
    deployments(&cf, &app, &droplet).await;
    let job = cf.apps().delete(&app).wait().success().await.unwrap();
    cf.jobs().get(&job.guid).await.unwrap();
    assert!(cf.apps().get(&app).await.unwrap_err().is_not_found());
    assert_eq!(
        faithful("cloudfoundry", &fake.exchanges()),
        offered("cloudfoundry")
    );
}

type Client = launchway::cloudfoundry::Client;

async fn places(cf: &Client, organization: &str, space: &str) {
    cf.info().get_api_root().await.unwrap();
    cf.info().get_v3_api_root().await.unwrap();
    cf.info().get_platform_info().await.unwrap();
    let all = cf.organizations().list().names(["shops"]).await.unwrap();
    assert_eq!(all.resources[0].guid, organization);
    assert_eq!(
        cf.organizations().get(organization).await.unwrap().name,
        "shops"
    );
    assert_eq!(cf.spaces().list().await.unwrap().resources.len(), 1);
    assert_eq!(cf.spaces().get(space).await.unwrap().name, "prod");
    let manifest = "applications:\n- name: made\n";
    cf.manifests()
        .apply(space, manifest)
        .wait()
        .success()
        .await
        .unwrap();
    assert_eq!(
        cf.apps()
            .list()
            .names(["made"])
            .await
            .unwrap()
            .resources
            .len(),
        1
    );
}

/// An app. Gives its guid.
async fn apps(cf: &Client, space: &str) -> String {
    let apps = cf.apps();
    let app = apps
        .create(NewApp::new("shop", BelongsToSpace::of(space)))
        .await
        .unwrap();
    let update = AppUpdate::new().name("store");
    assert_eq!(apps.update(&app.guid, update).await.unwrap().name, "store");
    assert_eq!(apps.get(&app.guid).await.unwrap().name, "store");
    let var = BTreeMap::from([
        ("A".to_owned(), Some("1".to_owned())),
        ("B".to_owned(), None),
    ]);
    let update = EnvironmentVariablesUpdate::new(var);
    apps.update_environment_variables(&app.guid, update)
        .await
        .unwrap();
    let var = apps.get_environment_variables(&app.guid).await.unwrap().var;
    assert_eq!(var, BTreeMap::from([("A".to_owned(), "1".to_owned())]));
    let all = apps
        .get_environment(&app.guid)
        .await
        .unwrap()
        .environment_variables;
    assert_eq!(all, Some(var));
    assert_eq!(
        apps.list_features(&app.guid).await.unwrap().resources.len(),
        4
    );
    let off = AppFeatureUpdate::new(false);
    apps.update_feature(&app.guid, "ssh", off).await.unwrap();
    assert!(!apps.get_feature(&app.guid, "ssh").await.unwrap().enabled);
    apps.clear_buildpack_cache(&app.guid)
        .wait()
        .success()
        .await
        .unwrap();
    app.guid
}

/// From bits to a droplet. Gives the droplet's guid.
async fn staging(cf: &Client, app: &str) -> String {
    let packages = cf.packages();
    let mut guids = Vec::new();
    for _ in 0..2 {
        let new = NewPackage::new(BelongsToApp::of(app)).r#type(PackageType::Bits);
        guids.push(packages.create(new).await.unwrap().guid);
    }
    let upload = PackageUpload::new().bits(Part::new("zip").file_name("app.zip"));
    packages.upload(&guids[0], upload).await.unwrap();
    packages.get(&guids[0]).wait().success().await.unwrap();
    assert_eq!(&packages.download(&guids[0]).await.unwrap()[..], b"zip");
    packages
        .update(&guids[0], PackageUpdate::new())
        .await
        .unwrap();
    assert_eq!(
        packages
            .list()
            .app_guids([app])
            .await
            .unwrap()
            .resources
            .len(),
        2
    );
    assert_eq!(
        cf.apps().list_packages(app).await.unwrap().resources.len(),
        2
    );
    packages.delete(&guids[1]).wait().success().await.unwrap();

    let builds = cf.builds();
    let build = builds
        .create(NewBuild::new(GuidRef::new(&guids[0])))
        .await
        .unwrap();
    let build = builds.get(&build.guid).wait().success().await.unwrap();
    builds
        .update(&build.guid, BuildUpdate::new())
        .await
        .unwrap();
    assert_eq!(builds.list().await.unwrap().resources.len(), 1);
    assert_eq!(cf.apps().list_builds(app).await.unwrap().resources.len(), 1);

    let droplets = cf.droplets();
    let other = droplets
        .create(NewDroplet::new(BelongsToApp::of(app)))
        .await
        .unwrap()
        .guid;
    let upload = DropletUpload::new(Part::new("tgz").file_name("app.tgz"));
    droplets.upload(&other, upload).await.unwrap();
    droplets.get(&other).wait().success().await.unwrap();
    assert_eq!(&droplets.download(&other).await.unwrap()[..], b"tgz");
    droplets.update(&other, DropletUpdate::new()).await.unwrap();
    assert_eq!(droplets.list().await.unwrap().resources.len(), 2);
    assert_eq!(
        cf.apps().list_droplets(app).await.unwrap().resources.len(),
        2
    );
    droplets.delete(&other).wait().success().await.unwrap();
    build.droplet.unwrap().guid
}

async fn running(cf: &Client, app: &str, droplet: &str) {
    let apps = cf.apps();
    let wanted = ToOneRelationship::new(GuidRef::new(droplet));
    apps.set_current_droplet(app, wanted).await.unwrap();
    let current = apps.get_current_droplet_association(app).await.unwrap();
    assert_eq!(current.data.guid, droplet);
    assert_eq!(apps.get_current_droplet(app).await.unwrap().guid, droplet);
    apps.start(app).await.unwrap();
    apps.stop(app).await.unwrap();
    apps.restart(app).await.unwrap();
    let web = apps.get_process(app, "web").await.unwrap().guid;
    assert_eq!(
        apps.list_processes(app).await.unwrap().resources[0].guid,
        web
    );
    apps.update_process(app, "web", ProcessUpdate::new())
        .await
        .unwrap();
    let scale = || ProcessScale::new().instances(3);
    apps.scale_process(app, "web", scale()).await.unwrap();
    assert_eq!(
        apps.get_process_stats(app, "web")
            .await
            .unwrap()
            .resources
            .len(),
        3
    );
    apps.terminate_process_instance(app, "web", 2)
        .await
        .unwrap();
    let processes = cf.processes();
    processes.scale(&web, scale()).await.unwrap();
    processes.update(&web, ProcessUpdate::new()).await.unwrap();
    processes.terminate_instance(&web, 0).await.unwrap();
    assert_eq!(processes.get(&web).await.unwrap().instances, 3);
    assert_eq!(processes.get_stats(&web).await.unwrap().resources.len(), 3);
    assert_eq!(
        processes
            .list_instances(&web)
            .await
            .unwrap()
            .resources
            .len(),
        3
    );
    assert!(!processes.list().await.unwrap().resources.is_empty());
    let revision = apps.list_revisions(app).await.unwrap().resources[0]
        .guid
        .clone();
    let deployed = apps.list_deployed_revisions(app).await.unwrap();
    assert_eq!(deployed.resources[0].guid, revision);
    let revisions = cf.revisions();
    assert_eq!(
        revisions.get(&revision).await.unwrap().droplet.guid,
        droplet
    );
    revisions
        .update(&revision, RevisionUpdate::new())
        .await
        .unwrap();
    let var = revisions
        .get_environment_variables(&revision)
        .await
        .unwrap()
        .var;
    assert_eq!(var["A"], "1");
}

async fn tasks(cf: &Client, app: &str) {
    let tasks = cf.tasks();
    let make = || tasks.create(app, NewTask::new().command("rake db:migrate"));
    let task = make().await.unwrap();
    while tasks.get(&task.guid).await.unwrap().state != TaskState::Succeeded {}
    assert!(
        tasks
            .cancel(&task.guid)
            .await
            .unwrap_err()
            .is_unprocessable()
    );
    let other = make().await.unwrap();
    assert_eq!(
        tasks.cancel(&other.guid).await.unwrap().state,
        TaskState::Canceling
    );
    tasks.update(&task.guid, TaskUpdate::new()).await.unwrap();
    assert_eq!(tasks.list().await.unwrap().resources.len(), 2);
    assert_eq!(cf.apps().list_tasks(app).await.unwrap().resources.len(), 2);
}

async fn routes(cf: &Client, app: &str, space: &str) {
    let routes = cf.routes();
    let one = |guid: &str| ToOneRelationship::new(GuidRef::new(guid));
    let new = || NewRoute::new(RouteRelationships::new(one(space), one("d-1"))).host("shop");
    let route = routes.create(new()).await.unwrap().guid;
    assert!(routes.create(new()).await.unwrap_err().is_unprocessable());
    assert_eq!(
        routes.list().hosts(["shop"]).await.unwrap().resources[0].guid,
        route
    );
    let to = |kind: &str| {
        let app = NewDestinationApp::new(app).process(DestinationProcess::new(kind));
        RouteDestinationsUpdate::new(vec![NewRouteDestination::new(app)])
    };
    routes.insert_destinations(&route, to("web")).await.unwrap();
    // The same once more changes nothing.
    let all = routes
        .insert_destinations(&route, to("web"))
        .await
        .unwrap()
        .destinations;
    assert_eq!(all.len(), 1);
    let all = routes
        .replace_destinations(&route, to("worker"))
        .await
        .unwrap()
        .destinations;
    routes
        .remove_destination(&route, &all[0].guid)
        .await
        .unwrap();
    assert!(
        routes
            .list_destinations(&route)
            .await
            .unwrap()
            .destinations
            .is_empty()
    );
    routes.update(&route, RouteUpdate::new()).await.unwrap();
    assert_eq!(routes.get(&route).await.unwrap().host, "shop");
    routes.delete(&route).wait().success().await.unwrap();
}

async fn deployments(cf: &Client, app: &str, droplet: &str) {
    let deployments = cf.deployments();
    let new = |strategy| {
        let new = NewDeployment::new(BelongsToApp::of(app)).droplet(GuidRef::new(droplet));
        new.strategy(strategy)
    };
    let canary = deployments
        .create(new(DeploymentStrategy::Canary))
        .await
        .unwrap()
        .guid;
    deployments.get(&canary).wait().await.unwrap();
    deployments.continue_deployment(&canary).await.unwrap();
    deployments.get(&canary).wait().success().await.unwrap();
    let other = deployments
        .create(new(DeploymentStrategy::Rolling))
        .await
        .unwrap()
        .guid;
    deployments.cancel(&other).await.unwrap();
    deployments
        .update(&other, DeploymentUpdate::new())
        .await
        .unwrap();
    assert_eq!(deployments.list().await.unwrap().resources.len(), 2);
}
