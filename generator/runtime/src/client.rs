//! The client that every call holds: where the API is, its credentials, its transport.
//!
//! It is not generic: an API's own client wraps it, and knows the API's resources.

use super::api::ApiInfo;
use super::credentials::Credentials;
use super::limiter::Limiter;
use super::{Clock, Middleware, Retries, Transport};
use http::HeaderMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A client of one API; cheap to clone.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) api: ApiInfo,
    /// The base URL without a slash at its end.
    pub(crate) base: String,
    /// Whether the user gave it, so that no operation goes elsewhere.
    pub(crate) is_base_given: bool,
    pub(crate) credentials: Credentials,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) max_response: Option<u64>,
    pub(crate) retries: Retries,
    /// What keeps to the rate limit, if the user wants it kept to.
    pub(crate) limiter: Option<Limiter>,
    pub(crate) middleware: Vec<Arc<dyn Middleware>>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
}

impl Client {
    /// The base URL, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.0.base
    }

    /// What tells the time and waits.
    pub fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }
}

impl fmt::Debug for Client {
    // Neither credentials nor the values of default headers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.0.api.name)
            .field("base_url", &self.0.base)
            .field("credentials", &self.0.credentials.names())
            .field("timeout", &self.0.timeout)
            .finish_non_exhaustive()
    }
}
