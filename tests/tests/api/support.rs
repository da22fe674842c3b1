//! What all tests need: clients of a local server, and comparisons of what they sent.

use launchway::runtime::Error;
use launchway::{cloudflare, cloudfoundry};
use launchway_tests::server::{Answer, Request, Server};

/// The token of [`cloudflare`]'s client; nothing may show it.
pub(crate) const API_TOKEN: &str = "v1.0-api-token-0123456789";
/// The token of [`cloudfoundry`]'s client; nothing may show it.
pub(crate) const UAA_TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln";

pub(crate) const ACCOUNT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
pub(crate) const APP: &str = "0f4b2a1e-6a57-4a35-9f0c-3d1b6c1f7a10";
pub(crate) const GUID: &str = "b1e7f3c4-2d58-4e69-a07b-8c9d0e1f2a33";
pub(crate) const VERSION: &str = "5b1d7c52-0f0e-4b52-9d38-2f6f3c1f9a01";
pub(crate) const OLD_VERSION: &str = "d0a9e2a4-77c1-4f0b-8f0d-0e6a7f3b2c11";
pub(crate) const DEPLOYMENT: &str = "3c7e6f7a-6a0b-4c5d-8e9f-001122334455";

/// A server that plays those answers.
pub(crate) fn play(answers: impl IntoIterator<Item = Answer>) -> Server {
    Server::playing(answers).unwrap()
}

/// A server that plays one answer of JSON.
pub(crate) fn play_json(status: &str, body: &str) -> Server {
    play([Answer::json(status, body)])
}

/// A client with a token.
pub(crate) fn cloudflare(server: &Server) -> cloudflare::Client {
    let builder = cloudflare::Client::builder().api_token(API_TOKEN);
    let base = format!("{}/client/v4", server.url());
    builder.base_url(base).retries(0).build().unwrap()
}

/// A client with a token.
pub(crate) fn cloudfoundry(server: &Server) -> cloudfoundry::Client {
    let builder = cloudfoundry::Client::builder().uaa_token(UAA_TOKEN);
    builder.base_url(server.url()).retries(0).build().unwrap()
}

/// The one request that a server got.
pub(crate) fn only(server: &Server) -> Request {
    let mut requests = server.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

/// The headers of a request but for those that every one has, in order of their names.
///
/// Those are checked here: `host`, and a `user-agent` that names crate and version.
pub(crate) fn headers(server: &Server, request: &Request) -> Vec<String> {
    assert_eq!(request.header("host"), Some(&*server.host()));
    assert_eq!(request.header("user-agent"), Some("launchway/0.1.0"));
    let mut headers: Vec<String> = request
        .headers
        .iter()
        .filter(|(name, _)| !["host", "user-agent"].contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    headers.sort();
    headers
}

/// Checks the one request that a server got to the last byte: request line, every header, body.
#[track_caller]
pub(crate) fn assert_sent(server: &Server, line: &str, token: &str, body: Option<&str>) {
    let request = only(server);
    assert_eq!(request.line(), line);
    let mut expected = vec![
        "accept: application/json".to_owned(),
        format!("authorization: Bearer {token}"),
    ];
    if let Some(body) = body {
        expected.push(format!("content-length: {}", body.len()));
        expected.push("content-type: application/json".to_owned());
    }
    assert_eq!(headers(server, &request), expected);
    assert_eq!(request.text(), body.unwrap_or_default());
}

/// Everything that an error shows, in every form and along its chain of causes.
pub(crate) fn shown(error: &Error) -> String {
    let mut shown = format!("{error}\n{error:?}\n{error:#?}");
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        shown.push_str(&format!("\n{inner}\n{inner:?}"));
        cause = inner.source();
    }
    shown
}

/// Checks that an error shows no token.
#[track_caller]
pub(crate) fn assert_discreet(error: &Error) {
    let shown = shown(error);
    for token in [API_TOKEN, UAA_TOKEN] {
        assert!(!shown.contains(token), "{shown}");
    }
}
