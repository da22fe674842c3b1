//! The answer of a call as a stream of items, each read when it comes.
//!
//! What differs between items is only how one is read; the rest is generic over nothing.

#[cfg(not(target_arch = "wasm32"))]
use super::attempt;
use super::framing::{Filled, Frame, Frames};
use super::send::{self, Opened};
use super::transport::BoxFuture;
use super::wire::{ReadError, Segment, Wire};
use super::{Call, Descriptor, Error, Framing, Operation, RawResponse, Sequence};
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// An operation whose success may come as a sequence of items; implemented by `operation!`.
pub trait Streams: Operation {
    /// An item.
    type Item: Wire;
    /// How they come.
    const SEQUENCE: Sequence;
}

/// The items that a call is answered with, from [`Call::stream`](super::Call::stream).
///
/// Nothing is sent before the first item is asked for; dropping the stream stops the reading. After an error
/// there is nothing more. The call's timeout is the time that the response may take to begin, and then each of
/// its pieces to come.
///
/// ```text
/// let mut items = client.log().follow().stream();
/// while let Some(item) = items.next().await {
///     show(item?);
/// }
/// ```
#[must_use = "a stream does nothing until its items are asked for"]
pub struct ItemStream<T> {
    inner: Inner,
    item: PhantomData<fn() -> T>,
}

/// A stream without its type.
struct Inner {
    operation: &'static Descriptor,
    framing: Framing,
    state: State,
}

enum State {
    Opening(BoxFuture<'static, Result<Opened, Error>>),
    Reading(Box<Reading>),
    Failed,
}

/// A stream whose response has begun.
struct Reading {
    opened: Opened,
    frames: Frames,
    is_done: bool,
    event: Option<String>,
    id: Option<String>,
    retry: Option<u64>,
}

/// Answers that come item by item.
impl<O: Operation> Call<O> {
    /// Sends the call once the first item is asked for; each item is read when it comes.
    ///
    /// Where an API wants to be told in the body too, as by `"stream": true`, that is for the body to say.
    pub fn stream(mut self) -> ItemStream<O::Item>
    where
        O: Streams,
    {
        let Sequence { media, framing, .. } = O::SEQUENCE;
        self.draft_mut().accept = Some(media);
        let (client, operation, draft) = self.into_parts();
        let opening = send::open(client, operation, draft, Some(framing));
        ItemStream::new(operation, framing, opening)
    }
}

impl<T: Wire> ItemStream<T> {
    fn new(
        operation: &'static Descriptor,
        framing: Framing,
        opening: BoxFuture<'static, Result<Opened, Error>>,
    ) -> Self {
        Self {
            inner: Inner {
                operation,
                framing,
                state: State::Opening(opening),
            },
            item: PhantomData,
        }
    }

    /// The next item.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// The next item; this thread waits for it.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn next_blocking(&mut self) -> Option<Result<T, Error>>
    where
        T: 'static,
    {
        let operation = self.inner.operation;
        let mut this = Self {
            inner: Inner {
                state: std::mem::replace(&mut self.inner.state, State::Failed),
                ..self.inner
            },
            item: PhantomData,
        };
        let done = super::blocking::wait(Box::pin(async move {
            let item = this.next().await;
            (this, item)
        }));
        match done {
            Ok((this, item)) => {
                *self = this;
                item
            }
            Err(cause) => Some(Err(attempt::failure(operation, 0, cause))),
        }
    }

    /// The status and the headers, once they are there; the body is empty.
    pub fn head(&self) -> Option<&RawResponse> {
        self.reading().map(|reading| &reading.opened.head)
    }

    /// The name of the server-sent event that the last item came in, where it has one.
    pub fn event(&self) -> Option<&str> {
        self.reading()?.event.as_deref()
    }

    /// The last id that a server-sent event had: what `Last-Event-ID` says when one goes on later.
    pub fn last_event_id(&self) -> Option<&str> {
        self.reading()?.id.as_deref()
    }

    /// How many milliseconds to wait before one goes on later, where a server-sent event said so.
    pub fn retry(&self) -> Option<u64> {
        self.reading()?.retry
    }

