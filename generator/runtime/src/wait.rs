//! Waiting for what an operation began: it is asked for until it has come to rest.
//!
//! What an answer means and how long to pause is decided in `waiter`; here is what sends and sleeps. Only the last
//! step, reading the output, is generic.

use super::draft::Draft;
use super::style::Style;
use super::transport::BoxFuture;
use super::waiter::{Meaning, PATIENCE, Pace, Rule, Verdict, Waiter, match_location, passes, told};
use super::wire::{Json, Plain};
use super::{Client, Descriptor, Error, Newest, Operation, Problem, RawResponse, attempt, send};
use bytes::Bytes;
use futures_core::Stream;
use http::header::LOCATION;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, SystemTime};

/// An operation whose end can be waited for.
pub trait Waits: Operation {
    /// What is asked until the end: the operation itself, or that whose address its answer names in `Location`.
    type Polled: Operation;
    /// What the answers mean.
    const WAITER: Waiter;
    /// Whether `Location` says what is to be asked.
    const LOCATION: bool = false;
}

/// An operation that lists what replaces each other, so that one can wait until a certain one is the newest.
pub trait WaitsFor: Operation {
    /// Which item is the newest.
    const NEWEST: Newest;
}

/// How something came to rest, by its meaning; the value is the last answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<T> {
    /// It is done.
    Success(T),
    /// It stands still until somebody acts; then one can wait again.
    Paused(T),
    /// It went wrong, or ended in a way that has no name here.
    Failure(T),
    /// Somebody called it off.
    Canceled(T),
    /// It gave way to something newer.
    Superseded(T),
}

impl<T> Outcome<T> {
    /// The last answer, whatever it means.
    pub fn value(&self) -> &T {
        match self {
            Self::Success(value)
            | Self::Paused(value)
            | Self::Failure(value)
            | Self::Canceled(value)
            | Self::Superseded(value) => value,
        }
    }

    /// The last answer, whatever it means.
    pub fn into_value(self) -> T {
        match self {
            Self::Success(value)
            | Self::Paused(value)
            | Self::Failure(value)
            | Self::Canceled(value)
            | Self::Superseded(value) => value,
        }
    }

    /// The same with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Outcome<U> {
        match self {
            Self::Success(value) => Outcome::Success(change(value)),
            Self::Paused(value) => Outcome::Paused(change(value)),
            Self::Failure(value) => Outcome::Failure(change(value)),
            Self::Canceled(value) => Outcome::Canceled(change(value)),
            Self::Superseded(value) => Outcome::Superseded(change(value)),
        }
    }

    /// Whether it is done.
    pub fn is_success(&self) -> bool {
        matches!(self, Self::Success(_))
    }
}

/// A state on the way.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress<T> {
    /// It goes on.
    Going(T),
    /// It came to rest; nothing follows.
    Reached(Outcome<T>),
}

/// A wait that has not begun: await it, or take the [`states`](Wait::states) one by one.
///
/// Nothing is sent before; dropped, nothing more is. Pauses grow from a second to ten, the longest two thirds
/// of a pause more than the shortest. What passes by itself (a rate limit, a server's failure, a connection
/// that breaks) is borne a few times in a row.
#[must_use = "a wait does nothing until it is awaited"]
pub struct Wait<P> {
    watch: Box<Watch>,
    polled: PhantomData<fn() -> P>,
}

