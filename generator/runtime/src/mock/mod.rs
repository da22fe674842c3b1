//! A transport that answers from memory, for tests of programs that use a client.
//!
//! What it answers in turn stands here; what it answers by operation, as a server for other programs, and how tests
//! wait without waiting, is behind the features `mock` and `mock-server`.

#[cfg(feature = "mock")]
mod clock;
#[cfg(feature = "mock")]
mod on;
#[cfg(feature = "mock")]
mod route;
#[cfg(all(feature = "mock-server", not(target_arch = "wasm32")))]
mod server;
#[cfg(feature = "mock")]
mod table;

#[cfg(feature = "mock")]
pub use self::clock::MockClock;
#[cfg(feature = "mock")]
pub use on::On;
#[cfg(all(feature = "mock-server", not(target_arch = "wasm32")))]
pub use server::MockServer;
#[cfg(feature = "mock")]
pub use table::Example;

use super::transport::{BoxFuture, Limits, Transport, TransportError};
use bytes::Bytes;
use http::StatusCode;
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Answers with what it was given, in turn, and keeps the requests. Clones are the same one.
///
/// ```text
/// let mock = Mock::new().json(200, r#"{"id":"d1"}"#).status(503);
/// let client = Client::builder().transport(mock.clone()).build()?;
/// assert_eq!(mock.requests().len(), 0);
/// ```
///
/// Each attempt takes an answer: a call that is sent again after `status(503)` takes the next one. Where none is left,
/// and no operation has an answer of its own, the call fails with an error that names the request and how many answers
/// there were; it is not sent again for that.
///
/// With the feature `mock`, each API's module `mock` has a mock that answers every operation by the example of its
/// document, `on` gives single operations other answers, and `MockClock` lets pauses between attempts pass at once.
#[derive(Clone, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    answers: VecDeque<Result<http::Response<Bytes>, TransportError>>,
    /// How many answers there were in all.
    given: usize,
    requests: Vec<http::Request<Bytes>>,
    #[cfg(feature = "mock")]
    table: table::Table,
}

impl Mock {
    /// One without answers.
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next answer.
    #[must_use]
    pub fn answer(self, response: http::Response<impl Into<Bytes>>) -> Self {
        self.give(Ok(response.map(Into::into)))
    }

    fn give(self, answer: Result<http::Response<Bytes>, TransportError>) -> Self {
        let mut state = self.state();
        state.answers.push_back(answer);
        state.given += 1;
        drop(state);
        self
    }

    /// The next answer, without headers or a body. What is no status becomes 500.
    #[must_use]
    pub fn status(self, status: u16) -> Self {
        self.answer(response(status, None, Bytes::new()))
    }

    /// The next answer, of JSON. What is no status becomes 500.
    #[must_use]
    pub fn json(self, status: u16, body: impl Into<Bytes>) -> Self {
        self.answer(response(status, Some("application/json"), body.into()))
    }

    /// The next time there is no answer, for that reason.
    #[must_use]
    pub fn fail(self, error: TransportError) -> Self {
        self.give(Err(error))
    }

    /// The requests until now, credentials and all.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    /// How many answers nobody has asked for yet.
    pub fn left(&self) -> usize {
        self.state().answers.len()
    }

    /// Takes notice of a request; what comes of it.
    fn take(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let mut state = self.state();
        state.requests.push(request.clone());
        if let Some(answer) = state.answers.pop_front() {
            return answer;
        }
        #[cfg(feature = "mock")]
        if let Some(reply) = state.table.reply(&request) {
            // What makes an answer may look at the mock.
            drop(state);
            return reply.to(&request);
        }
        Err(TransportError::last(format!(
            "the mock has no answer left for `{} {}`: it was given {}, and this is request {}",
            request.method(),
            request.uri().path(),
            state.given,
            state.requests.len()
        )))
    }
}

/// A response with a body of that media type.
fn response(status: u16, media: Option<&'static str>, body: Bytes) -> http::Response<Bytes> {
    let mut response = http::Response::new(body);
    let status = StatusCode::from_u16(status);
    *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Some(media) = media {
        let media = http::HeaderValue::from_static(media);
        response
            .headers_mut()
            .insert(http::header::CONTENT_TYPE, media);
    }
    response
}

impl Transport for Mock {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(std::future::ready(self.take(request)))
    }
}

impl fmt::Debug for Mock {
    // Requests hold credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (requests, left) = {
            let state = self.state();
            (state.requests.len(), state.answers.len())
        };
        f.debug_struct("Mock")
            .field("requests", &requests)
            .field("left", &left)
            .finish()
    }
}
