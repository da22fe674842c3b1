//! Long runs in bad weather: nothing is lost, nothing is done twice, and a list is whole or an error.
//!
//! `LAUNCHWAY_STORM=10000` makes each as long as that, in requests; by itself it is short. `LAUNCHWAY_STORM_SEED` is
//! what the weather follows from: who works alone meets the same faults each time. What fails says its seed.

use super::support::{ACCOUNT, Fast, WORKER};
use launchway::cloudflare::{self, types as flare};
use launchway::cloudfoundry::login::Login;
use launchway::cloudfoundry::rollout::{Ending, Push, PushError};
use launchway::cloudfoundry::types::{App, BelongsToSpace, NewApp};
use launchway::cloudfoundry::{Client, types::DeploymentStatusReason};
use launchway::runtime::{Error, Uuid};
use launchway_tests::fake::{CloudFoundry, Cloudflare, Fault, Row};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// What both APIs may meet.
pub(crate) const WEATHER: [Fault; 14] = [
    Fault::Slammed,
    Fault::Unheard,
    Fault::Unanswered,
    Fault::Unanswered,
    Fault::Truncated,
    Fault::Truncated,
    Fault::Router(500),
    Fault::Router(502),
    Fault::Router(503),
    Fault::Router(504),
    Fault::TooMany { after: 2 },
    Fault::Late(Duration::from_millis(20)),
    Fault::Slow(Duration::from_millis(3)),
    // Longer than any call may last: the client gives up.
    Fault::Late(Duration::from_millis(700)),
];

/// How long a run is, in requests.
pub(crate) fn length() -> usize {
    let length = std::env::var("LAUNCHWAY_STORM").ok();
    length.and_then(|it| it.parse().ok()).unwrap_or(600)
}

/// What the weather follows from; printed, so that a failure shows it.
pub(crate) fn seed() -> u64 {
    let seed = std::env::var("LAUNCHWAY_STORM_SEED").ok();
    let seed = seed.and_then(|it| it.parse().ok()).unwrap_or(7);
    println!("LAUNCHWAY_STORM_SEED={seed}");
    seed
}

/// A foundation in a storm, and a client that logs in by itself.
pub(crate) fn foundation(seed: u64) -> (Arc<CloudFoundry>, Client) {
    let fake = Arc::new(CloudFoundry::start().unwrap());
    // Every request is a second: a token is good for some hundred.
    fake.state().token_life = 200;
    let builder = Client::builder().base_url(fake.url());
    let builder = builder.login(Login::password("ann", "secret"));
    let client = builder.clock(Fast::default()).build().unwrap();
    let weather = [&WEATHER[..], &[Fault::Expired]].concat();
    fake.faults().storm(seed, 15, &weather);
    (fake, client)
}

/// The same once more until it is known what became of it: a call that lasted too long, or that something in between
/// answered, tells nothing.
async fn insist<T, F: Future<Output = Result<T, Error>>>(mut call: impl FnMut() -> F) -> T {
    for _ in 0..20 {
        match call().await {
            Ok(done) => return done,
            Err(error) => assert!(is_weather(&error), "{error:?}"),
        }
    }
    panic!("twenty times in vain");
}

/// Whether an error tells of the weather, and not of what was asked.
pub(crate) fn is_weather(error: &Error) -> bool {
    // Of two refusals of a token in a row, the second is told.
    let status = error.status().map_or(0, |it| it.as_u16());
    let is_status = status >= 500 || matches!(status, 401 | 429);
    let is_token = matches!(error, Error::Credentials(_));
    error.is_ambiguous()
        || error.is_malformed()
        || error.is_timeout()
        || is_status
        || is_token
        || matches!(error, Error::Transport(_))
}

/// The app of that name, if it was made.
async fn find(cf: &Client, name: &str) -> Result<Option<App>, Error> {
    let found = cf.apps().list().names([name]).await?;
    Ok(found.resources.into_iter().next())
}

async fn make(cf: &Client, name: &str) -> App {
    let mut is_first = true;
    insist(|| {
        let is_first = std::mem::take(&mut is_first);
        async move {
            // Whoever begins again looks first.
            if !is_first && let Some(app) = find(cf, name).await? {
                return Ok(app);
            }
            let call = cf
                .apps()
                .create(NewApp::new(name, BelongsToSpace::of("s-1")));
            call.exactly_once(|| find(cf, name)).await
        }
    })
    .await
}

