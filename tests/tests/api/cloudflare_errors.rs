//! What Cloudflare says when a call fails, in each of the forms that are known from the field.

use super::support::{ACCOUNT, assert_discreet, cloudflare, play, shown};
use launchway::cloudflare::types::{Failure, NewDeployment};
use launchway::runtime::Error;
use launchway_tests::server::Answer;
use std::time::Duration;

const OPERATION: &str = "POST /accounts/{account_id}/workers/scripts/{script_name}/deployments";

/// The error of a call that gets that answer.
async fn fail(answer: Answer) -> Error {
    let server = play([answer]);
    let call = cloudflare(&server).worker_deployments().create(
        ACCOUNT,
        "shop-edge",
        NewDeployment::new(vec![]),
    );
    let error = call.await.unwrap_err();
    assert_discreet(&error);
    error
}

#[tokio::test]
async fn a_refusal_names_code_and_page() {
    let body = r#"{"success":false,"errors":[{"code":10220,"message":"the secret PAYMENT_KEY has changed","documentation_url":"https://docs.example.net/10220","source":{"pointer":"/versions/0"}},{"code":10021,"message":"and more"}],"messages":[],"result":null}"#;
    let error =
        fail(Answer::json("400 Bad Request", body).header("CF-Ray", "8f00aa11bb22cc33-XYZ")).await;

    assert_eq!(error.status().unwrap(), 400);
    assert!(
        error.is_bad_request()
            && !error.is_not_found()
            && !error.is_server_error()
            && !error.is_timeout()
    );
    assert_eq!(error.request_id(), Some("8f00aa11bb22cc33-XYZ"));
    assert_eq!(
        error.message().as_deref(),
        Some("the secret PAYMENT_KEY has changed")
    );
    let codes: Vec<_> = error
        .problems()
        .into_iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, [Some("10220".to_owned()), Some("10021".to_owned())]);
    assert_eq!(
        error.to_string(),
        format!(
            "{OPERATION}: 400 Bad Request: the secret PAYMENT_KEY has changed [code 10220] (request 8f00aa11bb22cc33-XYZ)"
        )
    );

    let failure: Failure = error.body().unwrap().unwrap();
    assert!(!failure.success && failure.result.is_null());
    assert_eq!(failure.errors[0].code, 10220);
    assert_eq!(
        failure.errors[0].documentation_url.as_deref(),
        Some("https://docs.example.net/10220")
    );
    assert_eq!(
        failure.errors[0]
            .source
            .as_ref()
            .unwrap()
            .pointer
            .as_deref(),
        Some("/versions/0")
    );
}

#[tokio::test]
async fn a_chain_of_causes_is_kept() {
    let body = r#"{"success":false,"errors":[{"code":6003,"message":"Invalid request headers","error_chain":[{"code":6111,"message":"Invalid format for Authorization header"}]}],"messages":[],"result":null}"#;
    let error = fail(Answer::json("400 Bad Request", body)).await;
    let failure: Failure = error.body().unwrap().unwrap();
    assert_eq!(
        failure.errors[0].error_chain.as_ref().unwrap()[0].code,
        6111
    );
    assert_eq!(error.request_id(), None);
    assert_eq!(
        error.to_string(),
        format!("{OPERATION}: 400 Bad Request: Invalid request headers [code 6003]")
    );
}

#[tokio::test]
async fn success_false_is_a_failure_whatever_the_status() {
    let body = r#"{"result":null,"success":false,"errors":[{"code":10007,"message":"no such Worker"}],"messages":[]}"#;
    let error = fail(Answer::json("200 OK", body)).await;
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(
        error.to_string(),
        format!("{OPERATION}: 200 OK: no such Worker [code 10007]")
    );
    let failure: Failure = error.body().unwrap().unwrap();
    assert_eq!(failure.errors[0].message, "no such Worker");
}

/// A delete reads no body, and still sees that it failed.
#[tokio::test]
async fn success_false_is_seen_where_no_body_is_read() {
    let body =
        r#"{"success":false,"errors":[{"code":10000,"message":"it is in use"}],"messages":[]}"#;
    let server = play([Answer::json("200 OK", body)]);
    let call = cloudflare(&server)
        .worker_deployments()
        .delete(ACCOUNT, "shop-edge", "x");
    assert_eq!(
        call.await.unwrap_err().message().as_deref(),
        Some("it is in use")
    );
}

