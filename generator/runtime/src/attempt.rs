//! A call on its way: attempts until one brings the last word, and the redirects of each.
//!
//! Whether there is another attempt is decided in `retry`; nothing here reads a body.

use super::client::Inner;
use super::credentials::{self, Tokens};
use super::draft::Draft;
use super::failure::{CredentialsError, TransportFailure};
#[cfg(not(feature = "tracing"))]
use super::middleware::Next;
use super::middleware::Sent;
use super::response::Meta;
use super::retry::{self, Failure, Moment, Policy};
use super::transport::BoxFuture;
use super::{
    Descriptor, Error, Limits, Pieces, TimeoutError, Transport, TransportError, encode, redirect,
};
use bytes::Bytes;
use http::StatusCode;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

/// What all attempts of a call share.
pub(crate) struct Trip<'c> {
    pub(crate) client: &'c Inner,
    pub(crate) operation: &'static Descriptor,
    pub(crate) draft: &'c Draft,
    /// What is given to all attempts together.
    pub(crate) limits: Limits,
    body: Body,
    started: SystemTime,
    attempts: AtomicU32,
}

/// How a response's body is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// All of it, as one piece.
    Whole,
    /// As it comes.
    Pieces,
}

impl<'c> Trip<'c> {
    pub(crate) fn new(
        client: &'c Inner,
        operation: &'static Descriptor,
        draft: &'c Draft,
        body: Body,
    ) -> Self {
        Self {
            client,
            operation,
            draft,
            limits: Limits {
                timeout: Some(draft.timeout.unwrap_or(client.timeout)),
            },
            body,
            started: client.clock.now(),
            attempts: AtomicU32::new(0),
        }
    }

    /// Sends the call until there is a last word, which is not always a success.
    pub(crate) async fn answer(&self) -> Result<http::Response<Pieces>, Error> {
        let policy = Policy::of(
            self.operation.method,
            self.operation.retry,
            self.draft.retries,
            self.client.retries,
        );
        let mut refused = Tokens::new();
        let mut is_renewed = false;
        loop {
            self.attempts.fetch_add(1, Ordering::Relaxed);
            let tokens = match self.tokens(&refused).await {
                Ok(tokens) => tokens,
                Err(error) => match self.pause_for_token(policy, &error) {
                    Some(wait) => {
                        self.client.clock.sleep(wait).await;
                        continue;
                    }
                    None => return Err(error.into()),
                },
            };
            let request = encode::encode(self.client, self.operation, self.draft, &tokens)?;
            self.keep_to_the_limit().await;
            let sent = self.attempt(request).await;
            let now = self.client.clock.now();
            if let (Some(limiter), Ok(response)) = (&self.client.limiter, &sent) {
                limiter.learn(response.status(), response.headers(), now);
            }
            // What is refused for its token was not done, whatever it is: once more, with another one.
            if !is_renewed && !tokens.is_empty() && is_unauthorized(&sent) {
                is_renewed = true;
                refused = tokens;
                continue;
            }
            match self.pause(policy, &sent, now) {
                Some(wait) => {
                    // A connection is not held while nothing is done with it.
                    drop(sent);
                    self.client.clock.sleep(wait).await;
                }
                None => return sent.map_err(|cause| self.failure(cause)),
            }
        }
    }

    async fn tokens(&self, refused: &Tokens) -> Result<Tokens, CredentialsError> {
        let headers = &self.draft.headers;
        let fetched = credentials::fetch(self.client, self.operation, headers, refused).await;
        fetched.map_err(|error| CredentialsError {
            attempts: self.attempts(),
            ..error
        })
    }

    /// One attempt: through all middleware to the transport.
    async fn attempt(&self, request: http::Request<Bytes>) -> Sent {
        #[cfg(feature = "tracing")]
        return super::trace::attempt(self, request).await;
        #[cfg(not(feature = "tracing"))]
        return Next::of(self).send(request).await;
    }

    /// How long to wait before a token is asked for again that could not be had.
    fn pause_for_token(&self, policy: Policy, error: &CredentialsError) -> Option<Duration> {
        error.cause.as_ref().filter(|cause| cause.is_passing())?;
        retry::decide(
            policy,
            Failure::Unsent,
            self.moment(self.client.clock.now()),
        )
    }

