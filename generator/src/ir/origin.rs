//! Where a type's name and file come from. Both follow origin, never use.

use super::{Api, OperationId, TypeId};
use std::fmt;

/// Where a type comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A schema with a name of its own: a component, a `$defs` entry, or a file that holds one schema.
    Component(String),
    /// A schema written inside something else.
    Inline {
        /// What it is written in.
        owner: Owner,
        /// The steps from there to here, outermost first; never empty.
        path: Vec<Step>,
    },
}

/// What an inline schema is written in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Another type.
    Type(TypeId),
    /// An operation.
    Operation(OperationId),
    /// A shared parameter, header, request body or response, by its name.
    Shared(String),
}

/// A step from an owner into it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A member of an object.
    Member(String),
    /// The members that an object does not name, or the values of a map.
    Rest,
    /// The elements of a list.
    Item,
    /// A position of a tuple.
    Position(usize),
    /// An alternative of a union, with a word to call it by if there is one.
    Variant(usize, Option<String>),
    /// A parameter.
    Param(String),
    /// The request body; with its media type where there are several.
    Body(Option<String>),
    /// A response, by its status as the document writes it, empty for a shared one; with its media type where there
    /// are several.
    Response(String, Option<String>),
    /// A header of a response, by its name.
    Header(String),
}

impl Api {
    /// The path of a type's origin as text, such as `schema Deployment/status`: what orders types and locks names. It
    /// says nothing of when a type was found.
    pub fn origin_path(&self, id: TypeId) -> String {
        let mut steps = Vec::new();
        let mut at = id;
        // Owners form no cycle (an invariant); the bound keeps a broken graph from hanging.
        for _ in 0..=self.types.len() {
            let Some(def) = self.types.get(at) else { break };
            match &def.origin {
                Origin::Component(name) => {
                    return join(format!("schema {}", escaped(name)), &steps);
                }
                Origin::Inline { owner, path } => {
                    steps.extend(path.iter().rev());
                    match owner {
                        Owner::Type(outer) => at = *outer,
                        Owner::Operation(operation) => {
                            let name = self.operation(*operation).map_or("", |it| it.id.as_str());
                            return join(format!("operation {}", escaped(name)), &steps);
                        }
                        Owner::Shared(name) => {
                            return join(format!("shared {}", escaped(name)), &steps);
                        }
                    }
                }
            }
        }
        join(String::new(), &steps)
    }
}

fn join(start: String, steps: &[&Step]) -> String {
    steps
        .iter()
        .rev()
        .fold(start, |path, step| format!("{path}/{step}"))
}

/// A name in which a slash cannot be mistaken for a step.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(name) => f.write_str(&escaped(name)),
            Self::Rest => f.write_str("*"),
            Self::Item => f.write_str("[]"),
            Self::Position(index) => write!(f, "[{index}]"),
            Self::Variant(index, None) => write!(f, "|{index}"),
            Self::Variant(index, Some(hint)) => write!(f, "|{index} {}", escaped(hint)),
            Self::Param(name) => write!(f, "param {}", escaped(name)),
            Self::Body(None) => f.write_str("body"),
            Self::Body(Some(media)) => write!(f, "body {}", escaped(media)),
            Self::Response(status, media) => {
                f.write_str("response")?;
                let words = [status.as_str(), media.as_deref().unwrap_or_default()];
                words
                    .iter()
                    .filter(|word| !word.is_empty())
                    .try_for_each(|word| write!(f, " {}", escaped(word)))
            }
            Self::Header(name) => write!(f, "header {}", escaped(name)),
        }
    }
}
