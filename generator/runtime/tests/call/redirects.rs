//! Redirects: what is followed, as what, and what stays behind.

use super::support::{Demo, Script, demo, header, s};
use crate::runtime::{Builder, Bytes, Call, Error, Method, operation};
use http::Request;

operation! { Make: Method::Post, "/make" => () }
operation! { Put: Method::Put, "/put" => () }
operation! { Get: Method::Get, "/get" => () }
operation! { Found: Method::Get, "/found" => (), success 302 }

fn follow<O: crate::runtime::Operation>(status: u16, location: &str) -> Request<Bytes> {
    let script = Script::new()
        .answer(status, &[("location", location)], "")
        .answer(200, &[], "");
    let client = Builder::<Demo>::new()
        .credential("api_email", "e")
        .credential("api_key", "k")
        .header("x-plain", "p")
        .header("x-own-token", "o")
        .transport(script.clone())
        .build()
        .unwrap();
    let call = Call::<O>::new(&client).cookie("c", &s("v")).json(&1);
    call.send_blocking().map(drop).unwrap();
    let mut requests = script.requests();
    assert_eq!(requests.len(), 2);
    requests.pop().unwrap()
}

#[test]
fn methods_and_bodies() {
    for status in [301, 302, 303] {
        let next = follow::<Make>(status, "/there?x=1");
        assert_eq!(
            (next.method().as_str(), next.body().len()),
            ("GET", 0),
            "{status}"
        );
        assert_eq!(next.uri(), "https://api.example.com/there?x=1");
        assert_eq!(header(&next, "content-type"), None);
        assert_eq!(header(&next, "x-auth-key"), Some("k"));
        assert_eq!(header(&next, "cookie"), Some("c=v"));
    }
    for status in [307, 308] {
        let next = follow::<Make>(status, "there");
        assert_eq!(
            (next.method().as_str(), &next.body()[..]),
            ("POST", &b"1"[..]),
            "{status}"
        );
        assert_eq!(next.uri(), "https://api.example.com/client/v4/there");
        assert_eq!(header(&next, "content-type"), Some("application/json"));
    }
    assert_eq!(follow::<Put>(302, "/x").method(), "PUT");
    assert_eq!(follow::<Put>(303, "/x").method(), "GET");
}

#[test]
fn credentials_stay_with_their_origin() {
    for location in [
        "https://other.example.com/x",
        "//api.example.com:444/x",
        "https://api.example.com.evil/x",
    ] {
        let next = follow::<Get>(307, location);
        for name in [
            "x-auth-email",
            "x-auth-key",
            "cookie",
            "x-own-token",
            "authorization",
        ] {
            assert_eq!(header(&next, name), None, "{location} {name}");
        }
        assert_eq!(header(&next, "x-plain"), Some("p"));
    }
    let next = follow::<Get>(307, "https://API.example.com:443/x");
    assert_eq!(header(&next, "x-auth-key"), Some("k"));
}

fn status_of<O: crate::runtime::Operation>(
    status: u16,
    headers: &[(&str, &str)],
) -> (Option<u16>, usize) {
    let script = Script::new()
        .answer(status, headers, "")
        .answer(200, &[], "");
    let result = Call::<O>::new(&demo(&script)).send_blocking();
    (
        result
            .err()
            .and_then(|error| error.status())
            .map(|status| status.as_u16()),
        script.requests().len(),
    )
}

#[test]
fn some_are_not_followed() {
    assert_eq!(
        status_of::<Get>(302, &[("location", "http://api.example.com/x")]),
        (Some(302), 1)
    );
    assert_eq!(status_of::<Get>(302, &[]), (Some(302), 1));
    assert_eq!(
        status_of::<Get>(302, &[("location", "mailto:x")]),
        (Some(302), 1)
    );
    assert_eq!(status_of::<Get>(304, &[("location", "/x")]), (Some(304), 1));
    assert_eq!(status_of::<Found>(302, &[("location", "/x")]), (None, 1));
}

#[test]
fn there_is_an_end() {
    let hops = |count| {
        (0..count).fold(Script::new(), |script, _| {
            script.answer(302, &[("location", "/x")], "")
        })
    };
    let script = hops(10).answer(200, &[], "");
    Call::<Get>::new(&demo(&script)).send_blocking().unwrap();
    let script = hops(11).answer(200, &[], "");
    let error = Call::<Get>::new(&demo(&script))
        .send_blocking()
        .unwrap_err();
    assert!(matches!(error, Error::Transport(_)));
    assert_eq!(error.to_string(), "GET /get: more than 10 redirects");
}
