//! References: where they lead in the end.

use crate::diag::Place;
use crate::lower::context::Lowering;

/// Where a chain of references ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lower) enum Followed {
    /// At a schema that says something itself.
    At(Place),
    /// Nowhere, or back at itself; the document reported it.
    Missing,
}

impl Followed {
    /// The place, if it ends at one.
    pub(in crate::lower) fn place(self) -> Option<Place> {
        match self {
            Self::At(place) => Some(place),
            Self::Missing => None,
        }
    }
}

impl Lowering<'_, '_> {
    /// Follows pure references from a place on.
    pub(in crate::lower) fn follow(&mut self, place: &Place) -> Followed {
        let mut seen: Vec<Place> = Vec::new();
        let mut at = place.clone();
        while let Some(view) = self.document.schema(&at) {
            let Some(next) = view.reference() else {
                return Followed::At(at);
            };
            if seen.contains(next) {
                break;
            }
            seen.push(std::mem::replace(&mut at, next.clone()));
        }
        Followed::Missing
    }
}
