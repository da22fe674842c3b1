//! The client as its users have it: what goes over the wire, what comes back, what goes wrong.
//!
//! Everything runs against servers on this machine (`launchway_tests::server`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on fails"
)]

mod cloudflare_deployments;
mod cloudflare_errors;
mod cloudflare_pages;
mod cloudfoundry_deployments;
mod cloudfoundry_errors;
mod cloudfoundry_list;
mod cloudfoundry_pages;
mod concurrency;
mod credentials;
mod downloads;
mod examples;
mod faults;
mod files;
mod links;
mod login;
mod mock;
mod mock_calls;
mod mutations;
mod options;
mod support;
mod uploads;
mod variables;
