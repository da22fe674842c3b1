//! The machine's clock: whoever sleeps is woken in time, whatever else sleeps.

use super::sending::block_on;
use crate::runtime::{Clock, SystemClock};
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

/// Far more than waking takes, and far less than the long sleeps of these tests.
const SOON: Duration = Duration::from_secs(20);

const LONG: Duration = Duration::from_secs(3600);

/// How long a sleep took.
fn slept(milliseconds: u64) -> Duration {
    let start = Instant::now();
    block_on(SystemClock.sleep(Duration::from_millis(milliseconds)));
    start.elapsed()
}

/// Begins a sleep, so that somebody waits for it, and leaves it.
fn asleep(time: Duration) -> impl Future<Output = ()> {
    let mut sleep = SystemClock.sleep(time);
    block_on(std::future::poll_fn(|context| {
        assert!(sleep.as_mut().poll(context).is_pending());
        Poll::Ready(())
    }));
    sleep
}

#[test]
fn a_short_sleep_does_not_wait_for_a_long_one() {
    let long = asleep(LONG);
    for milliseconds in [30, 1, 10] {
        let took = slept(milliseconds);
        assert!(
            took >= Duration::from_millis(milliseconds) && took < SOON,
            "{took:?}"
        );
    }
    drop(long);
    assert!(slept(5) < SOON);
}

#[test]
fn sleeps_that_are_given_up_wake_nobody_and_hold_nobody_up() {
    for _ in 0..100 {
        drop(asleep(Duration::from_millis(20)));
        drop(asleep(LONG));
    }
    assert!(slept(40) < SOON);
}

#[test]
fn a_sleep_wakes_whoever_asked_last() {
    // Asked for by one thread first, waited for by another.
    let sleep = asleep(Duration::from_millis(50));
    let start = Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| block_on(sleep)).join().unwrap();
    });
    assert!(start.elapsed() < SOON);
}

#[test]
fn many_sleep_at_a_time() {
    let sleeper = |index: u64| move || slept(index % 40);
    let threads: Vec<_> = (0..64).map(|index| thread::spawn(sleeper(index))).collect();
    for (index, thread) in (0_u64..).zip(threads) {
        let took = thread.join().unwrap();
        assert!(
            took >= Duration::from_millis(index % 40) && took < SOON,
            "{index}: {took:?}"
        );
    }
}
