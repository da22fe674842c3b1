//! Gradual rollouts of Workers, and the ways in which they fail.

use super::support::{ACCOUNT, WORKER, cloudflare};
use launchway::cloudflare::rollout::{Ending, Rollout, RolloutError, Stage};
use launchway::runtime::Uuid;
use launchway_tests::fake::{Cloudflare, Fault};
use serde_json::{Value, json};
use std::time::Duration;

struct Scene {
    fake: Cloudflare,
    old: String,
    new: String,
}

impl Scene {
    fn start() -> Self {
        let fake = Cloudflare::start().unwrap();
        let old = fake.state().running_script(WORKER);
        let new = fake.state().add_version(WORKER);
        Self { fake, old, new }
    }

    fn rollout(&self) -> Rollout {
        let (cf, _) = cloudflare(&self.fake);
        Rollout::new(&cf, ACCOUNT, WORKER, self.new.parse::<Uuid>().unwrap())
    }

    /// The shares of the new version, deployment by deployment, after the first.
    fn shares(&self) -> Vec<f64> {
        let state = self.fake.state();
        let deployments = &state.scripts[WORKER].deployments;
        let share = |deployment: &Value| {
            let parts = deployment["versions"].as_array().unwrap().iter();
            let sum: f64 = parts
                .clone()
                .map(|it| it["percentage"].as_f64().unwrap())
                .sum();
            assert_eq!(sum, 100.0);
            let own = parts.clone().find(|it| it["version_id"] == self.new);
            own.map_or(0.0, |it| it["percentage"].as_f64().unwrap())
        };
        deployments.iter().skip(1).map(share).collect()
    }

    /// Somebody else gives the old version everything.
    fn interfere(&self) {
        let body = json!({"strategy": "percentage",
            "versions": [{"version_id": self.old, "percentage": 100}]});
        assert!(self.fake.state().deploy(WORKER, &body, true).is_ok());
    }
}

async fn fine(_: Stage) -> Result<(), String> {
    Ok(())
}

#[tokio::test]
async fn goes_through_the_steps() {
    let scene = Scene::start();
    let mut seen = Vec::new();
    let rollout = scene
        .rollout()
        .soak(Duration::from_secs(30))
        .message("shop 42");
    let ending = rollout
        .run(|stage| {
            seen.push(stage.percentage);
            fine(stage)
        })
        .await
        .unwrap();
    let Ending::Completed(deployment) = ending else {
        panic!("{ending:?}")
    };
    assert_eq!(seen, [1.0, 10.0, 50.0, 100.0]);
    assert_eq!(scene.shares(), [1.0, 10.0, 50.0, 100.0]);
    let message = deployment.annotations.unwrap().workers_message;
    assert_eq!(message.as_deref(), Some("shop 42 (100 %)"));
    // Not one was forced.
    assert!(
        scene
            .fake
            .requests()
            .iter()
            .all(|it| !it.target.contains("force"))
    );
}

#[tokio::test]
async fn a_failing_check_rolls_back() {
    let scene = Scene::start();
    let ending = scene.rollout().run(async |stage| match stage.percentage {
        share if share < 50.0 => Ok(()),
        share => Err(format!("too many errors at {share} %")),
    });
    let Ending::RolledBack {
        deployment,
        percentage,
        cause,
    } = ending.await.unwrap()
    else {
        panic!("it went on")
    };
    assert_eq!(percentage, 50.0);
    assert_eq!(cause.to_string(), "too many errors at 50 %");
    assert_eq!(deployment.versions.len(), 1);
    assert_eq!(scene.shares(), [1.0, 10.0, 50.0, 0.0]);
    assert_eq!(scene.fake.state().share(WORKER, &scene.old), 100.0);
}

#[tokio::test]
async fn what_is_blocked_is_forced_only_when_asked() {
    let scene = Scene::start();
    let block = || {
        let why = Some("the secret KEY has changed".to_owned());
        scene.fake.state().scripts.get_mut(WORKER).unwrap().blocked = why;
    };
    block();
    let error = scene.rollout().run(fine).await.unwrap_err();
    assert!(
        matches!(&error, RolloutError::Call(error) if error.has_code(10220)),
        "{error}"
    );
    assert_eq!(scene.shares(), [0.0; 0]);
    let ending = scene.rollout().force().run(fine).await.unwrap();
    assert!(matches!(ending, Ending::Completed(_)));
}

