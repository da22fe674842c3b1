//! Files to trees of [`Node`]s: reading JSON and YAML, following references to other files, finding lines and columns.
//!
//! It knows references and anchors, and nothing else of OpenAPI.

mod node;
mod reference;
mod set;

pub use node::{Map, Node};
pub use reference::RefProblem;
pub use set::{Position, Reader, SourceSet};
