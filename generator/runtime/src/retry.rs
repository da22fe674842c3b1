//! When a call is sent again, and how long that waits.
//!
//! The decision is a plain function over values: it sends nothing, waits for nothing and asks no clock.

use super::middleware::Sent;
use super::{Method, RateLimit};
use http::{HeaderMap, StatusCode, header::RETRY_AFTER};
use std::time::{Duration, SystemTime};

/// How often and after what waits calls are sent again.
///
/// What may be repeated is sent again after a failed connection and after 408, 429, 502, 503 and 504. What may
/// not is sent again only where it has surely not reached the server. Unless told otherwise, the method decides:
/// `GET`, `HEAD`, `OPTIONS`, `PUT`, `DELETE`, `TRACE` and `QUERY` may be repeated.
///
/// The waits are random, up to a bound that doubles each time, unless the server says how long to wait. All
/// attempts and waits together have the one timeout of the call.
///
/// ```text
/// let call = client.apps().list().retries(5);
/// let call = client.apps().create(app).retries(Retries::up_to(5).of_any_method());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    most: u32,
    repeats: Option<Repeats>,
    base: Duration,
    ceiling: Duration,
    longest: Duration,
}

impl Retries {
    /// Calls are sent once.
    pub const fn none() -> Self {
        Self::up_to(0)
    }

    /// Calls are sent again up to that many times.
    pub const fn up_to(times: u32) -> Self {
        Self {
            most: times,
            repeats: None,
            base: Duration::from_millis(500),
            ceiling: Duration::from_secs(8),
            longest: Duration::from_secs(60),
        }
    }

    /// Repeats calls of methods that are not idempotent too, such as `POST`: what they do may be done twice.
    ///
    /// On a call this holds whatever the API's document says; on a client the document has the last word.
    #[must_use]
    pub const fn of_any_method(mut self) -> Self {
        self.repeats = Some(Repeats::Safe);
        self
    }

    /// The bound of the first random wait, and the bound that doubling stops at; half a second and 8 seconds
    /// unless said.
    #[must_use]
    pub const fn back_off(mut self, first: Duration, last: Duration) -> Self {
        self.base = first;
        self.ceiling = last;
        self
    }

    /// How long a wait that the server asks for may be; a minute unless said. A longer one is cut to this.
    #[must_use]
    pub const fn longest_wait(mut self, longest: Duration) -> Self {
        self.longest = longest;
        self
    }

    /// The wait that the server asks for, if it does, else a random one.
    fn wait(&self, failure: Failure<'_>, moment: Moment) -> Duration {
        if let Failure::Answer(status, headers) = failure
            && let Some(asked) = asked(status, headers, moment.now)
        {
            return asked.min(self.longest);
        }
        let doubled = 1_u32.checked_shl(moment.attempts.saturating_sub(1));
        let bound = self.base.saturating_mul(doubled.unwrap_or(u32::MAX));
        portion(bound.min(self.ceiling), moment.random)
    }
}

/// Up to two more times; on wasm32 none, as the machine's clock waits for nothing there.
impl Default for Retries {
    fn default() -> Self {
        if cfg!(target_arch = "wasm32") {
            Self::none()
        } else {
            Self::up_to(2)
        }
    }
}

/// So many times.
impl From<u32> for Retries {
    fn from(times: u32) -> Self {
        Self::up_to(times)
    }
}

/// Whether an operation may be repeated, as an API's document says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// Twice is the same as once.
    Safe,
    /// Twice is the same as once, but that the second time there is nothing left: 404 or 410 after an attempt whose
    /// answer nobody got is a success.
    UntilGone,
    /// Never send it again.
    Never,
}

/// What became of an attempt that brought no success.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Failure<'a> {
    /// The request has surely not reached the server.
    Unsent,
    /// Nobody knows: the connection broke.
    Broken,
    /// It was answered.
    Answer(StatusCode, &'a HeaderMap),
}

