//! The seam to the network: what sends one request and brings one response back.
//!
//! A transport knows nothing of operations, credentials or redirects.

use super::Pieces;
use bytes::Bytes;
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// `Send`, except on wasm32, where nothing is.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send + ?Sized> MaybeSend for T {}
/// `Send`, except on wasm32, where nothing is.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSend for T {}

/// `Sync`, except on wasm32.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSync: Sync {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Sync + ?Sized> MaybeSync for T {}
/// `Sync`, except on wasm32.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSync {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSync for T {}

/// A future on the heap; `Send`, except on wasm32.
#[cfg(not(target_arch = "wasm32"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A future on the heap; `Send`, except on wasm32.
#[cfg(target_arch = "wasm32")]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Sends requests. Redirects must come back as they are: the run time follows them.
pub trait Transport: MaybeSend + MaybeSync + 'static {
    /// Sends one request and reads the whole response.
    ///
    /// The run time stops waiting once the limits are passed, by dropping the future; a transport may
    /// use them to stop work that dropping doesn't stop.
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;

    /// Sends one request; the response is there once its head is, and its body comes in pieces.
    ///
    /// A transport that knows only whole responses may leave this as it is: then the body is one piece.
    fn open(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Pieces>, TransportError>> {
        let whole = self.send(request, limits);
        Box::pin(async move { Ok(whole.await?.map(Pieces::from)) })
    }

    /// Sends one request whose body comes in pieces; `Content-Length` says how long it is, if that is known.
    ///
    /// A transport that sends only whole requests may leave this as it is: then the pieces are put together first.
    fn upload(
        &self,
        request: http::Request<Pieces>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Pieces>, TransportError>> {
        Box::pin(async move {
            let (head, pieces) = request.into_parts();
            let body = pieces.whole().await?;
            self.open(http::Request::from_parts(head, body), limits)
                .await
        })
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        (**self).send(request, limits)
    }

    fn open(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Pieces>, TransportError>> {
        (**self).open(request, limits)
    }

    fn upload(
        &self,
        request: http::Request<Pieces>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Pieces>, TransportError>> {
        (**self).upload(request, limits)
    }
}

/// What one sending may take.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Limits {
    /// The time from now until the last byte of the response.
    pub timeout: Option<Duration>,
}

/// Why a transport brought no response.
#[derive(Debug)]
pub struct TransportError {
    kind: Kind,
    source: Box<dyn StdError + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Connect,
    Timeout,
    /// This attempt took longer than one may.
    Slow(Duration),
    Last,
    Other,
}

impl TransportError {
    /// The request may have reached the server.
    pub fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: Kind::Other,
            source: source.into(),
        }
    }

    /// There was no connection: the request has surely not reached the server.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: Kind::Connect,
            source: source.into(),
        }
    }

    /// The transport gave up waiting.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: Kind::Timeout,
            source: source.into(),
        }
    }

    /// An attempt took longer than one may.
    pub(crate) fn slow(after: Duration) -> Self {
        Self {
            kind: Kind::Slow(after),
            source: format!("the attempt took longer than {after:?}").into(),
        }
    }

    /// How long an attempt was waited for, where that was too long.
    pub(crate) fn slow_after(&self) -> Option<Duration> {
        match self.kind {
            Kind::Slow(after) => Some(after),
            _ => None,
        }
    }

    /// It is no use to try again.
    pub(crate) fn last(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: Kind::Last,
            source: source.into(),
        }
    }

    /// Whether it is no use to try again.
    pub(crate) fn is_final(&self) -> bool {
        self.kind == Kind::Last
    }

    /// Whether the request has surely not reached the server.
    pub fn is_connect(&self) -> bool {
        self.kind == Kind::Connect
    }

    /// Whether the transport gave up waiting.
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind, Kind::Timeout | Kind::Slow(_))
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // The error inside is what is shown, so what follows in the chain is its own cause.
        self.source.source()
    }
}