impl<P: Operation> Wait<P> {
    pub(crate) fn new(
        client: Client,
        (asked, draft): (&'static Descriptor, Draft),
        follows: Option<&'static Descriptor>,
        rule: Rule,
    ) -> Self {
        let deadline = rule.deadline().unwrap_or(Pace::DEFAULT.deadline);
        let watch = Watch {
            client,
            asked,
            draft,
            follows,
            rule,
            pace: Pace {
                deadline,
                ..Pace::DEFAULT
            },
            started: None,
            count: 0,
            failures: 0,
            told: None,
            state: None,
        };
        Self {
            watch: Box::new(watch),
            polled: PhantomData,
        }
    }

    /// How long to wait at most.
    pub fn deadline(mut self, time: Duration) -> Self {
        self.watch.pace.deadline = time;
        self
    }

    /// The longest pause between the first askings, and the longest of all.
    pub fn every(mut self, first: Duration, most: Duration) -> Self {
        self.watch.pace.first = first;
        self.watch.pace.most = most.max(first);
        self
    }

    /// Each state as it is seen, the last one too; an answer that says the same as the one before is left out.
    pub fn states(self) -> States<P> {
        States {
            watch: Stage::Idle(self.watch),
            last: Bytes::new(),
            polled: PhantomData,
        }
    }

    /// The value, if it came to rest as wanted.
    ///
    /// The future's errors are those of awaiting the wait itself, and [`Error::Wait`] for every other outcome.
    pub fn success(self) -> BoxFuture<'static, Result<P::Output, Error>> {
        let rest = self.watch.rest();
        Box::pin(async move {
            let seen = rest.await?;
            match seen.verdict.meaning {
                Meaning::Success => P::decode(&seen.response),
                _ => Err(seen.into_error()),
            }
        })
    }

    /// Waits on this thread.
    ///
    /// # Errors
    ///
    /// Those of awaiting the wait.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn send_blocking(self) -> Result<Outcome<P::Output>, Error> {
        let asked = self.watch.asked;
        let done = super::blocking::wait(self.watch.rest());
        let seen = done.unwrap_or_else(|cause| Err(attempt::failure(asked, 0, cause)))?;
        seen.outcome::<P>()
    }
}

impl<P: Operation> IntoFuture for Wait<P> {
    type Output = Result<Outcome<P::Output>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let rest = self.watch.rest();
        Box::pin(async move { rest.await?.outcome::<P>() })
    }
}

impl<P> fmt::Debug for Wait<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.watch.fmt(f)
    }
}

/// The states of something on its way, from [`Wait::states`].
///
/// ```text
/// let mut states = cf.deployments().get(guid).wait().states();
/// while let Some(state) = states.next().await {
///     show(state?);
/// }
/// ```
#[must_use = "a stream does nothing until its items are asked for"]
pub struct States<P> {
    watch: Stage,
    last: Bytes,
    polled: PhantomData<fn() -> P>,
}

enum Stage {
    Idle(Box<Watch>),
    Asking(BoxFuture<'static, (Box<Watch>, Result<Seen, Error>)>),
    Ended,
}

impl<P: Operation> States<P> {
    /// The next state.
    pub async fn next(&mut self) -> Option<Result<Progress<P::Output>, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Progress<P::Output>, Error>>> {
        let seen = ready!(self.poll_seen(context));
        Poll::Ready(seen.map(|seen| seen?.progress::<P>()))
    }

