//! Every case of `cases/`, compiled as modules of one crate that share one run time; local servers to talk to; and
//! where things are.
//!
//! The tests in `tests/cases` exercise the cases, `tests/snapshots.rs` compares their text, `tests/api` talks to the
//! server with the clients of `launchway`.

#![deny(warnings)]

pub mod fake;
pub mod folders;
pub mod server;

// `pub mod runtime` and `pub mod cases`, which are generated from the run time's source and the documents there.
include!(concat!(env!("OUT_DIR"), "/cases.rs"));
