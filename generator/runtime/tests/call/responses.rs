//! Responses read: outputs, envelopes, bodies by status.

use super::support::{Script, answered, bare, demo};
use crate::runtime::{Bytes, Call, Error, Json, Method, Operation, by_status, operation, wire};

pub struct Thing {
    pub id: String,
}

wire! { Thing { id: required "id" } }

operation! { Get: Method::Get, "/get" => Thing }
operation! { All: Method::Get, "/all" => Vec<Thing> }
operation! { Perhaps: Method::Get, "/perhaps" => optional Thing }
operation! { Wrapped: Method::Get, "/wrapped" => Thing, envelope "result" }
operation! { WrappedList: Method::Get, "/wrapped" => Vec<Thing>, envelope "result" }
operation! { WrappedPerhaps: Method::Get, "/wrapped" => optional Thing, envelope "result", errors Json }
operation! { Nothing: Method::Delete, "/nothing" => () }
operation! { Words: Method::Get, "/words" => text }
operation! { Octets: Method::Get, "/octets" => bytes }
operation! {
    Only: Method::Get, "/only" => (),
    id "only",
    success 201 | 4XX
}
operation! { Any: Method::Get, "/any" => (), success default, }
operation! { Pick: Method::Get, "/pick" => by_status Picked, success 2XX | 404 }

#[derive(Debug, PartialEq)]
pub enum Picked {
    Created(Thing),
    Accepted(Json),
    NoContent,
    Plain(String),
    Raw(Bytes),
    Range(Json),
    Fallback(Json),
}

by_status! { Picked {
    Created(Thing): 201,
    Accepted(Json): 202 | 203,
    NoContent: 204,
    Plain(String): 404 text,
    Raw(Bytes): 206 bytes,
    Fallback(Json): default,
    Range(Json): 2XX,
} }

fn fails<O: Operation>(result: Result<O::Output, Error>) -> String {
    match result {
        Err(error @ Error::Decode(_)) => error.to_string(),
        Err(error) => panic!("{error:?}"),
        Ok(_) => panic!("no error"),
    }
}

const THING: &str = r#"{"id":"a"}"#;

fn thing() -> Thing {
    Thing { id: "a".into() }
}

