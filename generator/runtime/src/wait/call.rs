//! A wait as a value: it can be told more, awaited, or taken state by state.

use super::super::draft::Draft;
use super::super::pace::Pace;
use super::super::transport::BoxFuture;
use super::super::{Call, Client, Descriptor, Error, Operation};
#[cfg(not(target_arch = "wasm32"))]
use super::super::{attempt, blocking};
use super::rule::{Meaning, Rule};
use super::states::Stage;
use super::watch::Watch;
use super::{Outcome, States, Waits, WaitsFor};
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

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

/// What one can wait for.
impl<O: Operation> Call<O> {
    /// Sends the call, and asks until what it began has come to rest.
    pub fn wait(self) -> Wait<O::Polled>
    where
        O: Waits,
    {
        let follows = O::LOCATION.then_some(&<O::Polled as Operation>::DESCRIPTOR);
        let (client, operation, draft) = self.into_parts();
        Wait::new(client, (operation, draft), follows, Rule::States(O::WAITER))
    }

    /// Asks until what has that id is the first in the list.
    pub fn wait_for(self, id: impl fmt::Display) -> Wait<O>
    where
        O: WaitsFor,
    {
        let rule = Rule::Newest(O::NEWEST, id.to_string());
        let (client, operation, draft) = self.into_parts();
        Wait::new(client, (operation, draft), None, rule)
    }
}

impl<P: Operation> Wait<P> {
    fn new(
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

    /// How long to wait at most: a quarter of an hour, unless this or the API's description says otherwise.
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
            last: bytes::Bytes::new(),
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
        let done = blocking::wait(self.watch.rest());
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
