//! The mock that answers by the examples of the document: routes, other answers, what was asked, the server, the clock.

use launchway::cloudfoundry::types::AppState;
use launchway::runtime::{Mock, http};
use launchway::runtime::{MockClock, Retries, Transport, TransportError};
use launchway::{cloudflare, cloudfoundry};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

fn cf(mock: &Mock) -> cloudfoundry::Client {
    let builder = cloudfoundry::Client::builder().uaa_token("any");
    builder.transport(mock.clone()).build().unwrap()
}

fn flare(mock: &Mock) -> cloudflare::Client {
    let builder = cloudflare::Client::builder().api_token("any");
    builder.transport(mock.clone()).build().unwrap()
}

async fn raw(mock: &Mock, method: &str, uri: &str) -> http::Response<String> {
    let request = http::Request::builder().method(method).uri(uri);
    let request = request.body(launchway::runtime::Bytes::new()).unwrap();
    let response = mock.send(request, Default::default()).await.unwrap();
    response.map(|body| String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn any_id_is_known_and_another_answer_stays() {
    let mock = cloudfoundry::mock::examples();
    let client = cf(&mock);
    let first = client.apps().get("one").await.unwrap();
    assert_eq!(client.apps().get("two").await.unwrap(), first);

    mock.on("getApp").status(404);
    for _ in 0..2 {
        let error = client.apps().get("one").await.unwrap_err();
        assert!(error.is_not_found());
    }
    let body = r#"{"errors":[{"code":10008,"title":"CF-UnprocessableEntity","detail":"no"}]}"#;
    mock.on("GET /v3/apps/{guid}").json(422, body);
    let error = client.apps().get("one").await.unwrap_err();
    assert!(error.is_unprocessable(), "{error}");
    // Others go on as before.
    client.apps().list().await.unwrap();
    assert_eq!(mock.requests_of("getApp").len(), 5);
    assert_eq!(mock.requests_of("GET /v3/apps/one").len(), 4);
    assert_eq!(mock.requests_of("listApps").len(), 1);
    assert_eq!(mock.requests().len(), 6);
}

#[tokio::test]
async fn one_id_may_be_answered_otherwise() {
    let mock = cloudfoundry::mock::examples();
    let gone = mock.on("GET /v3/apps/gone").status(404);
    let client = cf(&gone);
    assert!(client.apps().get("gone").await.unwrap_err().is_not_found());
    client.apps().get("here").await.unwrap();
    // That is one of the operation's requests all the same.
    assert_eq!(mock.requests_of("getApp").len(), 2);
}

#[tokio::test]
async fn an_answer_may_follow_from_the_request() {
    let mock = cloudfoundry::mock::examples();
    let client = cf(&mock);
    let app = client.apps().get("any").await.unwrap();
    let asked = AtomicUsize::new(0);
    let body = launchway::runtime::Json::of(&app);
    mock.on("getApp").with(move |request| {
        let id = request.uri().path().rsplit('/').next().unwrap();
        let state = match asked.fetch_add(1, Ordering::SeqCst) {
            0 => "STOPPED",
            _ => "STARTED",
        };
        let body = body
            .as_text()
            .replace(r#""STARTED""#, &format!("\"{state}\""));
        let body = body.replace(r#""name":"shop""#, &format!("\"name\":\"{id}\""));
        http::Response::new(body.into())
    });
    let seen = client.apps().get("x").await.unwrap();
    assert_eq!((seen.name.as_str(), seen.state), ("x", AppState::Stopped));
    let seen = client.apps().get("y").await.unwrap();
    assert_eq!((seen.name.as_str(), seen.state), ("y", AppState::Started));
}

#[tokio::test]
async fn what_no_operation_is_for() {
    let mock = cloudfoundry::mock::examples();
    let gone = raw(&mock, "GET", "https://any.example.com/v3/nothing?secret=1").await;
    assert_eq!(gone.status(), 404);
    assert_eq!(gone.headers()["content-type"], "application/problem+json");
    assert_eq!(
        gone.body(),
        r#"{"title":"Not Found","status":404,"detail":"the mock knows no `GET /v3/nothing`"}"#
    );
    let other = raw(&mock, "PUT", "/v3/apps/a").await;
    assert_eq!(other.status(), 405);
    assert_eq!(other.headers()["allow"], "DELETE, GET, PATCH");
    assert!(
        other
            .body()
            .contains("the mock knows `/v3/apps/a` by DELETE, GET, PATCH, and not by PUT")
    );
    // What goes before the path of the operations is the API's own, or nothing.
    let mock = cloudflare::mock::examples();
    let path = "/accounts/a/workers/scripts";
    assert_eq!(raw(&mock, "GET", path).await.status(), 200);
    assert_eq!(
        raw(&mock, "GET", &format!("/client/v4{path}"))
            .await
            .status(),
        200
    );
    assert_eq!(
        raw(&mock, "GET", &format!("/client/v5{path}"))
            .await
            .status(),
        404
    );
}

#[tokio::test]
async fn an_operation_that_there_is_not() {
    let mock = cloudfoundry::mock::examples().on("getAp").status(404);
    let error = cf(&mock).apps().get("a").await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the mock knows no operation `getAp`"),
        "{error}"
    );
    // A path need not be the document's.
    let mock = cloudfoundry::mock::examples();
    mock.on("post /oauth/token").json(200, "{}");
    assert_eq!(raw(&mock, "POST", "/oauth/token").await.body(), "{}");
    // So it is without examples, too.
    let mock = Mock::new().on("GET /v3/apps/{guid}").status(404);
    assert!(cf(&mock).apps().get("a").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn what_is_answered_in_turn_goes_before() {
    let mock = cloudfoundry::mock::examples();
    let mock = mock.status(503).fail(TransportError::connect("refused"));
    let clock = MockClock::new();
    let builder = cloudfoundry::Client::builder().uaa_token("any");
    let client = builder.transport(mock.clone()).clock(clock.clone());
    let client = client.retries(Retries::up_to(2)).build().unwrap();
    let start = Instant::now();
    let answered = client.apps().list().with_response().await.unwrap();
    assert_eq!((answered.attempts(), mock.left()), (3, 0));
    assert!(clock.passed() > Duration::from_millis(100), "{clock:?}");
    assert!(start.elapsed() < clock.passed());
}

#[tokio::test]
async fn answers_run_out() {
    let mock = Mock::new().json(200, "{}");
    let client = cf(&mock);
    drop(client.apps().list().await);
    let error = client.apps().get("a").await.unwrap_err();
    let says =
        "the mock has no answer left for `GET /v3/apps/a`: it was given 1, and this is request 2";
    assert!(error.to_string().contains(says), "{error}");
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_list_is_one_page() {
    let mock = cloudfoundry::mock::examples();
    let apps = cf(&mock).apps();
    let all = apps.list().collect().await.unwrap();
    assert_eq!(all.len(), apps.list().await.unwrap().resources.len());
}

#[tokio::test]
async fn a_wait_takes_no_time() {
    let mock = cloudfoundry::mock::examples();
    let clock = MockClock::new();
    let builder = cloudfoundry::Client::builder().uaa_token("any");
    let client = builder
        .transport(mock.clone())
        .clock(clock.clone())
        .build()
        .unwrap();
    let job = client.jobs().get("any").await.unwrap();
    let text = launchway::runtime::Json::of(&job).as_text().to_owned();
    let asked = AtomicUsize::new(0);
    let was = format!("\"{}\"", job.state.as_str());
    mock.on("getJob").with(move |_| {
        let state = if asked.fetch_add(1, Ordering::SeqCst) < 20 {
            "\"PROCESSING\""
        } else {
            "\"COMPLETE\""
        };
        http::Response::new(text.replace(&was, state).into())
    });
    let start = Instant::now();
    client.apps().delete("a").wait().success().await.unwrap();
    assert_eq!(mock.requests_of("getJob").len(), 22);
    assert!(clock.passed() > Duration::from_secs(10), "{clock:?}");
    assert!(start.elapsed() < clock.passed() / 2);
}

#[tokio::test]
async fn as_a_server() {
    let mock = cloudflare::mock::examples();
    let server = mock.serve().unwrap();
    let base = format!("{}/client/v4", server.url());
    let builder = cloudflare::Client::builder()
        .api_token("any")
        .base_url(base);
    let client = builder.retries(Retries::none()).build().unwrap();
    let here = flare(&mock)
        .worker_deployments()
        .list("a", "w")
        .await
        .unwrap();
    assert_eq!(
        client.worker_deployments().list("a", "w").await.unwrap(),
        here
    );
    mock.on("GET /accounts/{a}/workers/scripts/{s}/deployments")
        .status(403);
    let error = client
        .worker_deployments()
        .list("a", "w")
        .await
        .unwrap_err();
    assert_eq!(error.status().map(|it| it.as_u16()), Some(403));
    let sent = mock.requests();
    assert_eq!(sent.len(), 3);
    assert_eq!(sent[2].headers()["authorization"], "Bearer any");

    let stop = server.address();
    drop(server);
    assert!(std::net::TcpStream::connect(stop).is_err());
}
