//! The deployments of an app: each operation but the list to the last byte.

use super::support::{
    APP, GUID, UAA_TOKEN, assert_sent, cloudfoundry, headers, only, play, play_json,
};
use launchway::cloudfoundry::types::{
    BelongsToApp, CanaryOptions, CanaryStep, DeploymentStatusReason, DeploymentStatusValue,
    DeploymentStrategy, DeploymentUpdate, GuidRef, MetadataUpdate, NewDeployment,
    NewDeploymentOptions, NewMetadata, ToOneRelationship,
};
use launchway::runtime::Maybe;
use launchway_tests::server::Answer;
use std::collections::BTreeMap;

const DROPLET: &str = "a7c3d9e2-1b44-4a0e-8f23-5b6c7d8e9f01";

/// What the server says of a canary that waits, of an app that had no droplet before.
pub(super) const PAUSED: &str = r#"{"guid":"b1e7f3c4-2d58-4e69-a07b-8c9d0e1f2a33","created_at":"2026-02-03T04:05:06Z","updated_at":"2026-02-03T04:06:06Z",
 "status":{"value":"ACTIVE","reason":"PAUSED",
  "details":{"last_successful_healthcheck":"2026-02-03T04:06:00Z","last_status_change":"2026-02-03T04:06:06Z"},
  "canary":{"steps":{"current":1,"total":2}}},
 "strategy":"canary","options":{"max_in_flight":2,"web_instances":8,"canary":{"steps":[{"instance_weight":25},{"instance_weight":50}]}},
 "droplet":{"guid":"a7c3d9e2-1b44-4a0e-8f23-5b6c7d8e9f01"},"previous_droplet":{"guid":null},
 "new_processes":[{"guid":"c2d3e4f5-0a1b-4c2d-9e3f-4a5b6c7d8e9f","type":"web"}],"revision":null,
 "relationships":{"app":{"data":{"guid":"0f4b2a1e-6a57-4a35-9f0c-3d1b6c1f7a10"}}},
 "metadata":{"labels":{"team":"checkout"},"annotations":{"ticket":"OPS-7"}},
 "links":{"self":{"href":"https://api.cf.test/v3/deployments/b1e7f3c4-2d58-4e69-a07b-8c9d0e1f2a33"},
  "app":{"href":"https://api.cf.test/v3/apps/0f4b2a1e-6a57-4a35-9f0c-3d1b6c1f7a10"},
  "cancel":{"href":"https://api.cf.test/v3/deployments/b1e7f3c4-2d58-4e69-a07b-8c9d0e1f2a33/actions/cancel","method":"POST"},
  "continue":{"href":"https://api.cf.test/v3/deployments/b1e7f3c4-2d58-4e69-a07b-8c9d0e1f2a33/actions/continue","method":"POST"}}}"#;

/// What it says of a rollback that ended while the instances crashed, of an app that was stopped.
const FINISHED: &str = r#"{"guid":"b1e7f3c4-2d58-4e69-a07b-8c9d0e1f2a33","created_at":"2026-02-03T04:05:06Z","updated_at":"2026-02-03T04:06:06Z",
 "status":{"value":"FINALIZED","reason":"DEPLOYED",
  "details":{"last_successful_healthcheck":"2026-02-03T04:06:00Z","last_status_change":"2026-02-03T04:06:06Z","error":"instance 0 crashed"}},
 "strategy":"rolling","options":{"max_in_flight":1,"log_rate_limit_in_bytes_per_second":9223372036854775807},
 "droplet":{"guid":null},"previous_droplet":{"guid":null},"new_processes":[],
 "revision":{"guid":"f5b1c708-6192-42a3-94bf-c03142536e77","version":4},
 "relationships":{"app":{"data":{"guid":"0f4b2a1e-6a57-4a35-9f0c-3d1b6c1f7a10"}}},
 "metadata":{"labels":{},"annotations":{}},
 "links":{"self":{"href":"https://api.cf.test/v3/deployments/b1e7f3c4-2d58-4e69-a07b-8c9d0e1f2a33"},
  "app":{"href":"https://api.cf.test/v3/apps/0f4b2a1e-6a57-4a35-9f0c-3d1b6c1f7a10"}}}"#;

fn of_app() -> NewDeployment {
    NewDeployment::new(BelongsToApp::new(ToOneRelationship::new(GuidRef::new(APP))))
}

/// Creates a deployment and gives the body that arrived.
async fn create(new: NewDeployment) -> String {
    let server = play_json("201 Created", PAUSED);
    let made = cloudfoundry(&server)
        .deployments()
        .create(new)
        .await
        .unwrap();
    assert_eq!(made.guid, GUID);
    let body = only(&server).text();
    assert_sent(&server, "POST /v3/deployments", UAA_TOKEN, Some(&body));
    body
}

