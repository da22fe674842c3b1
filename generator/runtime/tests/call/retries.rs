//! Sending again: the decision by a table, and what comes of it on a clock that stands still.

use super::paused::{Paused, START};
use super::support::{Bare, Script};
use crate::retry::{Failure, Moment, Policy, decide, retry_after};
use crate::runtime::{
    BoxFuture, Builder, Bytes, Call, Client, Error, Framing, Limits, Method, Operation, Pieces,
    Repeats, Retries, Transport, TransportError, operation,
};
use http::{HeaderMap, StatusCode};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

operation! { Get: Method::Get, "/get" => text }
operation! { Post: Method::Post, "/post" => text, id "post" }
operation! { SafePost: Method::Post, "/safe" => text, retry Safe }
operation! { OnceGet: Method::Get, "/once" => text, retry Never }
operation! { Follow: Method::Get, "/follow" => items i64, stream "application/jsonl" Lines i64 }

const HALF: u64 = u64::MAX / 2;

fn secs(seconds: f64) -> Option<Duration> {
    Some(Duration::from_secs_f64(seconds))
}

fn headers(list: &[(&str, &str)]) -> HeaderMap {
    let pairs = list.iter().map(|(name, value)| {
        let name: http::HeaderName = name.parse().unwrap();
        (name, value.parse().unwrap())
    });
    pairs.collect()
}

/// The decision after the first attempt of a call that may be repeated, rounded to milliseconds.
fn after(status: u16, list: &[(&str, &str)]) -> Option<Duration> {
    let headers = headers(list);
    let failure = Failure::Answer(StatusCode::from_u16(status).unwrap(), &headers);
    decide(policy(Retries::default()), failure, moment(1))
        .map(|wait| Duration::from_millis((wait.as_secs_f64() * 1000.0).round() as u64))
}

fn policy(retries: Retries) -> Policy {
    Policy::of(Method::Get, None, None, retries)
}

fn moment(attempts: u32) -> Moment {
    Moment {
        attempts,
        now: SystemTime::UNIX_EPOCH + Duration::from_secs(START),
        left: Some(Duration::from_secs(3600)),
        random: HALF,
    }
}

#[test]
fn which_statuses_pass() {
    for status in [408, 429, 502, 503, 504] {
        assert_eq!(after(status, &[]), secs(0.25), "{status}");
    }
    for status in [
        300, 304, 400, 401, 403, 404, 409, 418, 422, 425, 500, 501, 505, 511,
    ] {
        assert_eq!(after(status, &[]), None, "{status}");
    }
}

#[test]
fn what_may_be_repeated() {
    use Method::{Delete, Get, Head, Options, Patch, Post, Put, Query, Trace};
    let any = Retries::up_to(2).of_any_method();
    let some = Retries::up_to(2);
    let (safe, never) = (Some(Repeats::Safe), Some(Repeats::Never));
    // Method, document, call, client; whether what was not sent, and what nobody knows of, is sent again.
    let table = [
        (Get, None, None, some, true, true),
        (Head, None, None, some, true, true),
        (Options, None, None, some, true, true),
        (Put, None, None, some, true, true),
        (Delete, None, None, some, true, true),
        (Trace, None, None, some, true, true),
        (Query, None, None, some, true, true),
        (Post, None, None, some, true, false),
        (Patch, None, None, some, true, false),
        (Method::Other("LINK"), None, None, some, true, false),
        (Post, safe, None, some, true, true),
        (Get, never, None, some, false, false),
        (Post, never, None, some, false, false),
        // Who calls knows best, then who wrote the document.
        (Post, None, Some(any), some, true, true),
        (Post, never, Some(any), some, true, true),
        (Post, None, None, any, true, true),
        (Post, never, None, any, false, false),
        (Get, never, Some(some), any, false, false),
        (Post, None, Some(some), any, true, false),
        (Get, None, Some(Retries::none()), any, false, false),
        (Get, None, None, Retries::none(), false, false),
        (Get, None, Some(some), Retries::none(), true, true),
    ];
    for (index, (method, document, call, client, unsent, broken)) in table.into_iter().enumerate() {
        let policy = Policy::of(method, document, call, client);
        let decided = |failure| decide(policy, failure, moment(1)).is_some();
        let none = HeaderMap::new();
        let answer = Failure::Answer(StatusCode::SERVICE_UNAVAILABLE, &none);
        assert_eq!(decided(Failure::Unsent), unsent, "row {index}");
        assert_eq!(decided(Failure::Broken), broken, "row {index}");
        assert_eq!(decided(answer), broken, "row {index}");
    }
}

