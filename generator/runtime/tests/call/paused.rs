//! A clock that stands still until everybody waits for it.

use crate::runtime::{BoxFuture, Clock};
use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, SystemTime};

/// 2026-02-03T04:05:06Z, when these tests begin.
pub(super) const START: u64 = 1_770_091_506;

#[derive(Clone, Default)]
pub(super) struct Paused(Arc<Mutex<Time>>);

#[derive(Default)]
struct Time {
    gone: Duration,
    sleepers: BTreeMap<(Duration, u64), Option<Waker>>,
    next: u64,
    random: u64,
}

impl Paused {
    /// Gives always the same number where a random one is asked for.
    pub(super) fn with_random(random: u64) -> Self {
        let clock = Self::default();
        clock.0.lock().unwrap().random = random;
        clock
    }

    /// The time since the test began.
    pub(super) fn gone(&self) -> Duration {
        self.0.lock().unwrap().gone
    }

    /// Lets time pass that nobody waits for.
    pub(super) fn advance(&self, time: Duration) {
        self.0.lock().unwrap().gone += time;
    }

    /// Runs a future to its end: where all wait, the time comes that the first waits for.
    pub(super) fn run<T>(&self, future: impl IntoFuture<Output = T>) -> T {
        struct Flag(AtomicBool);
        impl Wake for Flag {
            fn wake(self: Arc<Self>) {
                self.0.store(true, Ordering::SeqCst);
            }
        }
        let flag = Arc::new(Flag(AtomicBool::new(false)));
        let waker = Waker::from(flag.clone());
        let mut future = pin!(future.into_future());
        loop {
            if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return value;
            }
            if !flag.0.swap(false, Ordering::SeqCst) {
                let mut time = self.0.lock().unwrap();
                let Some(((end, _), sleeper)) = time.sleepers.pop_first() else {
                    panic!("everybody waits, and nobody for the clock");
                };
                time.gone = time.gone.max(end);
                drop(time);
                sleeper.into_iter().for_each(Waker::wake);
            }
        }
    }
}

impl Clock for Paused {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(START) + self.gone()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        let mut held = self.0.lock().unwrap();
        held.next += 1;
        let key = (held.gone.saturating_add(time), held.next);
        drop(held);
        Box::pin(Sleep(self.clone(), key))
    }

    fn random(&self) -> u64 {
        self.0.lock().unwrap().random
    }
}

struct Sleep(Paused, (Duration, u64));

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut time = self.0.0.lock().unwrap();
        if time.gone >= self.1.0 {
            return Poll::Ready(());
        }
        time.sleepers.insert(self.1, Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.0.0.lock().unwrap().sleepers.remove(&self.1);
    }
}
