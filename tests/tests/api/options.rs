//! What a client and a call can be told: where the API is, what it is called by, how long it may take.

use super::support::{ACCOUNT, APP, GUID, UAA_TOKEN, cloudfoundry, only, play, play_json};
use launchway::{cloudflare, cloudfoundry};
use launchway_tests::server::{Answer, Server};
use std::time::{Duration, Instant};

const PAGE: &str = r#"{"pagination":{"total_results":0,"total_pages":1,"first":{"href":"x"},"last":{"href":"x"},"next":null,"previous":null},"resources":[]}"#;

/// The target of a list below that base URL.
fn target(base: impl FnOnce(&Server) -> String) -> String {
    let server = play_json("200 OK", PAGE);
    let builder = cloudfoundry::Client::builder().uaa_token(UAA_TOKEN);
    let client = builder.base_url(base(&server)).build().unwrap();
    client.deployments().list().page(1).send_blocking().unwrap();
    only(&server).target
}

#[test]
fn a_base_url_keeps_its_path() {
    assert_eq!(target(Server::url), "/v3/deployments?page=1");
    assert_eq!(
        target(|server| format!("{}/", server.url())),
        "/v3/deployments?page=1"
    );
    assert_eq!(
        target(|server| format!("{}/cf/eu", server.url())),
        "/cf/eu/v3/deployments?page=1"
    );
    assert_eq!(
        target(|server| format!("{}/cf/eu//", server.url())),
        "/cf/eu/v3/deployments?page=1"
    );
}

#[test]
fn a_base_url_must_be_one() {
    for url in [
        "",
        "api.cf.test",
        "ftp://api.cf.test",
        "https://",
        "https://u:pass-w0rd@api.cf.test",
        "https://x?y=pass-w0rd",
    ] {
        let built = cloudfoundry::Client::builder().base_url(url).build();
        let error = built.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.starts_with("client: the base URL"), "{url}: {shown}");
        assert!(!shown.contains("pass-w0rd"), "{shown}");
    }
}

/// The place that a request would go to.
fn place(client: &cloudfoundry::Client) -> String {
    let request = client.deployments().get(GUID).to_request().unwrap();
    request.uri().to_string()
}

#[test]
fn a_server_has_variables() {
    let builder = || cloudfoundry::Client::builder().uaa_token(UAA_TOKEN);
    let client = builder().build().unwrap();
    assert_eq!(
        place(&client),
        format!("https://api.cf.example.org/v3/deployments/{GUID}")
    );
    let client = builder().api_host("api.sys.test:8443").build().unwrap();
    assert_eq!(
        place(&client),
        format!("https://api.sys.test:8443/v3/deployments/{GUID}")
    );
    let error = builder().api_host("").build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "client: server variable `api_host` has no value"
    );

    let client = cloudflare::Client::builder()
        .api_token("t")
        .api_host("api.fed.test")
        .build()
        .unwrap();
    let request = client
        .worker_deployments()
        .list(ACCOUNT, "x")
        .to_request()
        .unwrap();
    assert_eq!(request.uri().host(), Some("api.fed.test"));
    assert!(request.uri().path().starts_with("/client/v4/accounts/"));
}

#[test]
fn a_server_is_one_of_those_there_are() {
    let error = cloudfoundry::Client::builder()
        .server(3)
        .build()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "client: Cloud Foundry CAPI v3 has no server 3: give a base URL"
    );
}

#[tokio::test]
async fn a_client_has_a_name_and_headers() {
    let server = play_json("200 OK", PAGE);
    let builder = cloudfoundry::Client::builder()
        .uaa_token(UAA_TOKEN)
        .base_url(server.url());
    let client = builder
        .user_agent("rollout/2.1 (ops@example.net)")
        .header("X-Vcap-Request-Id", "mine")
        .build()
        .unwrap();
    client
        .deployments()
        .list()
        .header("x-b3-traceid", &"463ac35c".to_owned())
        .await
        .unwrap();
    let request = only(&server);
    assert_eq!(
        request.header("user-agent"),
        Some("rollout/2.1 (ops@example.net)")
    );
    assert_eq!(request.header("x-vcap-request-id"), Some("mine"));
    assert_eq!(request.header("x-b3-traceid"), Some("463ac35c"));
}

#[test]
fn a_header_that_http_cannot_hold_is_told_by_build() {
    let built = cloudfoundry::Client::builder()
        .header("x bad", "1")
        .header("x-good", "2")
        .build();
    assert_eq!(
        built.unwrap_err().to_string(),
        "client: `x bad` is not the name of a header"
    );
}

#[tokio::test]
async fn a_client_waits_so_long_and_a_call_otherwise() {
    let slow = || Answer::json("200 OK", PAGE).after(Duration::from_millis(300));
    let server = play([slow(), slow(), slow()]);
    let builder = cloudfoundry::Client::builder()
        .uaa_token(UAA_TOKEN)
        .base_url(server.url());
    let client = builder.timeout(Duration::from_millis(40)).build().unwrap();

    let start = Instant::now();
    let error = client.deployments().list().await.unwrap_err();
    assert!(
        start.elapsed() < Duration::from_millis(290),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(
        error.to_string(),
        "GET /v3/deployments: no response within 40ms"
    );

    let list = client.deployments().list().timeout(Duration::from_secs(20));
    assert!(list.await.is_ok());
    let other = client.deployments();
    let blocked = tokio::task::spawn_blocking(move || other.list().send_blocking());
    assert!(blocked.await.unwrap().unwrap_err().is_timeout());
}

/// Blocking calls work on any thread, one of an executor's among them.
#[tokio::test]
async fn blocking_inside_an_executor() {
    let server = play_json("200 OK", PAGE);
    assert!(
        cloudfoundry(&server)
            .deployments()
            .list()
            .send_blocking()
            .is_ok()
    );
}

#[test]
fn nobody_listens() {
    let server = play_json("200 OK", PAGE);
    let client = cloudfoundry(&server);
    drop(server);
    let error = client.apps().get(APP).send_blocking().unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(error.status().is_none() && !error.is_timeout());
    assert!(
        error.to_string().starts_with("GET /v3/apps/{guid}: "),
        "{error}"
    );
    super::support::assert_discreet(&error);
}
