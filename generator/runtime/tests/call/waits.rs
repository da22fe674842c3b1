//! Waiting: what answers mean, how long pauses are, and what is borne.

use super::paused::Paused;
use super::support::*;
use crate::pace::Pace;
use crate::runtime::*;
use crate::wait::rule::{Meaning, Rule, match_location};
use std::time::Duration;

const THING: Waiter = Waiter::at("/status/reason")
    .success(&["DONE"])
    .paused(&["HELD"])
    .canceled(&["CANCELED"])
    .superseded(&["SUPERSEDED"])
    .ended("/status/value", &["FINAL"])
    .errors("/errors");

operation! {
    /// Reads a thing.
    GetThing: Method::Get, "/things/{id}" => Json
}

impl Waits for GetThing {
    type Polled = Self;
    const WAITER: Waiter = THING;
}

operation! {
    /// Starts something that a thing tells of.
    StartThing: Method::Post, "/things" => ()
}

impl Waits for StartThing {
    type Polled = GetThing;
    const WAITER: Waiter = THING;
    const LOCATION: bool = true;
}

operation! {
    /// Lists things, newest first.
    ListThings: Method::Get, "/things" => Json
}

impl WaitsFor for ListThings {
    const NEWEST: Newest = Newest::of("/items", "/id");
}

const GOING: &str = r#"{"status":{"value":"ON","reason":"WORKING"}}"#;
const DONE: &str = r#"{"status":{"value":"FINAL","reason":"DONE"}}"#;

fn judged(body: &str) -> Meaning {
    let judged = Rule::States(THING).judge(&Json::parse(body).unwrap());
    judged.unwrap().meaning
}

#[test]
fn states_have_meanings() {
    let state = |value: &str, reason: &str| {
        judged(&format!(
            r#"{{"status":{{"value":"{value}","reason":"{reason}"}}}}"#
        ))
    };
    assert_eq!(state("FINAL", "DONE"), Meaning::Success);
    assert_eq!(state("ON", "HELD"), Meaning::Paused);
    assert_eq!(state("FINAL", "CANCELED"), Meaning::Canceled);
    assert_eq!(state("FINAL", "SUPERSEDED"), Meaning::Superseded);
    assert_eq!(state("ON", "WORKING"), Meaning::Pending);
    // What nobody knows yet goes on, unless it has ended: then it is no success.
    assert_eq!(state("ON", "NEW"), Meaning::Pending);
    assert_eq!(state("FINAL", "NEW"), Meaning::Failure);
}

#[test]
fn an_answer_without_a_state_says_where_it_should_be() {
    for body in ["{}", "[]", r#"{"status":{"reason":null}}"#] {
        let error = Rule::States(THING)
            .judge(&Json::parse(body).unwrap())
            .unwrap_err();
        assert_eq!(error.path(), "$.status.reason");
    }
}

