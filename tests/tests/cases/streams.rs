//! Answers that come item by item.

use crate::support::{Script, answering};
use launchway_tests::cases::*;
use launchway_tests::runtime::wire::Wire;
use launchway_tests::runtime::{Api, Builder, Error, ItemStream};

const URL: &str = "https://api.example.com";

fn of<A: Api>(builder: Builder<A>, text: &'static str) -> A::Client {
    answering(builder.base_url(URL), 200, &[], text)
}

fn all<T: Wire + 'static>(mut items: ItemStream<T>) -> Result<Vec<T>, Error> {
    std::iter::from_fn(|| items.next_blocking()).collect()
}

#[test]
fn a_call_can_be_streamed_or_awaited() {
    use streams::types::Question;
    let script = Script::default()
        .answer(
            200,
            &[],
            "data: {\"kind\":\"word\",\"word\":\"so\"}\n\ndata: [DONE]\n\n",
        )
        .answer(200, &[], r#"{"text":"so"}"#);
    let builder = streams::Client::builder().base_url(URL);
    let chat = builder.transport(script.clone()).build().unwrap().chat();
    let call = chat.chat(Question::new("how").stream(true));
    let words = all(call.stream()).unwrap();
    assert_eq!(words[0].word, "so");
    let answer = chat.chat(Question::new("how")).send_blocking().unwrap();
    assert_eq!(answer.text, "so");
    let requests = script.requests();
    assert_eq!(requests[0].headers()["accept"], "text/event-stream");
    assert_eq!(requests[0].body(), r#"{"text":"how","stream":true}"#);
    assert_eq!(requests[1].headers()["accept"], "application/json");
}

#[test]
fn what_is_only_a_stream_is_gathered() {
    let rows = of(streams::Client::builder(), "{\"n\":1}\n{\"n\":2}\n").rows();
    let found: Vec<i64> = rows
        .export()
        .send_blocking()
        .unwrap()
        .iter()
        .map(|row| row.n)
        .collect();
    assert_eq!(found, [1, 2]);

    use streams::rows::ExportAnyOutput;
    let rows = of(streams::Client::builder(), "\x1E{\"n\":1}\n\x1E[]\n").rows();
    let any = rows.export_any().send_blocking().unwrap();
    assert!(matches!(any, ExportAnyOutput::Ok(items) if items.len() == 2));
}

#[test]
fn a_union_of_items() {
    use streams::chat::SpeechEventStreamResponse as Event;
    let text = "data: {\"kind\":\"word\",\"word\":\"a\"}\n\ndata: {\"kind\":\"end\"}\n\ndata: {\"kind\":\"new\"}\n\n";
    let events = all(of(streams::Client::builder(), text)
        .chat()
        .speech()
        .stream())
    .unwrap();
    assert!(matches!(
        &events[..],
        [Event::Word(_), Event::End(_), Event::Unrecognized(_)]
    ));
}

#[test]
fn events_as_objects() {
    let text = "event: add\nid: 7\nretry: 10\ndata: {}\n\n";
    let log = of(streams_events::Client::builder(), text).log();
    let event = all(log.log().stream()).unwrap().remove(0);
    assert_eq!(event.event.as_deref(), Some("add"));
    assert_eq!(event.data, "{}");
    assert_eq!((event.id.as_deref(), event.retry), (Some("7"), Some(10)));
}

#[test]
fn data_that_are_described_are_decoded() {
    let text = "id: 7\ndata: {\"n\":3}\n\n";
    let log = of(streams_events::Client::builder(), text).log();
    let mut changes = log.changes().stream();
    assert_eq!(changes.next_blocking().unwrap().unwrap().n, 3);
    assert_eq!(changes.last_event_id(), Some("7"));
    assert!(changes.next_blocking().is_none());
}

#[test]
fn events_of_several_kinds() {
    use streams_events::log::MixedResponse as Event;
    let text =
        "event: text\ndata: 12\n\nevent: count\ndata: {\"n\":3}\n\nevent: other\ndata: x\n\n";
    let log = of(streams_events::Client::builder(), text).log();
    let events = all(log.mixed().stream()).unwrap();
    assert!(matches!(&events[0], Event::Text(text) if text.data == "12"));
    assert!(matches!(&events[1], Event::Count(count) if count.data.n == 3));
    assert!(
        matches!(&events[2], Event::Unrecognized(json) if json.get("data").unwrap().as_str().unwrap() == "x")
    );
}

#[test]
fn data_that_are_json_in_some_events() {
    use launchway_tests::runtime::JsonText;
    use streams_events::log::ToldResponse as Event;
    let text =
        "event: line\ndata: {\"to\":1}\n\nevent: moved\ndata: {\"to\":2}\n\nevent: other\n\n";
    let log = of(streams_events::Client::builder(), text).log();
    let events = all(log.told().stream()).unwrap();
    assert!(matches!(&events[0], Event::Line(line) if line.data.as_deref() == Some("{\"to\":1}")));
    let Event::Moved(moved) = &events[1] else {
        panic!("{:?}", events[1]);
    };
    let Some(JsonText(data)) = &moved.data else {
        panic!("{moved:?}");
    };
    assert_eq!(data.to, 2);
}
