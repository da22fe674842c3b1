//! The deployments of a Worker: each operation to the last byte.

use super::support::{
    ACCOUNT, API_TOKEN, DEPLOYMENT, OLD_VERSION, VERSION, assert_sent, cloudflare, play_json,
};
use launchway::cloudflare::types::{DeploymentAnnotations, DeploymentVersion, NewDeployment};

const PLACE: &str =
    "/client/v4/accounts/0a1b2c3d4e5f60718293a4b5c6d7e8f9/workers/scripts/shop-edge/deployments";

const MADE: &str = r#"{"success":true,"errors":[],"messages":[],
 "result":{"id":"3c7e6f7a-6a0b-4c5d-8e9f-001122334455","created_on":"2026-03-04T05:06:07.089012Z","source":"api",
  "strategy":"percentage","author_email":"ops@example.net",
  "annotations":{"workers/message":"ramp 12.5%","workers/triggered_by":"deployment","workers/rollback_from":"x"},
  "versions":[{"version_id":"5b1d7c52-0f0e-4b52-9d38-2f6f3c1f9a01","percentage":12.5},
              {"version_id":"d0a9e2a4-77c1-4f0b-8f0d-0e6a7f3b2c11","percentage":87.5}]}}"#;

fn ramp() -> NewDeployment {
    NewDeployment::new(vec![
        DeploymentVersion::new(VERSION.parse().unwrap(), 12.5),
        DeploymentVersion::new(OLD_VERSION.parse().unwrap(), 87.5),
    ])
    .annotations(DeploymentAnnotations::new().workers_message("ramp 12.5%"))
}

#[tokio::test]
async fn list_is_newest_first() {
    let server = play_json(
        "200 OK",
        r#"{"success":true,"errors":[],"messages":[{"code":1000,"message":"slow today"}],
         "result":{"deployments":[
           {"id":"3c7e6f7a-6a0b-4c5d-8e9f-001122334455","created_on":"2026-03-04T05:06:07.089012Z","source":"api",
            "strategy":"percentage","versions":[{"version_id":"5b1d7c52-0f0e-4b52-9d38-2f6f3c1f9a01","percentage":100}]},
           {"id":"90b4e1d7-52c8-4f36-a1e9-6677889900aa","created_on":"2026-03-01T10:20:30Z","source":"wrangler",
            "strategy":"percentage","versions":[],"annotations":{}}]},
         "result_info":{"page":1,"per_page":20,"count":2,"total_count":2,"total_pages":1}}"#,
    );
    let listed = cloudflare(&server)
        .worker_deployments()
        .list(ACCOUNT, "shop-edge")
        .await
        .unwrap();
    assert_sent(&server, &format!("GET {PLACE}"), API_TOKEN, None);

    assert_eq!(listed.deployments.len(), 2);
    let active = &listed.deployments[0];
    assert_eq!(active.id.to_string(), DEPLOYMENT);
    assert_eq!(active.created_on.to_string(), "2026-03-04T05:06:07.089012Z");
    assert_eq!(active.strategy, "percentage");
    assert_eq!(active.versions[0].percentage, 100.0);
    assert_eq!(active.author_email, None);
    assert_eq!(active.annotations, None);
    assert_eq!(listed.deployments[1].versions, []);
}

#[tokio::test]
async fn list_takes_a_page_and_a_time() {
    let server = play_json(
        "200 OK",
        r#"{"success":true,"errors":[],"messages":[],"result":{"deployments":[]}}"#,
    );
    let call = cloudflare(&server)
        .worker_deployments()
        .list(ACCOUNT, "shop-edge");
    let call = call
        .page(2)
        .per_page(50)
        .since("2026-03-01T00:00:00+01:00".parse().unwrap())
        .until("2026-03-04T05:06:07.089Z".parse().unwrap());
    let whole = call.with_response().await.unwrap();
    let query =
        "page=2&per_page=50&since=2026-02-28T23%3A00%3A00Z&until=2026-03-04T05%3A06%3A07.089Z";
    assert_sent(&server, &format!("GET {PLACE}?{query}"), API_TOKEN, None);
    assert_eq!(whole.body.deployments, []);
}

/// The envelope's own members are to be had by asking for it.
#[tokio::test]
async fn list_gives_the_envelope_on_request() {
    use launchway::cloudflare::types::PageEnvelope;

    let server = play_json(
        "200 OK",
        r#"{"success":true,"errors":[],"messages":[{"code":1,"message":"hello"}],"result":{"deployments":[]},
            "result_info":{"page":3,"total_count":41}}"#,
    );
    let call = cloudflare(&server)
        .worker_deployments()
        .list(ACCOUNT, "shop-edge");
    let envelope: PageEnvelope = call.with_response().await.unwrap().decode().unwrap();
    assert_eq!(envelope.messages[0].message, "hello");
    let info = envelope.result_info.unwrap();
    assert_eq!(
        (info.page, info.per_page, info.total_count),
        (Some(3), None, Some(41))
    );
}

