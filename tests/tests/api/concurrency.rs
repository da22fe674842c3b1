//! Calls as values that threads and tasks share, spawn and repeat.

use super::support::{ACCOUNT, APP, GUID, UAA_TOKEN, cloudflare, cloudfoundry};
use launchway::cloudfoundry::deployments::GetDeployment;
use launchway::runtime::Call;
use launchway_tests::server::{Answer, Request, Server};
use std::collections::BTreeSet;
use std::time::Duration;

fn deployment(guid: &str) -> String {
    format!(
        r#"{{"guid":"{guid}","created_at":"2026-02-03T04:05:06Z","updated_at":"2026-02-03T04:06:06Z",
        "status":{{"value":"ACTIVE","reason":"DEPLOYING","details":{{"last_successful_healthcheck":"2026-02-03T04:06:00Z","last_status_change":"2026-02-03T04:06:06Z"}}}},
        "strategy":"rolling","options":{{"max_in_flight":1}},"droplet":{{"guid":null}},"previous_droplet":{{"guid":null}},
        "new_processes":[],"revision":null,"relationships":{{"app":{{"data":{{"guid":"{APP}"}}}}}},
        "metadata":{{"labels":{{}},"annotations":{{}}}},"links":{{"self":{{"href":"x"}},"app":{{"href":"x"}}}}}}"#
    )
}

/// A server whose deployments have the guid that is asked for.
fn echo() -> Server {
    let answer = |request: &Request| {
        let guid = request.target.rsplit('/').next().unwrap_or_default();
        Answer::json("200 OK", deployment(guid)).after(Duration::from_millis(20))
    };
    Server::start(answer).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_at_once() {
    let server = echo();
    let client = cloudfoundry(&server);
    let calls = (0..50).map(|index| {
        let deployments = client.deployments();
        tokio::spawn(async move {
            deployments
                .get(&format!("d-{index}"))
                .await
                .map(|found| (index, found))
        })
    });
    let calls: Vec<_> = calls.collect();
    let mut seen = BTreeSet::new();
    for call in calls {
        let (index, found) = call.await.unwrap().unwrap();
        assert_eq!(found.guid, format!("d-{index}"));
        seen.insert(index);
    }
    assert_eq!(seen.len(), 50);
    let requests = server.requests();
    assert_eq!(requests.len(), 50);
    let bearer = format!("Bearer {UAA_TOKEN}");
    assert!(
        requests
            .iter()
            .all(|request| request.header("authorization") == Some(&bearer))
    );
}

#[test]
fn fifty_blocking_threads() {
    let server = echo();
    let client = cloudfoundry(&server);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..50)
            .map(|index| {
                let client = client.clone();
                scope.spawn(move || {
                    client
                        .deployments()
                        .get(&format!("d-{index}"))
                        .send_blocking()
                })
            })
            .collect();
        for (index, thread) in threads.into_iter().enumerate() {
            assert_eq!(thread.join().unwrap().unwrap().guid, format!("d-{index}"));
        }
    });
}

fn is_static<T: Send + Sync + Clone + 'static>(value: T) -> T {
    value
}

#[tokio::test]
async fn a_call_outlives_its_client_and_can_be_repeated() {
    let server = echo();
    let call: Call<GetDeployment> = {
        let client = cloudfoundry(&server);
        is_static(client.deployments().get(GUID))
    };
    let twice = [
        tokio::spawn(call.clone().into_future()),
        tokio::spawn(call.into_future()),
    ];
    for one in twice {
        assert_eq!(one.await.unwrap().unwrap().guid, GUID);
    }
    assert_eq!(server.requests().len(), 2);
}

/// Two APIs side by side in one task.
#[tokio::test]
async fn both_at_once() {
    let foundry = echo();
    let flare = super::support::play_json(
        "200 OK",
        r#"{"success":true,"errors":[],"messages":[],"result":{"deployments":[]}}"#,
    );
    let (left, right) = tokio::join!(
        cloudfoundry(&foundry).deployments().get(GUID).into_future(),
        cloudflare(&flare)
            .worker_deployments()
            .list(ACCOUNT, "x")
            .into_future(),
    );
    assert!(left.is_ok() && right.is_ok());
}

/// A call that nobody waits for any longer stops.
#[tokio::test]
async fn a_call_can_be_dropped() {
    let server = Server::start(|_| Answer::new("200 OK").after(Duration::from_secs(30))).unwrap();
    let call = cloudfoundry(&server).deployments().cancel(GUID);
    let waited = tokio::time::timeout(Duration::from_millis(50), call.into_future()).await;
    assert!(waited.is_err());
}
