//! Answers as streams of items, from a transport that gives pieces.

use super::sending::block_on;
use super::support::{Bare, Script, bare, demo, header};
use crate::runtime::{
    BoxFuture, Builder, Bytes, Call, Client, Error, ItemStream, Json, Limits, Method, Pieces,
    Streams, Transport, TransportError, by_status, operation, wire,
};
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

pub struct Tick {
    pub n: i64,
}

wire! { Tick { n: required "n" } }

pub struct Named {
    pub event: Option<String>,
    pub data: String,
}

wire! { Named { event: optional "event", data: required "data" } }

pub struct Typed {
    pub data: Tick,
    pub retry: Option<i64>,
}

wire! { Typed { data: required "data", retry: optional "retry" } }

operation! { Follow: Method::Get, "/ticks" => items Tick,
accept "text/event-stream",
stream "text/event-stream" EventData Tick }
operation! { Either: Method::Post, "/ticks" => Tick,
stream "text/event-stream" EventData Tick }
operation! { Texts: Method::Get, "/texts" => text, stream "text/event-stream" EventText String }
operation! { Dates: Method::Get, "/dates" => items crate::runtime::Date,
stream "text/event-stream" EventData crate::runtime::Date }
operation! { Events: Method::Get, "/events" => items Named, stream "text/event-stream" Event Named }
operation! { Decoded: Method::Get, "/events" => items Typed, stream "text/event-stream" Event Typed }
operation! { Lines: Method::Get, "/lines" => items Tick, stream "application/x-ndjson" Lines Tick }
operation! { Anything: Method::Get, "/any" => items Json, stream "text/event-stream" EventData Json }
operation! { Several: Method::Get, "/several" => by_status ByStatus,
stream "application/json-seq" Records Tick }

#[derive(Debug, PartialEq)]
pub enum ByStatus {
    All(Vec<Tick>),
    None,
}

by_status! { ByStatus { All(Vec<Tick>): 200 items, None: 204 } }

const EVENTS: &[(&str, &str)] = &[("content-type", "text/event-stream; charset=utf-8")];

fn stream<O: Streams>(body: &'static str) -> ItemStream<O::Item> {
    Call::<O>::new(&bare(&Script::new().answer(200, EVENTS, body))).stream()
}

fn all<T: crate::runtime::Wire>(mut stream: ItemStream<T>) -> Vec<Result<T, Error>> {
    let mut items = Vec::new();
    while let Some(item) = block_on(stream.next()) {
        items.push(item);
    }
    assert!(block_on(stream.next()).is_none());
    items
}

fn good<T: crate::runtime::Wire>(stream: ItemStream<T>) -> Vec<T> {
    all(stream).into_iter().map(Result::unwrap).collect()
}

#[test]
fn items_of_each_kind() {
    let ticks = [Tick { n: 1 }, Tick { n: 2 }];
    let body = "data: {\"n\":1}\n\n: still here\n\ndata:\n\ndata: {\ndata: \"n\":2}\n\ndata: [DONE]\n\ndata: x\n\n";
    assert_eq!(good(stream::<Follow>(body)), ticks);
    assert_eq!(good(stream::<Lines>("{\"n\":1}\n{\"n\":2}")), ticks);
    assert_eq!(
        good(stream::<Several>("\x1E{\"n\":1}\n\x1E{\"n\":2}\n")),
        ticks
    );
    assert_eq!(
        good(stream::<Texts>("data: 1\n\ndata: [DONE]\n\n")),
        ["1", "[DONE]"]
    );
    let dates = good(stream::<Dates>(
        "data: 2026-01-02\n\ndata: \"2026-01-03\"\n\n",
    ));
    assert_eq!(dates.len(), 2);
    let named = Named {
        event: Some("add".into()),
        data: "{\"n\":1}".into(),
    };
    assert_eq!(
        good(stream::<Events>("event: add\ndata: {\"n\":1}\n\n")),
        [named]
    );
    let typed = Typed {
        data: Tick { n: 1 },
        retry: Some(9),
    };
    assert_eq!(
        good(stream::<Decoded>("retry: 9\ndata: {\"n\":1}\n\n")),
        [typed]
    );
    assert_eq!(
        good(stream::<Anything>("data: a b\n\ndata: [DONE]\n\n")),
        [Json::from("a b")]
    );
}

