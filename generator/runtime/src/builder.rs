//! How a client is made: servers, credentials and common options.
//!
//! An API's own options are inherent impls of `Builder<TheApi>` in its generated page.

use super::api::{Api, ApiInfo};
use super::client::{Client, Inner};
use super::credentials::{Credential, Credentials, Given};
use super::draft;
use super::limiter::Limiter;
use super::named::Named;
use super::wire::Secret;
use super::{Clock, Error, Middleware, RequestError, Retries, SystemClock, Transport, uri};
use http::HeaderMap;
use http::header::USER_AGENT;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// How long a call may take unless told otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Makes the client of an API. Its methods never fail: [`Builder::build`] tells the first fault.
pub struct Builder<A> {
    base_url: Option<String>,
    server: usize,
    variables: Named<String>,
    credentials: Credentials,
    headers: HeaderMap,
    timeout: Duration,
    attempt_timeout: Option<Duration>,
    max_response: Option<u64>,
    retries: Retries,
    limiter: Option<Limiter>,
    middleware: Vec<Arc<dyn Middleware>>,
    transport: Option<Arc<dyn Transport>>,
    clock: Arc<dyn Clock>,
    fault: Option<String>,
    api: PhantomData<fn() -> A>,
}

impl<A: Api> Builder<A> {
    /// The API's first server, no credentials, a minute for each call.
    pub fn new() -> Self {
        Self {
            base_url: None,
            server: 0,
            variables: Named::new(),
            credentials: Credentials::new(),
            headers: HeaderMap::new(),
            timeout: TIMEOUT,
            attempt_timeout: None,
            max_response: None,
            retries: Retries::default(),
            limiter: None,
            middleware: Vec::new(),
            transport: None,
            clock: Arc::new(SystemClock),
            fault: None,
            api: PhantomData,
        }
    }

    /// Where the API is, in place of its document's servers; a path in it is kept.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Which of the API's servers is used, counted from 0.
    #[must_use]
    pub fn server(mut self, index: usize) -> Self {
        self.server = index;
        self
    }

    /// How long a call may take, from its start to the last byte, with all attempts and the waits between them;
    /// a minute unless said.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long one attempt of a call may take; one that takes longer is given up, and the call sent again where it may
    /// be. As long as the call itself unless said.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// How many bytes a response may have that is read as a whole; a larger one is [`Error::TooLarge`]. As many as there
    /// are unless said.
    #[must_use]
    pub fn max_response(mut self, bytes: u64) -> Self {
        self.max_response = Some(bytes);
        self
    }

    /// How often calls are sent again, and after what waits; up to two more times unless said.
    #[must_use]
    pub fn retries(mut self, retries: impl Into<Retries>) -> Self {
        self.retries = retries.into();
        self
    }

    /// Waits for the next window before a call is sent that the rate limit leaves no place for, as far as the
    /// server's last answers tell. A call that would have to wait longer than it may take is sent at once.
    #[must_use]
    pub fn respect_rate_limit(mut self) -> Self {
        self.limiter = Some(Limiter::default());
        self
    }

    /// What the client calls itself.
    #[must_use]
    pub fn user_agent(self, name: impl AsRef<str>) -> Self {
        self.header(USER_AGENT.as_str(), name)
    }

    /// A header that goes with every call.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        match draft::header(name, value.as_ref()) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(fault) => self.fault = self.fault.or(Some(fault)),
        }
        self
    }

    /// Puts something around each attempt of each call; what is put first is outermost.
    #[must_use]
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.middleware.push(Arc::new(middleware));
        self
    }

    /// What sends the requests, in place of the default one.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// What tells the time and waits, in place of the machine's clock.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Gives a variable of the server's URL a value.
    #[must_use]
    pub fn variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.set(name, value.into());
        self
    }

    /// Gives the credential of that scheme.
    #[must_use]
    pub fn credential(mut self, scheme: &'static str, credential: impl Into<Credential>) -> Self {
        self.credentials.set(scheme, credential.into().0);
        self
    }

    /// Gives user and password for that scheme.
    #[must_use]
    pub fn basic(
        mut self,
        scheme: &'static str,
        user: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        self.credentials
            .set(scheme, Given::Basic(user.into(), password.into()));
        self
    }

    /// Lets [`build`](Builder::build) fail for that reason, unless there is one already: for options of one's own.
    #[must_use]
    pub fn fault(mut self, reason: impl Into<String>) -> Self {
        self.fault = self.fault.or(Some(reason.into()));
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] when the options don't make one, [`Error::Request`] too where TLS can't be set up.
    pub fn build(self) -> Result<A::Client, Error> {
        self.build_inner(ApiInfo::of::<A>()).map(A::Client::from)
    }

    fn build_inner(self, api: ApiInfo) -> Result<Client, Error> {
        if let Some(fault) = self.fault {
            return Err(RequestError::client(fault).into());
        }
        let is_base_given = self.base_url.is_some();
        let base = match self.base_url {
            Some(url) => uri::base(&url),
            None => server(&api, self.server, &self.variables).and_then(|url| uri::base(&url)),
        };
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        Ok(Client(Arc::new(Inner {
            api,
            base: base.map_err(RequestError::client)?,
            is_base_given,
            credentials: self.credentials,
            headers: self.headers,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            max_response: self.max_response,
            retries: self.retries,
            limiter: self.limiter,
            middleware: self.middleware,
            transport,
            clock: self.clock,
        })))
    }
}

/// The URL of one of the API's servers.
fn server(api: &ApiInfo, index: usize, values: &Named<String>) -> Result<String, String> {
    let Some(server) = api.servers.get(index) else {
        return Err(format!(
            "{} has no server {index}: give a base URL",
            api.name
        ));
    };
    let default = |name: &str| {
        let found = server
            .variables
            .iter()
            .find(|(variable, _)| *variable == name);
        found.map(|(_, default)| (*default).to_owned())
    };
    let url = uri::server(server.url, |name| {
        values.get(name).cloned().or_else(|| default(name))
    })?;
    if url.contains("://") {
        return Ok(url);
    }
    Err(format!(
        "{}'s server `{url}` is relative: give a base URL",
        api.name
    ))
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Arc<dyn Transport>, RequestError> {
    match super::reqwest::Reqwest::new() {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => Err(RequestError::client(error.to_string())),
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Arc<dyn Transport>, RequestError> {
    Err(RequestError::client(
        "no transport: give one, or build with the feature `reqwest`",
    ))
}

impl<A: Api> Default for Builder<A> {
    fn default() -> Self {
        Self::new()
    }
}

impl<A: Api> fmt::Debug for Builder<A> {
    // Neither credentials nor the values of default headers; a base URL may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("api", &A::NAME)
            .field("credentials", &self.credentials.names())
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
