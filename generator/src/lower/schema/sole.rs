//! A schema that adds nothing to one that it refers to *is* that one: no copy of the type is made.

use super::part::{Cut, Part};
use super::reference::Followed;
use super::{Case, Outcome};
use crate::diag::Place;
use crate::lower::context::Lowering;

impl Lowering<'_, '_> {
    /// The reference that says all that the schema says, beside docs, bounds and `null`.
    pub(super) fn sole(&mut self, case: &Case<'_>) -> Option<Outcome> {
        let mut candidates = Vec::new();
        match case.parts {
            [] => return None,
            [alone] => {
                if alone.cut != Cut::Whole {
                    return None;
                }
                self.references(&alone.place, &mut candidates, 0);
            }
            several => {
                // A part that is cut is no schema of its own; one that is whole may be all there is.
                for part in several.iter().filter(|part| part.cut == Cut::Whole) {
                    candidates.push(part.place.clone());
                    self.references(&part.place, &mut candidates, 0);
                }
            }
        }
        let own = match case.parts {
            [alone] => Some(&alone.place),
            _ => None,
        };
        let same = candidates.into_iter().find(|candidate| {
            if own.is_some_and(|own| self.is_heir(own, candidate)) {
                return false;
            }
            let other = self.merge(&[Part::whole(candidate)]);
            other.contradiction.is_none() && !other.unreadable && case.merged.same_shape(&other)
        })?;
        Some(Outcome::Use(self.use_of(&same)))
    }

    /// Collects what the `allOf` at a place refers to, through branches that are written in place.
    fn references(&mut self, place: &Place, into: &mut Vec<Place>, depth: usize) {
        if depth > self.config.limits.depth.min(MOST_NESTED) {
            return;
        }
        let Some(view) = self.document.schema(place) else {
            return;
        };
        for branch in view.all_of() {
            match self.follow(branch) {
                Followed::At(target) if is_written_in(&target, place) => {
                    self.references(branch, into, depth + 1);
                }
                Followed::At(target) if !into.contains(&target) => into.push(target),
                _ => {}
            }
        }
    }
}

/// Whether a branch stands where it is merged, so that no reference led to it.
pub(super) fn is_written_in(branch: &Place, place: &Place) -> bool {
    branch != place && branch.below(place).is_some()
}

/// How deep `allOf` in `allOf` is searched.
const MOST_NESTED: usize = 16;
