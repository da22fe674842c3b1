//! The run time of generated clients: wire tables, calls as values, errors, transport.
//!
//! It is an ordinary crate with tests of its own, and its files are also what the generator copies into
//! each generated crate. So inside, paths are relative (`super::`), macros name nothing by `$crate`, and
//! no file knows which API it serves.

// modules:begin
mod api;
mod attempt;
#[cfg(not(target_arch = "wasm32"))]
mod blocking;
mod body;
mod builder;
mod call;
mod client;
mod clock;
mod credentials;
mod decode;
#[cfg(not(target_arch = "wasm32"))]
mod disk;
mod download;
mod draft;
mod encode;
mod envelope;
mod error;
mod error_code;
mod failure;
mod framing;
mod limiter;
mod method;
mod middleware;
mod mock;
mod multipart;
mod named;
mod oauth;
mod once;
mod operation;
mod pace;
mod page_error;
mod paging;
mod path_id;
mod pieces;
mod problem;
mod rate_limit;
mod redirect;
#[cfg(feature = "reqwest")]
mod reqwest;
mod response;
mod retry;
mod send;
mod sequence;
mod size;
mod source;
mod status;
mod stream;
mod style;
mod token;
#[cfg(feature = "tracing")]
mod trace;
mod transport;
mod uri;
mod wait;
mod wait_error;
pub mod wire;

#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
pub use ::bytes::Bytes;
pub use ::http;
pub use ::jiff::Timestamp;
pub use ::jiff::civil::Date;
pub use ::uuid::Uuid;
pub use api::{Api, Envelope, Scheme, SchemeKind, Server};
pub use builder::Builder;
pub use call::Call;
pub use client::Client;
pub use clock::{Clock, SystemClock};
pub use credentials::Credential;
pub use download::Download;
pub use error::Error;
pub use error_code::ErrorCode;
#[allow(unused_imports, reason = "an API may list no code")]
pub(crate) use error_code::error_codes;
pub use failure::{
    ApiError, CredentialsError, DecodeError, RequestError, TimeoutError, TransportFailure,
};
pub use method::Method;
pub use middleware::{Middleware, Next, Sent};
pub use mock::Mock;
#[cfg(all(feature = "mock-server", not(target_arch = "wasm32")))]
pub use mock::MockServer;
#[cfg(feature = "mock")]
pub use mock::{Example, MockClock, On};
pub use multipart::{Multipart, Part};
pub use oauth::Granted;
#[allow(unused_imports)] // An API may have no operation.
pub(crate) use operation::operation;
pub use operation::{Answer, Descriptor, Operation};
pub use page_error::PageError;
pub use paging::{Items, Paged, Pages, Paging, ResumeToken, Turning};
pub use path_id::PathId;
pub use pieces::Pieces;
pub use problem::Problem;
pub use rate_limit::RateLimit;
pub use response::{RawResponse, Response};
pub use retry::{Repeats, Retries};
pub use sequence::{Framing, Sequence};
pub use size::TooLargeError;
pub use source::ByteSource;
#[allow(unused_imports)] // An API may have no type that goes by the status.
pub(crate) use status::by_status;
pub use status::{FromResponse, Statuses, Variants};
pub use stream::{ItemStream, Streams};
pub use style::Style;
pub use token::{Token, TokenDesk, TokenError, TokenProvider};
pub use transport::{BoxFuture, Limits, MaybeSend, MaybeSync, Transport, TransportError};
pub use wait::{Newest, Outcome, Progress, States, Wait, Waiter, Waits, WaitsFor};
pub use wait_error::WaitError;
pub use wire::{
    Base64, Constant, Json, JsonText, Maybe, ReadError, Secret, Unrecognized, WholeSeconds, Wire,
    list,
};
#[allow(unused_imports, reason = "which of them are used depends on the API")]
pub(crate) use wire::{inserters, setters, wire, wire_enum, wire_union};
// modules:end

/// What the run time's files and macros find at `crate::runtime` in a generated crate.
#[doc(hidden)]
#[allow(unused_imports, reason = "only macros look here")]
mod runtime {
    pub(crate) use super::*;
}

#[cfg(test)]
#[path = "../tests/unit/mod.rs"]
mod tests;

#[cfg(test)]
#[path = "../tests/call/mod.rs"]
mod call_tests;
