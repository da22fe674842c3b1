//! What Cloud Foundry says when a call fails, its controller and the routers before it.

use super::support::{GUID, assert_discreet, cloudfoundry, play};
use launchway::cloudfoundry::types::Errors;
use launchway::runtime::Error;
use launchway_tests::server::Answer;

const OPERATION: &str = "POST /v3/deployments/{guid}/actions/continue";

/// The error of a call that gets that answer.
async fn fail(answer: Answer) -> Error {
    let server = play([answer]);
    let error = cloudfoundry(&server)
        .deployments()
        .continue_deployment(GUID)
        .await
        .unwrap_err();
    assert_discreet(&error);
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    error
}

#[tokio::test]
async fn validation_finds_several_things() {
    let body = r#"{"errors":[{"detail":"Strategy 'blue' is not supported","title":"CF-UnprocessableEntity","code":10008},{"detail":"Options have an unknown key","title":"CF-UnprocessableEntity","code":10008}]}"#;
    let error = fail(
        Answer::json("422 Unprocessable Entity", body).header("X-VCAP-Request-ID", "7d2a::1f"),
    )
    .await;
    assert!(error.is_unprocessable() && !error.is_bad_request());
    assert_eq!(error.status().unwrap(), 422);
    assert_eq!(error.request_id(), Some("7d2a::1f"));
    assert_eq!(
        error.message().as_deref(),
        Some("Strategy 'blue' is not supported")
    );
    assert_eq!(error.problems().len(), 2);
    assert_eq!(
        error.problems()[1].message.as_deref(),
        Some("Options have an unknown key")
    );
    let errors: Errors = error.body().unwrap().unwrap();
    assert_eq!(errors.errors[1].title, "CF-UnprocessableEntity");
    assert_eq!(errors.errors[1].code, 10008);
    assert_eq!(
        error.to_string(),
        format!(
            "{OPERATION}: 422 Unprocessable Entity: Strategy 'blue' is not supported [code 10008] (request 7d2a::1f)"
        )
    );
}

/// The limiter says `text/plain` and sends JSON.
#[tokio::test]
async fn too_many_calls() {
    let body = r#"{"errors":[{"detail":"Rate Limit Exceeded","title":"CF-RateLimitExceeded","code":10013}]}"#;
    let answer = Answer::new("429 Too Many Requests")
        .header("Content-Type", "text/plain; charset=utf-8")
        .header("Retry-After", "120")
        .header("X-RateLimit-Reset", "1770091506")
        .body(body);
    let error = fail(answer).await;
    assert!(error.is_rate_limited());
    assert_eq!(
        error.api().unwrap().headers()["x-ratelimit-reset"],
        "1770091506"
    );
    let errors: Errors = error.body().unwrap().unwrap();
    assert_eq!(errors.errors[0].title, "CF-RateLimitExceeded");
    assert_eq!(
        error.to_string(),
        format!("{OPERATION}: 429 Too Many Requests: Rate Limit Exceeded [code 10013]")
    );
}

#[tokio::test]
async fn a_token_that_is_no_longer_valid() {
    let body =
        r#"{"errors":[{"detail":"Invalid Auth Token","title":"CF-InvalidAuthToken","code":1000}]}"#;
    let error =
        fail(Answer::json("401 Unauthorized", body).header("WWW-Authenticate", "Bearer")).await;
    assert!(error.is_unauthorized() && !error.is_forbidden());
    assert_eq!(
        error.to_string(),
        format!("{OPERATION}: 401 Unauthorized: Invalid Auth Token [code 1000]")
    );
}

#[tokio::test]
async fn a_deployment_that_is_not_there() {
    let body = r#"{"errors":[{"detail":"Deployment not found","title":"CF-ResourceNotFound","code":10010}]}"#;
    let error = fail(Answer::json("404 Not Found", body)).await;
    assert!(error.is_not_found());
    assert_eq!(
        error.body::<Errors>().unwrap().unwrap().errors[0].code,
        10010
    );
    assert_eq!(
        error.to_string(),
        format!("{OPERATION}: 404 Not Found: Deployment not found [code 10010]")
    );
}

/// A route that no app has: gorouter's own 404.
#[tokio::test]
async fn a_router_that_knows_no_route() {
    let answer = Answer::new("404 Not Found")
        .header("content-type", "text/plain; charset=utf-8")
        .header("x-cf-routererror", "unknown_route")
        .body("404 Not Found: Requested route ('api.cf.test') does not exist.\n");
    let error = fail(answer).await;
    assert!(error.is_not_found());
    assert_eq!(error.message(), None);
    assert_eq!(
        error.to_string(),
        format!(
            "{OPERATION}: 404 Not Found: `404 Not Found: Requested route ('api.cf.test') does not exist. `"
        )
    );
}

#[tokio::test]
async fn a_load_balancer_answers_with_a_page() {
    let page = format!("<html><body>{}</body></html>", "Bad Gateway ".repeat(50));
    let error = fail(
        Answer::new("502 Bad Gateway")
            .header("content-type", "text/html")
            .body(page.clone()),
    )
    .await;
    assert!(error.is_server_error());
    assert_eq!(error.api().unwrap().raw(), page.as_bytes());
    let start: String = page.chars().take(100).collect();
    assert_eq!(
        error.to_string(),
        format!("{OPERATION}: 502 Bad Gateway: `{start}...`")
    );
    assert!(matches!(
        error.body::<Errors>(),
        Some(Err(Error::Decode(_)))
    ));
}

#[tokio::test]
async fn nothing_but_a_status() {
    let error = fail(Answer::new("503 Service Unavailable")).await;
    assert!(error.is_server_error());
    assert_eq!(
        error.to_string(),
        format!("{OPERATION}: 503 Service Unavailable")
    );
}

/// 10016 means two things, and only the title tells which.
#[tokio::test]
async fn the_title_can_be_had() {
    let body = r#"{"errors":[{"detail":"Name must be unique","title":"CF-UniquenessError","code":10016}]}"#;
    let error = fail(Answer::json("422 Unprocessable Entity", body)).await;
    assert_eq!(
        error.body::<Errors>().unwrap().unwrap().errors[0].title,
        "CF-UniquenessError"
    );
}
