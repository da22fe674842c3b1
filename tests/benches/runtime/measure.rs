//! Pairs of things, measured in turn.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;
use std::time::Duration;

thread_local! {
    static ASKED: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

/// The system's allocator, which counts what this thread asks for.
pub(crate) struct Counting;

fn count(bytes: usize) {
    // The last memory of a thread is freed when what counts is gone.
    let _ = ASKED.try_with(|asked| {
        let (times, sum) = asked.get();
        asked.set((times + 1, sum + bytes));
    });
}

// SAFETY: it is the system's allocator; what is counted touches no memory of its own.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: as promised by the caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: as promised by the caller.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        // SAFETY: as promised by the caller.
        unsafe { System.realloc(at, layout, size) }
    }
}

/// How many pairs make a row, and how long each half takes.
const PAIRS: usize = 61;
const HALF: Duration = Duration::from_millis(4);

/// Runs rows and prints them, a JSON object a line.
pub(crate) struct Bench {
    wanted: String,
}

impl Bench {
    pub(crate) fn new(wanted: String) -> Self {
        Self { wanted }
    }

    /// Measures what the typed client does against the same by hand.
    pub(crate) fn pair<A, B>(
        &mut self,
        name: &str,
        mut typed: impl FnMut() -> A,
        mut by_hand: impl FnMut() -> B,
    ) {
        if !name.contains(&self.wanted) {
            return;
        }
        let (typed_memory, hand_memory) = (asked(&mut typed), asked(&mut by_hand));
        let times = how_often(&mut by_hand);
        let mut pairs = Vec::new();
        for pair in 0..PAIRS {
            // Who goes first finds another machine than who goes second.
            pairs.push(if pair % 2 == 0 {
                let typed = time(times, &mut typed);
                (typed, time(times, &mut by_hand))
            } else {
                let by_hand = time(times, &mut by_hand);
                (time(times, &mut typed), by_hand)
            });
        }
        let row = serde_json::json!({
            "name": name,
            "typed_ns": median(pairs.iter().map(|(typed, _)| *typed)).round(),
            "by_hand_ns": median(pairs.iter().map(|(_, by_hand)| *by_hand)).round(),
            "ratio": (median(pairs.iter().map(|(typed, by_hand)| typed / by_hand)) * 1e3).round() / 1e3,
            "typed_allocations": typed_memory.0,
            "by_hand_allocations": hand_memory.0,
            "typed_bytes": typed_memory.1,
            "by_hand_bytes": hand_memory.1,
        });
        println!("{row}");
    }
}

/// How often memory is asked for, and how much of it, once everything is warm.
fn asked<T>(run: &mut impl FnMut() -> T) -> (usize, usize) {
    for _ in 0..3 {
        black_box(run());
    }
    let before = ASKED.get();
    black_box(run());
    let after = ASKED.get();
    (after.0 - before.0, after.1 - before.1)
}

fn how_often<T>(run: &mut impl FnMut() -> T) -> u32 {
    let mut times = 1;
    while time(times, run) * f64::from(times) < HALF.as_nanos() as f64 {
        times *= 2;
    }
    times
}

/// Nanoseconds of this thread's processor for one run.
fn time<T>(times: u32, run: &mut impl FnMut() -> T) -> f64 {
    let start = now();
    for _ in 0..times {
        black_box(run());
    }
    (now() - start).as_nanos() as f64 / f64::from(times)
}

#[cfg(unix)]
fn now() -> Duration {
    let clock = nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID;
    nix::time::clock_gettime(clock).map_or(Duration::ZERO, Duration::from)
}

#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
