//! A clock whose pauses take no time.

use super::super::{BoxFuture, Clock, SystemClock};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::{Duration, SystemTime};

/// A clock for tests: pauses between attempts, and between looks at what one waits for, pass at once and are counted
/// as if they had not. Clones are the same one.
///
/// ```text
/// let clock = MockClock::new();
/// let client = Client::builder().transport(mock.clone()).clock(clock.clone()).build()?;
/// // … a call that is sent again twice …
/// assert!(clock.passed() > Duration::from_millis(500));
/// ```
///
/// The time that a call may take stays real, so that what answers late is late; and pauses are not spread by chance.
#[derive(Clone, Default)]
pub struct MockClock(Arc<Mutex<Duration>>);

impl MockClock {
    /// One by which no pause has passed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long all pauses until now were together.
    pub fn passed(&self) -> Duration {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets time pass that nobody waits for, such as until a token has expired.
    pub fn advance(&self, time: Duration) {
        let mut passed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *passed = passed.saturating_add(time);
    }
}

impl Clock for MockClock {
    fn now(&self) -> SystemTime {
        let now = SystemClock.now();
        now.checked_add(self.passed()).unwrap_or(now)
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        self.advance(time);
        // Others get their turn all the same: what one waits for may be done by another task.
        let mut has_yielded = false;
        Box::pin(std::future::poll_fn(move |context| {
            if std::mem::replace(&mut has_yielded, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        }))
    }

    fn alarm(&self, time: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(time)
    }

    fn random(&self) -> u64 {
        u64::MAX / 2
    }
}

impl fmt::Debug for MockClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MockClock").field(&self.passed()).finish()
    }
}
