//! Objects of any version of OpenAPI 3 brought to what `openapiv3` can hold, one object at a time.
//!
//! Children are cut out and replaced by references to their places ([`internal`]), so that one bad object costs one
//! object. What `openapiv3` cannot hold goes into `x-launchway-*` keys ([`keys`]). Common mistakes are repaired and
//! reported. It knows neither the struct that reads the result nor what an object is for.

mod bound;
pub mod internal;
pub mod keys;
mod media;
mod object;
mod operation;
mod parameter;
mod projector;
mod reference;
mod response;
mod root;
mod schema;
mod security;
mod types;
mod values;

pub use projector::{Projector, Version};