#[test]
fn json() {
    assert_eq!(
        answered::<Get>(bare, 200, &[("content-type", "text/plain")], THING).unwrap(),
        thing()
    );
    assert_eq!(
        answered::<Get>(bare, 200, &[], "\u{feff}{\"id\":\"a\"}\n").unwrap(),
        thing()
    );
    assert_eq!(
        answered::<All>(bare, 200, &[], r#"[{"id":"a"}]"#).unwrap(),
        [thing()]
    );
}

#[test]
fn empty_bodies() {
    for status in [200, 202, 204, 205] {
        let message = fails::<Get>(answered::<Get>(bare, status, &[], ""));
        assert!(message.contains("an empty body at $"), "{message}");
        assert_eq!(answered::<Perhaps>(bare, status, &[], "").unwrap(), None);
        answered::<Nothing>(bare, status, &[], "").unwrap();
    }
    assert_eq!(
        answered::<Perhaps>(bare, 204, &[], "ignored").unwrap(),
        None
    );
    assert_eq!(answered::<Perhaps>(bare, 200, &[], " \n").unwrap(), None);
    assert_eq!(answered::<Perhaps>(bare, 200, &[], "null").unwrap(), None);
    assert_eq!(
        answered::<Perhaps>(bare, 200, &[], THING).unwrap(),
        Some(thing())
    );
    answered::<Nothing>(bare, 200, &[], "<html>").unwrap();
}

#[test]
fn text_and_bytes() {
    assert_eq!(answered::<Words>(bare, 200, &[], "ü \"").unwrap(), "ü \"");
    assert_eq!(
        answered::<Octets>(bare, 200, &[], "").unwrap(),
        Bytes::new()
    );
    let all: Vec<u8> = (0..=255).collect();
    let script = Script::new()
        .answer(200, &[], all.clone())
        .answer(200, &[], all.clone());
    assert_eq!(
        Call::<Octets>::new(&bare(&script)).send_blocking().unwrap(),
        all
    );
    let message = fails::<Words>(Call::<Words>::new(&bare(&script)).send_blocking());
    assert!(message.contains("invalid utf-8"), "{message}");
    // What a user stores is not an envelope, whatever it looks like.
    let stored = r#"{"success":false}"#;
    assert_eq!(answered::<Octets>(demo, 200, &[], stored).unwrap(), stored);
}

#[test]
fn envelopes() {
    let good = r#"{"result":{"id":"a"},"success":true,"errors":[],"messages":[]}"#;
    assert_eq!(answered::<Wrapped>(demo, 200, &[], good).unwrap(), thing());
    assert_eq!(
        answered::<WrappedPerhaps>(demo, 200, &[], good).unwrap(),
        Some(thing())
    );
    for empty in [r#"{"success":true}"#, r#"{"success":true,"result":null}"#] {
        let message = fails::<Wrapped>(answered::<Wrapped>(demo, 200, &[], empty));
        assert!(message.contains(" at $.result"), "{message}");
        assert_eq!(
            answered::<WrappedPerhaps>(demo, 200, &[], empty).unwrap(),
            None
        );
        assert_eq!(answered::<WrappedList>(demo, 200, &[], empty).unwrap(), []);
    }
    let message = fails::<WrappedList>(answered::<WrappedList>(
        demo,
        200,
        &[],
        r#"{"result":[{"id":"a"},{}]}"#,
    ));
    assert!(
        message.contains("missing member \"id\" at $.result[1]"),
        "{message}"
    );
    let message = fails::<Wrapped>(answered::<Wrapped>(
        demo,
        200,
        &[],
        r#"{"result":{"id":"a"},"succ"#,
    ));
    assert!(message.starts_with("GET /wrapped: 200 OK: "), "{message}");
}

#[test]
fn an_envelope_can_tell_of_failure() {
    let body =
        r#"{"success":false,"errors":[{"code":10007,"message":"no such script"}],"result":null}"#;
    for result in [
        answered::<Wrapped>(demo, 200, &[], body).err(),
        answered::<Get>(demo, 200, &[], body).err(),
    ] {
        let error = result.unwrap();
        assert!(matches!(error, Error::Api(_)));
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!(error.message().unwrap(), "no such script");
    }
    assert!(matches!(
        answered::<Nothing>(demo, 200, &[], body),
        Err(Error::Api(_))
    ));
    assert!(matches!(
        answered::<Pick>(demo, 201, &[], body),
        Err(Error::Api(_))
    ));
    // Another API's `success` is a member like any other.
    answered::<Nothing>(bare, 200, &[], body).unwrap();
}

#[test]
fn the_response_around_the_body() {
    struct Envelope {
        messages: Vec<Json>,
        result_info: Option<Json>,
    }
    wire! { Envelope { messages: required "messages", result_info: optional "result_info" } }

    let body = r#"{"result":{"id":"a"},"success":true,"messages":["m"],"result_info":{"page":2}}"#;
    let headers = [
        ("x-count", "18446744073709551615"),
        ("x-list", "[1]"),
        ("cf-ray", "r"),
        ("x-a", "1"),
        ("x-a", "2"),
    ];
    let script = Script::new().answer(200, &headers, body);
    let call = Call::<Wrapped>::new(&demo(&script)).with_response();
    let response = super::sending::block_on(call).unwrap();
    assert_eq!(response.body, thing());
    assert_eq!(response.status, 200);
    assert_eq!(response.raw(), body);
    assert_eq!(response.request_id(), Some("r"));
    assert_eq!(response.header::<u64>("x-count").unwrap(), Some(u64::MAX));
    assert_eq!(
        response.header::<String>("x-list").unwrap(),
        Some("[1]".to_owned())
    );
    assert_eq!(
        response.header::<String>("x-a").unwrap(),
        Some("1, 2".to_owned())
    );
    assert_eq!(response.header::<u64>("x-none").unwrap(), None);
    let error = response.header::<i64>("cf-ray").unwrap_err();
    assert!(error.to_string().contains("header cf-ray"), "{error}");
    let envelope = response.decode::<Envelope>().unwrap();
    assert_eq!(envelope.messages, [Json::from("m")]);
    assert_eq!(
        envelope.result_info.unwrap().get("page").unwrap().as_i64(),
        Some(2)
    );
    assert!(response.decode::<Thing>().is_err());
    assert!(format!("{response:?}").contains("\"a\""));
}

#[test]
fn statuses() {
    answered::<Only>(bare, 201, &[], "").unwrap();
    answered::<Only>(bare, 404, &[], "").unwrap();
    assert_eq!(
        answered::<Only>(bare, 200, &[], "")
            .unwrap_err()
            .status()
            .unwrap(),
        200
    );
    answered::<Any>(bare, 500, &[], "").unwrap();
    answered::<Any>(bare, 301, &[], "").unwrap();
    for status in [101, 304, 400, 503] {
        assert!(
            matches!(
                answered::<Nothing>(bare, status, &[], ""),
                Err(Error::Api(_))
            ),
            "{status}"
        );
    }
}

#[test]
fn by_status() {
    let pick = |status, body| answered::<Pick>(bare, status, &[], body);
    assert_eq!(pick(201, THING).unwrap(), Picked::Created(thing()));
    assert_eq!(pick(202, "1").unwrap(), Picked::Accepted(Json::from(1)));
    assert_eq!(pick(203, "1").unwrap(), Picked::Accepted(Json::from(1)));
    assert_eq!(pick(204, "").unwrap(), Picked::NoContent);
    assert_eq!(
        pick(206, "\u{1}").unwrap(),
        Picked::Raw(Bytes::from("\u{1}"))
    );
    assert_eq!(pick(207, "2").unwrap(), Picked::Range(Json::from(2)));
    assert_eq!(pick(404, "gone").unwrap(), Picked::Plain("gone".into()));
    assert!(fails::<Pick>(pick(201, "{}")).contains("missing member \"id\" at $"));
    let error = pick(500, "5").unwrap_err();
    assert_eq!(
        error.body::<Picked>().unwrap().unwrap(),
        Picked::Fallback(Json::from(5))
    );

    #[derive(Debug)]
    enum Narrow {
        Gone,
    }
    by_status! { Narrow { Gone: 410 } }
    let read = error.body::<Narrow>().unwrap();
    assert!(
        read.unwrap_err()
            .to_string()
            .contains("a status that the document doesn't list")
    );
    let error = answered::<Get>(bare, 410, &[], "").unwrap_err();
    assert!(matches!(error.body::<Narrow>(), Some(Ok(Narrow::Gone))));
}
