//! Tokens that are fetched when they are needed: kept until shortly before they expire, renewed once they are
//! refused, and fetched once however many calls wait for them.
//!
//! It knows nothing of operations, nor of where a token goes on a request.

use super::client::Inner;
use super::transport::{BoxFuture, MaybeSend, MaybeSync};
use super::wire::Secret;
use super::{Limits, TransportError};
use bytes::Bytes;
use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, SystemTime};

/// Where tokens come from. A closure that gives a future is one, too.
pub trait TokenProvider: MaybeSend + MaybeSync + 'static {
    /// A new token. It is asked for when there is none, when the last one is about to expire, and when the API has
    /// refused it; never twice at the same time.
    fn token<'a>(&'a self, desk: TokenDesk<'a>) -> BoxFuture<'a, Result<Token, TokenError>>;
}

impl<F, R> TokenProvider for F
where
    F: Fn() -> R + MaybeSend + MaybeSync + 'static,
    R: Future<Output = Result<Token, TokenError>> + MaybeSend + 'static,
{
    fn token<'a>(&'a self, _: TokenDesk<'a>) -> BoxFuture<'a, Result<Token, TokenError>> {
        Box::pin(self())
    }
}

/// What a provider of tokens has at hand: the client's transport and clock.
#[derive(Clone, Copy)]
pub struct TokenDesk<'a> {
    client: &'a Inner,
    is_refused: bool,
}

impl TokenDesk<'_> {
    /// The base URL of the client, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.client.base
    }

    /// Whether the API has refused the last token.
    pub fn is_refused(&self) -> bool {
        self.is_refused
    }

    /// The time, by the client's clock.
    pub fn now(&self) -> SystemTime {
        self.client.clock.now()
    }

    /// Sends a request as it is, by the client's transport: no credentials, redirects or retries. All waiting ends
    /// with the time of the call that needs the token.
    ///
    /// # Errors
    ///
    /// When no response comes.
    pub async fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, TokenError> {
        let limits = Limits {
            timeout: Some(self.client.timeout),
        };
        let sent = self.client.transport.send(request, limits).await;
        sent.map_err(TokenError::from)
    }
}

impl fmt::Debug for TokenDesk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenDesk")
            .field("base_url", &self.client.base)
            .field("is_refused", &self.is_refused)
            .finish()
    }
}

/// A token, and how long it is good for.
#[derive(Clone, Debug)]
pub struct Token {
    secret: Secret,
    expires: Option<SystemTime>,
}

impl Token {
    /// One that is good until it is refused.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self {
            secret: secret.into(),
            expires: None,
        }
    }

    /// One that is good until then.
    #[must_use]
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expires = Some(time);
        self
    }
}

/// Why there is no token.
#[derive(Clone, Debug)]
pub struct TokenError {
    cause: Arc<dyn StdError + Send + Sync>,
    is_passing: bool,
}

impl TokenError {
    /// For that reason, which must not hold a secret.
    pub fn new(reason: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            cause: reason.into().into(),
            is_passing: false,
        }
    }

    /// One that may be gone soon: a call that may be sent again asks again, too.
    #[must_use]
    pub fn passing(mut self) -> Self {
        self.is_passing = true;
        self
    }

    /// Whether it may be gone soon.
    pub fn is_passing(&self) -> bool {
        self.is_passing
    }

    /// The reason, if it is of that type.
    pub fn cause<E: StdError + 'static>(&self) -> Option<&E> {
        self.cause.downcast_ref()
    }
}

impl From<TransportError> for TokenError {
    fn from(error: TransportError) -> Self {
        let is_passing = !error.is_final();
        Self {
            is_passing,
            ..Self::new(error)
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // The reason is what is shown, so what follows in the chain is its own cause.
        self.cause.source()
    }
}

/// The tokens of a provider: the one in force, and who waits for the next.
pub(crate) struct Source {
    provider: Box<dyn TokenProvider>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// Whether the last token was refused.
    is_refused: bool,
    /// How many times a provider has answered, and the last answer if it was no token.
    rounds: u64,
    failed: Option<TokenError>,
    is_busy: bool,
    waiting: Vec<Waker>,
}

#[derive(Clone)]
struct Held {
    token: Token,
    since: SystemTime,
}

impl Held {
    /// Whether it will be good for long enough to be sent.
    fn is_fresh(&self, now: SystemTime) -> bool {
        const MARGIN: Duration = Duration::from_secs(60);
        let Some(expires) = self.token.expires else {
            return true;
        };
        // Of a short life a tenth: a minute might be all of it.
        let life = expires.duration_since(self.since).unwrap_or_default();
        now + MARGIN.min(life / 10) < expires
    }
}

impl Source {
    pub(crate) fn new(provider: impl TokenProvider) -> Self {
        Self {
            provider: Box::new(provider),
            state: Mutex::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token in force, if there is one.
    pub(crate) fn held(&self, now: SystemTime) -> Option<Secret> {
        let held = self.state().held.clone()?;
        held.is_fresh(now).then_some(held.token.secret)
    }

    /// A token that is good now; `refused` is one that the API has just refused.
    ///
    /// # Errors
    ///
    /// What the provider says, to all that waited for its answer.
    pub(crate) async fn token(
        &self,
        client: &Inner,
        refused: Option<&Secret>,
    ) -> Result<Secret, TokenError> {
        let begun = {
            let mut state = self.state();
            // Another call may have brought a new one already.
            if refused.is_some_and(|refused| {
                state
                    .held
                    .as_ref()
                    .is_some_and(|held| held.token.secret == *refused)
            }) {
                state.held = None;
                state.is_refused = true;
            }
            state.rounds
        };
        let flight = std::future::poll_fn(|context| {
            let mut state = self.state();
            if let Some(held) = &state.held
                && held.is_fresh(client.clock.now())
            {
                return Poll::Ready(Err(Ok(held.token.secret.clone())));
            }
            if let Some(error) = state.failed.clone().filter(|_| state.rounds > begun) {
                return Poll::Ready(Err(Err(error)));
            }
            if state.is_busy {
                if !state
                    .waiting
                    .iter()
                    .any(|known| known.will_wake(context.waker()))
                {
                    state.waiting.push(context.waker().clone());
                }
                return Poll::Pending;
            }
            state.is_busy = true;
            Poll::Ready(Ok(Flight {
                source: self,
                is_refused: state.is_refused,
            }))
        });
        match flight.await {
            Ok(flight) => flight.land(client).await,
            Err(done) => done,
        }
    }
}

/// The one call that fetches the token. Dropping it lets another one try.
struct Flight<'a> {
    source: &'a Source,
    is_refused: bool,
}

impl Flight<'_> {
    async fn land(self, client: &Inner) -> Result<Secret, TokenError> {
        let desk = TokenDesk {
            client,
            is_refused: self.is_refused,
        };
        let answer = self.source.provider.token(desk).await;
        let mut state = self.source.state();
        state.rounds += 1;
        match answer {
            Ok(token) => {
                let secret = token.secret.clone();
                let since = client.clock.now();
                state.held = Some(Held { token, since });
                state.is_refused = false;
                state.failed = None;
                Ok(secret)
            }
            Err(error) => {
                state.failed = Some(error.clone());
                Err(error)
            }
        }
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        let mut state = self.source.state();
        state.is_busy = false;
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }
}
