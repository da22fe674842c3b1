//! Every case of `cases/`, compiled as modules of one crate that share one run time.
//!
//! The tests in `tests/cases` exercise them; `tests/snapshots.rs` compares their text.

#![deny(warnings)]

// `pub mod runtime` and `pub mod cases`, which are generated from the run time's source and the documents there.
include!(concat!(env!("OUT_DIR"), "/cases.rs"));
