//! Everything that can go wrong with a call, as one closed enum.
//!
//! The kinds' own data stands in `failure`, the search for an API's message in `problem`.

use super::failure::{
    ApiError, CredentialsError, DecodeError, RequestError, TimeoutError, TransportFailure,
};
use super::{Descriptor, FromResponse, PageError, Problem, RateLimit, TooLargeError, WaitError};
use http::StatusCode;
use std::fmt;

/// Why a call gave no output.
///
/// It shows method, path template, status, the API's first message and the request id, and no credential.
#[derive(Debug)]
pub enum Error {
    /// The request, or the client, could not be built.
    Request(Box<RequestError>),
    /// The client lacks credentials that the operation needs.
    Credentials(Box<CredentialsError>),
    /// No response came.
    Transport(Box<TransportFailure>),
    /// No response came in time.
    Timeout(Box<TimeoutError>),
    /// The API answered that the call failed.
    Api(Box<ApiError>),
    /// The response is not what the API's document says.
    Decode(Box<DecodeError>),
    /// The response is larger than [`max_response`](super::Call::max_response) lets it be.
    TooLarge(Box<TooLargeError>),
    /// The pages of a list don't hang together, or a list has not the one item that was asked for.
    Page(Box<PageError>),
    /// What was waited for did not come.
    Wait(Box<WaitError>),
}

impl Error {
    /// The response's status, if there was a response.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            Self::TooLarge(error) => Some(error.status()),
            Self::Page(error) => Some(error.response().status()),
            _ => None,
        }
    }

    /// The id that the server gave the request, if there was a response that names one.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            Self::TooLarge(error) => error.response().request_id(),
            Self::Page(error) => error.response().request_id(),
            Self::Wait(error) => error.response()?.request_id(),
            _ => None,
        }
    }

    /// The operation that was called; of a client that could not be built there is none.
    pub fn operation(&self) -> Option<&'static Descriptor> {
        match self {
            Self::Request(error) => error.place.0,
            Self::Credentials(error) => Some(error.operation),
            Self::Transport(error) => Some(error.operation),
            Self::Timeout(error) => Some(error.operation),
            Self::Api(error) => Some(error.operation()),
            Self::Decode(error) => Some(error.operation()),
            Self::TooLarge(error) => Some(error.operation()),
            Self::Page(error) => Some(error.response().operation()),
            Self::Wait(error) => Some(error.operation()),
        }
    }

    /// How many attempts there were, or how often a wait has asked; 0 where nothing was sent.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Request(_) => 0,
            Self::Credentials(error) => error.attempts,
            Self::Transport(error) => error.attempts,
            Self::Timeout(error) => error.attempts,
            Self::Api(error) => error.attempts(),
            Self::Decode(error) => error.attempts(),
            Self::TooLarge(error) => error.response().attempts(),
            Self::Page(error) => error.response().attempts(),
            Self::Wait(error) => error.attempts(),
        }
    }

    /// What the server says of its rate limit, if there was a response that says something of it.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        match self {
            Self::Api(error) => error.rate_limit(),
            Self::Decode(error) => error.rate_limit(),
            Self::TooLarge(error) => error.response().rate_limit(),
            Self::Page(error) => error.response().rate_limit(),
            _ => None,
        }
    }

    /// The API's first message.
    pub fn message(&self) -> Option<String> {
        match self {
            Self::Api(error) => error.message(),
            Self::Wait(error) => error.message(),
            _ => None,
        }
    }

    /// Everything that the API says went wrong, in its order: in an answer that the call failed, or in the last
    /// answer of a wait that did not end as wanted.
    pub fn problems(&self) -> Vec<Problem> {
        match self {
            Self::Api(error) => error.problems(),
            Self::Wait(error) => error.problems().to_vec(),
            _ => Vec::new(),
        }
    }

    /// Whether one of the things that went wrong has that code, such as `10220` or `"not_found"`.
    pub fn has_code(&self, code: impl fmt::Display) -> bool {
        let code = code.to_string();
        let mut problems = self.problems().into_iter();
        problems.any(|problem| problem.code.as_deref() == Some(code.as_str()))
    }

    /// The API's answer, if it answered that the call failed.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The body of the API's answer as a type that its document gives; `None` where the API didn't answer so.
    pub fn body<T: FromResponse>(&self) -> Option<Result<T, Error>> {
        self.api().map(ApiError::body)
    }

    fn is(&self, status: StatusCode) -> bool {
        self.api().is_some_and(|error| error.status() == status)
    }

    /// 400
    pub fn is_bad_request(&self) -> bool {
        self.is(StatusCode::BAD_REQUEST)
    }

    /// 401
    pub fn is_unauthorized(&self) -> bool {
        self.is(StatusCode::UNAUTHORIZED)
    }

    /// 403
    pub fn is_forbidden(&self) -> bool {
        self.is(StatusCode::FORBIDDEN)
    }

    /// 404
    pub fn is_not_found(&self) -> bool {
        self.is(StatusCode::NOT_FOUND)
    }

    /// 409
    pub fn is_conflict(&self) -> bool {
        self.is(StatusCode::CONFLICT)
    }

    /// 422
    pub fn is_unprocessable(&self) -> bool {
        self.is(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// 429
    pub fn is_rate_limited(&self) -> bool {
        self.is(StatusCode::TOO_MANY_REQUESTS)
    }

    /// 500 to 599
    pub fn is_server_error(&self) -> bool {
        self.api()
            .is_some_and(|error| error.status().is_server_error())
    }

    /// Whether the time given to the call, or to the wait, ran out.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Timeout(_) => true,
            Self::Wait(error) => error.is_late(),
            _ => false,
        }
    }

    /// Whether what came is no answer of the API: a page of HTML from something in between, a body that is cut
    /// off, or one that is not what the document says. The error shows how it begins.
    pub fn is_malformed(&self) -> bool {
        match self {
            Self::Decode(_) => true,
            Self::Api(error) => error.is_malformed(),
            _ => false,
        }
    }

    /// Whether nobody knows if the server has done what was asked: it was sent, and no answer tells. Before such a
    /// call is sent again, look whether it was done.
    pub fn is_ambiguous(&self) -> bool {
        match self {
            Self::Transport(failure) => !failure.is_connect() && !failure.cause.is_final(),
            Self::Timeout(_) => true,
            Self::Api(error) => matches!(error.status().as_u16(), 408 | 500 | 502 | 504),
            Self::Decode(_)
            | Self::TooLarge(_)
            | Self::Request(_)
            | Self::Credentials(_)
            | Self::Wait(_)
            | Self::Page(_) => false,
        }
    }

    /// Whether no connection was made, so that the request has surely not reached the server.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(failure) if failure.is_connect())
    }

    fn inner(&self) -> &(dyn std::error::Error + 'static) {
        match self {
            Self::Request(error) => &**error,
            Self::Credentials(error) => &**error,
            Self::Transport(error) => &**error,
            Self::Timeout(error) => &**error,
            Self::Api(error) => &**error,
            Self::Decode(error) => &**error,
            Self::TooLarge(error) => &**error,
            Self::Page(error) => &**error,
            Self::Wait(error) => &**error,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.inner(), f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The kind's data is what is shown, so its cause comes next in the chain.
        self.inner().source()
    }
}

impl From<RequestError> for Error {
    #[cold]
    fn from(error: RequestError) -> Self {
        Self::Request(Box::new(error))
    }
}

impl From<CredentialsError> for Error {
    #[cold]
    fn from(error: CredentialsError) -> Self {
        Self::Credentials(Box::new(error))
    }
}
