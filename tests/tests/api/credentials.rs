//! Who one is: which credentials go where, and what is said when they are missing.

use super::support::{ACCOUNT, API_TOKEN, cloudfoundry, headers, only, play_json};
use launchway::runtime::Error;
use launchway::{cloudflare, cloudfoundry};

const NONE: &str = r#"{"success":true,"errors":[],"messages":[],"result":{"deployments":[]}}"#;
const LIST: &str = "GET /accounts/{account_id}/workers/scripts/{script_name}/deployments";

type Builder = launchway::runtime::Builder<cloudflare::Cloudflare>;

/// The headers of a list that a client of those credentials sends.
fn sent(credentials: impl FnOnce(Builder) -> Builder) -> Vec<String> {
    let server = play_json("200 OK", NONE);
    let builder = credentials(cloudflare::Client::builder());
    let client = builder.base_url(server.url()).build().unwrap();
    client
        .worker_deployments()
        .list(ACCOUNT, "x")
        .send_blocking()
        .unwrap();
    headers(&server, &only(&server))
}

/// The error of a list that a client of those credentials can't send.
fn refused(credentials: impl FnOnce(Builder) -> Builder) -> Error {
    let server = play_json("200 OK", NONE);
    let builder = credentials(cloudflare::Client::builder());
    let client = builder.base_url(server.url()).build().unwrap();
    let error = client
        .worker_deployments()
        .list(ACCOUNT, "x")
        .send_blocking()
        .unwrap_err();
    assert_eq!(server.requests(), []);
    error
}

#[test]
fn a_token_is_a_bearer() {
    let expected = ["accept: application/json", "authorization: Bearer t0ken"];
    assert_eq!(sent(|builder| builder.api_token("t0ken")), expected);
}

#[test]
fn an_address_and_a_key_go_together() {
    let expected = [
        "accept: application/json",
        "x-auth-email: ops@example.net",
        "x-auth-key: k3y",
    ];
    assert_eq!(
        sent(|builder| builder.api_email("ops@example.net").api_key("k3y")),
        expected
    );
}

#[test]
fn a_token_goes_before_the_pair() {
    let all = |builder: Builder| {
        builder
            .api_email("ops@example.net")
            .api_key("k3y")
            .api_token("t0ken")
    };
    assert_eq!(
        sent(all),
        ["accept: application/json", "authorization: Bearer t0ken"]
    );
}

#[test]
fn half_a_pair_is_refused_by_name() {
    let wants = format!("{LIST}: needs credentials: api_token, or api_email and api_key");
    for error in [
        refused(|builder| builder.api_email("ops@example.net")),
        refused(|builder| builder.api_key("k3y")),
        refused(|builder| builder),
    ] {
        let Error::Credentials(missing) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(
            missing.wanted(),
            [&["api_token"] as &[&str], &["api_email", "api_key"]]
        );
        assert_eq!(error.to_string(), wants);
        let shown = format!("{error:?}");
        assert!(
            !shown.contains("k3y") && !shown.contains("ops@example.net"),
            "{shown}"
        );
    }
}

#[test]
fn what_no_header_can_hold_is_refused_unseen() {
    let error = refused(|builder| builder.api_token("a\nb-s3cret"));
    assert_eq!(
        error.to_string(),
        format!(
            "{LIST}: credential `api_token`: the value of header `authorization` holds what no header may hold"
        )
    );
}

#[test]
fn neither_builder_nor_client_shows_a_secret() {
    let builder = cloudflare::Client::builder()
        .api_token(API_TOKEN)
        .header("x-api-key", "s3cret");
    assert!(!format!("{builder:?}").contains(API_TOKEN));
    let client = builder.build().unwrap();
    let shown = format!("{client:?} {:#?}", client.worker_deployments());
    assert!(
        !shown.contains(API_TOKEN) && !shown.contains("s3cret"),
        "{shown}"
    );
}

/// The roots need no token, so a client without one can ask where the token is to be had.
#[tokio::test]
async fn the_roots_are_anonymous() {
    let root = r#"{"links":{"self":{"href":"https://api.cf.test"},
        "cloud_controller_v3":{"href":"https://api.cf.test/v3","meta":{"version":"3.228.0"}},
        "login":{"href":"https://login.cf.test"},"uaa":{"href":"https://uaa.cf.test"},"credhub":null,
        "app_ssh":{"href":"ssh.cf.test:2222","meta":{"host_key_fingerprint":"x","oauth_client":"ssh-proxy"}},
        "our_own":{"href":"https://own.cf.test"}}}"#;
    let server = play_json("200 OK", root);
    let client = cloudfoundry::Client::builder()
        .base_url(server.url())
        .build()
        .unwrap();
    let root = client.info().get_api_root().await.unwrap();
    let request = only(&server);
    assert_eq!(request.line(), "GET /");
    assert_eq!(headers(&server, &request), ["accept: application/json"]);
    assert_eq!(root.links.uaa.href, "https://uaa.cf.test");
    assert!(root.links.credhub.is_null() && root.links.routing.is_absent());
    assert_eq!(
        root.links.extra["our_own"].as_ref().unwrap().href,
        "https://own.cf.test"
    );

    let error = client.deployments().list().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /v3/deployments: needs credentials: uaa_token"
    );
}

/// A token that is there doesn't go where none is asked for.
#[tokio::test]
async fn the_roots_stay_anonymous_with_a_token() {
    let server = play_json("200 OK", r#"{"links":{}}"#);
    let root = cloudfoundry(&server)
        .info()
        .get_v3_api_root()
        .await
        .unwrap();
    assert!(root.links.is_empty());
    assert_eq!(
        headers(&server, &only(&server)),
        ["accept: application/json"]
    );
}