    fn reading(&self) -> Option<&Reading> {
        match &self.inner.state {
            State::Reading(reading) => Some(reading),
            State::Opening(_) | State::Failed => None,
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let mut value = T::blank();
        let filled = ready!(self.inner.poll(context, &mut value));
        Poll::Ready(filled.map(|filled| filled.map(|()| value)))
    }
}

impl<T: Wire> Stream for ItemStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    // What came of the next item may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Descriptor { method, path, .. } = self.inner.operation;
        f.debug_struct("ItemStream")
            .field("operation", &format_args!("{method} {path}"))
            .field("framing", &self.inner.framing)
            .finish_non_exhaustive()
    }
}

impl Inner {
    /// Fills `value` with the next item.
    fn poll(
        &mut self,
        context: &mut Context<'_>,
        value: &mut dyn Wire,
    ) -> Poll<Option<Result<(), Error>>> {
        loop {
            match &mut self.state {
                State::Failed => return Poll::Ready(None),
                State::Reading(reading) => return reading.poll(context, self.framing, value),
                State::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(opened) => {
                        self.state = State::Reading(Box::new(Reading::new(opened, self.framing)));
                    }
                    Err(error) => {
                        self.state = State::Failed;
                        return Poll::Ready(Some(Err(error)));
                    }
                },
            }
        }
    }
}

impl Reading {
    fn new(opened: Opened, framing: Framing) -> Self {
        Self {
            opened,
            frames: Frames::new(framing),
            is_done: false,
            event: None,
            id: None,
            retry: None,
        }
    }

    fn poll(
        &mut self,
        context: &mut Context<'_>,
        framing: Framing,
        value: &mut dyn Wire,
    ) -> Poll<Option<Result<(), Error>>> {
        while !self.is_done {
            let step = match self.frames.next() {
                Ok(Some(frame)) => self.take(frame, framing, value),
                Ok(None) if self.frames.is_ended() => Ok(Filled::End),
                Ok(None) => ready!(self.receive(context)).map(|()| Filled::Nothing),
                Err(cause) => Err(self.misread(Vec::new(), cause)),
            };
            match step {
                Ok(Filled::Item) => return Poll::Ready(Some(Ok(()))),
                Ok(Filled::Nothing) => {}
                Ok(Filled::End) => self.finish(),
                Err(error) => {
                    self.finish();
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
        Poll::Ready(None)
    }

    /// Reads an item from a frame.
    fn take(
        &mut self,
        frame: Frame,
        framing: Framing,
        value: &mut dyn Wire,
    ) -> Result<Filled, Error> {
        let filled = frame.fill(framing, value);
        self.event = frame.event;
        self.id = frame.id.or(self.id.take());
        self.retry = frame.retry.or(self.retry);
        filled.map_err(|cause| self.misread(frame.data, cause))
    }

    /// Takes the next piece of the body.
    fn receive(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        match ready!(self.opened.poll(context)) {
            Some(Ok(piece)) => self.frames.push(&piece),
            Some(Err(error)) => return Poll::Ready(Err(error)),
            None => self.frames.end(),
        }
        Poll::Ready(Ok(()))
    }

    /// Lets the connection go.
    fn finish(&mut self) {
        self.is_done = true;
        self.opened.pieces = Bytes::new().into();
    }

    /// The error for an item; what it shows as the body is the item.
    #[cold]
    fn misread(&self, item: Vec<u8>, cause: ReadError) -> Error {
        let response = RawResponse {
            body: item.into(),
            ..self.opened.head.clone()
        };
        response.unwrapped(cause)
    }
}

impl RawResponse {
    /// Reads all items of a body that came as a whole.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when an item is something else.
    pub fn items<T: Wire>(&self) -> Result<Vec<T>, Error> {
        let Some(Sequence { framing, .. }) = self.operation.sequence else {
            return Err(self.unreadable("no sequence"));
        };
        let mut items = Vec::new();
        let mut frames = Frames::new(framing);
        frames.push(self.raw());
        frames.end();
        while let Some(frame) = frames.next().map_err(|cause| self.unwrapped(cause))? {
            let mut item = T::blank();
            let filled = frame.fill(framing, &mut item);
            match filled.map_err(|cause| cause.within(Segment::Index(items.len()))) {
                Ok(Filled::Item) => items.push(item),
                Ok(Filled::Nothing) => {}
                Ok(Filled::End) => break,
                Err(cause) => return Err(self.unwrapped(cause)),
            }
        }
        Ok(items)
    }
}
