//! A long run in bad weather: nothing is lost, nothing is done twice.
//!
//! `LAUNCHWAY_STORM=10000` makes it as long as that, in requests; by itself it is short.

use super::support::logged_in;
use launchway::cloudfoundry::rollout::{Ending, Push};
use launchway::cloudfoundry::types::{App, BelongsToSpace, NewApp};
use launchway::cloudfoundry::{Client, types::DeploymentStatusReason};
use launchway::runtime::Error;
use launchway_tests::fake::{CloudFoundry, Fault};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many do it at the same time.
const WORKERS: usize = 8;

const WEATHER: [Fault; 7] = [
    Fault::Unheard,
    Fault::Unanswered,
    Fault::Truncated,
    Fault::Router(502),
    Fault::Router(503),
    Fault::Router(504),
    Fault::TooMany { after: 2 },
];

/// The app of that name, if it was made.
async fn find(cf: &Client, name: &str) -> Result<Option<App>, Error> {
    let found = cf.apps().list().names([name]).await?;
    Ok(found.resources.into_iter().next())
}

async fn make(cf: &Client, name: &str) -> App {
    let call = cf
        .apps()
        .create(NewApp::new(name, BelongsToSpace::of("s-1")));
    call.exactly_once(|| find(cf, name)).await.unwrap()
}

async fn delete(cf: &Client, guid: &str) {
    // Sent once at a time: of a second deletion one could not tell whose work the 404 is.
    let call = cf.apps().delete(guid).retries(0);
    let gone = call.exactly_once(|| async {
        match cf.apps().get(guid).await {
            Ok(_) => Ok(None),
            Err(error) if error.is_not_found() => Ok(Some(())),
            Err(error) => Err(error),
        }
    });
    gone.await.unwrap();
}

async fn deploy(fake: &CloudFoundry, cf: &Client, app: &App) {
    let droplet = fake.state().add_droplet(&app.guid);
    let push = Push::new(cf, &app.guid).droplet(&droplet).canary([20, 60]);
    // An app that was stopped is started, without steps.
    let ending = push.run(async |_| Err("a step".to_owned())).await;
    let Ok(Ending::Deployed(deployment)) = ending else {
        panic!("{ending:?}")
    };
    assert_eq!(deployment.status.reason, DeploymentStatusReason::Deployed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_and_nothing_is_done_twice() {
    let length = std::env::var("LAUNCHWAY_STORM").ok();
    let length: usize = length.and_then(|it| it.parse().ok()).unwrap_or(1500);
    let fake = Arc::new(CloudFoundry::start().unwrap());
    // Every request is a second: a token is good for some hundred.
    fake.state().token_life = 200;
    let cf = logged_in(&fake);
    fake.faults().storm(7, 15, &WEATHER);
    let next = Arc::new(AtomicUsize::new(0));
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (fake, cf, next) = (fake.clone(), cf.clone(), next.clone());
            tokio::spawn(async move {
                let mut kept = Vec::new();
                while fake.count() < length {
                    let index = next.fetch_add(1, Ordering::SeqCst);
                    let app = make(&cf, &format!("app-{index}")).await;
                    match index % 3 {
                        0 => deploy(&fake, &cf, &app).await,
                        1 => {
                            delete(&cf, &app.guid).await;
                            continue;
                        }
                        _ => {}
                    }
                    kept.push(app.name);
                }
                kept
            })
        })
        .collect();
    let mut kept = BTreeSet::new();
    for worker in workers {
        kept.extend(worker.await.unwrap());
    }
    fake.faults().storm(7, 0, &[]);
    let state = fake.state();
    let names = |row: &launchway_tests::fake::Row| row.get("name").as_str().unwrap().to_owned();
    let there: Vec<String> = state.of_kind("apps").map(names).collect();
    // No name twice, and exactly those that were kept.
    assert_eq!(there.len(), kept.len());
    assert_eq!(there.into_iter().collect::<BTreeSet<_>>(), kept);
    let deployed = next.load(Ordering::SeqCst).div_ceil(3);
    assert_eq!(state.of_kind("deployments").count(), deployed);
}
