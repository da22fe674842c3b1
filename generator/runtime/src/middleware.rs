//! What stands between a call and its transport, by the user's wish: it sees each attempt and knows its operation.

use super::attempt::Trip;
use super::transport::{BoxFuture, MaybeSend, MaybeSync};
use super::{Descriptor, Pieces, TransportError};
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;

/// What an attempt brings.
pub type Sent = Result<http::Response<Pieces>, TransportError>;

/// Something around each attempt of each call, from [`Builder::middleware`](super::Builder::middleware).
///
/// ```text
/// impl Middleware for Stamp {
///     fn handle<'a>(&'a self, mut request: Request<Bytes>, next: Next<'a>) -> BoxFuture<'a, Sent> {
///         request.headers_mut().insert("x-operation", HeaderValue::from_static(next.operation().id));
///         next.send(request)
///     }
/// }
/// ```
///
/// The request has its credentials already. A header that is put on it goes along redirects to other servers, unless
/// its value is marked sensitive.
pub trait Middleware: MaybeSend + MaybeSync + 'static {
    /// Sends the request by `next`, or gives an answer of its own.
    fn handle<'a>(&'a self, request: http::Request<Bytes>, next: Next<'a>) -> BoxFuture<'a, Sent>;
}

/// What comes after a middleware: the next one, or the transport.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    trip: &'a Trip<'a>,
    rest: &'a [Arc<dyn Middleware>],
}

impl<'a> Next<'a> {
    /// The first middleware, or the transport.
    pub(crate) fn of(trip: &'a Trip<'a>) -> Self {
        Self {
            trip,
            rest: &trip.client.middleware,
        }
    }

    /// The operation that is called: its id, method and path template.
    pub fn operation(&self) -> &'static Descriptor {
        self.trip.operation
    }

    /// Which attempt of the call this is, counted from 1.
    pub fn attempt(&self) -> u32 {
        self.trip.attempts()
    }

    /// Sends the request, and those that redirects ask for.
    pub fn send(self, request: http::Request<Bytes>) -> BoxFuture<'a, Sent> {
        match self.rest.split_first() {
            Some((first, rest)) => first.handle(request, Self { rest, ..self }),
            None => Box::pin(self.trip.exchange(request)),
        }
    }
}

impl fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Next")
            .field("operation", &self.operation().id)
            .field("attempt", &self.attempt())
            .finish_non_exhaustive()
    }
}
