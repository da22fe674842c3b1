//! Answers: types by status, no body, text, bytes, redirects, headers, envelopes.

use crate::support::{Script, answering, client, header};
use launchway_tests::cases::*;
use launchway_tests::runtime::{Api, BoxFuture, Builder, Error};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

const URL: &str = "https://api.example.com";

/// A future whose transport answers from memory is ready soon.
fn ready<T>(future: BoxFuture<'static, T>) -> T {
    let mut future = pin!(future);
    for _ in 0..100 {
        if let Poll::Ready(value) = future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            return value;
        }
    }
    panic!("not ready");
}

fn of<A: Api>(builder: Builder<A>, status: u16, text: &'static str) -> A::Client {
    answering(builder.base_url(URL), status, &[], text)
}

#[test]
fn each_success_has_its_type() {
    use status_types::jobs::StartJobOutput as Output;
    let start = |status, text| {
        of(status_types::Client::builder(), status, text)
            .jobs()
            .start()
            .send_blocking()
    };
    assert!(matches!(start(200, r#"{"sum":3}"#), Ok(Output::Ok(result)) if result.sum == 3));
    assert!(matches!(start(201, r#"{"id":"a"}"#), Ok(Output::Created(job)) if job.id == "a"));
    assert!(matches!(start(202, ""), Ok(Output::Accepted)));
    assert!(matches!(start(203, r#"{"id":"a"}"#), Err(Error::Decode(_))));
    assert!(matches!(start(500, ""), Err(Error::Api(_))));
}

#[test]
fn a_body_or_nothing_is_an_option() {
    let delete = |status, text| {
        of(status_or_nothing::Client::builder(), status, text)
            .jobs()
            .delete("a")
            .send_blocking()
    };
    assert_eq!(delete(200, r#"{"id":"a"}"#).unwrap().unwrap().id, "a");
    assert!(delete(204, "").unwrap().is_none());
    assert!(delete(200, "").unwrap().is_none());
}

#[test]
fn ranges_hold_every_status_in_them() {
    use status_range::types::Problem;
    let list = |status, text| {
        of(status_range::Client::builder(), status, text)
            .things()
            .list()
            .send_blocking()
    };
    assert_eq!(list(200, r#"["a"]"#).unwrap(), ["a"]);
    assert_eq!(list(226, "[]").unwrap(), Vec::<String>::new());
    let error = list(418, r#"{"message":"tea"}"#).unwrap_err();
    assert_eq!(error.body::<Problem>().unwrap().unwrap().message, "tea");
}

#[test]
fn a_default_alone_is_the_success() {
    let list = |status, text| {
        of(status_default::Client::builder(), status, text)
            .things()
            .list()
            .send_blocking()
    };
    assert_eq!(list(200, r#"["a"]"#).unwrap(), ["a"]);
    assert!(list(500, r#"["a"]"#).unwrap_err().is_server_error());
}

#[test]
fn errors_go_by_status() {
    use errors_by_status::things::GetThingError as Failure;
    let get = |status, text| {
        let error = of(errors_by_status::Client::builder(), status, text)
            .things()
            .get("a")
            .send_blocking()
            .unwrap_err();
        error.body::<Failure>().unwrap()
    };
    assert!(
        matches!(get(404, r#"{"id":"a"}"#), Ok(Failure::NotFound(missing)) if missing.id == "a")
    );
    assert!(matches!(get(409, "both"), Ok(Failure::Conflict(text)) if text == "both"));
    assert!(
        matches!(get(422, r#"{"reason":"no"}"#), Ok(Failure::ClientError(refusal)) if refusal.reason == "no")
    );
    assert!(matches!(get(501, "<html>"), Ok(Failure::Other)));
    assert!(matches!(get(404, "<html>"), Err(Error::Decode(_))));
}

#[test]
fn operations_that_document_the_same_errors_share_their_type() {
    use errors_shared::{parts::GetPartError, things::CreateThingError, things::ThingsError};
    let client = |status, text| of(errors_shared::Client::builder(), status, text);
    // One function for the errors of three operations.
    let is_gone = |error: Error| match error.body::<ThingsError>() {
        Some(Ok(ThingsError::NotFound(gone))) => gone.id == "a",
        _ => false,
    };
    let things = || client(404, r#"{"id":"a"}"#).things();
    assert!(is_gone(things().get("a").send_blocking().unwrap_err()));
    assert!(is_gone(things().replace("a").send_blocking().unwrap_err()));
    assert!(is_gone(things().delete("a").send_blocking().unwrap_err()));

    let clash = client(409, r#"{"with":"b"}"#).things().create();
    let clash = clash.send_blocking().unwrap_err().body();
    assert!(matches!(clash, Some(Ok(CreateThingError::Conflict(clash))) if clash.with == "b"));
    let refused = client(400, r#"{"reason":"no"}"#).parts().get("a");
    let refused = refused.send_blocking().unwrap_err().body();
    assert!(matches!(refused, Some(Ok(GetPartError::BadRequest(said))) if said.reason == "no"));
}

#[test]
fn texts_are_texts() {
    let client = of(answer_text::Client::builder(), 200, "a\n\"é\"");
    assert_eq!(
        header(&client.logs().get(), "accept").as_deref(),
        Some("text/plain")
    );
    assert_eq!(client.logs().get().send_blocking().unwrap(), "a\n\"é\"");
}

#[test]
fn bytes_are_bytes() {
    let all: Vec<u8> = (0..=255).collect();
    let client = answering(
        answer_bytes::Client::builder().base_url(URL),
        200,
        &[],
        all.clone(),
    );
    let images = client.images();
    assert_eq!(
        header(&images.get(), "accept").as_deref(),
        Some("image/png")
    );
    assert_eq!(header(&images.get_any(), "accept").as_deref(), Some("*/*"));
    assert_eq!(
        header(&images.get_table(), "accept").as_deref(),
        Some("text/csv, application/pdf")
    );
    assert_eq!(images.get().send_blocking().unwrap(), all);
}

#[test]
fn redirects_are_followed() {
    let script = Script::default()
        .answer(302, &[("location", "https://files.example.net/a")], "")
        .answer(200, &[], "content");
    let client = answer_redirect::Client::builder()
        .base_url(URL)
        .transport(script.clone())
        .build()
        .unwrap();
    assert_eq!(
        client.downloads().download().send_blocking().unwrap(),
        "content"
    );
    assert_eq!(script.requests()[1].uri(), "https://files.example.net/a");
}

#[test]
fn nothing_is_nothing() {
    let dones = |status, text| of(answer_nothing::Client::builder(), status, text).dones();
    dones(200, "").done().send_blocking().unwrap();
    dones(200, "anything").done().send_blocking().unwrap();
    let methods = [
        dones(204, "").ask().to_request(),
        dones(204, "").trace().to_request(),
        dones(200, "").peek().to_request(),
    ];
    assert_eq!(
        methods.map(|request| request.unwrap().method().to_string()),
        ["OPTIONS", "TRACE", "HEAD"]
    );
    let client = answering(
        answer_nothing::Client::builder().base_url(URL),
        200,
        &[("etag", "\"a\"")],
        "",
    );
    let response = ready(client.dones().peek().with_response()).unwrap();
    assert_eq!(response.e_tag().unwrap().as_deref(), Some("\"a\""));
}

#[test]
fn headers_have_types() {
    use answer_headers::things::ListThingsResponseXKind as Kind;
    let headers = [
        ("x-total", "3"),
        ("x-names", "a, b"),
        ("x-at", "2026-11-22T10:00:00Z"),
        ("x-kind", "new"),
        ("x-json", r#"{"a":1}"#),
        ("status", "fine"),
    ];
    let client = answering(
        answer_headers::Client::builder().base_url(URL),
        200,
        &headers,
        "[]",
    );
    let response = ready(client.things().list().with_response()).unwrap();
    assert_eq!(response.x_total().unwrap(), Some(3));
    assert_eq!(response.x_names().unwrap().unwrap(), ["a", "b"]);
    assert_eq!(
        response.x_at().unwrap().unwrap().to_string(),
        "2026-11-22T10:00:00Z"
    );
    assert_eq!(response.x_kind().unwrap(), Some(Kind::New));
    assert_eq!(response.x_json().unwrap().unwrap().a, Some(1));
    assert_eq!(response.status_header().unwrap().as_deref(), Some("fine"));
    assert_eq!(response.last_modified().unwrap(), None);

    let client = answering(
        answer_headers::Client::builder().base_url(URL),
        200,
        &[("x-total", "many")],
        "[]",
    );
    let response = ready(client.things().list().with_response()).unwrap();
    assert!(
        response
            .x_total()
            .unwrap_err()
            .to_string()
            .contains("X-Total")
    );
}

#[test]
fn an_envelope_is_opened() {
    use envelope::types::ZoneAnswer;
    let zones = |status, text| of(envelope::Client::builder(), status, text).zones();
    let text = r#"{"success":true,"errors":[],"result":{"name":"a"}}"#;
    assert_eq!(zones(200, text).get("1").send_blocking().unwrap().name, "a");
    let whole: ZoneAnswer = ready(zones(200, text).get("1").with_response())
        .unwrap()
        .decode()
        .unwrap();
    assert!(whole.success);
    assert_eq!(
        zones(200, r#"{"name":"b"}"#)
            .get_raw()
            .send_blocking()
            .unwrap()
            .name,
        "b"
    );

    let failed = r#"{"success":false,"errors":[{"code":7003,"message":"no route"}],"result":null}"#;
    let error = zones(200, failed).get("1").send_blocking().unwrap_err();
    assert!(matches!(&error, Error::Api(_)), "{error}");
    assert_eq!(error.message().as_deref(), Some("no route"));
    let lacking = zones(200, r#"{"success":true,"errors":[]}"#)
        .get("1")
        .send_blocking()
        .unwrap_err();
    assert!(lacking.to_string().contains("result"), "{lacking}");
    assert!(
        client(envelope::Client::builder().base_url(URL))
            .zones()
            .get("")
            .to_request()
            .is_err()
    );
}

#[test]
fn statuses_of_one_type_need_no_enum() {
    use answer_several::types::{Problem, Thing};
    let answers = |status, text| of(answer_several::Client::builder(), status, text).answers();
    let thing: Thing = answers(201, r#"{"id":"a"}"#)
        .same()
        .send_blocking()
        .unwrap();
    assert_eq!(thing.id, "a");
    let error = answers(404, r#"{"title":"no"}"#)
        .same()
        .send_blocking()
        .unwrap_err();
    assert_eq!(
        error.body::<Problem>().unwrap().unwrap().title.as_deref(),
        Some("no")
    );
    assert_eq!(
        header(&answers(200, "").both(), "accept").as_deref(),
        Some("application/json")
    );
    assert_eq!(
        answers(200, r#"{"id":"b"}"#)
            .both()
            .send_blocking()
            .unwrap()
            .id,
        "b"
    );
    let lines = answers(200, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n").lines();
    assert_eq!(lines.send_blocking().unwrap()[1].id, "b");
}

#[test]
fn one_status_is_json_and_another_bytes() {
    use answer_several::answers::{ListResponse, MixedOutput};
    let answers = |status, text| of(answer_several::Client::builder(), status, text).answers();
    assert!(
        matches!(answers(200, r#"{"id":"a"}"#).mixed().send_blocking(), Ok(MixedOutput::Ok(thing)) if thing.id == "a")
    );
    assert!(
        matches!(answers(206, "\u{0}\u{1}").mixed().send_blocking(), Ok(MixedOutput::PartialContent(bytes)) if bytes == "\u{0}\u{1}")
    );
    assert!(matches!(
        answers(304, "").mixed().send_blocking(),
        Err(Error::Api(_))
    ));
    assert!(
        matches!(answers(200, r#"[{"id":"a"}]"#).list().send_blocking(), Ok(ListResponse::ThingList(list)) if list.len() == 1)
    );
}

#[test]
fn shared_components_are_shared_types() {
    use components_shared::types::{Mode, ProblemResponse, ThingBody, ThingResponse};
    let builder = || components_shared::Client::builder().base_url(URL);
    let call = client(builder())
        .things()
        .put("1", ThingBody::new("x"))
        .mode(Mode::Hard);
    assert_eq!(
        crate::support::line(&call),
        "PUT https://api.example.com/things/1?mode=hard"
    );
    let response = ready(
        answering(builder(), 200, &[("x-rate", "9")], r#"{"b":"c"}"#)
            .things()
            .get("1")
            .with_response(),
    )
    .unwrap();
    let _: &ThingResponse = &response.body;
    assert_eq!(
        (response.body.b.as_str(), response.x_rate().unwrap()),
        ("c", Some(9))
    );
    let error = answering(builder(), 500, &[], r#"{"why":"d"}"#)
        .things()
        .get("1")
        .send_blocking()
        .unwrap_err();
    assert_eq!(
        error
            .body::<ProblemResponse>()
            .unwrap()
            .unwrap()
            .why
            .as_deref(),
        Some("d")
    );
}

#[test]
fn json_without_a_schema_is_any_json() {
    use launchway_tests::runtime::Json;
    let client = of(no_schema::Client::builder(), 200, r#"{"a":[1]}"#);
    let call = client.anys().send(crate::support::read::<Json>("[null]"));
    assert_eq!(
        crate::support::body(&call),
        ("application/json".to_owned(), "[null]".to_owned())
    );
    assert_eq!(
        call.send_blocking().unwrap(),
        crate::support::read::<Json>(r#"{"a":[1]}"#)
    );
    let delete = |text| {
        of(no_schema::Client::builder(), 200, text)
            .anys()
            .delete()
            .body(vec!["x".to_owned()])
    };
    assert_eq!(crate::support::body(&delete("null")).1, r#"["x"]"#);
    assert!(delete("null").send_blocking().unwrap().is_none());
    assert_eq!(
        delete(r#"{"a":"b"}"#)
            .send_blocking()
            .unwrap()
            .unwrap()
            .a
            .as_deref(),
        Some("b")
    );
}

#[test]
fn answers_that_are_no_objects() {
    let bodies = |text| of(body_others::Client::builder(), 200, text).bodies();
    assert_eq!(bodies(r#""a""#).put_text("").send_blocking().unwrap(), "a");
    assert_eq!(bodies("3").put_number(1).send_blocking().unwrap(), Some(3));
    assert_eq!(bodies("null").put_number(1).send_blocking().unwrap(), None);
    assert_eq!(
        bodies("12").put_enum("b".into()).send_blocking().unwrap(),
        "12"
    );
    assert_eq!(
        bodies("data: 1\n\n")
            .put_time("2026-11-22T10:00:00Z".parse().unwrap())
            .send_blocking()
            .unwrap(),
        "data: 1\n\n"
    );
    assert_eq!(
        bodies("\u{feff}{\"a\":1}")
            .put_map([].into())
            .send_blocking()
            .unwrap()["a"],
        1
    );
}

#[test]
fn headers_may_be_called_like_methods_of_a_response() {
    use names_headers::things::ListOutput;
    let headers = [
        ("body", "b"),
        ("headers", "h"),
        ("header", "i"),
        ("raw", "r"),
        ("type", "true"),
        ("x-ratelimit.left", "0.5"),
        ("x-ratelimit-left", "x"),
    ];
    let client = answering(
        names_headers::Client::builder().base_url(URL),
        200,
        &headers,
        "text",
    );
    let response = ready(client.things().list().with_response()).unwrap();
    assert!(matches!(&response.body, ListOutput::Ok(text) if text == "text"));
    let texts = [
        response.body_header(),
        response.headers_header(),
        response.header_header(),
        response.raw_header(),
        response.x_ratelimit_left(),
    ];
    assert_eq!(
        texts.map(|text| text.unwrap().unwrap()),
        ["b", "h", "i", "r", "x"]
    );
    assert_eq!(
        (
            response.r#type().unwrap(),
            response.x_ratelimit_left_header().unwrap()
        ),
        (Some(true), Some(0.5))
    );
}
