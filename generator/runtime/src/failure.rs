//! What each kind of [`Error`](super::Error) holds and how it is shown.
//!
//! Nothing here shows a header's value or a string out of a body that may be a credential.

use super::problem::{self, Problem};
use super::wire::ReadError;
use super::{Descriptor, Error, FromResponse, RateLimit, RawResponse, TokenError, TransportError};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// The operation that an error belongs to, if any: `POST /v3/deployments`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place(pub(crate) Option<&'static Descriptor>);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(operation) => write!(f, "{} {}", operation.method, operation.path),
            None => f.write_str("client"),
        }
    }
}

/// What about a request or a client could not be built.
#[derive(Clone, Debug)]
pub struct RequestError {
    pub(crate) place: Place,
    pub(crate) reason: String,
}

impl RequestError {
    /// About the client.
    #[cold]
    pub(crate) fn client(reason: impl Into<String>) -> Self {
        Self {
            place: Place(None),
            reason: reason.into(),
        }
    }

    /// About a request of that operation.
    #[cold]
    pub(crate) fn call(operation: &'static Descriptor, reason: impl Into<String>) -> Self {
        Self {
            place: Place(Some(operation)),
            reason: reason.into(),
        }
    }

    /// What is wrong.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

impl StdError for RequestError {}

/// Which credentials would have done.
#[derive(Clone, Debug)]
pub struct CredentialsError {
    pub(crate) operation: &'static Descriptor,
    pub(crate) wanted: &'static [&'static [&'static str]],
    pub(crate) attempts: u32,
    /// Why a token that should be fetched could not be.
    pub(crate) cause: Option<TokenError>,
}

impl CredentialsError {
    /// The names of the credentials wanted: alternatives of sets.
    pub fn wanted(&self) -> &'static [&'static [&'static str]] {
        self.wanted
    }

    /// Why a token could not be fetched, where that is what went wrong.
    pub fn cause(&self) -> Option<&TokenError> {
        self.cause.as_ref()
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = Place(Some(self.operation));
        if let Some(cause) = &self.cause {
            write!(f, "{place}: no token: {cause}")?;
            return show_facts(f, None, self.attempts);
        }
        write!(f, "{place}: needs credentials: ")?;
        for (index, set) in self.wanted.iter().enumerate() {
            let or = if index == 0 { "" } else { ", or " };
            write!(f, "{or}{}", set.join(" and "))?;
        }
        Ok(())
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // The cause is shown, so what follows in the chain is its own.
        self.cause.as_ref()?.source()
    }
}

/// Why no response came.
#[derive(Debug)]
pub struct TransportFailure {
    pub(crate) operation: &'static Descriptor,
    pub(crate) attempts: u32,
    pub(crate) cause: TransportError,
}

impl TransportFailure {
    /// Whether no connection was made, so that the request has surely not reached the server.
    pub fn is_connect(&self) -> bool {
        self.cause.is_connect()
    }

    /// What the transport says.
    pub fn cause(&self) -> &TransportError {
        &self.cause
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Descriptor {
        self.operation
    }

    /// How many attempts there were.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", Place(Some(self.operation)), self.cause)?;
        show_facts(f, None, self.attempts)
    }
}

impl StdError for TransportFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // The transport's own words are shown already: next in the chain is what it names as their cause.
        self.cause.source()
    }
}

/// How long a call was waited for.
#[derive(Debug)]
pub struct TimeoutError {
    pub(crate) operation: &'static Descriptor,
    pub(crate) attempts: u32,
    pub(crate) after: Option<Duration>,
    pub(crate) cause: Option<TransportError>,
}

impl TimeoutError {
    /// The time that the call was given, where it was the run time that gave up.
    pub fn after(&self) -> Option<Duration> {
        self.after
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Descriptor {
        self.operation
    }

    /// How many attempts there were.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: no response", Place(Some(self.operation)))?;
        match self.after {
            Some(after) => write!(f, " within {after:?}")?,
            None => f.write_str(" in time")?,
        }
        show_facts(f, None, self.attempts)
    }
}

impl StdError for TimeoutError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}

/// The answer of an API that a call failed.
pub struct ApiError {
    pub(crate) response: RawResponse,
    /// The member of the answer that lists what went wrong, where the API says so.
    pub(crate) errors: Option<&'static str>,
}

impl ApiError {
    /// The status; 200 where an API tells failure by its body alone.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The body as it came.
    pub fn raw(&self) -> &Bytes {
        self.response.raw()
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Descriptor {
        self.response.operation()
    }

    /// The id that the server gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.response.request_id()
    }

    /// How many attempts there were.
    pub fn attempts(&self) -> u32 {
        self.response.attempts()
    }

    /// What the server says of its rate limit.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.response.rate_limit()
    }

    /// Everything that the body says went wrong, in its order.
    pub fn problems(&self) -> Vec<Problem> {
        problem::find(self.raw(), self.errors)
    }

    /// Whether the body is no JSON, though it is not empty.
    pub(crate) fn is_malformed(&self) -> bool {
        let text = std::str::from_utf8(self.raw());
        !self.raw().is_empty() && text.map_or(true, |text| super::Json::parse(text).is_err())
    }

    /// The body's first message.
    pub fn message(&self) -> Option<String> {
        self.problems()
            .into_iter()
            .find_map(|problem| problem.message)
    }

    /// The body as a type that the API's document gives.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when the body is something else.
    pub fn body<T: FromResponse>(&self) -> Result<T, Error> {
        T::from_response(&self.response)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", Place(Some(self.operation())), self.status())?;
        match self.problems().first() {
            Some(problem) => write!(f, ": {problem}")?,
            None if self.raw().is_empty() => {}
            None => write!(f, ": {}", problem::excerpt(self.raw()))?,
        }
        show_facts(f, self.request_id(), self.attempts())
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("response", &self.response)
            .field("problems", &self.problems())
            .finish()
    }
}

impl StdError for ApiError {}

/// What about a response is not what the API's document says.
pub struct DecodeError {
    pub(crate) response: RawResponse,
    pub(crate) cause: ReadError,
}

impl DecodeError {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The body as it came.
    pub fn raw(&self) -> &Bytes {
        self.response.raw()
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Descriptor {
        self.response.operation()
    }

    /// The id that the server gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.response.request_id()
    }

    /// How many attempts there were.
    pub fn attempts(&self) -> u32 {
        self.response.attempts()
    }

    /// What the server says of its rate limit.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.response.rate_limit()
    }

    /// Where in the body: `$.resources[3].guid`.
    pub fn path(&self) -> String {
        self.cause.path()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}: {}",
            Place(Some(self.operation())),
            self.status(),
            self.cause
        )?;
        if !self.raw().is_empty() {
            write!(f, "; the body begins {}", problem::excerpt(self.raw()))?;
        }
        show_facts(f, self.request_id(), self.attempts())
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("response", &self.response)
            .field("cause", &self.cause)
            .finish()
    }
}

impl StdError for DecodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.cause)
    }
}

/// What helps to find a call again: ` (request 8f1c, 3 attempts)`.
pub(crate) fn show_facts(
    f: &mut fmt::Formatter<'_>,
    id: Option<&str>,
    attempts: u32,
) -> fmt::Result {
    match (id, attempts) {
        (Some(id), ..=1) => write!(f, " (request {id})"),
        (Some(id), _) => write!(f, " (request {id}, {attempts} attempts)"),
        (None, ..=1) => Ok(()),
        (None, _) => write!(f, " ({attempts} attempts)"),
    }
}
