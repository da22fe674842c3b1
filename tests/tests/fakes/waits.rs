//! Waiting: for states, for jobs behind `Location`, for the deployment in force.

use super::support::{ACCOUNT, WORKER, cloudflare, cloudfoundry};
use launchway::cloudflare::types::{DeploymentVersion, NewDeployment};
use launchway::cloudfoundry::types::{
    BelongsToApp, DeploymentStatusReason, DeploymentStrategy, JobState, NewDeployment as NewPush,
};
use launchway::runtime::{Error, Outcome, Progress, Uuid};
use launchway_tests::fake::{CloudFoundry, Cloudflare, Fault};
use serde_json::json;
use std::time::Duration;

fn start() -> (CloudFoundry, String) {
    let fake = CloudFoundry::start().unwrap();
    let (app, _) = fake.state().running_app("shop", 4);
    (fake, app)
}

#[tokio::test]
async fn a_rolling_deployment_until_deployed() {
    let (fake, app) = start();
    fake.state().pace = 3;
    let (cf, clock) = cloudfoundry(&fake);
    let made = cf
        .deployments()
        .create(NewPush::new(BelongsToApp::of(&app)))
        .await
        .unwrap();
    let outcome = cf.deployments().get(&made.guid).wait().await.unwrap();
    let Outcome::Success(deployment) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(deployment.status.reason, DeploymentStatusReason::Deployed);
    // Four looks, and a pause before each but the first: of 0.5 to 1 s, then of longer ones.
    assert_eq!(fake.requests().len(), 1 + 4);
    let slept = clock.slept().as_millis();
    assert!((2370..=4750).contains(&slept), "{slept}");
}

#[tokio::test]
async fn a_canary_pauses_goes_on_and_is_deployed() {
    let (fake, app) = start();
    let (cf, _) = cloudfoundry(&fake);
    let new = NewPush::new(BelongsToApp::of(&app)).strategy(DeploymentStrategy::Canary);
    let guid = cf.deployments().create(new).await.unwrap().guid;
    let wait = || cf.deployments().get(&guid).wait();
    assert!(matches!(wait().await.unwrap(), Outcome::Paused(_)));
    // Paused is no success.
    let error = wait().success().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /v3/deployments/{guid}: ended as PAUSED (request fake::4)"
    );
    cf.deployments().continue_deployment(&guid).await.unwrap();
    assert!(wait().await.unwrap().is_success());
}

#[tokio::test]
async fn canceled_and_superseded_are_no_success() {
    let (fake, app) = start();
    fake.state().crashing = true;
    let (cf, _) = cloudfoundry(&fake);
    let create = || {
        cf.deployments()
            .create(NewPush::new(BelongsToApp::of(&app)))
    };
    let first = create().await.unwrap().guid;
    let second = create().await.unwrap().guid;
    let outcome = cf.deployments().get(&first).wait().await.unwrap();
    assert!(matches!(outcome, Outcome::Superseded(_)), "{outcome:?}");
    cf.deployments().cancel(&second).await.unwrap();
    let outcome = cf.deployments().get(&second).wait().await.unwrap();
    assert!(matches!(outcome, Outcome::Canceled(_)), "{outcome:?}");
}

/// The server never gives up on instances that crash: the deadline does, and says what was seen last.
#[tokio::test]
async fn a_deadline_tells_the_last_state() {
    let (fake, app) = start();
    fake.state().crashing = true;
    let (cf, clock) = cloudfoundry(&fake);
    let made = cf
        .deployments()
        .create(NewPush::new(BelongsToApp::of(&app)))
        .await
        .unwrap();
    let wait = cf
        .deployments()
        .get(&made.guid)
        .wait()
        .deadline(Duration::from_secs(30));
    let error = wait.await.unwrap_err();
    assert!(error.is_timeout());
    let text = "GET /v3/deployments/{guid}: still DEPLOYING after 30s";
    assert_eq!(error.to_string(), text);
    assert_eq!(clock.slept(), Duration::from_secs(30));
}

#[tokio::test]
async fn states_come_one_by_one() {
    let (fake, app) = start();
    fake.state().pace = 2;
    let (cf, _) = cloudfoundry(&fake);
    let made = cf
        .deployments()
        .create(NewPush::new(BelongsToApp::of(&app)))
        .await
        .unwrap();
    let mut states = cf.deployments().get(&made.guid).wait().states();
    let mut seen = Vec::new();
    while let Some(state) = states.next().await {
        seen.push(match state.unwrap() {
            Progress::Going(deployment) => deployment.status.reason.to_string(),
            Progress::Reached(outcome) => format!("{}!", outcome.into_value().status.reason),
        });
    }
    // Asked three times; the second answer said nothing new.
    assert_eq!(seen, ["DEPLOYING", "DEPLOYED!"]);
    assert_eq!(fake.requests().len(), 1 + 3);
}

