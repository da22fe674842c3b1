//! Changes to a document before it is read: OpenAPI Overlay 1.0 and 1.1.
//!
//! A target sees references to other files as what they refer to; a change lands in the file that holds the node. It
//! knows JSONPath, and nothing of OpenAPI but `$ref`.

mod action;
mod apply;
mod change;
mod view;

pub use apply::apply;
