//! What became of the keywords of a document, as far as it was read.

use super::Place;
use std::collections::BTreeMap;

/// What becomes of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It decides what is generated.
    Modelled,
    /// It is there to be read.
    Documented,
    /// Nothing tells of it.
    Dropped,
}

/// How often a keyword was met, by what became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// Where it decides what is generated.
    pub modelled: usize,
    /// Where it is there to be read.
    pub documented: usize,
    /// Where nothing tells of it.
    pub dropped: usize,
}

/// The keywords of a document, by name: `type` of a schema, `operation.callbacks` of another object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keywords {
    /// How often each was met.
    pub met: BTreeMap<&'static str, Met>,
    /// Keywords that no table knows; all of them are dropped.
    pub unknown: BTreeMap<String, usize>,
    /// Of what is dropped, the first place in the document.
    pub first: BTreeMap<String, Place>,
}

impl Keywords {
    /// Counts a keyword in the object at a place.
    pub fn count(&mut self, keyword: &'static str, fate: Fate, place: &Place) {
        let met = self.met.entry(keyword).or_default();
        match fate {
            Fate::Modelled => met.modelled += 1,
            Fate::Documented => met.documented += 1,
            Fate::Dropped => {
                met.dropped += 1;
                self.remember(keyword, place);
            }
        }
    }

    /// Counts a keyword that no table knows.
    pub fn count_unknown(&mut self, keyword: &str, place: &Place) {
        *self.unknown.entry(keyword.to_owned()).or_insert(0) += 1;
        self.remember(keyword, place);
    }

    fn remember(&mut self, keyword: &str, place: &Place) {
        match self.first.get_mut(keyword) {
            Some(first) if *first <= *place => {}
            Some(first) => *first = place.clone(),
            None => {
                self.first.insert(keyword.to_owned(), place.clone());
            }
        }
    }
}
