//! Pushes to Cloud Foundry, rolling and as a canary, and the ways in which they fail.

use super::support::{cloudfoundry, logged_in};
use launchway::cloudfoundry::rollout::{Ending, Push, PushError, Stage};
use launchway::cloudfoundry::types::{DeploymentStatusReason, Package};
use launchway::runtime::Error;
use launchway_tests::fake::{CloudFoundry, Fault};
use serde_json::json;
use std::time::Duration;

struct Scene {
    fake: CloudFoundry,
    app: String,
    droplet: String,
}

impl Scene {
    fn start() -> Self {
        let fake = CloudFoundry::start().unwrap();
        let (app, droplet) = fake.state().running_app("shop", 4);
        Self { fake, app, droplet }
    }

    fn push(&self) -> Push {
        let (cf, _) = cloudfoundry(&self.fake);
        Push::new(&cf, &self.app)
    }

    /// How many of a kind there are.
    fn count(&self, kind: &str) -> usize {
        self.fake.state().of_kind(kind).count()
    }

    fn is_back(&self) -> bool {
        self.fake.state().current_droplet(&self.app) == self.droplet
    }

    fn newest(&self) -> String {
        let state = self.fake.state();
        state.of_kind("deployments").last().unwrap().guid.clone()
    }
}

async fn fine(_: Stage) -> Result<(), String> {
    Ok(())
}

#[tokio::test]
async fn from_bits_to_instances() {
    let scene = Scene::start();
    let ending = scene
        .push()
        .bits("zip")
        .instances(6)
        .run(fine)
        .await
        .unwrap();
    let Ending::Deployed(deployment) = ending else {
        panic!("{ending:?}")
    };
    assert_eq!(deployment.status.reason, DeploymentStatusReason::Deployed);
    assert!(!scene.is_back());
    assert_eq!(scene.fake.state().instances(&scene.app), 6);
    let bits = scene
        .fake
        .state()
        .of_kind("packages")
        .last()
        .unwrap()
        .bits
        .clone();
    assert_eq!(bits, b"zip");
    let steps: Vec<String> = scene
        .fake
        .lines()
        .into_iter()
        .filter(|it| it.starts_with("POST"))
        .collect();
    assert_eq!(steps.len(), 4, "{steps:?}");
}

#[tokio::test]
async fn a_canary_asks_at_each_step() {
    let scene = Scene::start();
    let mut seen = Vec::new();
    let push = scene.push().bits("zip").canary([25, 50, 100]);
    let ending = push.run(|stage| {
        seen.push((stage.step, stage.steps));
        fine(stage)
    });
    assert!(matches!(ending.await.unwrap(), Ending::Deployed(_)));
    assert_eq!(seen, [(1, 3), (2, 3), (3, 3)]);
}

#[tokio::test]
async fn a_failing_check_cancels() {
    let scene = Scene::start();
    let push = scene.push().bits("zip").canary([25, 50]);
    let ending = push.run(async |stage| match stage.step {
        1 => Ok(()),
        step => Err(format!("errors in step {step}")),
    });
    let Ending::RolledBack { deployment, cause } = ending.await.unwrap() else {
        panic!("it went on")
    };
    assert_eq!(deployment.status.reason, DeploymentStatusReason::Canceled);
    assert_eq!(cause.to_string(), "errors in step 2");
    assert!(scene.is_back());
}

#[tokio::test]
async fn a_build_that_fails_tells_why() {
    let scene = Scene::start();
    let why = "NoAppDetectedError - no buildpack wants this";
    scene.fake.state().build_error = Some(why.to_owned());
    let error = scene.push().bits("zip").run(fine).await.unwrap_err();
    let PushError::Call(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.message().as_deref(), Some(why));
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("GET /v3/builds/{{guid}}: ended as FAILED: {why}")),
        "{text}"
    );
    assert_eq!(scene.count("deployments"), 0);
    assert!(scene.is_back());
}

#[tokio::test]
async fn a_package_that_fails_tells_why() {
    let scene = Scene::start();
    scene.fake.state().upload_error = Some("the zip is broken".to_owned());
    let error = scene.push().bits("zip").run(fine).await.unwrap_err();
    let PushError::Call(Error::Wait(error)) = error else {
        panic!("{error}")
    };
    assert_eq!(error.state(), Some("FAILED"));
    assert_eq!(error.message().as_deref(), Some("the zip is broken"));
    let package: Package = error.response().unwrap().json().unwrap();
    assert_eq!(package.state.as_str(), "FAILED");
}

#[tokio::test]
async fn canceled_by_another() {
    let scene = Scene::start();
    let ending = scene.push().canary([]).run(async |_| {
        let guid = scene.newest();
        assert!(scene.fake.state().cancel(&guid).is_ok());
        Ok::<(), String>(())
    });
    let Ending::Canceled(deployment) = ending.await.unwrap() else {
        panic!("it went on")
    };
    assert_eq!(deployment.status.reason, DeploymentStatusReason::Canceled);
}

#[tokio::test]
async fn superseded_by_another() {
    let scene = Scene::start();
    let ending = scene.push().canary([10]).run(async |_| {
        assert!(scene.fake.state().deploy(&scene.app, &json!({})).is_ok());
        Err("and failing besides".to_owned())
    });
    assert!(matches!(ending.await.unwrap(), Ending::Superseded(_)));
}

