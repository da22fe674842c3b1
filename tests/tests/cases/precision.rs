//! Instants of an API that takes whole seconds: what is finer is cut off, wherever it is sent.

use crate::support::{body, client, target};
use launchway_tests::cases::precision::Client;
use launchway_tests::cases::precision::events::CreateBody;
use launchway_tests::runtime::{Timestamp, WholeSeconds};

#[test]
fn a_fraction_is_not_sent() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let events = client(Client::builder().base_url("https://api.example.com")).events();
    let call = events
        .list()
        .after(at("2026-11-22T10:00:00.999999999Z"))
        .at([at("2026-11-22T10:00:01Z"), at("1969-12-31T23:59:58.25Z")]);
    assert_eq!(
        target(&call),
        "/events?after=2026-11-22T10%3A00%3A00Z&at=2026-11-22T10%3A00%3A01Z&at=1969-12-31T23%3A59%3A58Z"
    );
    let call = events.create(CreateBody::new(at("2026-11-22T10:00:00.5Z")));
    assert_eq!(body(&call).1, r#"{"at":"2026-11-22T10:00:00Z"}"#);
    let second = WholeSeconds::from(at("2026-11-22T10:00:00.5Z"));
    assert_eq!(second.to_string(), "2026-11-22T10:00:00Z");
    assert_eq!(Timestamp::from(second), second.timestamp());
}