#[tokio::test]
async fn too_many_calls() {
    let body = r#"{"success":false,"errors":[{"code":971,"message":"Please wait and consider throttling"}],"messages":[],"result":null}"#;
    let answer = Answer::json("429 Too Many Requests", body)
        .header("Ratelimit", "\"default\";r=0;t=42")
        .header("Retry-After", "42");
    let error = fail(answer).await;
    assert!(error.is_rate_limited());
    assert_eq!(error.api().unwrap().headers()["retry-after"], "42");
    let failure: Failure = error.body().unwrap().unwrap();
    assert_eq!(failure.errors[0].code, 971);
    assert_eq!(
        error.to_string(),
        format!(
            "{OPERATION}: 429 Too Many Requests: Please wait and consider throttling [code 971]"
        )
    );
}

#[tokio::test]
async fn a_firewall_answers_with_a_page() {
    let page = "<!DOCTYPE html>\n<html><head><title>Just a moment...</title></head><body>challenge</body></html>";
    let answer = Answer::new("403 Forbidden")
        .header("content-type", "text/html; charset=UTF-8")
        .header("cf-mitigated", "challenge")
        .header("cf-ray", "8f00aa11bb22cc33-XYZ")
        .body(page);
    let error = fail(answer).await;
    assert!(matches!(error, Error::Api(_)) && error.is_forbidden());
    assert_eq!(error.request_id(), Some("8f00aa11bb22cc33-XYZ"));
    assert_eq!(error.message(), None);
    assert_eq!(error.problems(), []);
    let api = error.api().unwrap();
    assert_eq!(api.headers()["cf-mitigated"], "challenge");
    assert_eq!(api.raw(), page.as_bytes());
    assert!(matches!(
        error.body::<Failure>(),
        Some(Err(Error::Decode(_)))
    ));
    assert_eq!(
        error.to_string(),
        format!(
            "{OPERATION}: 403 Forbidden: `<!DOCTYPE html> <html><head><title>Just a moment...</title></head><body>challenge</body></html>` (request 8f00aa11bb22cc33-XYZ)"
        )
    );
}

#[tokio::test]
async fn a_gateway_has_its_own_body() {
    let error = fail(Answer::json(
        "502 Bad Gateway",
        r#"{"error":"upstream is away","code":7010}"#,
    ))
    .await;
    assert!(error.is_server_error());
    assert_eq!(error.message().as_deref(), Some("upstream is away"));
    assert_eq!(error.problems()[0].code.as_deref(), Some("7010"));
    assert_eq!(
        error.to_string(),
        format!("{OPERATION}: 502 Bad Gateway: upstream is away [code 7010]")
    );
    let Some(Err(Error::Decode(misread))) = error.body::<Failure>() else {
        panic!("{error:?}");
    };
    assert_eq!(misread.path(), "$");
}

/// A body that is not what the document says: of its texts only the one in question shows.
#[tokio::test]
async fn a_body_out_of_place_shows_no_other_value() {
    let body =
        r#"{"result":{"id":"not-a-uuid","jwt":"s3cr3t"},"success":true,"errors":[],"messages":[]}"#;
    let error = fail(Answer::json("200 OK", body)).await;
    let Error::Decode(misread) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(misread.path(), "$.result.id");
    assert_eq!(misread.raw(), body.as_bytes());
    assert!(!shown(&error).contains("s3cr3t"), "{}", shown(&error));
    assert_eq!(
        error.to_string(),
        format!(
            "{OPERATION}: 200 OK: expected a UUID, found \"not-a-uuid\" at $.result.id; the body begins \
             `{{\"result\":{{\"id\":\"***\",\"jwt\":\"***\"}},\"success\":true,\"errors\":[],\"messages\":[]}}`"
        )
    );
}

#[tokio::test]
async fn a_slow_server_runs_out_of_time() {
    let server = play([Answer::json("200 OK", "{}").after(Duration::from_secs(5))]);
    let call = cloudflare(&server)
        .worker_deployments()
        .list(ACCOUNT, "shop-edge");
    let error = call.timeout(Duration::from_millis(50)).await.unwrap_err();
    assert!(error.is_timeout() && error.status().is_none());
    assert_discreet(&error);
    assert_eq!(
        error.to_string(),
        "GET /accounts/{account_id}/workers/scripts/{script_name}/deployments: no response within 50ms"
    );
}
