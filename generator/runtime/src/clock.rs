//! Time: what it is now, and waiting.
//!
//! The default clock needs no executor of any kind: one thread of its own wakes whoever waits.

use super::transport::{BoxFuture, MaybeSend, MaybeSync};
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, SystemTime};

/// Tells the time and waits; a test's clock may do both without any time passing.
pub trait Clock: MaybeSend + MaybeSync + 'static {
    /// The time of day.
    fn now(&self) -> SystemTime;

    /// Is done once that time has passed.
    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()>;

    /// Is done once something has taken longer than it may; a test's clock that lets pauses pass at once may still give
    /// answers their time.
    fn alarm(&self, time: Duration) -> BoxFuture<'static, ()> {
        self.sleep(time)
    }

    /// A random number, by which waits are spread; a test's clock may give always the same.
    fn random(&self) -> u64 {
        use std::hash::{BuildHasher, Hasher, RandomState};
        // Each state has keys of its own, from the system's randomness: enough for what needs no secrecy.
        RandomState::new().build_hasher().finish()
    }
}

/// Works until it is done, or until the alarm is; then there is nothing.
pub(crate) async fn until<T>(
    mut alarm: Option<BoxFuture<'static, ()>>,
    work: impl Future<Output = T> + MaybeSend,
) -> Option<T> {
    let mut work = pin!(work);
    std::future::poll_fn(|context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(Some(done));
        }
        match &mut alarm {
            Some(alarm) => alarm.as_mut().poll(context).map(|()| None),
            None => Poll::Pending,
        }
    })
    .await
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[cfg(not(target_arch = "wasm32"))]
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// Always 1970: there is no clock to ask.
    #[cfg(target_arch = "wasm32")]
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        match std::time::Instant::now().checked_add(time) {
            Some(end) => Box::pin(timer::Sleep::until(end)),
            None => Box::pin(std::future::pending()),
        }
    }

    /// Never done: a browser's timers are out of reach without its own crates.
    #[cfg(target_arch = "wasm32")]
    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod timer {
    //! The thread that wakes sleepers.

    use std::collections::BTreeMap;
    use std::pin::Pin;
    use std::sync::{Condvar, Mutex, MutexGuard, Once, PoisonError};
    use std::task::{Context, Poll, Waker};
    use std::time::Instant;

    /// When to wake, and a number that keeps sleepers of the same instant apart.
    type Key = (Instant, u64);

    struct Queue {
        sleepers: BTreeMap<Key, Waker>,
        next: u64,
        /// When the thread looks again without being told to: not at all where there is none.
        looks: Option<Instant>,
    }

    static QUEUE: Mutex<Queue> = Mutex::new(Queue {
        sleepers: BTreeMap::new(),
        next: 0,
        looks: None,
    });
    static CHANGED: Condvar = Condvar::new();
    static THREAD: Once = Once::new();

    fn queue() -> MutexGuard<'static, Queue> {
        // A waker that panics leaves the queue as it was.
        QUEUE.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Is done at an instant.
    pub(super) struct Sleep {
        end: Instant,
        /// Where it is in the queue, and whom it wakes there.
        asleep: Option<(Key, Waker)>,
    }

    impl Sleep {
        pub(super) fn until(end: Instant) -> Self {
            Self { end, asleep: None }
        }

        /// Puts itself into the queue.
        fn sleep(&mut self, waker: &Waker) {
            let mut queue = queue();
            let key = match &self.asleep {
                Some((key, _)) => *key,
                None => {
                    queue.next += 1;
                    (self.end, queue.next)
                }
            };
            // The waker before is dropped without the lock: with it may go a task that holds a sleeper.
            let before = queue.sleepers.insert(key, waker.clone());
            // Most sleepers are timeouts, which nobody lives to see: the thread need not wake up for each.
            let is_late = queue.looks.is_none_or(|looks| self.end < looks);
            drop(queue);
            drop(before);
            self.asleep = Some((key, waker.clone()));
            if is_late {
                CHANGED.notify_one();
            }
            THREAD.call_once(|| {
                // Without a thread to be had, nothing wakes: the same as no timeout at all.
                let _ = std::thread::Builder::new()
                    .name("launchway-clock".into())
                    .spawn(run);
            });
        }
    }

    impl Future for Sleep {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if Instant::now() >= self.end {
                return Poll::Ready(());
            }
            let waker = context.waker();
            let asleep = self.asleep.as_ref();
            if !asleep.is_some_and(|(_, asleep)| asleep.will_wake(waker)) {
                self.sleep(waker);
            }
            Poll::Pending
        }
    }

    impl Drop for Sleep {
        fn drop(&mut self) {
            if let Some((key, _)) = &self.asleep {
                let waker = queue().sleepers.remove(key);
                drop(waker);
            }
        }
    }

    fn run() {
        let mut held = queue();
        loop {
            let now = Instant::now();
            let mut due = Vec::new();
            while let Some(first) = held.sleepers.first_entry()
                && first.key().0 <= now
            {
                due.push(first.remove());
            }
            if !due.is_empty() {
                drop(held);
                due.into_iter().for_each(Waker::wake);
                held = queue();
                continue;
            }
            held.looks = held.sleepers.keys().next().map(|(end, _)| *end);
            held = match held.looks {
                Some(end) => {
                    let wait = end.saturating_duration_since(now);
                    let woken = CHANGED.wait_timeout(held, wait);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
                None => CHANGED.wait(held).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}
