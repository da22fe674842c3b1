//! One life of an app, by both clients of Cloud Foundry.

use super::support::{Quick, Told, Wire, compare, telling};
use launchway_tests::fake::{CloudFoundry, Fault};
use serde_json::json;

macro_rules! scenario {
    ($name:ident, ($($api:ident)::+), ($($upload:ident)::+), ($($runtime:ident)::+)) => {
        mod $name {
            use super::{CloudFoundry, Fault, Quick, Told, Wire, json, telling};
            use $($api)::+ as api;
            use $($upload)::+ as Upload;
            telling!($($runtime)::+);

            fn client(fake: &CloudFoundry) -> api::Client {
                let token = fake.state().token_for();
                let builder = api::Client::builder().uaa_token(token).base_url(fake.url());
                builder.transport(Wire::new()).clock(Quick).build().unwrap()
            }

            pub(super) async fn deployments(fake: &CloudFoundry) -> Told {
                let mut told = Told::default();
                let (app, _) = fake.state().running_app("shop", 4);
                let next = fake.state().add_droplet(&app);
                let cf = client(fake);
                let new = |more: serde_json::Value| {
                    let mut body = json!({"relationships": {"app": {"data": {"guid": app}}}});
                    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
                    cf.deployments().create(given(body))
                };
                let rolling = new(json!({"droplet": {"guid": next}, "metadata": {"labels": {"a": "b"}}}));
                let rolling = rolling.await.unwrap();
                told.push("create", written(&rolling));
                told.push("get", seen(cf.deployments().get(&rolling.guid).await));
                told.push("wait", ended(cf.deployments().get(&rolling.guid).wait().await));
                let canary = new(json!({
                    "strategy": "canary",
                    "options": {
                        "max_in_flight": 2,
                        "web_instances": null,
                        "log_rate_limit_in_bytes_per_second": 4_294_967_296_i64,
                        "canary": {"steps": [{"instance_weight": 25}, {"instance_weight": 50}]},
                    },
                }));
                let canary = canary.await.unwrap();
                told.push("canary", written(&canary));
                told.push("paused", ended(cf.deployments().get(&canary.guid).wait().await));
                cf.deployments().continue_deployment(&canary.guid).await.unwrap();
                told.push("again", ended(cf.deployments().get(&canary.guid).wait().await));
                cf.deployments().cancel(&canary.guid).await.unwrap();
                told.push("canceled", ended(cf.deployments().get(&canary.guid).wait().await));
                let late = cf.deployments().cancel(&canary.guid).await.unwrap_err();
                told.push("too late", refused(&late));
                let labels = json!({"metadata": {"labels": {"team": "checkout", "a": null}}});
                told.push("update", seen(cf.deployments().update(&canary.guid, given(labels)).await));
                told.push("unknown", seen(cf.deployments().get("none").await));
                told.push("refused", seen(new(json!({"droplet": {"guid": "none"}})).await));
                told
            }

            pub(super) async fn lists(fake: &CloudFoundry) -> Told {
                let mut told = Told::default();
                let (app, _) = fake.state().running_app("shop", 1);
                for _ in 0..4 {
                    fake.state().add_droplet(&app);
                }
                let cf = client(fake);
                let list = cf.droplets().list().app_guids([app.as_str(), "a,b"]).per_page(2);
                let list = list.order_by(given(json!("-created_at")));
                told.push("all", list.collect().await.unwrap().iter().map(|each| written(each)).collect());
                let apps = cf.apps().list().names(["a,b", "SHOP"]).order_by(given(json!("-name")));
                told.push("apps", seen(apps.await));
                told.push("far", seen(cf.droplets().list().page(9).await));
                told.push("wrong", seen(cf.droplets().list().per_page(5001).await));
                let list = cf.deployments().list().guids(["one"]);
                let list = list.app_guids([app.as_str()]).label_selector("team in (a,b)");
                let time: runtime::Timestamp = "2026-02-03T04:05:06Z".parse().unwrap();
                told.push("filters", seen(list.created_ats_gte(time).created_ats([time]).await));
                fake.faults().next("GET", 1, Fault::TooMany { after: 3 });
                told.push("limited", seen(cf.apps().list().retries(0).await));
                fake.faults().next("GET", 1, Fault::Router(502));
                told.push("router", seen(cf.apps().list().retries(0).await));
                fake.faults().next("GET", 2, Fault::Router(503));
                told.push("retried", seen(cf.apps().get(&app).await));
                fake.state().expire_tokens();
                told.push("expired", seen(cf.apps().get(&app).await));
                told
            }

            pub(super) async fn push(fake: &CloudFoundry) -> Told {
                let mut told = Told::default();
                let cf = client(fake);
                let new = || {
                    let space = json!({"space": {"data": {"guid": "s-1"}}});
                    cf.apps().create(given(json!({"name": "shop", "relationships": space})))
                };
                let app = new().await.unwrap();
                told.push("app", written(&app));
                told.push("twice", seen(new().await));
                let belongs = json!({"app": {"data": {"guid": app.guid}}});
                let package = json!({"type": "bits", "relationships": belongs});
                let package = cf.packages().create(given(package)).await.unwrap();
                told.push("package", written(&package));
                told.push("no bits", ended(cf.packages().get(&package.guid).wait().await));
                let bits = Upload::new().bits(runtime::Part::new("zip"));
                told.push("upload", seen(cf.packages().upload(&package.guid, bits).await));
                told.push("ready", ended(cf.packages().get(&package.guid).wait().await));
                let build = json!({"package": {"guid": package.guid}});
                let build = cf.builds().create(given(build)).await.unwrap();
                told.push("build", written(&build));
                let staged = cf.builds().get(&build.guid).wait().success().await.unwrap();
                let droplet = staged.droplet.clone().unwrap();
                told.push("staged", written(&staged));
                told.push("droplet", seen(cf.droplets().get(&droplet.guid).await));
                told.push("deleted", ended(cf.apps().delete(&app.guid).wait().await));
                told.push("gone", seen(cf.apps().get(&app.guid).await));
                fake.state().job_error = Some("the route is shared".to_owned());
                let (other, _) = fake.state().running_app("other", 1);
                told.push("failed", ended(cf.apps().delete(&other).wait().await));
                told
            }
        }
    };
}

scenario!(
    ours,
    (launchway::cloudfoundry),
    (launchway::cloudfoundry::types::PackageUpload),
    (launchway::runtime)
);
scenario!(
    theirs,
    (launchway_tests::upstream::cloudfoundry),
    (launchway_tests::upstream::cloudfoundry::packages::PackageUpload),
    (launchway_tests::runtime)
);

macro_rules! by_both {
    ($scenario:ident) => {
        #[tokio::test]
        async fn $scenario() {
            let (left, right) = (
                CloudFoundry::start().unwrap(),
                CloudFoundry::start().unwrap(),
            );
            let (ours, theirs) = (
                ours::$scenario(&left).await,
                theirs::$scenario(&right).await,
            );
            compare((&left, ours), (&right, theirs));
        }
    };
}

by_both!(deployments);
by_both!(lists);
by_both!(push);
