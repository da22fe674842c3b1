//! The clients against the fakes: what is waited for, rolled out and rolled back, and what goes wrong on the way.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod cloudflare;
mod cloudfoundry;
mod examples;
mod faithful;
mod lists;
mod push;
mod rollout;
mod storm;
mod support;
mod tokens;
mod tour;
mod waits;
