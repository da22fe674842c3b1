//! One who asks until there is an end: what sends and sleeps.

use super::super::draft::Draft;
use super::super::pace::{PATIENCE, Pace, passes, told};
use super::super::transport::BoxFuture;
use super::super::wire::Json;
use super::super::{Client, Descriptor, Error, Operation, Problem, RawResponse, WaitError, send};
use super::rule::{Meaning, Rule, Verdict, match_location};
use super::{Outcome, Progress};
use http::header::LOCATION;
use std::fmt;
use std::time::{Duration, SystemTime};

/// One who asks until there is an end.
pub(super) struct Watch {
    pub(super) client: Client,
    pub(super) asked: &'static Descriptor,
    pub(super) draft: Draft,
    /// What to ask once an answer has said where.
    pub(super) follows: Option<&'static Descriptor>,
    pub(super) rule: Rule,
    pub(super) pace: Pace,
    pub(super) started: Option<SystemTime>,
    /// How often one has asked.
    pub(super) count: u32,
    /// How often in a row that went wrong.
    pub(super) failures: u32,
    /// How long the server wants one to wait.
    pub(super) told: Option<Duration>,
    /// The state that was seen last.
    pub(super) state: Option<String>,
}

impl Watch {
    /// Asks until it has come to rest. The future owns all it needs.
    pub(super) fn rest(mut self: Box<Self>) -> BoxFuture<'static, Result<Seen, Error>> {
        Box::pin(async move {
            loop {
                let seen = self.ask().await?;
                if seen.verdict.meaning != Meaning::Pending {
                    return Ok(seen);
                }
            }
        })
    }

    /// Asks once, after a pause; more often where that goes wrong in ways that pass.
    pub(super) async fn ask(&mut self) -> Result<Seen, Error> {
        loop {
            self.pause().await?;
            self.count += 1;
            let call = send::send(self.client.clone(), self.asked, self.draft.clone());
            let response = match call.await {
                Ok(response) => response,
                Err(error) if self.bears(&error) => continue,
                Err(error) => return Err(error),
            };
            (self.failures, self.told) = (0, None);
            if let Some(polled) = self.follows.take() {
                self.follow(polled, &response)?;
                continue;
            }
            let output: Json = response.json()?;
            let verdict = self.rule.judge(&output);
            let verdict = verdict.map_err(|cause| response.misread(cause))?;
            self.state = Some(verdict.state.clone());
            return Ok(Seen {
                problems: self.rule.problems(&output),
                attempts: self.count,
                response,
                verdict,
            });
        }
    }

    async fn pause(&mut self) -> Result<(), Error> {
        let clock = &self.client.0.clock;
        let now = clock.now();
        let started = *self.started.get_or_insert(now);
        if self.count == 0 {
            return Ok(());
        }
        let elapsed = now.duration_since(started).unwrap_or_default();
        let pause = self
            .pace
            .pause(self.count, elapsed, clock.random(), self.told);
        let Some(pause) = pause else {
            return Err(self.late());
        };
        clock.sleep(pause).await;
        Ok(())
    }

    /// Whether an error passes by itself. What begins something is not sent again.
    fn bears(&mut self, error: &Error) -> bool {
        self.told = told(error, self.client.0.clock.now());
        self.failures += 1;
        passes(error) && self.follows.is_none() && self.failures <= PATIENCE
    }

    /// Turns to what an answer's `Location` names.
    fn follow(&mut self, polled: &'static Descriptor, response: &RawResponse) -> Result<(), Error> {
        if response.is_gone() {
            // What was begun is over, and nobody says how.
            return Err(response.refused());
        }
        let location = response.headers.get(LOCATION);
        let location = location.and_then(|location| location.to_str().ok());
        let Some(values) = location.and_then(|it| match_location(polled.path, it)) else {
            let fault = format!("no `Location` of `{}`", polled.path);
            return Err(response.unreadable(&fault));
        };
        self.asked = polled;
        self.draft = Draft {
            timeout: self.draft.timeout,
            attempt_timeout: self.draft.attempt_timeout,
            max_response: self.draft.max_response,
            ..Draft::default()
        };
        for value in values {
            self.draft.segment(value);
        }
        self.count = 0;
        Ok(())
    }

    #[cold]
    fn late(&self) -> Error {
        Error::Wait(Box::new(WaitError {
            operation: self.asked,
            state: self.state.clone(),
            after: Some(self.pace.deadline),
            attempts: self.count,
            response: None,
            problems: Vec::new(),
        }))
    }
}

impl fmt::Debug for Watch {
    // Parameters may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Descriptor { method, path, .. } = self.asked;
        f.debug_struct("Wait")
            .field("operation", &format_args!("{method} {path}"))
            .field("deadline", &self.pace.deadline)
            .finish_non_exhaustive()
    }
}

/// An answer and what it means.
pub(super) struct Seen {
    pub(super) response: RawResponse,
    pub(super) verdict: Verdict,
    pub(super) problems: Vec<Problem>,
    pub(super) attempts: u32,
}

impl Seen {
    pub(super) fn outcome<P: Operation>(self) -> Result<Outcome<P::Output>, Error> {
        let value = P::decode(&self.response)?;
        Ok(match self.verdict.meaning {
            Meaning::Success => Outcome::Success(value),
            Meaning::Paused => Outcome::Paused(value),
            Meaning::Canceled => Outcome::Canceled(value),
            Meaning::Superseded => Outcome::Superseded(value),
            Meaning::Failure | Meaning::Pending => Outcome::Failure(value),
        })
    }

    pub(super) fn progress<P: Operation>(self) -> Result<Progress<P::Output>, Error> {
        match self.verdict.meaning {
            Meaning::Pending => P::decode(&self.response).map(Progress::Going),
            _ => self.outcome::<P>().map(Progress::Reached),
        }
    }

    #[cold]
    pub(super) fn into_error(self) -> Error {
        Error::Wait(Box::new(WaitError {
            operation: self.response.operation,
            state: Some(self.verdict.state),
            after: None,
            attempts: self.attempts,
            response: Some(self.response),
            problems: self.problems,
        }))
    }
}
