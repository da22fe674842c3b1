//! What a schema is made up of: places, each whole or cut.

use crate::diag::Place;
use crate::document::SchemaType;

/// A schema at a place, or what is left of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::lower) struct Part {
    /// Where it is.
    pub(in crate::lower) place: Place,
    /// How much of it.
    pub(in crate::lower) cut: Cut,
}

/// How much of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::lower) enum Cut {
    /// All of it.
    Whole,
    /// What it says beside its `oneOf` and `anyOf`.
    Common,
    /// What it says of one of its types, the how-manieth of them.
    Only(SchemaType, usize),
}

impl Part {
    /// The whole schema at a place.
    pub(in crate::lower) fn whole(place: &Place) -> Self {
        Self {
            place: place.clone(),
            cut: Cut::Whole,
        }
    }

    /// The same without its `oneOf` and `anyOf`.
    pub(in crate::lower) fn common(&self) -> Self {
        Self {
            place: self.place.clone(),
            cut: match self.cut {
                Cut::Whole => Cut::Common,
                other => other,
            },
        }
    }
}
