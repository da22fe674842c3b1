//! Every case of `cases/`, compiled as modules of one crate that share one run time.
//!
//! The tests in `tests/cases` exercise them; `tests/snapshots.rs` compares their text.

#![deny(warnings)]
#![allow(
    clippy::module_inception,
    clippy::self_named_constructors,
    reason = "the run time is a module here, and the documents name the types"
)]

#[path = "../../generator/runtime/src/lib.rs"]
pub mod runtime;

pub mod server;

// `pub mod cases`, which is generated from the documents there.
include!(concat!(env!("OUT_DIR"), "/cases.rs"));
