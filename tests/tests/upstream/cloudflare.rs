//! One life of a Worker, by both clients of Cloudflare.

use super::support::{Quick, Told, Wire, compare, telling};
use launchway_tests::fake::{Cloudflare, Fault};
use serde_json::json;

const ACCOUNT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
const WORKER: &str = "shop-edge";

macro_rules! scenario {
    ($name:ident, ($($api:ident)::+), ($($runtime:ident)::+)) => {
        mod $name {
            use super::{ACCOUNT, Cloudflare, Fault, Quick, Told, WORKER, Wire, json, telling};
            use $($api)::+ as api;
            use $($api)::+::types::VersionUpload;
            telling!($($runtime)::+);

            fn client(fake: &Cloudflare) -> api::Client {
                let builder = api::Client::builder().api_token("api-token");
                let builder = builder.base_url(format!("{}/client/v4", fake.url()));
                builder.transport(Wire::new()).clock(Quick).build().unwrap()
            }

            pub(super) async fn deployments(fake: &Cloudflare) -> Told {
                let mut told = Told::default();
                let old = fake.state().running_script(WORKER);
                let next = fake.state().add_version(WORKER);
                let cf = client(fake);
                let deployments = cf.worker_deployments();
                let shares = |shares: [(&str, f64); 2]| {
                    let versions = shares.map(|(id, share)| json!({"version_id": id, "percentage": share}));
                    let notes = json!({"workers/message": "a ramp", "team": "edge"});
                    given(json!({"strategy": "percentage", "versions": versions, "annotations": notes}))
                };
                let ramp = shares([(&next, 12.5), (&old, 87.5)]);
                let made = deployments.create(ACCOUNT, WORKER, ramp).await.unwrap();
                told.push("create", written(&made));
                let id = made.id.to_string();
                told.push("get", seen(deployments.get(ACCOUNT, WORKER, &id).await));
                let list = deployments.list(ACCOUNT, WORKER).await.unwrap();
                told.push("list", written(&list));
                let newest = deployments.list(ACCOUNT, WORKER).wait_for(&id).await;
                told.push("in force", ended(newest));
                told.push("newest", seen(deployments.delete(ACCOUNT, WORKER, &id).await));
                let oldest = list.deployments[1].id.to_string();
                told.push("delete", seen(deployments.delete(ACCOUNT, WORKER, &oldest).await));
                told.push("gone", seen(deployments.get(ACCOUNT, WORKER, &oldest).await));
                let odd = shares([(&next, 12.5), (&old, 12.5)]);
                told.push("odd", seen(deployments.create(ACCOUNT, WORKER, odd).await));
                let blocked = Some("the secret KEY has changed".to_owned());
                fake.state().scripts.get_mut(WORKER).unwrap().blocked = blocked;
                let back = || shares([(&old, 100.0), (&next, 0.0)]);
                told.push("blocked", seen(deployments.create(ACCOUNT, WORKER, back()).await));
                let forced = deployments.create(ACCOUNT, WORKER, back()).force(true);
                told.push("forced", seen(forced.await));
                told.push("unknown", seen(deployments.list(ACCOUNT, "none").await));
                told
            }

            pub(super) async fn versions(fake: &Cloudflare) -> Told {
                let mut told = Told::default();
                fake.state().running_script(WORKER);
                let cf = client(fake);
                let versions = cf.worker_versions();
                let mut upload = VersionUpload::new(given(json!({
                    "main_module": "index.js",
                    "compatibility_date": "2026-02-01",
                    "keep_bindings": ["secret_text"],
                    "annotations": {"workers/tag": "build-1"},
                    "bindings": [{"type": "kv_namespace", "name": "SESSIONS", "namespace_id": "77aa66bb"}],
                })));
                let module = runtime::Part::new("export default {}");
                let module = module.content_type("application/javascript+module");
                upload.extra.insert("index.js".to_owned(), module);
                let made = versions.upload(ACCOUNT, WORKER, upload).await.unwrap();
                told.push("upload", written(&made));
                let id = made.id.to_string();
                told.push("get", seen(versions.get(ACCOUNT, WORKER, &id).await));
                for _ in 0..4 {
                    fake.state().add_version(WORKER);
                }
                let all = versions.list(ACCOUNT, WORKER).per_page(2).collect().await.unwrap();
                told.push("all", all.iter().map(|each| written(each)).collect());
                let deployable = versions.list(ACCOUNT, WORKER).deployable(true);
                told.push("deployable", seen(deployable.await));
                told
            }

            pub(super) async fn failures(fake: &Cloudflare) -> Told {
                let mut told = Told::default();
                fake.state().running_script(WORKER);
                let cf = client(fake);
                let list = || cf.worker_deployments().list(ACCOUNT, WORKER);
                fake.faults().next("GET", 1, Fault::TooMany { after: 3 });
                told.push("limited", seen(list().retries(0).await));
                fake.faults().next("GET", 1, Fault::Router(502));
                told.push("router", seen(list().retries(0).await));
                fake.faults().next("GET", 2, Fault::Router(503));
                told.push("retried", seen(list().await));
                fake.faults().next("GET", 1, Fault::Truncated);
                told.push("truncated", seen(list().retries(0).await));
                told
            }
        }
    };
}

scenario!(ours, (launchway::cloudflare), (launchway::runtime));
scenario!(
    theirs,
    (launchway_tests::upstream::cloudflare),
    (launchway_tests::runtime)
);

macro_rules! by_both {
    ($scenario:ident) => {
        #[tokio::test]
        async fn $scenario() {
            let (left, right) = (Cloudflare::start().unwrap(), Cloudflare::start().unwrap());
            let (ours, theirs) = (
                ours::$scenario(&left).await,
                theirs::$scenario(&right).await,
            );
            compare((&left, ours), (&right, theirs));
        }
    };
}

by_both!(deployments);
by_both!(versions);
by_both!(failures);
