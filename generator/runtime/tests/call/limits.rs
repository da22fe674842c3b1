//! Rate limits: reading what servers say of them, and keeping to it.

use super::paused::{Paused, START};
use super::support::{Bare, Script};
use crate::runtime::{Builder, Call, Client, Method, RateLimit, Timestamp, operation};
use http::HeaderMap;
use std::time::{Duration, SystemTime};

operation! { Get: Method::Get, "/get" => text }

fn read(list: &[(&str, &str)]) -> Option<(Option<u64>, Option<u64>, Option<u64>)> {
    let mut headers = HeaderMap::new();
    for (name, value) in list {
        headers.insert(
            name.parse::<http::HeaderName>().unwrap(),
            value.parse().unwrap(),
        );
    }
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(START);
    let limit = RateLimit::read(&headers, now)?;
    let reset = limit.reset.map(|reset| reset.as_second() as u64 - START);
    Some((limit.limit, limit.remaining, reset))
}

#[test]
fn limits_are_read() {
    let limit = ("ratelimit", r#""default";r=50;t=30"#);
    assert_eq!(read(&[limit]), Some((None, Some(50), Some(30))));
    let policy = (
        "ratelimit-policy",
        r#""burst";q=100;w=60, "default";q=1200;w=300"#,
    );
    assert_eq!(
        read(&[limit, policy]),
        Some((Some(1200), Some(50), Some(30)))
    );
    let several = ("ratelimit", r#""default";r=50;t=30, "burst";r=3;t=1"#);
    assert_eq!(
        read(&[several, policy]),
        Some((Some(100), Some(3), Some(1)))
    );

    let draft = ("ratelimit", "limit=100, remaining=40, reset=20");
    assert_eq!(read(&[draft]), Some((Some(100), Some(40), Some(20))));
    let apart = [
        ("ratelimit-limit", "100, 100;w=60"),
        ("ratelimit-remaining", "7"),
        ("ratelimit-reset", "5"),
    ];
    assert_eq!(read(&apart), Some((Some(100), Some(7), Some(5))));

    // Seconds since 1970, as Cloud Foundry says it, and seconds from now.
    let since = (START + 90).to_string();
    let old = [
        ("x-ratelimit-limit", "20000"),
        ("x-ratelimit-remaining", "18000"),
        ("x-ratelimit-reset", &since),
    ];
    assert_eq!(read(&old), Some((Some(20000), Some(18000), Some(90))));
    assert_eq!(
        read(&[("x-ratelimit-reset", "12")]),
        Some((None, None, Some(12)))
    );

    for nothing in [
        &[][..],
        &[("x-ratelimit-limit", "many")],
        &[("ratelimit", "")],
        &[("ratelimit", "x;y;z")],
        &[("ratelimit-remaining", "-1")],
    ] {
        assert_eq!(read(nothing), None);
    }
    let far = u64::MAX.to_string();
    assert_eq!(read(&[("x-ratelimit-reset", &far)]), None);
}

#[test]
fn limits_are_told() {
    let headers = [("ratelimit", r#""default";r=50;t=30"#)];
    let script = Script::new()
        .answer(200, &headers, "a")
        .answer(404, &headers, "");
    let clock = Paused::default();
    let client = respecting(&script, &clock);
    let response = clock
        .run(Call::<Get>::new(&client).with_response())
        .unwrap();
    let limit = response.rate_limit().unwrap();
    assert_eq!(limit.remaining, Some(50));
    let reset = Timestamp::from_second(START as i64 + 30).unwrap();
    assert_eq!(limit.reset, Some(reset));
    let error = clock.run(Call::<Get>::new(&client)).unwrap_err();
    assert_eq!(error.rate_limit(), Some(limit));
    assert_eq!(error.api().unwrap().rate_limit(), Some(limit));
}

fn respecting(script: &Script, clock: &Paused) -> Client {
    let builder = Builder::<Bare>::new()
        .transport(script.clone())
        .clock(clock.clone())
        .respect_rate_limit();
    builder.build().unwrap()
}

#[test]
fn a_place_is_waited_for() {
    let two_left = [("ratelimit", r#""default";r=2;t=30"#)];
    let one_left = [("ratelimit", r#""default";r=1;t=29"#)];
    let script = Script::new()
        .answer(200, &two_left, "a")
        .answer(200, &one_left, "b")
        .answer(200, &[], "c")
        .answer(200, &[], "d");
    let clock = Paused::default();
    let client = respecting(&script, &clock);
    let call = || clock.run(Call::<Get>::new(&client)).unwrap();
    call();
    clock.advance(Duration::from_secs(1));
    call();
    // That was one of two, this is the other: what a server says late doesn't give it back.
    call();
    assert_eq!(clock.gone(), Duration::from_secs(1));
    call();
    assert_eq!(clock.gone(), Duration::from_secs(30));
}

#[test]
fn a_refusal_holds_for_all_calls() {
    let script = Script::new()
        .answer(429, &[("retry-after", "20")], "")
        .answer(200, &[], "a");
    let clock = Paused::default();
    let client = respecting(&script, &clock);
    let error = clock.run(Call::<Get>::new(&client).retries(0)).unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!(clock.run(Call::<Get>::new(&client)).unwrap(), "a");
    assert_eq!(clock.gone(), Duration::from_secs(20));
}

#[test]
fn a_wait_that_is_too_long_is_none() {
    let script = Script::new()
        .answer(200, &[("ratelimit", r#""default";r=0;t=300"#)], "a")
        .answer(200, &[], "b");
    let clock = Paused::default();
    let client = respecting(&script, &clock);
    clock.run(Call::<Get>::new(&client)).unwrap();
    assert_eq!(clock.run(Call::<Get>::new(&client)).unwrap(), "b");
    assert_eq!(clock.gone(), Duration::ZERO);
}
