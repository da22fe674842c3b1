//! A client that keeps to the rate limit it was told: it waits for the next window before it sends, not after.
//!
//! It counts down itself between responses, so that calls at the same time don't all take the last place.

use super::RateLimit;
use http::{HeaderMap, StatusCode, header::RETRY_AFTER};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// What is known of the window in force.
#[derive(Default)]
pub(crate) struct Limiter(Mutex<Window>);

#[derive(Clone, Copy, Default)]
struct Window {
    /// How many requests the next one will have.
    limit: Option<u64>,
    remaining: Option<u64>,
    end: Option<SystemTime>,
}

impl Limiter {
    /// Takes a place in the window; without one, how long it is until the next.
    pub(crate) fn enter(&self, now: SystemTime) -> Option<Duration> {
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let end = window.end?;
        let Ok(wait) = end.duration_since(now) else {
            // The window is over. Nothing is known of this one but, if at all, its size.
            window.end = None;
            window.remaining = window.limit.map(|limit| limit.saturating_sub(1));
            return None;
        };
        let remaining = window.remaining?;
        window.remaining = Some(remaining.saturating_sub(1));
        (remaining == 0 && !wait.is_zero()).then_some(wait)
    }

    /// Learns from a response.
    pub(crate) fn learn(&self, status: StatusCode, headers: &HeaderMap, now: SystemTime) {
        let mut told = RateLimit::read(headers, now).unwrap_or_default();
        let mut end = told.reset.map(SystemTime::from);
        if status == StatusCode::TOO_MANY_REQUESTS {
            told.remaining = Some(0);
            let after = headers.get(RETRY_AFTER).and_then(|said| said.to_str().ok());
            let after = after.and_then(|said| super::retry::retry_after(said, now));
            end = after.and_then(|wait| now.checked_add(wait)).or(end);
        }
        let (Some(mut remaining), Some(end)) = (told.remaining, end) else {
            return;
        };
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Responses overtake each other: of one window, the least that was said is true.
        if window.end.is_some_and(|known| is_near(known, end)) {
            remaining = remaining.min(window.remaining.unwrap_or(u64::MAX));
        }
        *window = Window {
            limit: told.limit.or(window.limit),
            remaining: Some(remaining),
            end: Some(end),
        };
    }
}

/// Whether two times are the same to the second that they are told to.
fn is_near(one: SystemTime, other: SystemTime) -> bool {
    let apart = one.duration_since(other).or(other.duration_since(one));
    apart.is_ok_and(|apart| apart <= Duration::from_secs(1))
}
