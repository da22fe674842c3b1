//! What went wrong and where: the one vocabulary that all layers share.
//!
//! It knows no layer: not what a document is, not what Rust is.

mod by_place;
mod code;
mod collect;
mod keywords;
mod ledger;
mod nearest;
mod place;

pub use by_place::{ByPlace, PlaceHasher, PlaceSet};
pub use code::{Code, Severity};
pub use collect::Diagnostics;
pub use keywords::{Fate, Keywords, Met};
pub use ledger::{Answers, Count, Ledger};
pub use nearest::nearest;
pub use place::{FileId, Place, Pointer, Position};

/// One thing to say about the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing it is: stable, explained by `cargo xtask explain`.
    pub code: Code,
    /// Where it is, if it is anywhere.
    pub place: Option<Place>,
    /// The spot in the file, where no pointer leads there since the file is not understood.
    pub position: Option<Position>,
    /// What is wrong, as a sentence without its full stop.
    pub message: String,
    /// What to do about it, or what was assumed.
    pub remedy: Option<String>,
    /// Other places that matter, each with a few words.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    /// A diagnostic at a place.
    pub fn new(code: Code, place: &Place, message: impl Into<String>) -> Self {
        Self {
            place: Some(place.clone()),
            ..Self::nowhere(code, message)
        }
    }

    /// A diagnostic about the input as a whole.
    pub fn nowhere(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            place: None,
            position: None,
            message: message.into(),
            remedy: None,
            related: Vec::new(),
        }
    }

    /// Adds the spot in the file.
    #[must_use]
    pub fn at(mut self, position: Option<Position>) -> Self {
        self.position = position;
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, place: &Place, words: impl Into<String>) -> Self {
        self.related.push((place.clone(), words.into()));
        self
    }
}
