//! Calls that must be done once, though nobody answers: one looks before one sends again.

use super::wait::pace::{PATIENCE, Pace, passes, told};
use super::{Call, Client, Error, Operation};
use std::time::Duration;

/// The pauses between sendings and lookings.
const PACE: Pace = Pace {
    first: Duration::from_secs(1),
    most: Duration::from_secs(30),
    ..Pace::DEFAULT
};

/// Sends a call until it is known that it was done, or that it will not be.
pub(crate) async fn exactly_once<O, L, F>(
    client: Client,
    call: Call<O>,
    look: L,
) -> Result<O::Output, Error>
where
    O: Operation,
    L: Fn() -> F,
    F: Future<Output = Result<Option<O::Output>, Error>>,
{
    let mut tries = 0;
    loop {
        let error = match call.clone().await {
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
                Err(looking) if passes(&looking) => pause = told(&looking, client.clock().now()),
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