#[tokio::test]
async fn a_job_behind_location() {
    let (fake, app) = start();
    let (cf, _) = cloudfoundry(&fake);
    let outcome = cf.apps().delete(&app).wait().await.unwrap();
    assert_eq!(outcome.value().state, JobState::Complete);
    let lines = fake.lines();
    assert_eq!(lines[0], format!("DELETE /v3/apps/{app}"));
    assert!(lines[1].starts_with("GET /v3/jobs/"), "{lines:?}");
    assert_eq!(lines.len(), 3);
    assert!(cf.apps().get(&app).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_job_that_fails_keeps_every_error() {
    let (fake, app) = start();
    fake.state().job_error = Some("the route is shared".to_owned());
    let (cf, _) = cloudfoundry(&fake);
    let outcome = cf.apps().delete(&app).wait().await.unwrap();
    let Outcome::Failure(job) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(job.errors.len(), 2);
    assert_eq!(job.errors[0].detail, "the route is shared");

    let guid = job.guid.as_str();
    let error = cf.jobs().get(guid).wait().success().await.unwrap_err();
    assert!(error.has_code(10008) && error.has_code(10001));
    let text = error.to_string();
    assert!(
        text.contains("ended as FAILED: the route is shared [code 10008]: and one more"),
        "{text}"
    );
    let Error::Wait(error) = error else {
        panic!("{error:?}")
    };
    let again: launchway::cloudfoundry::types::Job = error.response().unwrap().json().unwrap();
    assert_eq!(again, job);
}

/// What begins a job is sent once, whatever happens; what asks for it is sent again.
#[tokio::test]
async fn only_looks_are_repeated() {
    let (fake, app) = start();
    let (cf, _) = cloudfoundry(&fake);
    fake.faults().next("GET /v3/jobs", 2, Fault::Router(503));
    fake.faults().after("GET /v3/jobs", 1, 1, Fault::Unanswered);
    fake.faults()
        .after("GET /v3/jobs", 2, 1, Fault::TooMany { after: 3 });
    assert!(cf.apps().delete(&app).wait().await.unwrap().is_success());

    fake.faults().next("POST", 1, Fault::Router(502));
    let error = cf
        .manifests()
        .apply("any", "applications: []")
        .wait()
        .await
        .unwrap_err();
    assert_eq!(error.status().map(|it| it.as_u16()), Some(502));
    let manifests = fake
        .lines()
        .into_iter()
        .filter(|line| line.contains("apply_manifest"));
    assert_eq!(manifests.count(), 1);
}

#[tokio::test]
async fn an_answer_without_location() {
    let (fake, app) = start();
    let (cf, _) = cloudfoundry(&fake);
    fake.faults().next("DELETE", 1, Fault::Router(204));
    let error = cf.apps().delete(&app).wait().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(
        error
            .to_string()
            .contains("no `Location` of `/v3/jobs/{guid}`"),
        "{error}"
    );
}

#[tokio::test]
async fn what_does_not_pass_ends_the_wait() {
    let (fake, _) = start();
    let (cf, _) = cloudfoundry(&fake);
    assert!(
        cf.deployments()
            .get("none")
            .wait()
            .await
            .unwrap_err()
            .is_not_found()
    );
    assert_eq!(fake.requests().len(), 1);
}

#[test]
fn waits_on_this_thread() {
    let fake = CloudFoundry::start().unwrap();
    let job = fake.state().add_job("app.delete");
    let token = fake.state().token_for();
    let builder = launchway::cloudfoundry::Client::builder().uaa_token(token);
    let cf = builder.base_url(fake.url()).build().unwrap();
    let wait = cf.jobs().get(&job).wait();
    let outcome = wait.every(Duration::from_millis(1), Duration::from_millis(1));
    assert!(outcome.send_blocking().unwrap().is_success());
}

/// Waits can be spawned, and dropped at any time.
#[tokio::test]
async fn a_wait_is_canceled_by_dropping_it() {
    let (fake, app) = start();
    fake.state().crashing = true;
    let (cf, _) = cloudfoundry(&fake);
    let made = cf
        .deployments()
        .create(NewPush::new(BelongsToApp::of(&app)))
        .await
        .unwrap();
    let wait = cf.deployments().get(&made.guid).wait();
    let task = tokio::spawn(wait.into_future());
    while fake.requests().len() < 4 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    tokio::time::sleep(Duration::from_millis(20)).await;
    let asked = fake.requests().len();
    tokio::time::sleep(Duration::from_millis(30)).await;
    assert_eq!(fake.requests().len(), asked);
}

#[tokio::test]
async fn a_worker_deployment_until_it_is_in_force() {
    let fake = Cloudflare::start().unwrap();
    let old = fake.state().running_script(WORKER);
    let new = fake.state().add_version(WORKER);
    fake.state().lag = 3;
    let (cf, _) = cloudflare(&fake);
    let share =
        |id: &str, percentage| DeploymentVersion::new(id.parse::<Uuid>().unwrap(), percentage);
    let body = NewDeployment::new(vec![share(&new, 10.0), share(&old, 90.0)]);
    let deployments = cf.worker_deployments();
    let made = deployments.create(ACCOUNT, WORKER, body).await.unwrap();
    let list = || deployments.list(ACCOUNT, WORKER).wait_for(made.id);
    let outcome = list().await.unwrap();
    assert!(outcome.is_success(), "{outcome:?}");
    assert_eq!(outcome.value().deployments[0].id, made.id);
    assert_eq!(fake.requests().len(), 1 + 4);

    fake.state().lag = 0;
    let all =
        json!({"strategy": "percentage", "versions": [{"version_id": old, "percentage": 100}]});
    fake.state()
        .deploy(WORKER, &all, false)
        .map_err(|_| ())
        .unwrap();
    assert!(matches!(list().await.unwrap(), Outcome::Superseded(_)));
}