#[test]
fn the_first_of_a_list_is_the_newest() {
    let rule = |id: &str| Rule::Newest(Newest::of("/items", "/id"), id.to_owned());
    let list = Json::parse(r#"{"items":[{"id":"b"},{"id":"a"}]}"#).unwrap();
    let judged = |id| rule(id).judge(&list).unwrap().meaning;
    assert_eq!(judged("b"), Meaning::Success);
    assert_eq!(judged("a"), Meaning::Superseded);
    assert_eq!(judged("c"), Meaning::Pending);
    assert!(
        rule("a")
            .judge(&Json::parse(r#"{"items":{}}"#).unwrap())
            .is_err()
    );
}

#[test]
fn pauses_grow_to_a_bound_and_end_with_the_deadline() {
    let pace = Pace {
        deadline: Duration::from_secs(60),
        ..Pace::DEFAULT
    };
    let pause = |asked, elapsed, random, told: Option<u64>| {
        let told = told.map(Duration::from_secs);
        pace.pause(asked, Duration::from_secs(elapsed), random, told)
    };
    let seconds = |pause: Option<Duration>| pause.unwrap().as_secs_f64();
    // From a half of the longest pause to all of it.
    assert_eq!(seconds(pause(1, 0, 0, None)), 0.5);
    assert_eq!(seconds(pause(1, 0, u64::MAX, None)), 1.0);
    assert_eq!(seconds(pause(2, 0, u64::MAX, None)), 1.5);
    assert_eq!(seconds(pause(u32::MAX, 0, u64::MAX, None)), 10.0);
    // The server may ask for more, and no pause is longer than what is left.
    assert_eq!(seconds(pause(1, 0, 0, Some(7))), 7.0);
    assert_eq!(seconds(pause(1, 57, 0, Some(7))), 3.0);
    assert_eq!(pause(9, 60, 0, None), None);
    assert_eq!(pause(9, 99, 0, None), None);
}

#[test]
fn a_location_is_matched_from_its_end() {
    let values = |location| match_location("/v3/jobs/{guid}", location);
    let found = Some(vec!["a b".to_owned()]);
    assert_eq!(values("https://api.example.com/v3/jobs/a%20b"), found);
    assert_eq!(values("/behind/a/proxy/v3/jobs/a%20b?x=1#y"), found);
    assert_eq!(values("v3/jobs/a%20b/"), found);
    assert_eq!(values("https://api.example.com/v3/tasks/1"), None);
    assert_eq!(values("https://api.example.com"), None);
    assert_eq!(values(""), None);
    assert_eq!(values("/v3/jobs/%FF"), None);
}

fn client(script: &Script, clock: &Paused) -> Client {
    let builder = Builder::<Bare>::new().transport(script.clone());
    builder.clock(clock.clone()).retries(0).build().unwrap()
}

fn wait(script: &Script, clock: &Paused) -> Wait<GetThing> {
    Call::<GetThing>::new(&client(script, clock))
        .path("1")
        .wait()
}

#[test]
fn asks_until_there_is_an_end() {
    let script = Script::new()
        .answer(200, &[], GOING)
        .answer(200, &[], GOING);
    let script = script.answer(200, &[], DONE);
    let clock = Paused::with_random(u64::MAX);
    assert!(clock.run(wait(&script, &clock)).unwrap().is_success());
    assert_eq!(clock.gone(), Duration::from_millis(1000 + 1500));
    assert_eq!(script.requests().len(), 3);
}

#[test]
fn bears_what_passes_for_a_while() {
    let mut script = Script::new().answer(429, &[("retry-after", "30")], "{}");
    for _ in 0..7 {
        script = script.answer(503, &[], "<html>");
    }
    let clock = Paused::with_random(0);
    let fine = script.clone().answer(200, &[], DONE);
    assert!(clock.run(wait(&fine, &clock)).unwrap().is_success());
    assert!(clock.gone() > Duration::from_secs(30));

    let mut script = Script::new();
    for _ in 0..9 {
        script = script.answer(503, &[], "<html>");
    }
    let error = clock
        .run(wait(&script.clone().answer(200, &[], DONE), &clock))
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(script.requests().len(), 9);
}

#[test]
fn the_deadline_is_kept_to_the_moment() {
    let mut script = Script::new();
    for _ in 0..40 {
        script = script.answer(200, &[], GOING);
    }
    let clock = Paused::with_random(0);
    let late = wait(&script, &clock).deadline(Duration::from_secs(20));
    let error = clock.run(late).unwrap_err();
    assert_eq!(clock.gone(), Duration::from_secs(20));
    assert_eq!(
        error.to_string(),
        "GET /things/{id}: still WORKING after 20s"
    );
    assert!(error.is_timeout());
    assert_eq!(error.attempts() as usize, script.requests().len());
}

#[test]
fn what_begins_is_sent_once() {
    let place = [("location", "https://elsewhere.example.com/things/7")];
    let script = Script::new().answer(202, &place, "").answer(200, &[], DONE);
    let clock = Paused::default();
    let call = Call::<StartThing>::new(&client(&script, &clock));
    assert!(clock.run(call.wait()).unwrap().is_success());
    let asked: Vec<String> = script
        .requests()
        .iter()
        .map(|it| it.uri().to_string())
        .collect();
    // Whatever host `Location` names, the client stays with its own.
    let own = "https://bare.example.com/things";
    assert_eq!(asked, [own.to_owned(), format!("{own}/7")]);

    let script = Script::new().answer(503, &[], "").answer(202, &place, "");
    let call = Call::<StartThing>::new(&client(&script, &clock));
    assert_eq!(clock.run(call.wait()).unwrap_err().status().unwrap(), 503);
    assert_eq!(script.requests().len(), 1);
}

#[test]
fn a_failure_tells_its_own_errors() {
    let failed = r#"{"status":{"value":"FINAL","reason":"BROKEN"},"errors":[{"code":7,"detail":"no room"},"and more"]}"#;
    let script = Script::new().answer(200, &[("x-request-id", "r-1")], failed);
    let clock = Paused::default();
    let error = clock.run(wait(&script, &clock).success()).unwrap_err();
    let text = "GET /things/{id}: ended as BROKEN: no room [code 7]: and more (request r-1)";
    assert_eq!(error.to_string(), text);
    assert!(error.has_code(7));
    assert_eq!(error.operation().unwrap().path, "/things/{id}");
}

#[test]
fn states_leave_out_what_says_the_same() {
    let script = Script::new()
        .answer(200, &[], GOING)
        .answer(200, &[], GOING);
    let script = script.answer(200, &[], r#"{"status":{"reason":"HELD"}}"#);
    let clock = Paused::default();
    let mut states = wait(&script, &clock).states();
    let all = clock.run(async {
        let mut all = Vec::new();
        while let Some(state) = states.next().await {
            all.push(state.unwrap());
        }
        all
    });
    assert!(matches!(
        &all[..],
        [Progress::Going(_), Progress::Reached(Outcome::Paused(_))]
    ));
}

#[test]
fn waits_for_the_newest() {
    let script = Script::new().answer(200, &[], r#"{"items":[{"id":"1"}]}"#);
    let script = script.answer(200, &[], r#"{"items":[{"id":"2"},{"id":"1"}]}"#);
    let clock = Paused::default();
    let list = Call::<ListThings>::new(&client(&script, &clock));
    assert!(clock.run(list.wait_for(2)).unwrap().is_success());
}

operation! {
    /// Makes a thing.
    MakeThing: Method::Post, "/things" => Json
}

fn make(
    script: &Script,
    clock: &Paused,
    seen: &[Option<&'static str>],
) -> (Result<Json, Error>, usize) {
    let looks = std::sync::Mutex::new(seen.iter().copied());
    let call = Call::<MakeThing>::new(&client(script, clock));
    let made = call.exactly_once(|| {
        let seen = looks.lock().unwrap().next().expect("one look too many");
        async move { Ok(seen.map(|seen| Json::parse(seen).unwrap())) }
    });
    (clock.run(made), script.requests().len())
}

#[test]
fn looks_before_it_sends_again() {
    let clock = Paused::default();
    let lost = || Script::new().answer(502, &[], "<html>");
    // It was done: it is not sent again, though it was seen late.
    let (made, sent) = make(&lost(), &clock, &[None, Some("1")]);
    assert_eq!((made.unwrap().to_string(), sent), ("1".to_owned(), 1));
    // It was not.
    let script = lost().answer(200, &[], "2");
    let (made, sent) = make(&script, &clock, &[None, None]);
    assert_eq!((made.unwrap().to_string(), sent), ("2".to_owned(), 2));
    // What was refused for now is sent again without looking; what was refused for good is not.
    let script = Script::new().answer(429, &[("retry-after", "9")], "{}");
    let (made, sent) = make(&script.answer(200, &[], "3"), &clock, &[]);
    assert_eq!((made.unwrap().to_string(), sent), ("3".to_owned(), 2));
    let (made, sent) = make(&Script::new().answer(422, &[], "{}"), &clock, &[]);
    assert_eq!(
        (made.unwrap_err().status().unwrap().as_u16(), sent),
        (422, 1)
    );
}
