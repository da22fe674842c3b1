//! Answers that break off, come late, come by another name or are something else altogether.

use super::support::{APP, GUID, assert_discreet, cloudfoundry, play, play_json};
use launchway::runtime::Error;
use launchway_tests::server::Answer;
use std::time::Duration;

const DEPLOYMENT: &str = "GET /v3/deployments/{guid}";

#[tokio::test]
async fn a_connection_that_breaks_is_told_from_an_answer() {
    let answer = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"guid\":\"";
    let server = play([Answer::raw(answer)]);
    let error = cloudfoundry(&server)
        .deployments()
        .get(GUID)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(!error.is_connect() && error.status().is_none());
    assert!(
        error.to_string().starts_with(&format!("{DEPLOYMENT}: ")),
        "{error}"
    );
    assert_discreet(&error);
}

#[tokio::test]
async fn a_connection_that_ends_before_the_answer() {
    let server = play([Answer::raw("")]);
    let error = cloudfoundry(&server)
        .deployments()
        .get(GUID)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(!error.is_connect());
}

/// The head comes in time, the body doesn't.
#[tokio::test]
async fn a_body_that_stalls_runs_out_of_time() {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (done, wait) = std::sync::mpsc::channel::<()>();
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]);
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{")
            .unwrap();
        let _ = wait.recv();
    });
    let client = launchway::cloudfoundry::Client::builder()
        .base_url(url)
        .uaa_token("t")
        .build()
        .unwrap();
    let error = client
        .deployments()
        .get(GUID)
        .timeout(Duration::from_millis(80))
        .await
        .unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(
        error.to_string(),
        format!("{DEPLOYMENT}: no response within 80ms")
    );
    drop(done);
    thread.join().unwrap();
}

/// A captive portal: 200, and a page.
#[tokio::test]
async fn a_page_in_place_of_json() {
    let page = "<html>\n<title>Sign in</title></html>";
    let server = play([Answer::new("200 OK")
        .header("content-type", "text/html")
        .body(page)]);
    let error = cloudfoundry(&server)
        .deployments()
        .get(GUID)
        .await
        .unwrap_err();
    let Error::Decode(misread) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(misread.status(), 200);
    assert_eq!(misread.raw(), page.as_bytes());
    assert_eq!(misread.path(), "$");
    let shown = error.to_string();
    assert!(
        shown.starts_with(&format!("{DEPLOYMENT}: 200 OK: ")),
        "{shown}"
    );
    assert!(
        shown.ends_with("; the body begins `<html> <title>Sign in</title></html>`"),
        "{shown}"
    );
}

/// What the body is decides, not what the header calls it.
#[tokio::test]
async fn json_by_another_name() {
    let server = play([Answer::new("200 OK")
        .header("content-type", "text/plain")
        .body(r#"{"var":{},"links":{}}"#)]);
    assert!(
        cloudfoundry(&server)
            .apps()
            .get_environment_variables(APP)
            .await
            .is_ok()
    );
    let server = play([Answer::new("200 OK").body("\u{feff}{\"var\":{},\"links\":{}}")]);
    assert!(
        cloudfoundry(&server)
            .apps()
            .get_environment_variables(APP)
            .await
            .is_ok()
    );
}

/// No body where there must be one, and a status that nobody promised.
#[tokio::test]
async fn nothing_in_place_of_json() {
    let server = play([Answer::new("200 OK"), Answer::new("204 No Content")]);
    let client = cloudfoundry(&server);
    let error = client.deployments().get(GUID).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("{DEPLOYMENT}: 200 OK: an empty body at $")
    );
    let error = client.deployments().get(GUID).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("{DEPLOYMENT}: 204 No Content: an empty body at $")
    );
}

/// Null in place of an array is none, as some servers have it.
#[tokio::test]
async fn null_in_place_of_an_array() {
    let page = r#"{"pagination":{"total_results":0,"total_pages":1,"first":{"href":"x"},"last":{"href":"x"},"next":null,"previous":null},"resources":null}"#;
    let server = play_json("200 OK", page);
    let list = cloudfoundry(&server).deployments().list().await.unwrap();
    assert_eq!(list.resources, []);
}
