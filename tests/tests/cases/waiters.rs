//! Operations that can be waited for.

use crate::support::Script;
use launchway_tests::cases::waiters::types::{Thing, ThingStatusReason};
use launchway_tests::cases::waiters::{Client, jobs};
use launchway_tests::runtime::{Outcome, Wait};

const URL: &str = "https://api.example.com";

fn client(script: &Script) -> Client {
    let builder = Client::builder().base_url(URL);
    builder.transport(script.clone()).build().unwrap()
}

#[test]
fn an_outcome_has_its_type_by_meaning() {
    for (reason, is_paused) in [("HELD", true), ("REPLACED", false)] {
        let body = format!(r#"{{"id":"1","status":{{"value":"ON","reason":"{reason}"}}}}"#);
        let script = Script::default().answer(200, &[], body);
        let outcome = client(&script).things().get("1").wait().send_blocking();
        let thing: Thing = match outcome.unwrap() {
            Outcome::Paused(thing) if is_paused => thing,
            Outcome::Superseded(thing) if !is_paused => thing,
            other => panic!("{other:?}"),
        };
        assert_eq!(thing.status.reason, ThingStatusReason::from(reason));
    }
}

#[test]
fn location_leads_to_a_job() {
    let place = [("location", "/v2/jobs/7")];
    let script = Script::default().answer(202, &place, "");
    let script = script.answer(200, &[], r#"{"state":"DONE"}"#);
    let wait: Wait<jobs::GetJob> = client(&script).things().delete("1").wait();
    assert!(wait.send_blocking().unwrap().is_success());
    assert_eq!(script.requests()[1].uri().path(), "/jobs/7");
}

#[test]
fn the_newest_is_waited_for() {
    let body = r#"{"things":[{"id":"2","status":{"value":"FINAL","reason":"MADE"}}]}"#;
    let script = Script::default().answer(200, &[], body);
    let outcome = client(&script).things().list().wait_for("2");
    assert_eq!(outcome.send_blocking().unwrap().value().things.len(), 1);
}
