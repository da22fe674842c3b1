//! Every case of `cases/`, compiled as modules of one crate that share one run time.
//!
//! The tests in `tests/cases` exercise them; `tests/snapshots.rs` compares their text.

#![deny(warnings)]

#[path = "../../generator/runtime/src/lib.rs"]
pub mod runtime;

// `pub mod cases`, which is generated from the documents there.
include!(concat!(env!("OUT_DIR"), "/cases.rs"));
