//! What servers say of their rate limits, in the headers in use.
//!
//! It reads `RateLimit` and `RateLimit-Policy` (as lists of policies, and as their drafts wrote them), and
//! `RateLimit-*` and `X-RateLimit-*` one header a value.

use super::Timestamp;
use http::HeaderMap;
use std::time::{Duration, SystemTime};

/// How much of a rate limit is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many requests a window allows.
    pub limit: Option<u64>,
    /// How many of them are left.
    pub remaining: Option<u64>,
    /// When the next window begins.
    pub reset: Option<Timestamp>,
}

impl RateLimit {
    /// What the headers say; `None` where they say nothing of it. Of several limits, the one with least left.
    pub(crate) fn read(headers: &HeaderMap, now: SystemTime) -> Option<Self> {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let found = match text("ratelimit") {
            Some(limits) => listed(limits, text("ratelimit-policy"), now),
            None => ["ratelimit", "x-ratelimit"].iter().find_map(|prefix| {
                let number = |what: &str| number(text(&format!("{prefix}-{what}"))?);
                Some(Self {
                    limit: number("limit"),
                    remaining: number("remaining"),
                    reset: number("reset").and_then(|reset| instant(reset, now)),
                })
                .filter(|limit| *limit != Self::default())
            }),
        };
        found.filter(|limit| *limit != Self::default())
    }

    /// How long it is until the next window; nothing where that has begun.
    pub(crate) fn reset_in(&self, now: SystemTime) -> Option<Duration> {
        let wait = SystemTime::from(self.reset?).duration_since(now);
        Some(wait.unwrap_or_default())
    }
}

/// `"default";r=50;t=30, "burst";r=9;t=1` or `limit=100, remaining=50, reset=30`
fn listed(limits: &str, policies: Option<&str>, now: SystemTime) -> Option<RateLimit> {
    let mut found: Option<RateLimit> = None;
    if let Some(remaining) = member(limits, "remaining") {
        return Some(RateLimit {
            limit: member(limits, "limit"),
            remaining: Some(remaining),
            reset: member(limits, "reset").and_then(|reset| instant(reset, now)),
        });
    }
    for entry in limits.split(',') {
        let name = name(entry);
        let policy = policies.into_iter().flat_map(|all| all.split(','));
        let limit = RateLimit {
            limit: policy
                .filter(|policy| self::name(policy) == name)
                .find_map(|policy| member(policy, "q")),
            remaining: member(entry, "r"),
            reset: member(entry, "t").and_then(|reset| instant(reset, now)),
        };
        let is_tighter = found.is_none_or(|found| {
            limit.remaining.unwrap_or(u64::MAX) < found.remaining.unwrap_or(u64::MAX)
        });
        if is_tighter {
            found = Some(limit);
        }
    }
    found
}

/// The name of a policy, without quotes.
fn name(entry: &str) -> &str {
    let name = entry.split(';').next().unwrap_or_default();
    name.trim().trim_matches('"')
}

/// The number after `key=`.
fn member(text: &str, key: &str) -> Option<u64> {
    text.split([';', ',']).find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        number(value).filter(|_| name.trim() == key)
    })
}

/// A number; what follows it, as in `100, 100;w=60`, says more of it.
fn number(text: &str) -> Option<u64> {
    let first = text.split([',', ';']).next().unwrap_or_default();
    first.trim().parse().ok()
}

/// A time that is given in seconds from now, or since 1970: no window lasts for years.
fn instant(seconds: u64, now: SystemTime) -> Option<Timestamp> {
    const YEARS: u64 = 300_000_000;
    let since = if seconds < YEARS {
        now
    } else {
        SystemTime::UNIX_EPOCH
    };
    let time = since.checked_add(Duration::from_secs(seconds))?;
    Timestamp::try_from(time).ok()
}
