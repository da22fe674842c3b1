//! How large a response may be that is read as a whole.
//!
//! A response that is larger is let go with its head kept, so that the error can say what it was.

use super::failure::{Place, show_facts};
use super::middleware::Sent;
use super::{Descriptor, Pieces, RawResponse};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::error::Error as StdError;
use std::fmt;

/// Among a response's extensions: its body was larger than it may be, and is not there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooLarge;

/// Reads a body whole, if it is no larger than it may be; its head goes on in any case.
pub(crate) async fn gather(response: http::Response<Pieces>, most: Option<u64>) -> Sent {
    let (mut head, mut pieces) = response.into_parts();
    let Some(most) = most else {
        let body = pieces.whole().await?;
        return Ok(http::Response::from_parts(head, body.into()));
    };
    let mut all = Vec::new();
    while let Some(piece) = pieces.next().await.transpose()? {
        all.extend_from_slice(&piece);
        if u64::try_from(all.len()).is_ok_and(|size| size > most) {
            head.extensions.insert(TooLarge);
            all.clear();
            break;
        }
    }
    Ok(http::Response::from_parts(head, Bytes::from(all).into()))
}

/// A response that is larger than it may be.
#[derive(Clone, Debug)]
pub struct TooLargeError {
    /// It, without its body.
    pub(crate) response: RawResponse,
    pub(crate) most: u64,
}

impl TooLargeError {
    /// How many bytes were allowed.
    pub fn limit(&self) -> u64 {
        self.most
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Descriptor {
        self.response.operation()
    }

    /// The response without its body.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }
}

impl fmt::Display for TooLargeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (place, status) = (Place(Some(self.operation())), self.status());
        write!(
            f,
            "{place}: {status}: a response of more than {} bytes",
            self.most
        )?;
        show_facts(f, self.response.request_id(), self.response.attempts())
    }
}

impl StdError for TooLargeError {}
