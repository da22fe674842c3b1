//! The vendors' own documents with the overlays in `specs/`: every action matches, and the clients that come of them do
//! what ours do, request by request.
//!
//! They run where those documents are (`LAUNCHWAY_CORPUS`), and say so where they do not.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails"
)]

mod actions;
#[cfg(upstream)]
mod cloudflare;
#[cfg(upstream)]
mod cloudfoundry;
mod same;
#[cfg(upstream)]
mod support;