#[test]
fn awaiting_gives_all_of_them() {
    let ticks = vec![Tick { n: 1 }, Tick { n: 2 }];
    let script = Script::new()
        .answer(
            200,
            EVENTS,
            "data: {\"n\":1}\n\ndata: {\"n\":2}\n\ndata: [DONE]\n\n",
        )
        .answer(200, &[], "{\"n\":1}\n{\"n\":true}\n")
        .answer(200, &[], "\x1E{\"n\":1}\n\x1E{\"n\":2}\n")
        .answer(204, &[], "");
    let client = bare(&script);
    assert_eq!(block_on(Call::<Follow>::new(&client)).unwrap(), ticks);
    let error = block_on(Call::<Lines>::new(&client)).unwrap_err();
    assert!(error.to_string().contains("$[1].n"), "{error}");
    let several = block_on(Call::<Several>::new(&client)).unwrap();
    assert_eq!(several, ByStatus::All(ticks));
    let none = block_on(Call::<Several>::new(&client)).unwrap();
    assert_eq!(none, ByStatus::None);
}

#[test]
fn what_is_asked_for() {
    let script = Script::new()
        .answer(200, EVENTS, "")
        .answer(200, &[], "{\"n\":1}");
    let client = bare(&script);
    assert!(good(Call::<Either>::new(&client).json(&Tick { n: 1 }).stream()).is_empty());
    let tick = block_on(Call::<Either>::new(&client)).unwrap();
    assert_eq!(tick.n, 1);
    let requests = script.requests();
    assert_eq!(header(&requests[0], "accept"), Some("text/event-stream"));
    assert_eq!(header(&requests[1], "accept"), Some("application/json"));
    assert_eq!(requests[0].body(), &Bytes::from_static(b"{\"n\":1}"));
}

#[test]
fn an_error_is_the_last_thing() {
    let items = all(stream::<Follow>(
        "data: {\"n\":1}\n\ndata: {\"n\":\"x\"}\n\ndata: {\"n\":3}\n\n",
    ));
    assert_eq!(items.len(), 2);
    let error = items[1].as_ref().unwrap_err().to_string();
    assert!(error.starts_with("GET /ticks: 200 OK: "), "{error}");
    assert!(
        error.contains(r#"the body begins "{\"n\":\"x\"}"#) || error.contains("\"x\""),
        "{error}"
    );

    let script = Script::new().answer(404, &[], "gone");
    let items = all(Call::<Follow>::new(&bare(&script)).stream());
    assert!(matches!(&items[..], [Err(error)] if error.is_not_found()));

    // What is JSON is no stream, and may tell a failure.
    let json = &[("content-type", "application/json")];
    let script = Script::new()
        .answer(200, json, "{\"success\":false}")
        .answer(200, json, "{}");
    let client = demo(&script);
    let items = all(Call::<Follow>::new(&client).stream());
    assert!(matches!(&items[..], [Err(Error::Decode(_))]), "{items:?}");
    let items = all(Call::<Either>::new(&client).stream());
    assert!(matches!(&items[..], [Err(Error::Decode(_))]), "{items:?}");
}

#[test]
fn what_an_event_says_besides() {
    let mut items =
        stream::<Follow>("event: tick\nid: 7\nretry: 20\ndata: {\"n\":1}\n\ndata: {\"n\":2}\n\n");
    assert_eq!((items.head().map(|_| ()), items.event()), (None, None));
    assert!(block_on(items.next()).unwrap().is_ok());
    let said = (items.event(), items.last_event_id(), items.retry());
    assert_eq!(said, (Some("tick"), Some("7"), Some(20)));
    assert!(items.next_blocking().unwrap().is_ok());
    let said = (items.event(), items.last_event_id(), items.retry());
    assert_eq!(said, (None, Some("7"), Some(20)));
    assert!(items.next_blocking().is_none());
    assert_eq!(items.head().unwrap().headers()["content-type"], EVENTS[0].1);
    assert!(format!("{items:?}").starts_with("ItemStream { operation: GET /ticks"));
}

/// Gives a body in pieces, and then says nothing more.
struct Slowly(Mutex<Option<Parts>>);

struct Parts {
    pieces: VecDeque<Result<&'static str, &'static str>>,
    dropped: Arc<AtomicUsize>,
}

impl Drop for Parts {
    fn drop(&mut self) {
        self.dropped.fetch_add(1, Ordering::SeqCst);
    }
}

impl futures_core::Stream for Parts {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.pieces.pop_front() {
            Some(Ok(text)) => Poll::Ready(Some(Ok(Bytes::from_static(text.as_bytes())))),
            Some(Err(text)) => Poll::Ready(Some(Err(TransportError::new(text)))),
            None => Poll::Pending,
        }
    }
}