/// The server never gives up on instances that crash.
#[tokio::test]
async fn crashing_instances_are_canceled_in_time() {
    let scene = Scene::start();
    scene.fake.state().crashing = true;
    let push = scene.push().bits("zip").patience(Duration::from_secs(60));
    let Ending::RolledBack { cause, .. } = push.run(fine).await.unwrap() else {
        panic!("it went on")
    };
    assert!(
        cause.to_string().contains("still DEPLOYING after 60s"),
        "{cause}"
    );
    assert!(scene.is_back());
}

#[tokio::test]
async fn stuck_when_there_is_no_way_back() {
    let scene = Scene::start();
    // An app that had no droplet has none to go back to.
    let app = scene.fake.state().add_app("fresh", "any");
    let droplet = scene.fake.state().add_droplet(&app);
    scene
        .fake
        .state()
        .row_mut("apps", &app)
        .unwrap_or_else(|_| panic!())
        .members["state"] = json!("STARTED");
    let (cf, _) = cloudfoundry(&scene.fake);
    let push = Push::new(&cf, &app)
        .droplet(&droplet)
        .canary([])
        .patience(Duration::from_secs(20));
    let error = push
        .run(async |_| Err("down".to_owned()))
        .await
        .unwrap_err();
    let PushError::Stuck { cause, error, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!(cause.to_string(), "down");
    assert!(error.is_unprocessable(), "{error}");
}

/// Whoever drops a push stops it where it is: a canary that waits goes on waiting.
#[tokio::test]
async fn dropped_it_stops_where_it_is() {
    let scene = Scene::start();
    let checked = tokio::sync::Notify::new();
    let push = scene.push().canary([25, 50]).run(async |_| {
        checked.notify_one();
        std::future::pending::<()>().await;
        Ok::<(), String>(())
    });
    tokio::select! {
        ending = push => panic!("{ending:?}"),
        () = checked.notified() => {}
    }
    let count = scene.fake.count();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(scene.fake.count(), count);
    let (cf, _) = cloudfoundry(&scene.fake);
    let left = cf.deployments().get(&scene.newest()).await.unwrap();
    assert_eq!(left.status.reason, DeploymentStatusReason::Paused);
}

/// Each thing is made once, and no step of the canary is left out, whatever becomes of the answers.
#[tokio::test]
async fn storms_change_nothing() {
    let scene = Scene::start();
    {
        let mut faults = scene.fake.faults();
        faults.next("/upload", 1, Fault::Unanswered);
        faults.next("POST /v3/builds", 1, Fault::Unanswered);
        faults.after("POST /v3/builds", 0, 2, Fault::Router(502));
        faults.next("POST /v3/deployments", 1, Fault::Truncated);
        faults.next("/actions/continue", 1, Fault::Unanswered);
        faults.after("/actions/continue", 1, 2, Fault::Router(503));
        faults.next("GET /v3/packages/", 2, Fault::TooMany { after: 2 });
        faults.next("GET /v3/deployments", 2, Fault::TooMany { after: 1 });
        faults.after("GET /v3/deployments/", 2, 4, Fault::Router(504));
    }
    let mut seen = Vec::new();
    let push = scene.push().bits("zip").canary([10, 20, 30]);
    let ending = push.run(|stage| {
        seen.push(stage.step);
        fine(stage)
    });
    let ending = ending.await;
    assert!(matches!(ending, Ok(Ending::Deployed(_))), "{ending:?}");
    assert_eq!(seen, [1, 2, 3]);
    let counts = ["packages", "builds", "deployments"].map(|kind| scene.count(kind));
    assert_eq!(counts, [1, 1, 1]);
}

/// Tokens that end on the way are renewed, also in the middle of a wait and by a refresh token that is gone.
#[tokio::test]
async fn tokens_end_on_the_way() {
    let scene = Scene::start();
    scene.fake.state().pace = 3;
    // Every request is a second: each token is good for a few.
    scene.fake.state().token_life = 5;
    let cf = logged_in(&scene.fake);
    let mut seen = Vec::new();
    let push = Push::new(&cf, &scene.app).bits("zip").canary([25, 50]);
    let ending = push.run(|stage| {
        scene.fake.state().expire_tokens();
        if stage.step == 2 {
            scene.fake.state().revoke();
        }
        seen.push(stage.step);
        fine(stage)
    });
    assert!(matches!(ending.await, Ok(Ending::Deployed(_))));
    assert_eq!(seen, [1, 2]);
    assert!(scene.fake.state().tokens_given() > 4);
}

/// A push can be spawned, also one whose check borrows what it looks at.
#[tokio::test]
async fn is_send() {
    let scene = Scene::start();
    let task = tokio::spawn(async move {
        let push = scene.push().canary([50]);
        let ending = push.run(async |_| match scene.count("deployments") {
            1 => Ok(()),
            count => Err(format!("{count} deployments")),
        });
        matches!(ending.await, Ok(Ending::Deployed(_)))
    });
    assert!(task.await.unwrap());
}
