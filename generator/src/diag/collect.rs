//! The collector: every layer adds to it, the pipeline stops between layers where it holds an error.

use super::{Code, Diagnostic, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// All that was found so far, in order, without repetition.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    seen: BTreeSet<(Code, Option<super::Place>, String)>,
}

impl Diagnostics {
    /// Adds one, unless the same was said of the same place before.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let key = (
            diagnostic.code,
            diagnostic.place.clone(),
            diagnostic.message.clone(),
        );
        if self.seen.insert(key) {
            self.found.push(diagnostic);
        }
    }

    /// Whether one of them stops generation.
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|each| each.code.severity() == Severity::Error)
    }

    /// All of them, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// How many there are of each code.
    pub fn by_code(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for diagnostic in &self.found {
            *counts.entry(diagnostic.code.id()).or_insert(0) += 1;
        }
        counts
    }
}
