//! Every case of `cases/`, compiled as modules of one crate that share one run time.
//!
//! The tests in `tests/cases` exercise them; `tests/snapshots.rs` compares their text.

// The run time brings tests, which run where it is at home.
#![cfg(not(test))]
#![deny(warnings)]

#[allow(
    clippy::module_inception,
    reason = "macros look for the run time at `crate::runtime`, there as here"
)]
#[path = "../../generator/runtime/src/lib.rs"]
pub mod runtime;

// `pub mod cases`, which is generated from the documents there.
include!(concat!(env!("OUT_DIR"), "/cases.rs"));
