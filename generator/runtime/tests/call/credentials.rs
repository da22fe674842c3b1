//! Which credentials are sent, and that none is ever shown.

use super::support::{Demo, Script, header, s, target};
use crate::runtime::{Builder, Call, Client, Error, Method, Operation, Style, operation};

operation! { Default: Method::Get, "/default" => () }
operation! { Anonymous: Method::Get, "/anonymous" => (), security [] }
operation! { Either: Method::Get, "/either" => (), security [[], ["api_token"]] }
operation! { Login: Method::Get, "/login" => (), security [["login"]] }
operation! { Session: Method::Get, "/session" => (), security [["session", "query_key"]] }

fn build(change: impl FnOnce(Builder<Demo>) -> Builder<Demo>) -> Client {
    change(Builder::new())
        .transport(Script::new())
        .build()
        .unwrap()
}

fn request<O: Operation>(client: &Client) -> http::Request<crate::runtime::Bytes> {
    Call::<O>::new(client).to_request().unwrap()
}

#[test]
fn the_first_alternative_that_is_met_is_used() {
    let client = build(|b| b.credential("api_email", "e@x").credential("api_key", "k"));
    let sent = request::<Default>(&client);
    assert_eq!(header(&sent, "x-auth-email"), Some("e@x"));
    assert_eq!(header(&sent, "x-auth-key"), Some("k"));
    assert_eq!(header(&sent, "authorization"), None);

    let client = build(|b| {
        b.credential("api_email", "e@x")
            .credential("api_key", "k")
            .credential("api_token", "t")
    });
    let sent = request::<Default>(&client);
    assert_eq!(header(&sent, "authorization"), Some("Bearer t"));
    assert_eq!(header(&sent, "x-auth-key"), None);
    assert!(sent.headers()["authorization"].is_sensitive());
}

#[test]
fn what_is_missing_is_named() {
    let client = build(|b| b.credential("api_email", "e@x"));
    let error = Call::<Default>::new(&client).to_request().unwrap_err();
    assert!(matches!(error, Error::Credentials(_)));
    assert_eq!(
        error.to_string(),
        "GET /default: needs credentials: api_token, or api_email and api_key"
    );
}

#[test]
fn nothing_is_sent_where_nothing_is_asked_for() {
    let client = build(|b| b.credential("api_token", "t"));
    assert_eq!(
        header(&request::<Anonymous>(&client), "authorization"),
        None
    );
    assert_eq!(
        header(&request::<Either>(&client), "authorization"),
        Some("Bearer t")
    );
    assert_eq!(
        header(&request::<Either>(&build(|b| b)), "authorization"),
        None
    );
}

#[test]
fn a_header_of_ones_own_will_do() {
    let client = build(|b| b.header("Authorization", "Custom x"));
    assert_eq!(
        header(&request::<Default>(&client), "authorization"),
        Some("Custom x")
    );
    let client = build(|b| {
        b.header("Authorization", "Custom x")
            .credential("api_token", "t")
    });
    assert_eq!(
        header(&request::<Default>(&client), "authorization"),
        Some("Custom x")
    );
}

#[test]
fn every_kind_goes_where_it_belongs() {
    let client = build(|b| b.basic("login", "Aladdin", "open sesame"));
    assert_eq!(
        header(&request::<Login>(&client), "authorization"),
        Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    );

    let client = build(|b| b.credential("session", "s;1").credential("query_key", "q&"));
    let call = Call::<Session>::new(&client)
        .query("a", &1)
        .cookie("c", &vec![s("x"), s("y")]);
    assert_eq!(target(&call), "/client/v4/session?a=1&api%20key=q%26");
    let sent = call.to_request().unwrap();
    assert_eq!(header(&sent, "cookie"), Some("c=x; c=y; sid=s%3B1"));
    let call =
        Call::<Session>::new(&client).cookie_as(Style::FORM.joined(), "c", &vec![s("x"), s("y")]);
    assert_eq!(
        header(&call.to_request().unwrap(), "cookie"),
        Some("c=x,y; sid=s%3B1")
    );
}

#[test]
fn a_credential_that_no_header_can_hold_is_refused_unseen() {
    let client = build(|b| b.credential("api_token", "hunter2\n"));
    let error = Call::<Default>::new(&client).to_request().unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /default: credential `api_token`: the value of header `authorization` holds what no header may hold"
    );
}

#[test]
fn no_secret_is_shown() {
    const SECRETS: [&str; 6] = [
        "hunter-token",
        "hunter-key",
        "hunter-pass",
        "hunter-sid",
        "hunter-query",
        "hunter-own",
    ];
    let script = Script::new().answer(
        500,
        &[("set-cookie", "hunter-sid")],
        r#"{"token":"hunter-token"}"#,
    );
    let builder = || {
        Builder::<Demo>::new()
            .credential("api_token", "hunter-token")
            .credential("api_key", "hunter-key")
            .basic("login", "user", "hunter-pass")
            .credential("session", "hunter-sid")
            .credential("query_key", "hunter-query")
            .header("X-Own-Token", "hunter-own")
            .transport(script.clone())
    };
    let client = builder().build().unwrap();
    let call = Call::<Default>::new(&client)
        .header("x-api-key", &s("hunter-own"))
        .json(&s("hunter-own"));
    let mut shown = format!("{:?} {:#?}", builder(), builder());
    shown += &format!("{client:?} {client:#?} {call:?} {call:#?}");
    let sent = Call::<Default>::new(&client)
        .header("x-api-key", &s("hunter-own"))
        .to_request()
        .unwrap();
    shown += &format!("{sent:?} {sent:#?}");
    let sent = Call::<Login>::new(&client).to_request().unwrap();
    shown += &format!("{sent:?}");
    for call in [call.clone(), call] {
        // The second time nobody answers.
        let error = call.send_blocking().unwrap_err();
        shown += &format!("{error} {error:?} {error:#?}");
    }
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert!(!shown.contains("aHVudGVy"), "{shown}");
}

#[cfg(feature = "reqwest")]
#[test]
fn a_transports_error_does_not_show_the_url() {
    let builder = Builder::<Demo>::new().base_url("http://127.0.0.1:1");
    let client = builder
        .credential("session", "s")
        .credential("query_key", "hunter2")
        .build()
        .unwrap();
    let error = Call::<Session>::new(&client).send_blocking().unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    let mut shown = format!("{error} {error:?}");
    let mut source = std::error::Error::source(&error);
    while let Some(error) = source {
        shown += &format!(" / {error}");
        source = error.source();
    }
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("refused"), "{shown}");
}
