//! Errors: what they show, and what can be asked of them.

use super::support::{Script, answered, bare, demo};
use crate::runtime::{Call, Error, Json, Method, TransportError, operation};
use std::error::Error as _;

operation! { Create: Method::Post, "/v3/deployments/{guid}" => Json, security [] }
operation! { List: Method::Get, "/v3/deployments" => Vec<i64>, security [] }

fn failed(status: u16, headers: &[(&str, &str)], body: &'static str) -> Error {
    answered::<List>(demo, status, headers, body).unwrap_err()
}

#[test]
fn an_error_fits_in_two_words() {
    assert!(size_of::<Error>() <= 2 * size_of::<usize>());
}

#[test]
fn path_values_are_not_shown() {
    let script = Script::new().answer(404, &[], "");
    let error = Call::<Create>::new(&bare(&script))
        .path("my-guid")
        .send_blocking()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "POST /v3/deployments/{guid}: 404 Not Found"
    );
}

#[test]
fn an_apis_first_message_is_shown() {
    let cases = [
        // Cloudflare.
        (
            r#"{"success":false,"errors":[{"code":10007,"message":"not found"},{"code":1,"message":"b"}]}"#,
            "not found [code 10007]",
        ),
        // Cloud Foundry.
        (
            r#"{"errors":[{"code":10008,"title":"CF-UnprocessableEntity","detail":"no droplet"}]}"#,
            "no droplet [code 10008]",
        ),
        // OAuth.
        (
            r#"{"error":"invalid_grant","error_description":"bad password"}"#,
            "bad password [code invalid_grant]",
        ),
        (
            r#"{"error":"no route","code":7003}"#,
            "no route [code 7003]",
        ),
        // RFC 9457.
        (
            r#"{"type":"https://x/y","title":"t","detail":"d","status":403}"#,
            "d [code https://x/y]",
        ),
        (
            r#"{"error":{"message":"m","type":"invalid_request_error"}}"#,
            "m [code invalid_request_error]",
        ),
        (r#"{"error":{"code":5}}"#, "code 5"),
        (r#"{"message":"m"}"#, "m"),
        (r#"{"errors":["first","second"]}"#, "first"),
        (r#"{"errors":{"message":"m"}}"#, "m"),
        (r#"{"errors":[],"message":"m"}"#, "m"),
        (r#"[{"message":"m"}]"#, "m"),
        (r#""just text""#, "just text"),
        (r#"{"token":"hunter2","n":1}"#, r#"`{"token":"***","n":1}`"#),
        (r#"{"token":"hunt"#, r#"`{"token":"***"`"#),
        ("<html>\n<b>no</b>", "`<html> <b>no</b>`"),
    ];
    for (body, shown) in cases {
        assert_eq!(
            failed(400, &[], body).to_string(),
            format!("GET /v3/deployments: 400 Bad Request: {shown}")
        );
    }
}

#[test]
fn every_problem_is_kept() {
    let error = failed(
        400,
        &[],
        r#"{"errors":[{"code":1,"message":"a"},{"code":2},{"message":"c"}]}"#,
    );
    let problems: Vec<_> = error
        .problems()
        .into_iter()
        .map(|problem| (problem.code, problem.message))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        problems,
        [(text("1"), text("a")), (text("2"), None), (None, text("c"))]
    );
    assert_eq!(error.message(), text("a"));
}

#[test]
fn request_ids() {
    for name in ["cf-ray", "x-vcap-request-id", "x-request-id"] {
        let error = failed(503, &[(name, "abc")], "");
        assert_eq!(
            error.to_string(),
            "GET /v3/deployments: 503 Service Unavailable (request abc)"
        );
        assert_eq!(error.request_id(), Some("abc"));
    }
}

#[test]
fn json_sent_as_text_is_json() {
    let body = r#"{"errors":[{"code":10013,"title":"CF-RateLimitExceeded","detail":"slow down"}]}"#;
    let headers = [
        ("content-type", "text/plain; charset=utf-8"),
        ("retry-after", "7"),
    ];
    let error = failed(429, &headers, body);
    assert!(error.is_rate_limited());
    assert_eq!(error.message().unwrap(), "slow down");
    assert_eq!(error.api().unwrap().headers()["retry-after"], "7");
    assert_eq!(error.api().unwrap().raw(), body);
    assert!(
        error
            .body::<Json>()
            .unwrap()
            .unwrap()
            .get("errors")
            .is_some()
    );
}

#[test]
fn predicates() {
    let is = |status| failed(status, &[], "");
    assert!(is(400).is_bad_request());
    assert!(is(401).is_unauthorized());
    assert!(is(403).is_forbidden());
    assert!(is(404).is_not_found());
    assert!(is(409).is_conflict());
    assert!(is(422).is_unprocessable());
    assert!(is(500).is_server_error());
    assert!(!is(404).is_conflict());
    assert_eq!(is(418).status().unwrap(), 418);
}

#[test]
fn what_is_no_json_shows_how_it_begins() {
    let decode = |body| failed(200, &[("cf-ray", "r")], body);
    let error = decode("<!DOCTYPE html>\n<title>Just a moment...</title>");
    assert!(matches!(error, Error::Decode(_)));
    let shown = error.to_string();
    assert!(
        shown.starts_with("GET /v3/deployments: 200 OK: "),
        "{shown}"
    );
    assert!(
        shown.ends_with(
            "; the body begins `<!DOCTYPE html> <title>Just a moment...</title>` (request r)"
        ),
        "{shown}"
    );

    let shown = decode("[1, 2").to_string();
    assert!(
        shown.ends_with("; the body begins `[1, 2` (request r)"),
        "{shown}"
    );

    let shown = decode(r#"[1, {"a":"hunter2"}]"#).to_string();
    assert!(
        shown.contains("$[1]") && shown.contains(r#"`[1, {"a":"***"}]`"#),
        "{shown}"
    );
    assert!(!shown.contains("hunter2"));
}

#[test]
fn sources_are_complete() {
    let error = failed(200, &[], "[{}]");
    assert!(error.source().unwrap().is::<crate::runtime::ReadError>());
    let error = Call::<List>::new(&bare(&Script::new()))
        .send_blocking()
        .unwrap_err();
    assert_eq!(error.to_string(), "GET /v3/deployments: nobody there");
    assert!(error.is_connect());

    // What a transport gives as its error is shown; the causes of that follow in the chain.
    #[derive(Debug)]
    struct Outer(std::io::Error);
    impl std::fmt::Display for Outer {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("outer")
        }
    }
    impl std::error::Error for Outer {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            Some(&self.0)
        }
    }
    let operation = failed(404, &[], "").api().unwrap().operation();
    let cause = TransportError::new(Outer(std::io::Error::other("inner")));
    let error = crate::attempt::failure(operation, 1, cause);
    assert_eq!(error.to_string(), "GET /v3/deployments: outer");
    assert_eq!(error.source().unwrap().to_string(), "inner");
    assert!(failed(404, &[], "").source().is_none());
}
