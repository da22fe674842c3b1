//! The pipeline of a call: encode, send, follow redirects, watch the time, decode.
//!
//! One for all operations: it is generic over nothing.

use super::client::Inner;
use super::draft::Draft;
use super::failure::{TimeoutError, TransportFailure};
use super::transport::BoxFuture;
use super::{
    Client, Descriptor, Error, Limits, RawResponse, TransportError, decode, encode, redirect,
};
use bytes::Bytes;
use std::pin::pin;
use std::task::Poll;

/// Sends a call. The future owns all it needs.
pub(crate) fn send(
    client: Client,
    operation: &'static Descriptor,
    draft: Draft,
) -> BoxFuture<'static, Result<RawResponse, Error>> {
    Box::pin(async move {
        let client = &*client.0;
        let request = encode::encode(client, operation, &draft)?;
        let limits = Limits {
            timeout: Some(draft.timeout.unwrap_or(client.timeout)),
        };
        let response = within(client, operation, limits, request).await?;
        decode::decode(response, operation, client.api.envelope)
    })
}

/// Exchanges messages until the time is up.
async fn within(
    client: &Inner,
    operation: &'static Descriptor,
    limits: Limits,
    request: http::Request<Bytes>,
) -> Result<http::Response<Bytes>, Error> {
    let mut exchange = pin!(exchange(client, operation, limits, request));
    let mut alarm = limits.timeout.map(|timeout| client.clock.sleep(timeout));
    std::future::poll_fn(|context| {
        if let Poll::Ready(result) = exchange.as_mut().poll(context) {
            return Poll::Ready(result);
        }
        let Some(alarm) = &mut alarm else {
            return Poll::Pending;
        };
        alarm.as_mut().poll(context).map(|()| {
            let error = TimeoutError {
                operation,
                after: limits.timeout,
                cause: None,
            };
            Err(Error::Timeout(Box::new(error)))
        })
    })
    .await
}

/// Sends a request, and those that redirects ask for.
async fn exchange(
    client: &Inner,
    operation: &'static Descriptor,
    limits: Limits,
    mut request: http::Request<Bytes>,
) -> Result<http::Response<Bytes>, Error> {
    for _ in 0..=redirect::MOST {
        let response = client.transport.send(request.clone(), limits).await;
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
