//! Secrets never show: whatever can be formatted is formatted, and searched for them.

use super::paused::Paused;
use super::support::{Demo, s};
use crate::runtime::{
    BoxFuture, Builder, ByteSource, Bytes, Call, Credential, Error, Json, Limits, Method, Mock,
    Multipart, Part, Pieces, Secret, Token, TokenError, Transport, TransportError, operation,
};
use std::time::Duration;

operation! { Post: Method::Post, "/post/{id}" => Json }
operation! { Bits: Method::Get, "/bits/{id}" => bytes }
operation! { Keyed: Method::Get, "/keyed" => Json, security [["query_key", "session", "login"]] }

const SECRETS: [&str; 6] = [
    "t0ps3cret",
    "k3y-in-query",
    "s3ssion",
    "passw0rd",
    "fetch3d",
    "h3ader",
];

#[track_caller]
fn assert_discreet(shown: &str) {
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret} shows in {shown}");
    }
}

fn all(error: &Error) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        shown += &format!(" {inner} {inner:?}");
        cause = inner.source();
    }
    shown
}

fn builder(mock: &Mock) -> Builder<Demo> {
    Builder::<Demo>::new()
        .credential("api_token", "t0ps3cret")
        .credential("query_key", "k3y-in-query")
        .credential("session", Secret::from("s3ssion"))
        .basic("login", "ann", "passw0rd")
        .header("x-auth-extra", "h3ader")
        .transport(mock.clone())
        .clock(Paused::default())
        .retries(0)
}

#[test]
fn what_is_made_of_secrets() {
    let mock = Mock::new();
    assert_discreet(&format!("{:?}", builder(&mock)));
    let client = builder(&mock).build().unwrap();
    let call = Call::<Post>::new(&client)
        .path("s3ssion")
        .json(&s("passw0rd"));
    assert_discreet(&format!("{client:?} {client:#?} {call:?} {call:#?}"));
    let request = call.to_request().unwrap();
    assert_discreet(&format!("{:?}", request.headers()));
    let token = Token::new("fetch3d");
    let given = Credential::from("t0ps3cret");
    let provided = Credential::provided_by(|| async { Ok(Token::new("fetch3d")) });
    assert_discreet(&format!(
        "{token:?} {given:?} {provided:?} {:?}",
        Secret::from("passw0rd")
    ));
}

#[test]
fn what_goes_wrong_with_secrets() {
    let echo = r#"{"token":"t0ps3cret","password":"passw0rd"}"#;
    let cookie = http::Response::builder()
        .status(200)
        .header("set-cookie", "sid=s3ssion")
        .body(Bytes::from("[\"k3y-in-query\""))
        .unwrap();
    let mock = Mock::new()
        .json(400, echo)
        .json(200, "{\"success\":true,\"x\":\"t0ps3cret\"")
        .answer(cookie)
        .fail(TransportError::connect("refused"))
        .fail(TransportError::timeout("slow"));
    let client = builder(&mock).build().unwrap();
    for _ in 0..5 {
        let call = Call::<Post>::new(&client)
            .path("fetch3d")
            .json(&s("passw0rd"));
        let error = call.send_blocking().unwrap_err();
        assert_discreet(&all(&error));
        // A panic shows what `unwrap` formats.
        let failed = std::convert::identity(Err::<(), Error>(error));
        let unwrap = std::panic::AssertUnwindSafe(|| failed.unwrap());
        let panic = std::panic::catch_unwind(unwrap).unwrap_err();
        assert_discreet(panic.downcast_ref::<String>().unwrap());
    }
    let error = Call::<Keyed>::new(&client).send_blocking().unwrap_err();
    assert_discreet(&all(&error));
    assert_eq!(mock.left(), 0);
    assert_discreet(&format!("{mock:?}"));
}

