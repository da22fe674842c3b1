//! Calls that must be done once, though nobody answers: one looks before one sends again.

use super::transport::{BoxFuture, MaybeSend, MaybeSync};
use super::wait::pace::{PATIENCE, Pace, passes, told};
use super::{Call, Client, Error, Operation};
use std::time::Duration;

/// The pauses between sendings and lookings.
const PACE: Pace = Pace {
    first: Duration::from_secs(1),
    most: Duration::from_secs(30),
    ..Pace::DEFAULT
};

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
        Box::pin(async move {
            let client = self.client().clone();
            let mut tries = 0;
            loop {
                let error = match self.clone().await {
                    Ok(output) => return Ok(output),
                    Err(error) => error,
                };
                let is_undone = is_surely_undone(&error);
                if !is_undone && !passes(&error) {
                    return Err(error);
                }
                let mut looked = false;
                let mut pause = told(&error, client.clock().now());
                loop {
                    tries += 1;
                    if tries >= PATIENCE {
                        return Err(error);
                    }
                    rest(&client, tries, pause.take()).await;
                    if is_undone {
                        break;
                    }
                    // Nothing is sent again before one has seen that it was not done.
                    match look().await {
                        Ok(Some(output)) => return Ok(output),
                        Ok(None) if looked => break,
                        Ok(None) => looked = true,
                        Err(looking) if passes(&looking) => {
                            pause = told(&looking, client.clock().now())
                        }
                        Err(_) => return Err(error),
                    }
                }
            }
        })
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