    /// How long to wait before the next attempt; `None` where this was the last.
    fn pause(&self, policy: Policy, sent: &Sent, now: SystemTime) -> Option<Duration> {
        let failure = match sent {
            Ok(response) if self.operation.is_success(response.status()) => return None,
            Ok(response) => Failure::Answer(response.status(), response.headers()),
            Err(cause) if cause.is_final() => return None,
            Err(cause) if cause.is_connect() => Failure::Unsent,
            Err(_) => Failure::Broken,
        };
        retry::decide(policy, failure, self.moment(now))
    }

    fn moment(&self, now: SystemTime) -> Moment {
        Moment {
            attempts: self.attempts(),
            now,
            left: self.left(now),
            random: self.client.clock.random(),
        }
    }

    /// Waits for a place, if the client keeps to rate limits; not longer than the call may take.
    async fn keep_to_the_limit(&self) {
        let Some(limiter) = &self.client.limiter else {
            return;
        };
        let clock = &self.client.clock;
        loop {
            let now = clock.now();
            let Some(wait) = limiter.enter(now) else {
                return;
            };
            // Sent at once, it gets an answer that says why; waited for, only a timeout.
            if self.left(now).is_some_and(|left| wait >= left) {
                return;
            }
            clock.sleep(wait).await;
        }
    }

    /// Sends a request, and those that redirects ask for.
    pub(crate) async fn exchange(&self, mut request: http::Request<Bytes>) -> Sent {
        for _ in 0..=redirect::MOST {
            let response = self.ask(&*self.client.transport, request.clone()).await?;
            match redirect::next(&request, &response, self.operation) {
                Some(next) => request = next,
                None => return Ok(response),
            }
        }
        let cause = format!("more than {} redirects", redirect::MOST);
        Err(TransportError::last(cause))
    }

    fn ask<'t>(
        &self,
        transport: &'t dyn Transport,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'t, Sent> {
        let limits = self.limits;
        match self.body {
            Body::Pieces => transport.open(request, limits),
            Body::Whole => {
                let whole = transport.send(request, limits);
                Box::pin(async move { Ok(whole.await?.map(Pieces::from)) })
            }
        }
    }

    /// How many attempts there were until now.
    pub(crate) fn attempts(&self) -> u32 {
        self.attempts.load(Ordering::Relaxed)
    }

    /// What is left of the call's time.
    fn left(&self, now: SystemTime) -> Option<Duration> {
        let gone = now.duration_since(self.started).unwrap_or_default();
        Some(self.limits.timeout?.saturating_sub(gone))
    }

    /// What is known of a response that is there now.
    pub(crate) fn meta(&self) -> Meta {
        Meta {
            attempts: self.attempts(),
            received: self.client.clock.now(),
        }
    }

    #[cold]
    pub(crate) fn failure(&self, cause: TransportError) -> Error {
        failure(self.operation, self.attempts(), cause)
    }

    #[cold]
    pub(crate) fn late(&self) -> Error {
        late(self.operation, self.attempts(), self.limits)
    }
}

fn is_unauthorized(sent: &Sent) -> bool {
    let status = sent.as_ref().map(http::Response::status);
    status.is_ok_and(|status| status == StatusCode::UNAUTHORIZED)
}

/// The error for a transport's failure.
#[cold]
pub(crate) fn failure(
    operation: &'static Descriptor,
    attempts: u32,
    cause: TransportError,
) -> Error {
    if cause.is_timeout() {
        return Error::Timeout(Box::new(TimeoutError {
            operation,
            attempts,
            after: None,
            cause: Some(cause),
        }));
    }
    Error::Transport(Box::new(TransportFailure {
        operation,
        attempts,
        cause,
    }))
}

/// The error where time ran out.
#[cold]
pub(crate) fn late(operation: &'static Descriptor, attempts: u32, limits: Limits) -> Error {
    Error::Timeout(Box::new(TimeoutError {
        operation,
        attempts,
        after: limits.timeout,
        cause: None,
    }))
}
