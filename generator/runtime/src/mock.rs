//! A transport that answers from memory, for tests of programs that use a client.

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
#[derive(Clone, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    answers: VecDeque<Result<http::Response<Bytes>, TransportError>>,
    requests: Vec<http::Request<Bytes>>,
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
        self.state().answers.push_back(Ok(response.map(Into::into)));
        self
    }

    /// The next answer, without headers or a body. What is no status becomes 500.
    #[must_use]
    pub fn status(self, status: u16) -> Self {
        self.with(status, None, Bytes::new())
    }

    /// The next answer, of JSON. What is no status becomes 500.
    #[must_use]
    pub fn json(self, status: u16, body: impl Into<Bytes>) -> Self {
        self.with(status, Some("application/json"), body.into())
    }

    fn with(self, status: u16, media: Option<&'static str>, body: Bytes) -> Self {
        let mut response = http::Response::new(body);
        let status = StatusCode::from_u16(status);
        *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if let Some(media) = media {
            let media = http::HeaderValue::from_static(media);
            response
                .headers_mut()
                .insert(http::header::CONTENT_TYPE, media);
        }
        self.answer(response)
    }

    /// The next time there is no answer, for that reason.
    #[must_use]
    pub fn fail(self, error: TransportError) -> Self {
        self.state().answers.push_back(Err(error));
        self
    }

    /// The requests until now, credentials and all.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    /// How many answers nobody has asked for yet.
    pub fn left(&self) -> usize {
        self.state().answers.len()
    }
}

impl Transport for Mock {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let mut state = self.state();
        state.requests.push(request);
        let answer = state.answers.pop_front();
        let none = || Err(TransportError::last("the mock has no answer left"));
        Box::pin(std::future::ready(answer.unwrap_or_else(none)))
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