#[test]
fn how_often_and_how_long() {
    let decided = |retries: Retries, attempts, random| {
        let moment = Moment {
            random,
            ..moment(attempts)
        };
        decide(policy(retries), Failure::Broken, moment)
    };
    let most = Retries::up_to(100);
    // The bound doubles and then stays; the wait is anything up to it.
    for (attempts, bound) in [(1, 0.5), (2, 1.0), (3, 2.0), (5, 8.0), (6, 8.0), (99, 8.0)] {
        assert_eq!(decided(most, attempts, u64::MAX), secs(bound));
        assert_eq!(decided(most, attempts, 0), secs(0.0));
    }
    let own = most.back_off(Duration::from_millis(10), Duration::from_millis(15));
    assert_eq!(decided(own, 1, u64::MAX), secs(0.010));
    assert_eq!(decided(own, 2, u64::MAX), secs(0.015));
    let endless = most.back_off(Duration::MAX, Duration::MAX);
    assert_eq!(decided(endless, 1, u64::MAX), None);

    assert!(decided(Retries::up_to(2), 2, 0).is_some());
    assert!(decided(Retries::up_to(2), 3, 0).is_none());
    assert_eq!(Retries::from(2), Retries::default());
}

#[test]
fn what_servers_ask_for() {
    let asked = |said| after(503, &[("retry-after", said)]);
    assert_eq!(asked("7"), secs(7.0));
    assert_eq!(asked(" 1.5 "), secs(1.5));
    assert_eq!(asked("0"), secs(0.0));
    // An hour is cut to the longest wait.
    assert_eq!(asked("3600"), secs(60.0));
    assert_eq!(asked("Tue, 03 Feb 2026 04:05:16 GMT"), secs(10.0));
    assert_eq!(asked("Tue, 03 Feb 2026 05:05:16 GMT"), secs(60.0));
    assert_eq!(asked("Tue, 03 Feb 2026 04:05:00 GMT"), secs(0.0));
    // What is neither is as good as nothing.
    for odd in [
        "",
        "soon",
        "-1",
        "nan",
        "inf",
        "1e300",
        "2026-02-03",
        "\u{1f}",
    ] {
        let said = odd.parse::<http::HeaderValue>();
        if let Ok(said) = said {
            assert_eq!(
                after(503, &[("retry-after", said.to_str().unwrap())]),
                secs(0.25)
            );
        }
    }

    // Without it, the reset of a limit that is used up.
    assert_eq!(
        after(429, &[("ratelimit", r#""default";r=0;t=30"#)]),
        secs(30.0)
    );
    assert_eq!(
        after(429, &[("ratelimit", r#""default";r=5;t=30"#)]),
        secs(0.25)
    );
    assert_eq!(
        after(503, &[("ratelimit", r#""default";r=0;t=30"#)]),
        secs(0.25)
    );
    let reset = (START + 20).to_string();
    let used_up = [
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", &reset),
    ];
    assert_eq!(after(429, &used_up), secs(20.0));
    let all = [used_up[0], used_up[1], ("retry-after", "3")];
    assert_eq!(after(429, &all), secs(3.0));
}

#[test]
fn a_wait_that_is_too_long_is_none() {
    let headers = headers(&[("retry-after", "10")]);
    let failure = Failure::Answer(StatusCode::TOO_MANY_REQUESTS, &headers);
    for (left, wait) in [(11, Some(10)), (10, None), (0, None)] {
        let moment = Moment {
            left: Some(Duration::from_secs(left)),
            ..moment(1)
        };
        let wait = wait.map(Duration::from_secs);
        assert_eq!(decide(policy(Retries::default()), failure, moment), wait);
    }
    let long = Retries::default().longest_wait(Duration::from_secs(2));
    assert_eq!(decide(policy(long), failure, moment(1)), secs(2.0));
    let now = moment(1).now;
    assert_eq!(retry_after("9", now), secs(9.0));
}

type Fault = fn() -> TransportError;

/// Gives what it is told, and an answer `ok` after that.
#[derive(Clone, Default)]
struct Faulty {
    faults: Arc<Mutex<Vec<Fault>>>,
    sent: Arc<Mutex<u32>>,
}

impl Transport for Faulty {
    fn send(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        *self.sent.lock().unwrap() += 1;
        let fault = self.faults.lock().unwrap().pop();
        Box::pin(async move {
            match fault {
                Some(fault) => Err(fault()),
                None => Ok(http::Response::new("ok".into())),
            }
        })
    }
}

fn client(transport: impl Transport, clock: &Paused) -> Client {
    let builder = Builder::<Bare>::new().transport(transport);
    builder.clock(clock.clone()).build().unwrap()
}

#[test]
fn a_storm_passes() {
    let clock = Paused::with_random(u64::MAX);
    let script = Script::new()
        .answer(429, &[("retry-after", "3")], "")
        .answer(503, &[], "<html>")
        .answer(200, &[("cf-ray", "r")], "calm");
    let call = Call::<Get>::new(&client(script.clone(), &clock));
    let response = clock.run(call.with_response()).unwrap();
    assert_eq!(response.body, "calm");
    assert_eq!(response.attempts(), 3);
    assert_eq!(response.operation().path, "/get");
    // Three seconds as asked, then the bound of the second wait.
    assert_eq!(clock.gone(), Duration::from_secs(4));
    let requests = script.requests();
    assert_eq!(requests.len(), 3);
    assert!(
        requests
            .iter()
            .all(|request| request.uri() == "https://bare.example.com/get")
    );
}

#[test]
fn the_last_answer_is_the_error() {
    let clock = Paused::default();
    let mut script = Script::new();
    for id in ["a", "b", "c"] {
        script = script.answer(503, &[("x-request-id", id)], r#"{"message":"busy"}"#);
    }
    let client = client(script, &clock);
    let error = clock.run(Call::<Get>::new(&client)).unwrap_err();
    assert_eq!(error.attempts(), 3);
    assert_eq!(error.operation().unwrap().path, "/get");
    assert_eq!(
        error.to_string(),
        "GET /get: 503 Service Unavailable: busy (request c, 3 attempts)"
    );
}

#[test]
fn a_post_is_not_repeated() {
    let clock = Paused::default();
    let script = Script::new().answer(503, &[], "");
    let error = clock.run(Call::<Post>::new(&client(script.clone(), &clock)));
    assert_eq!(error.unwrap_err().attempts(), 1);

    let script = || Script::new().answer(503, &[], "").answer(200, &[], "done");
    let call = Call::<Post>::new(&client(script(), &clock));
    let call = call.retries(Retries::up_to(1).of_any_method());
    assert_eq!(clock.run(call).unwrap(), "done");
    let call = Call::<SafePost>::new(&client(script(), &clock));
    assert_eq!(clock.run(call).unwrap(), "done");
    let call = Call::<OnceGet>::new(&client(script(), &clock));
    assert!(clock.run(call).unwrap_err().is_server_error());
    let builder = Builder::<Bare>::new()
        .transport(script())
        .clock(clock.clone());
    let client = builder.retries(0).build().unwrap();
    assert!(
        clock
            .run(Call::<Get>::new(&client))
            .unwrap_err()
            .is_server_error()
    );
}

#[test]
fn connections_that_fail() {
    let unsent: Fault = || TransportError::connect("refused");
    let broken: Fault = || TransportError::new("reset");
    let stalled: Fault = || TransportError::timeout("stalled");
    let hopeless: Fault = || TransportError::last("no URL");
    fn sent<O: Operation>(fault: Fault) -> (u32, bool) {
        let clock = Paused::default();
        let transport = Faulty::default();
        transport.faults.lock().unwrap().push(fault);
        let done = clock.run(Call::<O>::new(&client(transport.clone(), &clock)));
        let sent = *transport.sent.lock().unwrap();
        if let Err(error) = &done {
            assert_eq!(error.attempts(), sent);
        }
        (sent, done.is_ok())
    }
    assert_eq!(sent::<Get>(unsent), (2, true));
    assert_eq!(sent::<Get>(broken), (2, true));
    assert_eq!(sent::<Get>(stalled), (2, true));
    assert_eq!(sent::<Get>(hopeless), (1, false));
    // What has surely not been sent may be sent, whatever it is.
    assert_eq!(sent::<Post>(unsent), (2, true));
    assert_eq!(sent::<Post>(broken), (1, false));
    assert_eq!(sent::<Post>(stalled), (1, false));
    assert_eq!(sent::<OnceGet>(unsent), (1, false));
}

#[test]
fn one_deadline_for_all_attempts() {
    // Each attempt takes its time.
    struct Slow(Paused, Duration);
    impl Transport for Slow {
        fn send(
            &self,
            _: http::Request<Bytes>,
            _: Limits,
        ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
            let sleep = crate::runtime::Clock::sleep(&self.0, self.1);
            Box::pin(async move {
                sleep.await;
                Err(TransportError::new("reset"))
            })
        }
    }
    let clock = Paused::with_random(u64::MAX);
    let slow = Slow(clock.clone(), Duration::from_secs(4));
    let call = Call::<Get>::new(&client(slow, &clock)).retries(10);
    let error = clock
        .run(call.timeout(Duration::from_secs(10)))
        .unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error}");
    assert_eq!(
        error.to_string(),
        "GET /get: no response within 10s (3 attempts)"
    );
    assert_eq!(clock.gone(), Duration::from_secs(10));

    // Where the wait would be longer than what is left, the answer is given at once.
    let clock = Paused::default();
    let script = Script::new().answer(429, &[("retry-after", "59")], "");
    let call = Call::<Get>::new(&client(script, &clock)).timeout(Duration::from_secs(30));
    assert!(clock.run(call).unwrap_err().is_rate_limited());
    assert_eq!(clock.gone(), Duration::ZERO);
}

#[test]
fn of_a_stream_only_the_opening_is_repeated() {
    /// Fails to open, then breaks off in the middle.
    struct Breaking(Mutex<u32>);
    impl Transport for Breaking {
        fn send(
            &self,
            _: http::Request<Bytes>,
            _: Limits,
        ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
            unreachable!()
        }
        fn open(
            &self,
            _: http::Request<Bytes>,
            _: Limits,
        ) -> BoxFuture<'_, Result<http::Response<Pieces>, TransportError>> {
            let mut opened = self.0.lock().unwrap();
            *opened += 1;
            let is_first = *opened == 1;
            Box::pin(async move {
                if is_first {
                    return Err(TransportError::new("reset"));
                }
                let pieces = [Ok(Bytes::from("1\n2\n")), Err(TransportError::new("cut"))];
                Ok(http::Response::new(Pieces::new(Each(pieces.into_iter()))))
            })
        }
    }
    struct Each<I>(I);
    impl<I: Iterator + Unpin> futures_core::Stream for Each<I> {
        type Item = I::Item;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<I::Item>> {
            std::task::Poll::Ready(self.0.next())
        }
    }
    let clock = Paused::default();
    let mut items = Call::<Follow>::new(&client(Breaking(Mutex::new(0)), &clock)).stream();
    assert_eq!(clock.run(items.next()).unwrap().unwrap(), 1);
    assert_eq!(items.head().unwrap().attempts(), 2);
    assert_eq!(clock.run(items.next()).unwrap().unwrap(), 2);
    let error = clock.run(items.next()).unwrap().unwrap_err();
    assert_eq!(error.to_string(), "GET /follow: cut (2 attempts)");
    assert!(clock.run(items.next()).is_none());
    assert_eq!(Follow::DESCRIPTOR.sequence.unwrap().framing, Framing::Lines);
}

#[test]
fn a_call_that_is_dropped_stops() {
    let clock = Paused::default();
    let script = Script::new().answer(503, &[("retry-after", "9")], "");
    let mut call = Call::<Get>::new(&client(script.clone(), &clock)).into_future();
    let waker = std::task::Waker::noop();
    assert!(
        call.as_mut()
            .poll(&mut std::task::Context::from_waker(waker))
            .is_pending()
    );
    drop(call);
    assert_eq!(script.requests().len(), 1);
}

#[test]
fn random_numbers_differ() {
    use crate::runtime::{Clock, SystemClock};
    let numbers: std::collections::BTreeSet<u64> = (0..50).map(|_| SystemClock.random()).collect();
    assert!(numbers.len() > 40);
}
