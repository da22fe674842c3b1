//! A response judged: whether it is a success of its operation, by status and by envelope.
//!
//! Plain functions over values; what a success holds is read by the operation itself.

use super::api::Envelope;
use super::envelope::{self, Inside};
use super::failure::ApiError;
use super::response::{Meta, without_mark};
use super::retry::Gone;
use super::{Descriptor, Error, RawResponse};
use bytes::Bytes;

/// The response of an operation, if it is a success.
///
/// # Errors
///
/// [`Error::Api`] when the status or the envelope says that the call failed.
pub(crate) fn decode(
    response: http::Response<Bytes>,
    operation: &'static Descriptor,
    shared: Option<Envelope>,
    meta: Meta,
) -> Result<RawResponse, Error> {
    let (head, body) = response.into_parts();
    let is_gone = head.extensions.get::<Gone>().is_some();
    let mut raw = RawResponse {
        status: head.status,
        headers: head.headers,
        body,
        operation,
        inside: operation
            .envelope
            .map(|member| Inside { member, text: None }),
        meta: Meta { is_gone, ..meta },
    };
    if is_gone {
        return Ok(raw);
    }
    if operation.is_success(raw.status) && !tells_failure(&mut raw, shared) {
        return Ok(raw);
    }
    // An error body is read whole: the envelope's member is where a success has its output.
    let response = RawResponse {
        inside: None,
        ..raw
    };
    Err(Error::Api(Box::new(ApiError {
        response,
        errors: shared.map(|shared| shared.errors),
    })))
}

/// Whether the envelope says `false` where it tells success; what it holds is found by the way. What isn't JSON says
/// nothing.
fn tells_failure(raw: &mut RawResponse, shared: Option<Envelope>) -> bool {
    let Some(shared) = shared else { return false };
    if raw.operation.answer == super::Answer::Opaque {
        return false;
    }
    let body = without_mark(&raw.body);
    let wanted = raw.operation.envelope;
    let Ok(members) = envelope::look(body, Some(shared.success), wanted) else {
        return false;
    };
    if let Some(inside) = &mut raw.inside {
        let text = members.wanted.and_then(|wanted| body.get(wanted));
        let text = text.map(|text| raw.body.slice_ref(text));
        inside.text = Some(text.unwrap_or(Bytes::from_static(b"null")));
    }
    members.success == Some(false)
}