#[tokio::test]
async fn create_sends_the_routing_table() {
    let server = play_json("200 OK", MADE);
    let made = cloudflare(&server)
        .worker_deployments()
        .create(ACCOUNT, "shop-edge", ramp())
        .await
        .unwrap();
    let body = r#"{"strategy":"percentage","versions":[{"version_id":"5b1d7c52-0f0e-4b52-9d38-2f6f3c1f9a01","percentage":12.5},{"version_id":"d0a9e2a4-77c1-4f0b-8f0d-0e6a7f3b2c11","percentage":87.5}],"annotations":{"workers/message":"ramp 12.5%"}}"#;
    assert_sent(&server, &format!("POST {PLACE}"), API_TOKEN, Some(body));

    assert_eq!(made.author_email.as_deref(), Some("ops@example.net"));
    let notes = made.annotations.unwrap();
    assert_eq!(notes.workers_triggered_by.as_deref(), Some("deployment"));
    assert_eq!(notes.extra["workers/rollback_from"], "x");
    let shares: Vec<f64> = made
        .versions
        .iter()
        .map(|version| version.percentage)
        .collect();
    assert_eq!(shares, [12.5, 87.5]);
}

#[tokio::test]
async fn create_can_be_forced() {
    let server = play_json("200 OK", MADE);
    let all = NewDeployment::new(vec![DeploymentVersion::new(
        VERSION.parse().unwrap(),
        100.0,
    )]);
    let call = cloudflare(&server)
        .worker_deployments()
        .create(ACCOUNT, "shop-edge", all);
    call.force(true).await.unwrap();
    let body = r#"{"strategy":"percentage","versions":[{"version_id":"5b1d7c52-0f0e-4b52-9d38-2f6f3c1f9a01","percentage":100}]}"#;
    assert_sent(
        &server,
        &format!("POST {PLACE}?force=true"),
        API_TOKEN,
        Some(body),
    );
}

/// What is sent is what can be looked at before.
#[test]
fn create_can_be_looked_at() {
    let client = launchway::cloudflare::Client::builder()
        .api_token(API_TOKEN)
        .build()
        .unwrap();
    let call = client
        .worker_deployments()
        .create(ACCOUNT, "shop-edge", ramp())
        .force(false);
    let request = call.to_request().unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.uri().to_string(),
        format!("https://api.cloudflare.com{PLACE}?force=false")
    );
    assert_eq!(
        request.headers()["authorization"],
        format!("Bearer {API_TOKEN}")
    );
    assert!(request.headers()["authorization"].is_sensitive());
    assert!(!format!("{call:?} {request:?}").contains(API_TOKEN));
    assert_eq!(
        format!("{call:?}"),
        "Call { operation: POST /accounts/{account_id}/workers/scripts/{script_name}/deployments, \
         id: \"worker-deployments-create-deployment\", body: 229 bytes, .. }"
    );
}

#[tokio::test]
async fn get_asks_for_one() {
    let server = play_json("200 OK", MADE);
    let one = cloudflare(&server)
        .worker_deployments()
        .get(ACCOUNT, "shop-edge", DEPLOYMENT)
        .await
        .unwrap();
    assert_sent(
        &server,
        &format!("GET {PLACE}/{DEPLOYMENT}"),
        API_TOKEN,
        None,
    );
    assert_eq!(one.id.to_string(), DEPLOYMENT);
    assert_eq!(one.source, "api");
}

/// The server leaves `result` out, or sends null.
#[tokio::test]
async fn delete_answers_nothing() {
    for body in [
        r#"{"success":true,"errors":[],"messages":[]}"#,
        r#"{"success":true,"errors":[],"messages":[],"result":null}"#,
        "",
    ] {
        let server = play_json("200 OK", body);
        let done = cloudflare(&server)
            .worker_deployments()
            .delete(ACCOUNT, "shop-edge", DEPLOYMENT)
            .await;
        assert!(done.is_ok(), "{done:?}");
        let request = super::support::only(&server);
        assert_eq!(request.line(), format!("DELETE {PLACE}/{DEPLOYMENT}"));
        assert_eq!(request.text(), "");
        let headers = super::support::headers(&server, &request);
        // The transport's own default, where the operation asks for nothing.
        assert_eq!(
            headers,
            [
                "accept: */*".to_owned(),
                format!("authorization: Bearer {API_TOKEN}")
            ]
        );
    }
}

/// A name may hold what a path may not; it stays one segment.
#[tokio::test]
async fn names_stay_one_segment() {
    let server = play_json(
        "200 OK",
        r#"{"success":true,"errors":[],"messages":[],"result":{"deployments":[]}}"#,
    );
    let listed = cloudflare(&server)
        .worker_deployments()
        .list(ACCOUNT, "a/b ?#ü%2e")
        .await;
    assert!(listed.is_ok(), "{listed:?}");
    let line = super::support::only(&server).line();
    assert_eq!(
        line,
        format!(
            "GET {}",
            PLACE.replace("shop-edge", "a%2Fb%20%3F%23%C3%BC%252e")
        )
    );

    for name in ["", ".", "..", "%2e%2e"] {
        let refused = cloudflare(&server)
            .worker_deployments()
            .list(ACCOUNT, name)
            .await
            .unwrap_err();
        assert!(
            matches!(refused, launchway::runtime::Error::Request(_)),
            "{refused:?}"
        );
    }
    assert_eq!(server.requests().len(), 1);
}
