//! The pipeline of a call: encode, send, follow redirects, watch the time, decode.
//!
//! One for all operations: it is generic over nothing but whether a body comes whole or in pieces.

use super::client::Inner;
use super::draft::Draft;
use super::failure::{TimeoutError, TransportFailure};
use super::transport::{BoxFuture, MaybeSend};
use super::{
    Client, Descriptor, Error, Framing, Limits, Pieces, RawResponse, Transport, TransportError,
    decode, encode, redirect,
};
use bytes::Bytes;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};

/// Sends a call. The future owns all it needs.
pub(crate) fn send(
    client: Client,
    operation: &'static Descriptor,
    draft: Draft,
) -> BoxFuture<'static, Result<RawResponse, Error>> {
    Box::pin(async move {
        let client = &*client.0;
        let request = encode::encode(client, operation, &draft)?;
        let limits = limits(client, &draft);
        let sent = exchange(
            client,
            operation,
            limits,
            request,
            |transport, request, limits| transport.send(request, limits),
        );
        let response = within(client, operation, limits, pin!(sent)).await?;
        decode::decode(response, operation, client.api.envelope)
    })
}

/// Sends a call whose answer is read as it comes.
///
/// What is no success, or no sequence, is read whole and is an error.
pub(crate) fn open(
    client: Client,
    operation: &'static Descriptor,
    draft: Draft,
    framing: Framing,
) -> BoxFuture<'static, Result<Opened, Error>> {
    Box::pin(async move {
        let inner = &*client.0;
        let request = encode::encode(inner, operation, &draft)?;
        let limits = limits(inner, &draft);
        let sent = exchange(
            inner,
            operation,
            limits,
            request,
            |transport, request, limits| transport.open(request, limits),
        );
        let response = within(inner, operation, limits, pin!(sent)).await?;
        if operation.is_success(response.status()) && !is_unframed(&response, framing) {
            return Ok(Opened::new(client, operation, limits, response));
        }
        let (head, pieces) = response.into_parts();
        let rest = async {
            pieces
                .whole()
                .await
                .map_err(|cause| failure(operation, cause))
        };
        let body = within(inner, operation, limits, pin!(rest)).await?;
        let whole = http::Response::from_parts(head, body);
        let raw = decode::decode(whole, operation, inner.api.envelope)?;
        Err(raw.unreadable("JSON where a stream of events was asked for"))
    })
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
    ) -> Self {
        let (head, pieces) = response.into_parts();
        Self {
            head: RawResponse {
                status: head.status,
                headers: head.headers,
                body: Bytes::new(),
                operation,
                envelope: None,
            },
            pieces,
            client,
            limits,
            alarm: None,
        }
    }

    /// The next piece of the body.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let operation = self.head.operation;
        if let Poll::Ready(piece) = self.pieces.poll(context) {
            self.alarm = None;
            return Poll::Ready(
                piece.map(|piece| piece.map_err(|cause| failure(operation, cause))),
            );
        }
        if self.alarm.is_none() {
            let clock = &self.client.0.clock;
            self.alarm = self.limits.timeout.map(|timeout| clock.sleep(timeout));
        }
        let Some(alarm) = &mut self.alarm else {
            return Poll::Pending;
        };
        ready!(alarm.as_mut().poll(context));
        Poll::Ready(Some(Err(late(operation, self.limits))))
    }
}

fn limits(client: &Inner, draft: &Draft) -> Limits {
    Limits {
        timeout: Some(draft.timeout.unwrap_or(client.timeout)),
    }
}

/// Works until the time is up.
async fn within<T>(
    client: &Inner,
    operation: &'static Descriptor,
    limits: Limits,
    mut work: Pin<&mut (impl Future<Output = Result<T, Error>> + MaybeSend)>,
) -> Result<T, Error> {
    let mut alarm = limits.timeout.map(|timeout| client.clock.sleep(timeout));
    std::future::poll_fn(|context| {
        if let Poll::Ready(result) = work.as_mut().poll(context) {
            return Poll::Ready(result);
        }
        let Some(alarm) = &mut alarm else {
            return Poll::Pending;
        };
        alarm
            .as_mut()
            .poll(context)
            .map(|()| Err(late(operation, limits)))
    })
    .await
}

#[cold]
fn late(operation: &'static Descriptor, limits: Limits) -> Error {
    Error::Timeout(Box::new(TimeoutError {
        operation,
        after: limits.timeout,
        cause: None,
    }))
}

/// How a transport is asked for a response, its body whole or in pieces.
type Ask<B> = for<'t> fn(
    &'t dyn Transport,
    http::Request<Bytes>,
    Limits,
) -> BoxFuture<'t, Result<http::Response<B>, TransportError>>;

/// Sends a request, and those that redirects ask for.
async fn exchange<B>(
    client: &Inner,
    operation: &'static Descriptor,
    limits: Limits,
    mut request: http::Request<Bytes>,
    ask: Ask<B>,
) -> Result<http::Response<B>, Error> {
    for _ in 0..=redirect::MOST {
        let response = ask(&*client.transport, request.clone(), limits).await;
        let response = response.map_err(|cause| failure(operation, cause))?;
        match redirect::next(&request, &response, operation) {
            Some(next) => request = next,
            None => return Ok(response),
        }
    }
    let cause = TransportError::new(format!("more than {} redirects", redirect::MOST));
    Err(failure(operation, cause))
}

/// The error for a transport's failure.
#[cold]
pub(crate) fn failure(operation: &'static Descriptor, cause: TransportError) -> Error {
    if cause.is_timeout() {
        return Error::Timeout(Box::new(TimeoutError {
            operation,
            after: None,
            cause: Some(cause),
        }));
    }
    Error::Transport(Box::new(TransportFailure { operation, cause }))
}

/// Sends a call and waits for its end.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn send_blocking(
    client: Client,
    operation: &'static Descriptor,
    draft: Draft,
) -> Result<RawResponse, Error> {
    let done = super::blocking::wait(send(client, operation, draft));
    done.unwrap_or_else(|cause| Err(failure(operation, cause)))
}
