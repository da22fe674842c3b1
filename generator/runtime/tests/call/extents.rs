//! How large a response may be, and how long an attempt may take.

use super::paused::Paused;
use super::sending::block_on;
use super::support::{Bare, Script};
use crate::runtime::{
    BoxFuture, Builder, Bytes, Call, Client, Error, Json, Limits, Method, Mock, Pieces, Transport,
    TransportError, operation,
};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

operation! { Get: Method::Get, "/get" => Json, id "get" }
operation! { Post: Method::Post, "/post" => Json, id "post" }
operation! { Follow: Method::Get, "/follow" => items i64, stream "application/jsonl" Lines i64 }

fn client(script: &Script) -> Builder<Bare> {
    Builder::<Bare>::new()
        .transport(script.clone())
        .retries(0)
        .max_response(5)
}

#[test]
fn a_response_may_be_as_large_as_it_may() {
    let script = Script::new()
        .answer(200, &[], "12345")
        .answer(200, &[("x-request-id", "r1")], "123456")
        .answer(200, &[], "123456")
        .answer(503, &[], "<html>");
    let client = client(&script).build().unwrap();
    let get = || Call::<Get>::new(&client);
    assert_eq!(block_on(get()).unwrap().to_string(), "12345");
    let error = block_on(get()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /get: 200 OK: a response of more than 5 bytes (request r1)"
    );
    assert!(matches!(&error, Error::TooLarge(error) if error.limit() == 5));
    assert_eq!(
        (error.status().unwrap().as_u16(), error.attempts()),
        (200, 1)
    );
    assert_eq!(error.request_id(), Some("r1"));
    assert_eq!(error.operation().unwrap().id, "get");
    assert!(!error.is_ambiguous());
    assert_eq!(
        block_on(get().max_response(6)).unwrap().to_string(),
        "123456"
    );
    // A failure keeps its status.
    assert_eq!(block_on(get()).unwrap_err().status().unwrap(), 503);
}

/// What is too large may be sent again as anything else: it is the status that says so.
#[test]
fn what_is_too_large_and_passing_is_sent_again() {
    let script = Script::new()
        .answer(503, &[("retry-after", "0")], "a page of some size")
        .answer(200, &[], "1");
    let client = client(&script).retries(1).clock(Paused::default());
    let client = client.build().unwrap();
    assert_eq!(
        block_on(Call::<Get>::new(&client)).unwrap().to_string(),
        "1"
    );
}

#[test]
fn a_stream_may_be_as_long_as_it_is() {
    let script =
        Script::new()
            .answer(200, &[], "1\n2\n3\n4\n5\n6\n")
            .answer(500, &[], "far too large");
    let client = client(&script).build().unwrap();
    let mut items = Call::<Follow>::new(&client).stream();
    let mut sum = 0;
    while let Some(item) = block_on(items.next()) {
        sum += item.unwrap();
    }
    assert_eq!(sum, 21);
    let first = block_on(Call::<Follow>::new(&client).stream().next());
    assert!(matches!(first, Some(Err(Error::TooLarge(_)))));
}

/// A body without an end is not read to its end.
#[test]
fn an_endless_body() {
    struct Endless;
    impl futures_core::Stream for Endless {
        type Item = Result<Bytes, TransportError>;
        fn poll_next(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            std::task::Poll::Ready(Some(Ok(Bytes::from_static(&[b' '; 1000]))))
        }
    }
    struct Line;
    impl Transport for Line {
        fn send(
            &self,
            _: http::Request<Bytes>,
            _: Limits,
        ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
            panic!("that would read it all")
        }
        fn open(
            &self,
            _: http::Request<Bytes>,
            _: Limits,
        ) -> BoxFuture<'_, Result<http::Response<Pieces>, TransportError>> {
            Box::pin(async { Ok(http::Response::new(Pieces::new(Endless))) })
        }
    }
    let client = Builder::<Bare>::new().transport(Line).max_response(100_000);
    let error = block_on(Call::<Get>::new(&client.build().unwrap())).unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error}");
}

/// Does not answer the first few times.
#[derive(Clone)]
struct Deaf {
    times: Arc<AtomicU32>,
    seen: Arc<Mutex<Vec<Option<Duration>>>>,
    mock: Mock,
}

impl Deaf {
    fn new(times: u32) -> Self {
        Self {
            times: Arc::new(AtomicU32::new(times)),
            seen: Arc::default(),
            mock: Mock::new().json(200, "1").json(200, "2"),
        }
    }

    fn client(&self, clock: &Paused) -> Client {
        let builder = Builder::<Bare>::new().transport(self.clone());
        let builder = builder.attempt_timeout(Duration::from_secs(10));
        builder.clock(clock.clone()).build().unwrap()
    }
}

impl Transport for Deaf {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.seen.lock().unwrap().push(limits.timeout);
        if self.times.load(Ordering::SeqCst) > 0 {
            self.times.fetch_sub(1, Ordering::SeqCst);
            return Box::pin(std::future::pending());
        }
        self.mock.send(request, limits)
    }
}

#[test]
fn an_attempt_that_takes_too_long_is_given_up() {
    let (clock, deaf) = (Paused::default(), Deaf::new(2));
    let client = deaf.client(&clock);
    let response = clock
        .run(Call::<Get>::new(&client).with_response())
        .unwrap();
    assert_eq!(response.attempts(), 3);
    // The waits between attempts are nothing on this clock.
    assert_eq!(clock.gone(), Duration::from_secs(20));

    // What may not be repeated is not sent again.
    let deaf = Deaf::new(1);
    let call = Call::<Post>::new(&deaf.client(&clock));
    let error = clock
        .run(call.attempt_timeout(Duration::from_secs(3)))
        .unwrap_err();
    assert_eq!(error.to_string(), "POST /post: no response within 3s");
    assert!(error.is_timeout() && error.is_ambiguous());
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "the attempt took longer than 3s");
}

/// The whole call ends when it has to, whatever an attempt may take.
#[test]
fn the_deadline_of_the_call_holds() {
    let (clock, deaf) = (Paused::default(), Deaf::new(9));
    let call = Call::<Get>::new(&deaf.client(&clock)).retries(8);
    let error = clock
        .run(call.timeout(Duration::from_secs(25)))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /get: no response within 25s (3 attempts)"
    );
    assert_eq!(clock.gone(), Duration::from_secs(25));
}
