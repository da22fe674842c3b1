//! References: where they lead in the end.

use crate::diag::{Code, Diagnostic, Place};
use crate::lower::context::Lowering;

/// Where a chain of references ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lower) enum Followed {
    /// At a schema that says something itself.
    At(Place),
    /// Nowhere: it comes back to itself.
    Loop,
    /// Nowhere: there is no schema, which was reported.
    Missing,
}

impl Followed {
    /// The place, if it ends at one.
    pub(in crate::lower) fn place(self) -> Option<Place> {
        match self {
            Self::At(place) => Some(place),
            Self::Loop | Self::Missing => None,
        }
    }
}

impl Lowering<'_, '_> {
    /// Follows pure references from a place on.
    pub(in crate::lower) fn follow(&mut self, place: &Place) -> Followed {
        let mut seen: Vec<Place> = Vec::new();
        let mut at = place.clone();
        loop {
            let Some(view) = self.document.schema(&at) else {
                return Followed::Missing;
            };
            let Some(next) = view.reference() else {
                return Followed::At(at);
            };
            if let Some(start) = seen.iter().position(|place| *place == at) {
                self.report_loop(seen.get(start..).unwrap_or_default());
                return Followed::Loop;
            }
            seen.push(std::mem::replace(&mut at, next.clone()));
        }
    }

    fn report_loop(&mut self, places: &[Place]) {
        // Whatever place the loop was entered at, it is reported at the same.
        if let Some(first) = places.iter().min() {
            self.found.push(
                Diagnostic::new(Code::SchemaCycle, first, "a reference leads back to itself")
                    .remedy("it is untyped"),
            );
        }
    }
}