/// When the decision is taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    /// How many attempts there were.
    pub(crate) attempts: u32,
    pub(crate) now: SystemTime,
    /// What is left of the time for the whole call.
    pub(crate) left: Option<Duration>,
    pub(crate) random: u64,
}

/// What is known of an operation and a call beforehand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy {
    retries: Retries,
    repeats: Repeats,
    /// Whether even what was not sent stays so.
    is_final: bool,
    ends_gone: bool,
}

impl Policy {
    /// The call's word goes before the document's, that before the client's, and the method's is last.
    pub(crate) fn of(
        method: Method,
        document: Option<Repeats>,
        call: Option<Retries>,
        client: Retries,
    ) -> Self {
        let own = call.and_then(|call| call.repeats);
        let retries = call.unwrap_or(client);
        let said = own.or(document).or(retries.repeats);
        let by_method = if method.is_idempotent() {
            Repeats::Safe
        } else {
            Repeats::Never
        };
        Self {
            retries,
            repeats: match said.unwrap_or(by_method) {
                Repeats::Never => Repeats::Never,
                Repeats::Safe | Repeats::UntilGone => Repeats::Safe,
            },
            is_final: said == Some(Repeats::Never),
            ends_gone: document == Some(Repeats::UntilGone),
        }
    }

    /// Whether what is not found after an attempt that nobody answered is what was wanted.
    pub(crate) fn ends_gone(self) -> bool {
        self.ends_gone
    }
}

/// Among a response's extensions: an attempt before had done what was asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gone;

/// Whether an attempt says that there is nothing there.
pub(crate) fn is_gone(sent: &Sent) -> bool {
    let status = sent.as_ref().map(http::Response::status);
    status.is_ok_and(|status| matches!(status.as_u16(), 404 | 410))
}

/// Whether an attempt may have done what was asked, though nobody said so.
pub(crate) fn is_unclear(sent: &Sent) -> bool {
    match sent {
        Ok(response) => matches!(response.status().as_u16(), 408 | 500 | 502 | 504),
        Err(cause) => !cause.is_connect() && !cause.is_final(),
    }
}

/// How long to wait before the next attempt; `None` where there is none.
pub(crate) fn decide(policy: Policy, failure: Failure<'_>, moment: Moment) -> Option<Duration> {
    let may_repeat = match failure {
        Failure::Unsent => !policy.is_final,
        Failure::Broken => policy.repeats == Repeats::Safe,
        Failure::Answer(status, _) => policy.repeats == Repeats::Safe && is_passing(status),
    };
    if !may_repeat || moment.attempts > policy.retries.most {
        return None;
    }
    let wait = policy.retries.wait(failure, moment);
    // An answer that says why is worth more than a timeout later.
    let is_in_time = moment.left.is_none_or(|left| wait < left);
    is_in_time.then_some(wait)
}

/// Whether a status may be another one soon.
fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 502 | 503 | 504)
}

/// How long the server asks to wait.
fn asked(status: StatusCode, headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let said = headers.get(RETRY_AFTER).and_then(|said| said.to_str().ok());
    if let Some(wait) = said.and_then(|said| retry_after(said, now)) {
        return Some(wait);
    }
    let limit =
        RateLimit::read(headers, now).filter(|_| status == StatusCode::TOO_MANY_REQUESTS)?;
    // Below the limit the reset is not what the call waits for.
    limit.reset_in(now).filter(|_| limit.remaining == Some(0))
}

/// `Retry-After`: seconds, or a date.
pub(crate) fn retry_after(said: &str, now: SystemTime) -> Option<Duration> {
    let said = said.trim();
    if let Ok(seconds) = said.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(said);
    let wait = SystemTime::from(date.ok()?).duration_since(now);
    Some(wait.unwrap_or_default())
}

/// A random part of a time, from nothing to all of it.
fn portion(whole: Duration, random: u64) -> Duration {
    let nanos =
        whole.as_nanos().min(u128::from(u64::MAX)) * u128::from(random) / u128::from(u64::MAX);
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}