    /// The next answer that says something new.
    fn poll_seen(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Seen, Error>>> {
        loop {
            match std::mem::replace(&mut self.watch, Stage::Ended) {
                Stage::Ended => return Poll::Ready(None),
                Stage::Idle(mut watch) => {
                    self.watch = Stage::Asking(Box::pin(async move {
                        let seen = watch.ask().await;
                        (watch, seen)
                    }));
                }
                Stage::Asking(mut asking) => {
                    let Poll::Ready((watch, seen)) = asking.as_mut().poll(context) else {
                        self.watch = Stage::Asking(asking);
                        return Poll::Pending;
                    };
                    let seen = match seen {
                        Ok(seen) => seen,
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    };
                    let goes_on = seen.verdict.meaning == Meaning::Pending;
                    if goes_on {
                        self.watch = Stage::Idle(watch);
                    }
                    if goes_on && seen.response.body == self.last {
                        continue;
                    }
                    self.last = seen.response.body.clone();
                    return Poll::Ready(Some(Ok(seen)));
                }
            }
        }
    }
}

impl<P: Operation> Stream for States<P> {
    type Item = Result<Progress<P::Output>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<P> fmt::Debug for States<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("States").finish_non_exhaustive()
    }
}

/// One who asks until there is an end.
struct Watch {
    client: Client,
    asked: &'static Descriptor,
    draft: Draft,
    /// What to ask once an answer has said where.
    follows: Option<&'static Descriptor>,
    rule: Rule,
    pace: Pace,
    started: Option<SystemTime>,
    /// How often one has asked.
    count: u32,
    /// How often in a row that went wrong.
    failures: u32,
    /// How long the server wants one to wait.
    told: Option<Duration>,
    /// The state that was seen last.
    state: Option<String>,
}

impl Watch {
    /// Asks until it has come to rest. The future owns all it needs.
    fn rest(mut self: Box<Self>) -> BoxFuture<'static, Result<Seen, Error>> {
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
    async fn ask(&mut self) -> Result<Seen, Error> {
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
        let location = response.headers.get(LOCATION);
        let location = location.and_then(|location| location.to_str().ok());
        let Some(values) = location.and_then(|it| match_location(polled.path, it)) else {
            let fault = format!("no `Location` of `{}`", polled.path);
            return Err(response.unreadable(&fault));
        };
        self.asked = polled;
        self.draft = Draft {
            timeout: self.draft.timeout,
            ..Draft::default()
        };
        for value in values {
            self.draft.path(None, Style::SIMPLE, &Plain::Scalar(value));
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
struct Seen {
    response: RawResponse,
    verdict: Verdict,
    problems: Vec<Problem>,
    attempts: u32,
}

impl Seen {
    fn outcome<P: Operation>(self) -> Result<Outcome<P::Output>, Error> {
        let value = P::decode(&self.response)?;
        Ok(match self.verdict.meaning {
            Meaning::Success => Outcome::Success(value),
            Meaning::Paused => Outcome::Paused(value),
            Meaning::Canceled => Outcome::Canceled(value),
            Meaning::Superseded => Outcome::Superseded(value),
            Meaning::Failure | Meaning::Pending => Outcome::Failure(value),
        })
    }

    fn progress<P: Operation>(self) -> Result<Progress<P::Output>, Error> {
        match self.verdict.meaning {
            Meaning::Pending => P::decode(&self.response).map(Progress::Going),
            _ => self.outcome::<P>().map(Progress::Reached),
        }
    }

    #[cold]
    fn into_error(self) -> Error {
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

/// What became of something that was waited for, where that is not what one wanted.
#[derive(Debug)]
pub struct WaitError {
    operation: &'static Descriptor,
    state: Option<String>,
    after: Option<Duration>,
    attempts: u32,
    response: Option<RawResponse>,
    problems: Vec<Problem>,
}

impl WaitError {
    /// Whether it had not come to rest when the time was up.
    pub fn is_late(&self) -> bool {
        self.after.is_some()
    }

    /// The last state that was seen, as the API says it.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// Everything that the API says went wrong, in its order.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The first message.
    pub fn message(&self) -> Option<String> {
        let mut messages = self.problems.iter().filter_map(|it| it.message.clone());
        messages.next()
    }

    /// The last answer, where it came to rest.
    pub fn response(&self) -> Option<&RawResponse> {
        self.response.as_ref()
    }

    /// How often one has asked.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The operation that was asked.
    pub fn operation(&self) -> &'static Descriptor {
        self.operation
    }
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Descriptor { method, path, .. } = self.operation;
        let state = self.state.as_deref().unwrap_or("unknown");
        match self.after {
            Some(after) => write!(f, "{method} {path}: still {state} after {after:?}")?,
            None => write!(f, "{method} {path}: ended as {state}")?,
        }
        for problem in &self.problems {
            write!(f, ": {problem}")?;
        }
        match self.response.as_ref().and_then(RawResponse::request_id) {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for WaitError {}
