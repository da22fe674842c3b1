//! Waiting for what an operation began: it is asked for until it has come to rest.
//!
//! `rule` decides what an answer means, `pace` how long to pause: plain functions. `watch` sends and sleeps; only the
//! last step, reading the output, is generic.

mod call;
mod outcome;
pub(crate) mod rule;
mod states;
mod watch;

pub use call::Wait;
pub use outcome::{Outcome, Progress};
pub use rule::{Newest, Waiter};
pub use states::States;

use super::Operation;

/// An operation whose end can be waited for.
pub trait Waits: Operation {
    /// What is asked until the end: the operation itself, or that whose address its answer names in `Location`.
    type Polled: Operation;
    /// What the answers mean.
    const WAITER: Waiter;
    /// Whether `Location` says what is to be asked.
    const LOCATION: bool = false;
}

/// An operation that lists what replaces each other, so that one can wait until a certain one is the newest.
pub trait WaitsFor: Operation {
    /// Which item is the newest.
    const NEWEST: Newest;
}
