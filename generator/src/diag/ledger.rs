//! The ledger: what came in must equal what went out and what was reported.

use super::Keywords;
use std::collections::BTreeMap;

/// Of one kind of thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many the document holds.
    pub came_in: usize,
    /// How many are in the generated code.
    pub went_out: usize,
    /// How many were left out, each with a diagnostic.
    pub skipped: usize,
    /// How many nobody asked for, where somebody asked for some.
    pub unselected: usize,
}

impl Count {
    /// Whether nothing was lost in silence.
    pub fn balances(self) -> bool {
        self.came_in == self.went_out + self.skipped + self.unselected
    }
}

/// Where the answers of the mock are from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// How many are examples of the document.
    pub examples: usize,
    /// How many are examples of the document but for what contradicts the schema.
    pub mended: usize,
    /// How many are made from the schema, or say nothing.
    pub made: usize,
    /// How many there are not: the operation answers that.
    pub missing: usize,
}

/// The accounts of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Operations: a method of a path each.
    pub operations: Count,
    /// Component schemas, and files or fragments that stand for one.
    pub schemas: Count,
    /// Links, each once for every answer that has it.
    pub links: Count,
    /// Positions of schemas: each place where a value of some type stands.
    pub positions: usize,
    /// Positions that fell back to untyped JSON, by reason.
    pub untyped: BTreeMap<&'static str, usize>,
    /// Those of them that the document does not leave open: what it says has no type here.
    pub untyped_lost: usize,
    /// What became of the keywords of what was read.
    pub keywords: Keywords,
    /// Answers of the mock.
    pub answers: Answers,
}

impl Ledger {
    /// Whether nothing was lost in silence.
    pub fn balances(&self) -> bool {
        self.operations.balances() && self.schemas.balances() && self.links.balances()
    }
}
