//! Every case of `cases/`, compiled as modules of one crate that share one run time.
//!
//! The tests in `tests/cases` exercise them; `tests/snapshots.rs` compares their text.

#![deny(warnings)]

#[path = "../../generator/runtime/src/lib.rs"]
pub mod runtime;

/// What is generated from the documents in `cases/`, a module for each.
#[rustfmt::skip]
pub mod cases {
    include!(concat!(env!("OUT_DIR"), "/cases.rs"));
}
