//! What the schemas of a document are in Rust: for tests that hold a document's values against the generated types. No
//! generated file says it.

use crate::diag::Place;
use std::collections::BTreeMap;

/// What the schemas of a document are in Rust.
#[derive(Clone, Debug, Default)]
pub struct TypeMap {
    /// The type of each schema that has one of its own, by its place. A reference has none, but what it leads to; nor
    /// has what is only merged into something else.
    pub types: BTreeMap<Place, PlacedType>,
    /// The unions by their path.
    pub unions: BTreeMap<String, PlacedUnion>,
}

/// A union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedUnion {
    /// Where its schema is.
    pub place: Place,
    /// Whether it is what is sent of a type of which something else is read.
    pub is_input: bool,
    /// The names of its variants and the places of their schemas.
    pub variants: Vec<(String, Place)>,
}

/// A schema's type, as Rust writes it with all paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedType {
    /// What is read.
    pub read: String,
    /// What is sent.
    pub sent: String,
}
