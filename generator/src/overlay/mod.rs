//! Changes to a document before it is read: OpenAPI Overlay 1.0 and 1.1, with short forms for what one does daily.
//!
//! A target sees references to other files as what they refer to; a change lands in the file that holds the node. It
//! knows JSONPath, and of OpenAPI what the short forms name: `$ref`, operations, components, and which keywords make a
//! member required, optional or nullable.

mod action;
mod address;
mod apply;
mod change;
mod declare;
mod follow;
mod force;
mod path;
mod read;
mod rebase;
mod select;
mod short;
mod view;

pub use apply::apply;
