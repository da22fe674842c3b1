//! The pipeline of a call: encode, send until there is a last word, watch the time, decode.
//!
//! One for all operations: it is generic over nothing.

use super::attempt::{self, Body, Trip};
use super::draft::Draft;
use super::response::Meta;
use super::size::{self, TooLarge};
use super::transport::{BoxFuture, MaybeSend};
use super::{Client, Descriptor, Error, Framing, Limits, Pieces, RawResponse, clock, decode};
use bytes::Bytes;
use std::task::{Context, Poll, ready};

/// Sends a call. The future owns all it needs.
pub(crate) fn send(
    client: Client,
    operation: &'static Descriptor,
    draft: Draft,
) -> BoxFuture<'static, Result<RawResponse, Error>> {
    Box::pin(async move {
        let trip = Trip::new(&client.0, operation, &draft, Body::Whole);
        let work = async { whole(&trip, trip.answer().await?).await };
        let response = within(&trip, work).await?;
        decode::decode(response, operation, client.0.api.envelope, trip.meta())
    })
}

/// Sends a call whose answer is read as it comes. Only that it begins is tried again.
///
/// What is no success, or no sequence, is read whole and is an error.
pub(crate) fn open(
    client: Client,
    operation: &'static Descriptor,
    draft: Draft,
    framing: Option<Framing>,
) -> BoxFuture<'static, Result<Opened, Error>> {
    Box::pin(async move {
        let trip = Trip::new(&client.0, operation, &draft, Body::Pieces);
        let response = within(&trip, trip.answer()).await?;
        let (meta, limits) = (trip.meta(), trip.limits);
        let is_unframed = framing.is_some_and(|framing| is_unframed(&response, framing));
        if operation.is_success(response.status()) && !is_unframed {
            return Ok(Opened::new(client, operation, limits, response, meta));
        }
        let whole = within(&trip, whole(&trip, response)).await?;
        let raw = decode::decode(whole, operation, client.0.api.envelope, meta)?;
        Err(raw.unreadable("JSON where a stream of events was asked for"))
    })
}

/// Reads what is left of a response.
async fn whole(
    trip: &Trip<'_>,
    response: http::Response<Pieces>,
) -> Result<http::Response<Bytes>, Error> {
    let gathered = size::gather(response, trip.most()).await;
    let (head, pieces) = gathered.map_err(|cause| trip.failure(cause))?.into_parts();
    if head.extensions.get::<TooLarge>().is_some() {
        return Err(trip.too_large(head));
    }
    let body = pieces.whole().await;
    let body = body.map_err(|cause| trip.failure(cause))?;
    Ok(http::Response::from_parts(head, body))
}

/// Whether a body is surely not framed so: an answer in JSON holds no event, and would be passed over in silence.
fn is_unframed(response: &http::Response<Pieces>, framing: Framing) -> bool {
    let media = response.headers().get(http::header::CONTENT_TYPE);
    let media = media.and_then(|media| media.to_str().ok());
    let essence = media.and_then(|media| media.split(';').next());
    let essence = essence.unwrap_or_default().trim().to_ascii_lowercase();
    framing.is_events() && (essence == "application/json" || essence.ends_with("+json"))
}

/// A response whose body is still to come.
pub(crate) struct Opened {
    /// It, without its body.
    pub(crate) head: RawResponse,
    pub(crate) pieces: Pieces,
    client: Client,
    limits: Limits,
    /// Rings when a piece is late; set only while one is waited for.
    alarm: Option<BoxFuture<'static, ()>>,
}

impl Opened {
    fn new(
        client: Client,
        operation: &'static Descriptor,
        limits: Limits,
        response: http::Response<Pieces>,
        meta: Meta,
    ) -> Self {
        let (head, pieces) = response.into_parts();
        Self {
            head: RawResponse {
                status: head.status,
                headers: head.headers,
                body: Bytes::new(),
                operation,
                inside: None,
                meta,
            },
            pieces,
            client,
            limits,
            alarm: None,
        }
    }

    /// The next piece of the body.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let (operation, attempts) = (self.head.operation, self.head.meta.attempts);
        if let Poll::Ready(piece) = self.pieces.poll(context) {
            self.alarm = None;
            let failed = |cause| attempt::failure(operation, attempts, cause);
            return Poll::Ready(piece.map(|piece| piece.map_err(failed)));
        }
        if self.alarm.is_none() {
            let clock = &self.client.0.clock;
            self.alarm = self.limits.timeout.map(|timeout| clock.alarm(timeout));
        }
        let Some(alarm) = &mut self.alarm else {
            return Poll::Pending;
        };
        ready!(alarm.as_mut().poll(context));
        Poll::Ready(Some(Err(attempt::late(operation, attempts, self.limits))))
    }
}

/// Works until the time is up.
async fn within<T>(
    trip: &Trip<'_>,
    work: impl Future<Output = Result<T, Error>> + MaybeSend,
) -> Result<T, Error> {
    let alarm = |timeout| trip.client.clock.alarm(timeout);
    let done = clock::until(trip.limits.timeout.map(alarm), work).await;
    done.unwrap_or_else(|| Err(trip.late()))
}

/// Sends a call and waits for its end.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn send_blocking(
    client: Client,
    operation: &'static Descriptor,
    draft: Draft,
) -> Result<RawResponse, Error> {
    let done = super::blocking::wait(send(client, operation, draft));
    done.unwrap_or_else(|cause| Err(attempt::failure(operation, 0, cause)))
}