/// Blocked on the way: back can be blocked too, and that is told with both reasons.
#[tokio::test]
async fn stuck_when_there_is_no_way_back() {
    let scene = Scene::start();
    let error = scene.rollout().run(async |stage| {
        if stage.percentage == 10.0 {
            let why = Some("the secret KEY has changed".to_owned());
            scene.fake.state().scripts.get_mut(WORKER).unwrap().blocked = why;
        }
        Ok::<(), String>(())
    });
    let error = error.await.unwrap_err();
    let RolloutError::Stuck { percentage, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!(*percentage, 50.0);
    assert!(error.to_string().contains("no way back"), "{error}");
    assert_eq!(scene.shares(), [1.0, 10.0]);
}

#[tokio::test]
async fn what_somebody_else_deploys_is_left_alone() {
    let scene = Scene::start();
    let run = scene.rollout().run(async |stage| {
        if stage.percentage == 10.0 {
            scene.interfere();
        }
        Ok::<(), String>(())
    });
    assert!(matches!(run.await.unwrap(), Ending::Superseded(_)));
    assert_eq!(scene.shares(), [1.0, 10.0, 0.0]);

    // Also where the check fails: what is there now is not ours to replace.
    let scene = Scene::start();
    let run = scene.rollout().run(async |_| {
        scene.interfere();
        Err("down".to_owned())
    });
    assert!(matches!(run.await.unwrap(), Ending::Superseded(_)));
    assert_eq!(scene.shares(), [1.0, 0.0]);
}

#[tokio::test]
async fn goes_on_from_where_it_is() {
    let scene = Scene::start();
    let part = scene.rollout().steps([1.0, 12.5]).run(fine).await.unwrap();
    assert!(matches!(part, Ending::Completed(_)));
    let rest = scene
        .rollout()
        .steps([5.0, 12.5, 33.33, 100.0])
        .run(fine)
        .await
        .unwrap();
    assert!(matches!(rest, Ending::Completed(_)));
    assert_eq!(scene.shares(), [1.0, 12.5, 33.33, 100.0]);
    // Nothing is left to be done.
    scene.rollout().run(fine).await.unwrap();
    assert_eq!(scene.shares().len(), 4);
}

#[tokio::test]
async fn another_rollout_is_not_disturbed() {
    let scene = Scene::start();
    let third = scene.fake.state().add_version(WORKER);
    let body = json!({"strategy": "percentage", "versions": [
        {"version_id": scene.old, "percentage": 90}, {"version_id": third, "percentage": 10}]});
    assert!(scene.fake.state().deploy(WORKER, &body, false).is_ok());
    let error = scene.rollout().run(fine).await.unwrap_err();
    assert!(matches!(error, RolloutError::Occupied(_)), "{error}");
}

#[tokio::test]
async fn steps_have_to_go_up() {
    let scene = Scene::start();
    for steps in [
        vec![],
        vec![0.0],
        vec![10.0, 10.0],
        vec![50.0, 101.0],
        vec![f64::NAN],
    ] {
        let error = scene.rollout().steps(steps).run(fine).await.unwrap_err();
        assert!(matches!(error, RolloutError::Plan(_)), "{error}");
    }
    assert_eq!(scene.fake.requests().len(), 0);
}

/// Whoever drops a rollout stops it where it is: nothing is deployed and nothing is rolled back behind one's back.
#[tokio::test]
async fn dropped_it_stops_where_it_is() {
    let scene = Scene::start();
    let checked = tokio::sync::Notify::new();
    let run = scene.rollout().run(async |stage| {
        if stage.percentage == 10.0 {
            checked.notify_one();
            std::future::pending::<()>().await;
        }
        Ok::<(), String>(())
    });
    tokio::select! {
        ending = run => panic!("{ending:?}"),
        () = checked.notified() => {}
    }
    let count = scene.fake.count();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(scene.shares(), [1.0, 10.0]);
    assert_eq!(scene.fake.count(), count);
}

/// Each deployment is made once, whatever becomes of the answers.
#[tokio::test]
async fn storms_change_nothing() {
    let scene = Scene::start();
    scene.fake.state().lag = 1;
    {
        let mut faults = scene.fake.faults();
        faults.next("POST", 1, Fault::Unanswered);
        faults.after("POST", 1, 3, Fault::TooMany { after: 2 });
        faults.after("POST", 2, 1, Fault::Truncated);
        faults.after("POST", 3, 1, Fault::Unheard);
        faults.next("GET", 2, Fault::TooMany { after: 1 });
        faults.after("GET", 3, 3, Fault::Router(503));
    }
    let ending = scene.rollout().run(fine).await;
    assert!(matches!(ending, Ok(Ending::Completed(_))), "{ending:?}");
    assert_eq!(scene.shares(), [1.0, 10.0, 50.0, 100.0]);
}

/// A rollout can be spawned, also one whose check borrows what it looks at.
#[tokio::test]
async fn is_send() {
    let scene = Scene::start();
    let task = tokio::spawn(async move {
        let ending = scene.rollout().run(async |stage| {
            let share = scene.fake.state().share(WORKER, &scene.new);
            match share == stage.percentage {
                true => Ok(()),
                false => Err(format!("{share} % in force")),
            }
        });
        matches!(ending.await, Ok(Ending::Completed(_)))
    });
    assert!(task.await.unwrap());
}
