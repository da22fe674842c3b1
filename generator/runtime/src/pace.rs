//! How long to pause and what to bear: plain functions that know no time but what they are told.

use super::retry::retry_after;
use super::{Error, TokenError};
use http::header::RETRY_AFTER;
use std::time::{Duration, SystemTime};

/// How often one asks, and for how long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// The longest pause before the second asking; each further one may be half as long again.
    pub(crate) first: Duration,
    /// The longest pause of all.
    pub(crate) most: Duration,
    pub(crate) deadline: Duration,
}

impl Pace {
    pub(crate) const DEFAULT: Self = Self {
        first: Duration::from_secs(1),
        most: Duration::from_secs(10),
        deadline: Duration::from_secs(15 * 60),
    };

    /// How long to wait before asking again; nothing when the time is up.
    ///
    /// `asked` is how often one has asked, `random` any number, `told` what the server wants.
    pub(crate) fn pause(
        &self,
        asked: u32,
        elapsed: Duration,
        random: u64,
        told: Option<Duration>,
    ) -> Option<Duration> {
        let left = self
            .deadline
            .checked_sub(elapsed)
            .filter(|it| !it.is_zero())?;
        let growth = 1.5_f64.powi(asked.saturating_sub(1).min(64).cast_signed());
        let longest = self.first.as_secs_f64() * growth;
        let longest = longest.min(self.most.as_secs_f64());
        // From half of it on: a wait that is sometimes none would ask too often.
        let portion = random as f64 / u64::MAX as f64;
        let pause = Duration::try_from_secs_f64(longest * (0.5 + portion / 2.0));
        let pause = pause.unwrap_or(self.most).max(told.unwrap_or_default());
        // One last look is worth it when the time is nearly up.
        Some(pause.min(left))
    }
}

/// How many askings in a row may go wrong in ways that pass.
pub(crate) const PATIENCE: u32 = 8;

/// Whether an error passes by itself: a rate limit, a server's failure, a connection that breaks, also those of whoever
/// gives the tokens.
pub(crate) fn passes(error: &Error) -> bool {
    match error {
        Error::Transport(_) | Error::Timeout(_) => true,
        Error::Credentials(error) => error.cause().is_some_and(TokenError::is_passing),
        Error::Api(error) => {
            matches!(error.status().as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
        }
        _ => false,
    }
}

/// How long the server wants one to wait.
pub(crate) fn told(error: &Error, now: SystemTime) -> Option<Duration> {
    let told = error.api()?.headers().get(RETRY_AFTER)?.to_str().ok()?;
    retry_after(told, now)
}
