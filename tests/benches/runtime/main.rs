//! What a typed client costs at run time, beside what somebody would write by hand with `reqwest` and serde's derive.
//!
//! `cargo xtask bench runtime` runs it. Each row is two things measured in turn in one process, by the time of the
//! thread's processor: what counts is their ratio, which is the same on a busy machine. No benchmark library reports
//! that, nor how often memory was asked for, and what is left to do is a page of code.

mod by_hand;
mod calls;
mod measure;
mod payloads;
mod wire;

#[global_allocator]
static ALLOCATIONS: measure::Counting = measure::Counting;

fn main() {
    // `cargo bench NAME` and `cargo test --benches` hand over arguments; only a name narrows what is measured.
    let wanted = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'))
        .unwrap_or_default();
    let mut bench = measure::Bench::new(wanted);
    wire::run(&mut bench);
    calls::run(&mut bench);
}
