//! Files to trees of [`Node`]s: reading JSON and YAML, following references to other files, finding lines and columns.
//!
//! It knows references, what they can name (ids and anchors), and where they may stand; nothing else of OpenAPI.

mod anchors;
mod edit;
mod ids;
mod keys;
mod load;
mod locate;
mod map;
mod nearest;
mod node;
mod parse;
mod reference;
mod resources;
mod set;
mod uri;
mod visit;
mod walk;
mod write;

pub use load::Reader;
pub use map::Map;
pub use node::Node;
pub use reference::RefProblem;
pub use set::SourceSet;
