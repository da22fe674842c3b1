//! Files to trees of [`Node`]s: reading JSON and YAML, following references to other files, finding lines and columns.
//!
//! It knows references and anchors, and where they may stand; nothing else of OpenAPI.

mod anchors;
mod edit;
mod load;
mod locate;
mod nearest;
mod node;
mod parse;
mod reference;
mod set;
mod visit;
mod walk;
mod write;

pub use load::Reader;
pub use node::{Map, Node};
pub use reference::RefProblem;
pub use set::SourceSet;