async fn delete(cf: &Client, guid: &str) {
    let mut is_first = true;
    insist(|| {
        let is_first = std::mem::take(&mut is_first);
        async move {
            let look = || async {
                match cf.apps().get(guid).await {
                    Ok(_) => Ok(None),
                    Err(error) if error.is_not_found() => Ok(Some(())),
                    Err(error) => Err(error),
                }
            };
            if !is_first && look().await?.is_some() {
                return Ok(());
            }
            // Sent once at a time: of a second deletion one could not tell whose work the 404 is.
            cf.apps().delete(guid).retries(0).exactly_once(look).await
        }
    })
    .await;
}

async fn deploy(fake: &CloudFoundry, cf: &Client, app: &App) {
    let droplet = fake.state().add_droplet(&app.guid);
    let mut is_first = true;
    insist(|| {
        let (is_first, droplet) = (std::mem::take(&mut is_first), &droplet);
        async move {
            if !is_first {
                let made = cf.deployments().list().app_guids([&app.guid]).await?;
                if let Some(made) = made.resources.first() {
                    assert_eq!(made.status.reason, DeploymentStatusReason::Deployed);
                    return Ok(());
                }
            }
            let push = Push::new(cf, &app.guid).droplet(droplet).canary([20, 60]);
            // An app that was stopped is started, without steps.
            match push.run(async |_| Err("a step".to_owned())).await {
                Ok(Ending::Deployed(_)) => Ok(()),
                Err(PushError::Call(error)) => Err(error),
                other => panic!("{other:?}"),
            }
        }
    })
    .await;
}

/// So many workers make, delete and deploy apps; then exactly what they kept is there.
async fn work(workers: usize) {
    let (length, seed) = (length(), seed());
    let (fake, cf) = foundation(seed);
    let next = Arc::new(AtomicUsize::new(0));
    let workers: Vec<_> = (0..workers)
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
    fake.faults().storm(seed, 0, &[]);
    let state = fake.state();
    let names = |row: &Row| row.get("name").as_str().unwrap().to_owned();
    let there: Vec<String> = state.of_kind("apps").map(names).collect();
    // No name twice, and exactly those that were kept.
    assert_eq!(there.len(), kept.len());
    assert_eq!(there.into_iter().collect::<BTreeSet<_>>(), kept);
    let deployed = next.load(Ordering::SeqCst).div_ceil(3);
    assert_eq!(state.of_kind("deployments").count(), deployed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_and_nothing_is_done_twice() {
    work(8).await;
}

/// The same by one alone, who meets the same weather each time.
#[tokio::test]
async fn alone() {
    work(1).await;
}

/// Deployments of a Worker, which nothing but their message tells from each other: each is there once, in their order.
#[tokio::test]
async fn deployments_of_a_worker() {
    let (length, seed) = (length() / 2, seed());
    let fake = Cloudflare::start().unwrap();
    let version: Uuid = fake.state().running_script(WORKER).parse().unwrap();
    let builder = cloudflare::Client::builder().api_token("api-token");
    let builder = builder.base_url(format!("{}/client/v4", fake.url()));
    let cf = builder.clock(Fast::default()).build().unwrap();
    fake.faults().storm(seed, 15, &WEATHER);
    let mut made = Vec::new();
    while fake.count() < length {
        let message = format!("shop {}", made.len());
        let find = async || {
            let list = cf.worker_deployments().list(ACCOUNT, WORKER).await?;
            let own = |it: &flare::Deployment| {
                let said = it
                    .annotations
                    .as_ref()
                    .and_then(|it| it.workers_message.as_deref());
                said == Some(message.as_str())
            };
            Ok(list.deployments.into_iter().find(own))
        };
        let mut is_first = true;
        let deployment = insist(|| {
            let is_first = std::mem::take(&mut is_first);
            let (find, cf, message) = (&find, &cf, &message);
            async move {
                if !is_first && let Some(found) = find().await? {
                    return Ok(found);
                }
                let annotations = flare::DeploymentAnnotations::new().workers_message(message);
                let share = vec![flare::DeploymentVersion::new(version, 100.0)];
                let new = flare::NewDeployment::new(share).annotations(annotations);
                let call = cf.worker_deployments().create(ACCOUNT, WORKER, new);
                call.exactly_once(find).await
            }
        });
        made.push(deployment.await.id.to_string());
    }
    let state = fake.state();
    let there = state.scripts[WORKER].deployments.iter().skip(1);
    let there: Vec<&str> = there.map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(there, made);
}