/// Bodies, whole and in pieces, and what goes wrong with them on the way there and back.
#[test]
fn what_bodies_hold_of_secrets() {
    let mock = Mock::new()
        .json(200, "{\"token\":\"t0ps3cret\"}")
        .json(404, "{}")
        .status(204);
    let client = builder(&mock).max_response(5).build().unwrap();
    let call = || Call::<Post>::new(&client).path("1");
    let text = || ByteSource::from("passw0rd");
    let stream = || ByteSource::stream(Pieces::from(Bytes::from("passw0rd")));
    let file = || ByteSource::path("/nowhere/app.zip");
    let parts = |source: ByteSource| {
        let parts = Multipart::new().text("password", "passw0rd");
        parts.part(Part::bytes("key", source))
    };
    for source in [text(), stream(), file()] {
        assert_discreet(&format!("{source:?} {:?}", parts(source.clone())));
        let whole = call().bytes("a/b", source.clone());
        let parts = call().multipart(parts(source));
        assert_discreet(&format!("{whole:?} {parts:?} {parts:#?}"));
    }
    let form = call().form(&std::collections::BTreeMap::from([(
        s("password"),
        s("passw0rd"),
    )]));
    assert_discreet(&format!("{form:?}"));
    for error in [
        call().bytes("a/b", file()).send_blocking().unwrap_err(),
        call().bytes("a/b", file()).to_request().unwrap_err(),
        call().bytes("a/b", stream()).to_request().unwrap_err(),
        call().multipart(parts(stream())).to_request().unwrap_err(),
        call().json(&Part::new(file())).send_blocking().unwrap_err(),
        // The response is too large, then an error; the third is no JSON.
        call().bytes("a/b", stream()).send_blocking().unwrap_err(),
        call().bytes("a/b", stream()).send_blocking().unwrap_err(),
        call().bytes("a/b", text()).send_blocking().unwrap_err(),
    ] {
        assert_discreet(&all(&error));
    }
    assert_eq!(mock.left(), 0);
    let pieces = Call::<Bits>::new(&client).path("s3ssion").pieces();
    assert_discreet(&format!("{pieces:?}"));
}

/// An attempt that takes too long, with all that it was sent with.
#[test]
fn what_takes_too_long_with_secrets() {
    struct Deaf;
    impl Transport for Deaf {
        fn send(
            &self,
            _: http::Request<Bytes>,
            _: Limits,
        ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
            Box::pin(std::future::pending())
        }
    }
    let clock = Paused::default();
    let slow = Duration::from_secs(1);
    let client = builder(&Mock::new()).transport(Deaf).clock(clock.clone());
    let client = client.attempt_timeout(slow).build().unwrap();
    let call = Call::<Post>::new(&client).path("s3ssion");
    let error = clock.run(call.json(&s("passw0rd"))).unwrap_err();
    assert!(error.is_timeout());
    assert_discreet(&all(&error));
}

#[test]
fn what_no_header_holds() {
    for secret in ["t0ps3cret\n", "passw0rd\u{0}"] {
        let client = builder(&Mock::new())
            .credential("api_token", secret)
            .build()
            .unwrap();
        let error = Call::<Post>::new(&client)
            .path("1")
            .send_blocking()
            .unwrap_err();
        assert_discreet(&all(&error));
        let built = builder(&Mock::new()).header("x-key", secret).build();
        assert_discreet(&all(&built.unwrap_err()));
    }
    let failed = || async { Err(TokenError::new("no")) };
    let client = builder(&Mock::new()).credential("api_token", Credential::provided_by(failed));
    let error = Call::<Post>::new(&client.build().unwrap())
        .path("1")
        .send_blocking();
    assert_discreet(&all(&error.unwrap_err()));
}

/// Collects all that spans and events are given.
#[cfg(feature = "tracing")]
#[test]
fn spans() {
    use std::fmt::Write;
    use std::sync::{Arc, Mutex};
    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};

    #[derive(Clone, Default)]
    struct Collector(Arc<Mutex<String>>);
    impl Visit for Collector {
        fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
            writeln!(self.0.lock().unwrap(), "{field}={value:?}").unwrap();
        }
    }
    impl tracing::Subscriber for Collector {
        fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
            true
        }
        fn new_span(&self, span: &Attributes<'_>) -> Id {
            span.record(&mut self.clone());
            Id::from_u64(1)
        }
        fn record(&self, _: &Id, values: &Record<'_>) {
            values.record(&mut self.clone());
        }
        fn record_follows_from(&self, _: &Id, _: &Id) {}
        fn event(&self, event: &tracing::Event<'_>) {
            event.record(&mut self.clone());
        }
        fn enter(&self, _: &Id) {}
        fn exit(&self, _: &Id) {}
    }

    let collector = Collector::default();
    let clock = Paused::default();
    let mock = Mock::new()
        .status(503)
        .json(200, "{\"success\":true}")
        .status(404);
    let client = builder(&mock)
        .retries(2)
        .clock(clock.clone())
        .build()
        .unwrap();
    tracing::subscriber::with_default(collector.clone(), || {
        clock.run(Call::<Keyed>::new(&client)).unwrap();
        clock
            .run(Call::<Post>::new(&client).path("fetch3d"))
            .unwrap_err();
    });
    let seen = collector.0.lock().unwrap().clone();
    assert_discreet(&seen);
    for line in [
        "otel.name=GET /keyed",
        "otel.kind=\"client\"",
        "http.request.method=\"GET\"",
        "url.template=\"/keyed\"",
        "url.template=\"/post/{id}\"",
        "server.address=\"api.example.com\"",
        "server.port=443",
        "http.response.status_code=503",
        "error.type=\"503\"",
        "http.request.resend_count=1",
        "http.response.status_code=200",
        "http.response.status_code=404",
    ] {
        assert!(seen.contains(line), "no {line} in\n{seen}");
    }
}
