//! What was read lately, by place.

use crate::diag::{ByPlace, Place};

/// Values that can be made again, of which the last that were asked for are kept: a document has many more schemas
/// than are of use at one time.
#[derive(Debug)]
pub(crate) struct Recent<T> {
    young: ByPlace<Place, T>,
    old: ByPlace<Place, T>,
}

/// How many values are young before they become old, and the old ones go.
const GENERATION: usize = 1024;

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self {
            young: ByPlace::default(),
            old: ByPlace::default(),
        }
    }
}

impl<T: Clone> Recent<T> {
    /// The value, if it is still there; being asked for keeps it.
    pub(crate) fn get(&mut self, place: &Place) -> Option<T> {
        if let Some(known) = self.young.get(place) {
            return Some(known.clone());
        }
        let (place, known) = self.old.remove_entry(place)?;
        self.insert(place, known.clone());
        Some(known)
    }

    /// Keeps a value for a while.
    pub(crate) fn insert(&mut self, place: Place, value: T) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(place, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let place = |index| Place::file(FileId::ROOT).index(index);
        let mut recent = Recent::default();
        for index in 0..4 * GENERATION {
            recent.insert(place(index), index);
            assert_eq!(recent.get(&place(0)), Some(0));
        }
        assert_eq!(recent.get(&place(1)), None);
        assert_eq!(
            recent.get(&place(4 * GENERATION - 2)),
            Some(4 * GENERATION - 2)
        );
        assert!(recent.young.len() + recent.old.len() <= 2 * GENERATION);
    }
}
