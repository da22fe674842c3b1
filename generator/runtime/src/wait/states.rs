//! The states of something on its way, as a stream.

use super::super::transport::BoxFuture;
use super::super::{Error, Operation};
use super::Progress;
use super::rule::Meaning;
use super::watch::{Seen, Watch};
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The states of something on its way, from [`Wait::states`](super::Wait::states).
///
/// ```text
/// let mut states = cf.deployments().get(guid).wait().states();
/// while let Some(state) = states.next().await {
///     show(state?);
/// }
/// ```
#[must_use = "a stream does nothing until its items are asked for"]
pub struct States<P> {
    pub(super) watch: Stage,
    pub(super) last: Bytes,
    pub(super) polled: PhantomData<fn() -> P>,
}

pub(super) enum Stage {
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
