//! `report.json`: what came in and went out, in numbers that a reviewer compares.

use super::FileSet;
use crate::diag::{Diagnostics, Keywords, Ledger};
use crate::plan::is_seen;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

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
    let mut value: Value = json!({
        "operations": count(ledger.operations),
        "schemas": count(ledger.schemas),
        "untyped": {"total": ledger.untyped.values().sum::<usize>(), "lost": ledger.untyped_lost, "by_reason": ledger.untyped},
        "positions": ledger.positions,
        "keywords": keywords(&ledger.keywords),
        "answers": counts_of(&[
            ("examples", ledger.answers.examples),
            ("mended", ledger.answers.mended),
            ("made", ledger.answers.made),
            ("missing", ledger.answers.missing),
        ]),
        "diagnostics": {"by_code": report.diagnostics.by_code()},
        "files": report.files.len(),
        "lines": report.files.lines(),
    });
    if let Some(members) = value.as_object_mut().filter(|_| ledger.links.came_in > 0) {
        members.insert("links".to_owned(), count(ledger.links));
    }
    escaped(&format!("{value:#}\n"))
}

/// JSON text with what a reader would not see, such as a letter that turns the direction of writing, written by its
/// number: a document may call a keyword anything.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter == '\n' || is_seen(letter) {
            out.push(letter);
        } else {
            let units = &mut [0; 2];
            for unit in letter.encode_utf16(units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

/// What became of each keyword; what none is of is left out.
fn keywords(keywords: &Keywords) -> Value {
    let met = keywords.met.iter().map(|(keyword, met)| {
        let counts = [
            ("modelled", met.modelled),
            ("documented", met.documented),
            ("dropped", met.dropped),
        ];
        ((*keyword).to_owned(), counts_of(&counts))
    });
    let unknown = keywords.unknown.iter();
    let unknown =
        unknown.map(|(keyword, count)| (keyword.clone(), counts_of(&[("dropped", *count)])));
    let all: BTreeMap<String, Value> = met.chain(unknown).collect();
    json!(all)
}

fn counts_of(counts: &[(&str, usize)]) -> Value {
    let there = counts.iter().filter(|(_, count)| *count > 0);
    Value::Object(
        there
            .map(|(name, count)| ((*name).to_owned(), json!(count)))
            .collect(),
    )
}
