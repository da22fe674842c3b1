//! What goes wrong between a client and an API, by plan: which requests, how often, and how.

use crate::server::{Answer, Request};
use std::time::Duration;

/// Something that goes wrong with one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A router answers with that status and a page of HTML; the API sees nothing.
    Router(u16),
    /// The API refuses by its limit, to be asked again after so many seconds; nothing is done.
    TooMany {
        /// `Retry-After`
        after: u64,
    },
    /// The connection ends before the API sees the request.
    Unheard,
    /// The API does what it is asked, and the connection ends before its answer.
    Unanswered,
    /// The API does what it is asked; half of the answer's body comes.
    Truncated,
    /// The API does what it is asked, and answers late.
    Late(Duration),
    /// The API does what it is asked; its answer comes in pieces, with that time between them.
    Slow(Duration),
    /// The connection ends before the API sees the request, and the next one before anything is read of it.
    Slammed,
    /// The API refuses the token as if it had ended before its time; nothing is done.
    Expired,
    /// Something in between answers 200 and a page of HTML, as a portal does that wants one to log in first; the API
    /// sees nothing.
    Portal,
    /// Of a list, the page that was sent before comes once more; what is no list comes as it is.
    Again,
    /// Of a list, the first page comes in place of another one.
    Earlier,
}

impl Fault {
    /// Whether the API sees the request.
    pub(super) fn reaches(self) -> bool {
        matches!(
            self,
            Self::Unanswered
                | Self::Truncated
                | Self::Late(_)
                | Self::Slow(_)
                | Self::Again
                | Self::Earlier
        )
    }

    /// What becomes of the API's answer.
    pub(super) fn spoil(self, answer: Answer) -> Answer {
        match self {
            Self::Router(status) => {
                let answer = Answer::new(&format!("{status} Router"));
                answer
                    .header("content-type", "text/html")
                    .body("<html><body><h1>no upstream</h1></body></html>")
            }
            Self::TooMany { after } => Answer::new("429 Too Many Requests")
                .header("content-type", "text/plain; charset=utf-8")
                .header("retry-after", &after.to_string())
                .body(LIMITED),
            Self::Unheard | Self::Unanswered => Answer::raw(""),
            Self::Slammed => Answer::raw("").slamming(),
            Self::Truncated => answer.halved(),
            Self::Late(time) => answer.after(time),
            Self::Slow(time) => answer.dripping(time),
            Self::Expired => Answer::json("401 Unauthorized", EXPIRED),
            Self::Portal => Answer::new("200 OK")
                .header("content-type", "text/html")
                .body("<html><body><form>Who are you?</form></body></html>"),
            // The fake has the pages.
            Self::Again | Self::Earlier => answer,
        }
    }
}

/// A refusal in words that both APIs would use: each reads its own members.
const LIMITED: &str = r#"{"success":false,"errors":[{"code":10013,"title":"CF-RateLimitExceeded","detail":"Rate Limit Exceeded","message":"Rate Limit Exceeded"}],"messages":[],"result":null}"#;

/// What is said of a token that is good no longer.
const EXPIRED: &str =
    r#"{"errors":[{"code":1000,"title":"CF-InvalidAuthToken","detail":"Invalid Auth Token"}]}"#;

/// The plan.
#[derive(Debug, Default)]
pub struct Faults {
    planned: Vec<Planned>,
    storm: Option<Storm>,
}

/// Faults by chance, the same with each run.
#[derive(Debug)]
struct Storm {
    dice: u64,
    percent: u64,
    kinds: Vec<Fault>,
    /// What goes on for some more requests.
    burst: Option<(Fault, u64)>,
}

#[derive(Debug)]
struct Planned {
    line: String,
    skip: usize,
    times: usize,
    fault: Fault,
}

impl Faults {
    /// The next so many requests whose `METHOD /path?query` holds that text go wrong.
    pub fn next(&mut self, line: &str, times: usize, fault: Fault) {
        self.after(line, 0, times, fault);
    }

    /// The same after so many such requests that go well.
    pub fn after(&mut self, line: &str, skip: usize, times: usize, fault: Fault) {
        self.planned.push(Planned {
            line: line.to_owned(),
            skip,
            times,
            fault,
        });
    }

    /// From now on so many requests of a hundred go wrong, in one of these ways; none ends it. Of refusals by the router
    /// and by the limit, several may follow each other.
    pub fn storm(&mut self, seed: u64, percent: u64, kinds: &[Fault]) {
        let storm = Storm {
            dice: seed.max(1),
            percent,
            kinds: kinds.to_vec(),
            burst: None,
        };
        self.storm = Some(storm).filter(|storm| !storm.kinds.is_empty());
    }

    /// What goes wrong with a request: of several the first planned.
    pub(super) fn take(&mut self, request: &Request) -> Option<Fault> {
        let line = request.line();
        let mut taken = None;
        for planned in self.planned.iter_mut() {
            if !line.contains(&planned.line) || planned.times == 0 || taken.is_some() {
                continue;
            }
            if planned.skip > 0 {
                planned.skip -= 1;
                continue;
            }
            planned.times -= 1;
            taken = Some(planned.fault);
        }
        taken.or_else(|| self.storm.as_mut()?.next())
    }
}

impl Storm {
    fn next(&mut self) -> Option<Fault> {
        if let Some((fault, left)) = self.burst.take() {
            self.burst = Some((fault, left - 1)).filter(|(_, left)| *left > 0);
            return Some(fault);
        }
        let is_hit = self.roll() % 100 < self.percent;
        let kind = usize::try_from(self.roll()).unwrap_or(0) % self.kinds.len();
        let fault = is_hit.then(|| self.kinds[kind])?;
        let more = self.roll() % 4;
        if more > 0 && matches!(fault, Fault::Router(_) | Fault::TooMany { .. }) {
            self.burst = Some((fault, more));
        }
        Some(fault)
    }

    /// The next number (xorshift).
    fn roll(&mut self) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        self.dice >> 11
    }
}