#[tokio::test]
async fn create_needs_only_an_app() {
    let body = format!(r#"{{"relationships":{{"app":{{"data":{{"guid":"{APP}"}}}}}}}}"#);
    assert_eq!(create(of_app()).await, body);
}

#[tokio::test]
async fn create_rolling_with_sizes() {
    let options = NewDeploymentOptions::new()
        .max_in_flight(2)
        .web_instances(8)
        .memory_in_mb(512)
        .disk_in_mb(i32::MAX)
        .log_rate_limit_in_bytes_per_second(i64::MAX);
    let new = of_app()
        .droplet(GuidRef::new(DROPLET))
        .strategy(DeploymentStrategy::Rolling)
        .options(options);
    assert_eq!(
        create(new).await,
        format!(
            r#"{{"relationships":{{"app":{{"data":{{"guid":"{APP}"}}}}}},"droplet":{{"guid":"{DROPLET}"}},"strategy":"rolling","options":{{"max_in_flight":2,"web_instances":8,"memory_in_mb":512,"disk_in_mb":2147483647,"log_rate_limit_in_bytes_per_second":9223372036854775807}}}}"#
        )
    );
}

#[tokio::test]
async fn create_canary_in_steps() {
    let steps = CanaryOptions::new(vec![CanaryStep::new(25), CanaryStep::new(50)]);
    let labels = BTreeMap::from([("team".to_owned(), "checkout".to_owned())]);
    let notes = BTreeMap::from([("ticket".to_owned(), "OPS-7 \"urgent\"\n".to_owned())]);
    let new = of_app()
        .strategy(DeploymentStrategy::Canary)
        .options(NewDeploymentOptions::new().canary(steps))
        .metadata(NewMetadata::new().labels(labels).annotations(notes));
    assert_eq!(
        create(new).await,
        format!(
            r#"{{"relationships":{{"app":{{"data":{{"guid":"{APP}"}}}}}},"strategy":"canary","options":{{"canary":{{"steps":[{{"instance_weight":25}},{{"instance_weight":50}}]}}}},"metadata":{{"labels":{{"team":"checkout"}},"annotations":{{"ticket":"OPS-7 \"urgent\"\n"}}}}}}"#
        )
    );
}

#[tokio::test]
async fn create_of_a_revision() {
    let new = of_app().revision(GuidRef::new("f5b1c708-6192-42a3-94bf-c03142536e77"));
    assert_eq!(
        create(new).await,
        format!(
            r#"{{"relationships":{{"app":{{"data":{{"guid":"{APP}"}}}}}},"revision":{{"guid":"f5b1c708-6192-42a3-94bf-c03142536e77"}}}}"#
        )
    );
}

/// Null is not absent: the server takes both, and what one writes is what it gets.
#[tokio::test]
async fn create_with_nulls() {
    let mut options = NewDeploymentOptions::new();
    options.max_in_flight = Maybe::Null;
    options.disk_in_mb = None.into();
    let mut new = of_app().options(options);
    new.strategy = Maybe::Null;
    assert_eq!(
        create(new).await,
        format!(
            r#"{{"relationships":{{"app":{{"data":{{"guid":"{APP}"}}}}}},"strategy":null,"options":{{"max_in_flight":null,"disk_in_mb":null}}}}"#
        )
    );
}

#[tokio::test]
async fn create_tells_the_request_id() {
    let answer = Answer::json("201 Created", PAUSED).header("X-Vcap-Request-Id", "7d2a::1f");
    let server = play([answer]);
    let whole = cloudfoundry(&server)
        .deployments()
        .create(of_app())
        .with_response()
        .await
        .unwrap();
    assert_eq!(whole.status, 201);
    assert_eq!(
        whole.x_vcap_request_id().unwrap().as_deref(),
        Some("7d2a::1f")
    );
    assert_eq!(whole.request_id(), Some("7d2a::1f"));
    assert_eq!(whole.raw(), PAUSED.as_bytes());
}

#[tokio::test]
async fn get_of_a_paused_canary() {
    let server = play_json("200 OK", PAUSED);
    let deployment = cloudfoundry(&server).deployments().get(GUID).await.unwrap();
    assert_sent(
        &server,
        &format!("GET /v3/deployments/{GUID}"),
        UAA_TOKEN,
        None,
    );

    assert_eq!(deployment.created_at.to_string(), "2026-02-03T04:05:06Z");
    assert_eq!(deployment.status.value, DeploymentStatusValue::Active);
    assert_eq!(deployment.status.reason, DeploymentStatusReason::Paused);
    let steps = deployment.status.canary.unwrap().steps;
    assert_eq!((steps.current, steps.total), (1, 2));
    assert_eq!(deployment.strategy, DeploymentStrategy::Canary);
    assert_eq!(
        deployment.options.canary.unwrap().steps[1].instance_weight,
        50
    );
    assert_eq!(deployment.options.memory_in_mb, None);
    assert_eq!(deployment.droplet.guid.as_deref(), Some(DROPLET));
    assert_eq!(deployment.previous_droplet.guid, None);
    assert_eq!(deployment.new_processes[0].r#type, "web");
    assert_eq!(deployment.revision, None);
    assert_eq!(deployment.metadata.labels["team"], "checkout");
    let link = deployment.links.r#continue.unwrap();
    assert_eq!(link.method.as_deref(), Some("POST"));
}

#[tokio::test]
async fn get_of_a_finished_one() {
    let server = play_json("200 OK", FINISHED);
    let deployment = cloudfoundry(&server).deployments().get(GUID).await.unwrap();
    assert_eq!(deployment.status.value, DeploymentStatusValue::Finalized);
    assert_eq!(deployment.status.reason, DeploymentStatusReason::Deployed);
    assert_eq!(
        deployment.status.details.error.as_deref(),
        Some("instance 0 crashed")
    );
    assert_eq!(deployment.status.canary, None);
    assert_eq!(
        deployment.options.log_rate_limit_in_bytes_per_second,
        Some(i64::MAX)
    );
    assert_eq!(
        (deployment.droplet.guid, deployment.previous_droplet.guid),
        (None, None)
    );
    assert_eq!(deployment.new_processes, []);
    assert_eq!(deployment.revision.unwrap().version, 4);
    assert_eq!(deployment.links.cancel, None);

    let server = play_json(
        "200 OK",
        &FINISHED.replace(
            r#"{"guid":"f5b1c708-6192-42a3-94bf-c03142536e77","version":4}"#,
            "null",
        ),
    );
    let deployment = cloudfoundry(&server).deployments().get(GUID).await.unwrap();
    assert_eq!(deployment.revision, None);
}

/// What a newer server says is kept as it is said.
#[tokio::test]
async fn get_of_what_nobody_knows_yet() {
    let newer = FINISHED
        .replace("\"DEPLOYED\"", "\"ROLLED_BACK\"")
        .replace("\"rolling\"", "\"blue-green\"");
    let server = play_json("200 OK", &newer);
    let deployment = cloudfoundry(&server).deployments().get(GUID).await.unwrap();
    assert_eq!(deployment.status.reason.as_str(), "ROLLED_BACK");
    assert!(matches!(
        deployment.status.reason,
        DeploymentStatusReason::Unrecognized(_)
    ));
    assert_eq!(deployment.strategy.to_string(), "blue-green");
}

#[tokio::test]
async fn update_deletes_a_label_by_null() {
    let server = play_json("200 OK", FINISHED);
    let labels = BTreeMap::from([
        ("team".to_owned(), Some("payments".to_owned())),
        ("trial".to_owned(), None),
    ]);
    let update = DeploymentUpdate::new().metadata(MetadataUpdate::new().labels(labels));
    let updated = cloudfoundry(&server)
        .deployments()
        .update(GUID, update)
        .await
        .unwrap();
    let body = r#"{"metadata":{"labels":{"team":"payments","trial":null}}}"#;
    assert_sent(
        &server,
        &format!("PATCH /v3/deployments/{GUID}"),
        UAA_TOKEN,
        Some(body),
    );
    assert_eq!(updated.guid, GUID);
}

/// The published document promises a deployment; the server sends nothing at all.
#[tokio::test]
async fn cancel_and_continue_answer_nothing() {
    let server = play([Answer::new("200 OK"), Answer::json("200 OK", PAUSED)]);
    let deployments = cloudfoundry(&server).deployments();
    deployments.cancel(GUID).await.unwrap();
    deployments.continue_deployment(GUID).await.unwrap();

    let requests = server.requests();
    let lines: Vec<String> = requests.iter().map(|request| request.line()).collect();
    let place = format!("POST /v3/deployments/{GUID}/actions");
    assert_eq!(
        lines,
        [format!("{place}/cancel"), format!("{place}/continue")]
    );
    for request in &requests {
        assert_eq!(request.text(), "");
        let expected = [
            "accept: */*".to_owned(),
            format!("authorization: Bearer {UAA_TOKEN}"),
            "content-length: 0".to_owned(),
        ];
        assert_eq!(headers(&server, request), expected);
    }
}
