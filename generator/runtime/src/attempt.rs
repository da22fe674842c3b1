//! A call on its way: attempts until one brings the last word, and the redirects of each.
//!
//! Whether there is another attempt is decided in `retry`; nothing here reads a body.

use super::body::Source;
use super::client::Inner;
use super::credentials::{self, Tokens};
use super::draft::Draft;
use super::failure::{CredentialsError, TransportFailure};
use super::middleware::{Next, Sent};
use super::response::Meta;
use super::retry::{self, Failure, Gone, Moment, Policy};
use super::size::{self, TooLargeError};
use super::transport::BoxFuture;
use super::{
    Descriptor, Error, Limits, Pieces, RawResponse, TimeoutError, Transport, TransportError, clock,
    encode, redirect,
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
        // Whether an attempt may have done what was asked though nobody said so.
        let mut is_unclear = false;
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
            if !is_renewed && !tokens.is_empty() && is_unauthorized(&sent) && !self.is_spent() {
                is_renewed = true;
                refused = tokens;
                continue;
            }
            if is_unclear && policy.ends_gone() && retry::is_gone(&sent) {
                return sent.map(with_mark).map_err(|cause| self.failure(cause));
            }
            is_unclear |= retry::is_unclear(&sent);
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
        return self.pass(request).await;
    }

    /// An attempt, in the time that one may take.
    pub(crate) async fn pass(&self, request: http::Request<Bytes>) -> Sent {
        let own = self.draft.attempt_timeout;
        let timeout = own.or(self.client.attempt_timeout);
        let alarm = timeout.map(|timeout| self.client.clock.alarm(timeout));
        match clock::until(alarm, Next::of(self).send(request)).await {
            Some(sent) => sent,
            None => Err(TransportError::slow(timeout.unwrap_or_default())),
        }
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
            _ if self.is_spent() => return None,
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

    /// Whether the body was a stream and has been read, so that it can't be sent again.
    fn is_spent(&self) -> bool {
        self.draft.body.source().is_some_and(Source::is_spent)
    }

    /// Sends a request, and those that redirects ask for.
    pub(crate) async fn exchange(&self, mut request: http::Request<Bytes>) -> Sent {
        // A middleware may have given the request a body of its own.
        let own = self.draft.body.source();
        let mut source = own.filter(|_| request.body().is_empty());
        for _ in 0..=redirect::MOST {
            let response = self
                .ask(&*self.client.transport, request.clone(), source)
                .await?;
            let Some(next) = redirect::next(&request, &response, self.operation) else {
                return Ok(response);
            };
            source = source.filter(|_| next.method() == request.method());
            if source.is_some_and(Source::is_spent) {
                let cause = "a redirect asks for the body again, which was a stream";
                return Err(TransportError::last(cause));
            }
            request = next;
        }
        let cause = format!("more than {} redirects", redirect::MOST);
        Err(TransportError::last(cause))
    }

    fn ask<'t>(
        &self,
        transport: &'t dyn Transport,
        request: http::Request<Bytes>,
        source: Option<&dyn Source>,
    ) -> BoxFuture<'t, Sent> {
        let (limits, most) = (self.limits, self.most());
        let opened = match source {
            Some(source) => transport.upload(request.map(|_| source.open()), limits),
            None if self.body == Body::Pieces || most.is_some() => transport.open(request, limits),
            None => {
                let whole = transport.send(request, limits);
                return Box::pin(async move { Ok(whole.await?.map(Pieces::from)) });
            }
        };
        match self.body {
            Body::Pieces => opened,
            Body::Whole => Box::pin(async move { size::gather(opened.await?, most).await }),
        }
    }

    /// How large a response may be that is read as a whole.
    pub(crate) fn most(&self) -> Option<u64> {
        self.draft.max_response.or(self.client.max_response)
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
            request_ids: self.client.api.request_ids,
            is_gone: false,
        }
    }

    /// The error for a response whose body is larger than it may be.
    #[cold]
    pub(crate) fn too_large(&self, head: http::response::Parts) -> Error {
        Error::TooLarge(Box::new(TooLargeError {
            response: RawResponse {
                status: head.status,
                headers: head.headers,
                body: Bytes::new(),
                operation: self.operation,
                inside: None,
                meta: self.meta(),
            },
            most: self.most().unwrap_or_default(),
        }))
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

/// The response of an attempt that found already done what was asked.
fn with_mark(mut response: http::Response<Pieces>) -> http::Response<Pieces> {
    response.extensions_mut().insert(Gone);
    response
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
            after: cause.slow_after(),
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
