//! Calls that must be done once, though nobody answers: one looks before one sends again.

use super::pace::{PATIENCE, Pace, passes, told};
use super::transport::{BoxFuture, MaybeSend, MaybeSync};
use super::{Call, Client, Error, Operation};
use std::time::Duration;

/// The pauses between sendings and lookings.
const PACE: Pace = Pace {
    first: Duration::from_secs(1),
    most: Duration::from_secs(30),
    ..Pace::DEFAULT
};

/// How often one has to see that nothing was done: APIs may show late what they have done.
const LOOKS: u32 = 2;

/// Calls that must be done once.
impl<O: Operation> Call<O> {
    /// Sends a call that must not be done twice.
    ///
    /// Where it is not known whether it was done (a connection that broke, a timeout, a server's failure), `look`
    /// says what came of it, if anything did. Only if it says twice that nothing did is the call sent again: APIs may
    /// show late what they have done. What was surely not done (no connection, 429) is sent again after a pause. All
    /// that happens a few times at most.
    ///
    /// The future's errors are those of awaiting the call itself.
    pub fn exactly_once<'l, L, F>(self, look: L) -> BoxFuture<'l, Result<O::Output, Error>>
    where
        L: Fn() -> F + MaybeSend + MaybeSync + 'l,
        F: Future<Output = Result<Option<O::Output>, Error>> + MaybeSend + 'l,
    {
        Box::pin(exactly_once(self, look))
    }
}

/// Sends a call until it is known that it was done, or that it will not be.
async fn exactly_once<O, L, F>(call: Call<O>, look: L) -> Result<O::Output, Error>
where
    O: Operation,
    L: Fn() -> F,
    F: Future<Output = Result<Option<O::Output>, Error>>,
{
    let (client, ..) = call.clone().into_parts();
    let mut sent = 0;
    loop {
        sent += 1;
        let error = match call.clone().await {
            Ok(output) => return Ok(output),
            Err(error) => error,
        };
        // A stream in the body can't be sent again, and what it was sent for is the caller's to find out.
        if !passes(&error) || sent >= PATIENCE || call.is_spent() {
            return Err(error);
        }
        let mut pause = told(&error, client.clock().now());
        if is_surely_undone(&error) {
            rest(&client, sent, pause).await;
            continue;
        }
        // Nothing is sent again before one has seen twice that it was not done.
        let (mut missed, mut failed) = (0, 0);
        while missed < LOOKS {
            rest(&client, sent + missed + failed, pause.take()).await;
            match look().await {
                Ok(Some(output)) => return Ok(output),
                Ok(None) => missed += 1,
                Err(looking) if passes(&looking) && failed < PATIENCE => {
                    pause = told(&looking, client.clock().now());
                    failed += 1;
                }
                Err(_) => return Err(error),
            }
        }
    }
}

async fn rest(client: &Client, tries: u32, told: Option<Duration>) {
    let clock = client.clock();
    let pause = PACE.pause(tries, Duration::ZERO, clock.random(), told);
    clock.sleep(pause.unwrap_or_default()).await;
}

/// Whether an error says that nothing was done.
fn is_surely_undone(error: &Error) -> bool {
    error.is_connect() || error.is_rate_limited()
}
