//! `report.json`: what came in and went out, in numbers that a reviewer compares.

use super::FileSet;
use crate::diag::{Diagnostics, Ledger};
use serde_json::{Value, json};

/// The numbers of one run.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// The accounts.
    pub ledger: &'a Ledger,
    /// What was found.
    pub diagnostics: &'a Diagnostics,
    /// What was written.
    pub files: &'a FileSet,
}

/// The report as JSON text.
pub fn json(report: &Report<'_>) -> String {
    let ledger = report.ledger;
    let count = |count: crate::diag::Count| {
        let mut value =
            json!({"in": count.came_in, "out": count.went_out, "skipped": count.skipped});
        if count.unselected > 0
            && let Some(members) = value.as_object_mut()
        {
            members.insert("unselected".to_owned(), count.unselected.into());
        }
        value
    };
    let value: Value = json!({
        "operations": count(ledger.operations),
        "schemas": count(ledger.schemas),
        "untyped": {"total": ledger.untyped.values().sum::<usize>(), "lost": ledger.untyped_lost, "by_reason": ledger.untyped},
        "positions": ledger.positions,
        "diagnostics": {"by_code": report.diagnostics.by_code()},
        "files": report.files.len(),
        "lines": report.files.lines(),
    });
    format!("{value:#}\n")
}