impl Transport for Slowly {
    fn send(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        unreachable!("the whole was not asked for")
    }

    fn open(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Pieces>, TransportError>> {
        let parts = self.0.lock().unwrap().take().unwrap();
        Box::pin(async { Ok(http::Response::new(Pieces::new(parts))) })
    }
}

fn slowly(pieces: &[Result<&'static str, &'static str>]) -> (Client, Arc<AtomicUsize>) {
    let dropped = Arc::new(AtomicUsize::new(0));
    let parts = Parts {
        pieces: pieces.iter().copied().collect(),
        dropped: dropped.clone(),
    };
    let client = Builder::<Bare>::new()
        .transport(Slowly(Mutex::new(Some(parts))))
        .build()
        .unwrap();
    (client, dropped)
}

#[test]
fn items_come_before_the_end() {
    let (client, dropped) = slowly(&[
        Ok("data: {\"n\""),
        Ok(":1}\n"),
        Ok("\ndata: {\"n\":2}\n\nda"),
    ]);
    let mut items = Call::<Follow>::new(&client).stream();
    assert_eq!(block_on(items.next()).unwrap().unwrap(), Tick { n: 1 });
    assert_eq!(block_on(items.next()).unwrap().unwrap(), Tick { n: 2 });
    let mut context = Context::from_waker(Waker::noop());
    let next = Pin::new(&mut items);
    assert!(futures_core::Stream::poll_next(next, &mut context).is_pending());
    assert_eq!(dropped.load(Ordering::SeqCst), 0);
    drop(items);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
}

#[test]
fn a_sentinel_lets_the_connection_go() {
    let (client, dropped) = slowly(&[Ok("data: {\"n\":1}\n\ndata: [DONE]\n\n")]);
    let mut items = Call::<Follow>::new(&client).stream();
    assert!(block_on(items.next()).unwrap().is_ok());
    assert!(block_on(items.next()).is_none());
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
}

#[test]
fn a_piece_that_is_late() {
    let (client, _) = slowly(&[Ok("data: {\"n\":1}\n\n")]);
    let call = Call::<Follow>::new(&client).timeout(Duration::from_millis(30));
    let items = all(call.stream());
    assert!(items[0].is_ok());
    assert!(items[1].as_ref().unwrap_err().is_timeout());
    assert_eq!(items.len(), 2);
}

#[test]
fn a_connection_that_breaks() {
    let (client, _) = slowly(&[
        Ok("data: {\"n\":1}\n\n"),
        Err("reset"),
        Ok("data: {\"n\":1}\n\n"),
    ]);
    let items = all(Call::<Follow>::new(&client).stream());
    assert_eq!(items.len(), 2);
    assert_eq!(
        items[1].as_ref().unwrap_err().to_string(),
        "GET /ticks: reset"
    );
}

#[test]
fn a_stream_can_go_to_another_thread() {
    fn is_send<T: Send + 'static>(it: T) -> T {
        it
    }
    let mut items = is_send(stream::<Lines>("{\"n\":1}\n"));
    let next = is_send(Box::pin(async move { items.next().await }));
    assert!(block_on(next).unwrap().is_ok());
}

#[cfg(feature = "reqwest")]
#[test]
fn over_a_socket() {
    use std::io::{BufRead, BufReader, Write};

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        while lines.next().unwrap().unwrap() != "" {}
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
        stream.write_all(head.as_bytes()).unwrap();
        for event in ["data: {\"n\":1}\n\n", "data: {\"n\":2}\n\n"] {
            let chunk = format!("{:x}\r\n{event}\r\n", event.len());
            stream.write_all(chunk.as_bytes()).unwrap();
            // The second is not sent before the first was read.
            wait.recv().unwrap();
        }
        stream.write_all(b"0\r\n\r\n").unwrap();
    });
    let client = Builder::<Bare>::new().base_url(&url).build().unwrap();
    let mut items = Call::<Follow>::new(&client).stream();
    assert_eq!(items.next_blocking().unwrap().unwrap().n, 1);
    go.send(()).unwrap();
    assert_eq!(items.next_blocking().unwrap().unwrap().n, 2);
    go.send(()).unwrap();
    assert!(items.next_blocking().is_none());
    server.join().unwrap();
}
