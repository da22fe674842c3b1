//! Calls that follow answers: their requests, and where there is none.

use crate::support::{body, client, read, target};
use launchway_tests::cases::links::Client;
use launchway_tests::cases::links::things::{ListEventsResponse, Things};
use launchway_tests::cases::links::types::Thing;

fn things() -> Things {
    client(Client::builder().base_url("https://api.example.com")).things()
}

fn thing(more: &str) -> Thing {
    let text = format!(r#"{{"id":"a b","number":7,"made_at":"2026-11-22T10:00:00Z"{more}}}"#);
    read(&text)
}

#[test]
fn what_an_answer_holds_is_filled_in() {
    let call = things().history(&thing(""), "mine");
    assert_eq!(
        target(&call),
        "/things/a%20b/events?since=2026-11-22T10%3A00%3A00Z&id=7&kinds=made&kinds=moved&state=made&limit=10"
    );
    let request = call.to_request().unwrap();
    assert_eq!(request.headers()["X-Trace"], "made-7-mine");
    let call = things().thing_delete(&thing(""));
    assert_eq!(call.to_request().unwrap().method(), "DELETE");
    assert_eq!(target(&call), "/things/a%20b");
}

#[test]
fn what_only_the_caller_knows_is_an_argument() {
    let call = things().watch("https://api.example.com/things/1");
    assert_eq!(
        target(&call),
        "/watches?url=https%3A%2F%2Fapi.example.com%2Fthings%2F1&method=POST&status=201"
    );
    assert_eq!(body(&call).1, r#"{"thing":"all","deep":true}"#);
    let call = things()
        .first_tag(&thing(r#","tags":["new"]"#), "1")
        .unwrap();
    assert_eq!(target(&call), "/things/1/tags/new");
}

#[test]
fn a_body_may_hold_what_the_answer_holds() {
    let call = things()
        .twin(&thing(r#","open":{"note":"n"}"#), "mine")
        .unwrap();
    assert_eq!(target(&call), "/things");
    assert_eq!(body(&call).1, r#"{"name":"a b-mine","note":"n"}"#);
    assert!(things().twin(&thing(""), "mine").is_none());
}

#[test]
fn without_what_it_takes_there_is_no_call() {
    let bare = thing(r#","previous":null,"tags":[],"open":{"tag":1}"#);
    assert!(things().owner(&bare).is_none());
    assert!(things().previous(&bare).is_none());
    assert!(things().first_tag(&bare, "1").is_none());
    assert!(things().open(&bare).is_none());
    assert!(things().copy(&bare).is_none());
    let at = thing("").made_at;
    let last: ListEventsResponse = read(r#"{"next":null}"#);
    assert!(things().more(&last, "1", at).is_none());
}

#[test]
fn what_may_be_left_out_is_taken_where_it_is() {
    let id = "7f9c24e8-3b12-4fef-91e0-5b1e0f4d3a2c";
    let whole = thing(&format!(
        r#","owner":{{"id":"{id}"}},"previous":{{"id":"0"}},"open":{{"tag":{{"name":"x"}}}},"plan":{{"size":3}}"#
    ));
    let owner = things().owner(&whole).unwrap();
    assert_eq!(target(&owner), format!("/owners/{id}"));
    let previous = things().previous(&whole).unwrap();
    assert_eq!(target(&previous), "/things/0");
    assert_eq!(target(&previous.region("north")), "/things/0?region=north");
    assert_eq!(
        target(&things().open(&whole).unwrap()),
        "/things/a%20b/tags/x"
    );
    assert_eq!(body(&things().copy(&whole).unwrap()).1, r#"{"size":3}"#);
    let first: ListEventsResponse = read(r#"{"next":2}"#);
    let more = things().more(&first, "1", whole.made_at).unwrap();
    assert_eq!(
        target(&more),
        "/things/1/events?since=2026-11-22T10%3A00%3A00Z&id=2"
    );
}
