//! Tests of calls. They live in the crate because its macros and its plain functions are its own.

// What macros write is public, as generated pages need it.
#![allow(unreachable_pub)]

mod clock;
mod credentials;
mod downloads;
mod errors;
mod extents;
mod framing;
mod gone;
mod limits;
mod middleware;
mod page;
mod pages;
mod paging;
mod paused;
mod redirects;
mod requests;
mod responses;
mod retries;
mod secrets;
mod sending;
mod streams;
mod styles;
mod support;
mod tokens;
mod uploads;
mod uris;
mod waits;
