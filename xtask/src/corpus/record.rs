//! What came of the documents before, and what got worse. It compares what is the same on every machine: no times.

use super::row::{Outcome, Row};
use crate::exit::Stop;
use crate::input::why;
use std::fs;
use std::path::Path;

/// Rows as they stand in a file: an array.
///
/// # Errors
///
/// When the file can't be read or holds something else.
pub fn read(path: &Path) -> Result<Vec<Row>, Stop> {
    let problem = |problem: String| Stop::refused(format!("`{}`: {problem}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| problem(why(&error)))?;
    serde_json::from_str(&text).map_err(|error| problem(error.to_string()))
}

pub(super) fn write(path: &Path, rows: &[Row]) -> Result<(), Stop> {
    let problem = |problem: String| Stop::refused(format!("`{}`: {problem}", path.display()));
    let text = serde_json::to_string_pretty(rows).map_err(|error| problem(error.to_string()))?;
    fs::write(path, text + "\n").map_err(|error| problem(why(&error)))
}

/// What differs between a row and the one on record, a line each; a change for the better is one that the record
/// must follow.
pub fn differences(record: &Row, row: &Row) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, before: usize, now: usize, worse: bool| {
        if before != now {
            let verdict = if worse { "worse" } else { "better: record it" };
            found.push(format!(
                "{}: {what}: {before} before, {now} now ({verdict})",
                row.document
            ));
        }
    };
    compare(
        "clients",
        usize::from(record.outcome == Outcome::Generated),
        usize::from(row.outcome == Outcome::Generated),
        record.outcome == Outcome::Generated,
    );
    let (old, new) = (record.operations, row.operations);
    compare(
        "operations out",
        old.went_out,
        new.went_out,
        new.went_out < old.went_out,
    );
    let (old, new) = (record.schemas, row.schemas);
    compare(
        "schemas left out",
        old.skipped,
        new.skipped,
        new.skipped > old.skipped,
    );
    let (old, new) = (&record.untyped, &row.untyped);
    compare(
        "untyped though the document is not",
        old.lost,
        new.lost,
        new.lost > old.lost,
    );
    let sum = |row: &Row| row.untyped.by_reason.values().sum::<usize>();
    compare("untyped", sum(record), sum(row), sum(row) > sum(record));
    let codes = record.diagnostics.keys().chain(row.diagnostics.keys());
    for code in codes.collect::<std::collections::BTreeSet<_>>() {
        let of = |row: &Row| row.diagnostics.get(code).copied().unwrap_or(0);
        compare(code, of(record), of(row), of(row) > of(record));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_got_worse() {
        let mut record = Row {
            document: "a.yaml".to_owned(),
            ..Row::default()
        };
        record.operations.went_out = 3;
        record.diagnostics.insert("W601".to_owned(), 2);
        let mut row = record.clone();
        assert_eq!(differences(&record, &row), Vec::<String>::new());
        row.operations.went_out = 2;
        row.diagnostics.clear();
        assert_eq!(
            differences(&record, &row),
            [
                "a.yaml: operations out: 3 before, 2 now (worse)",
                "a.yaml: W601: 2 before, 0 now (better: record it)",
            ]
        );
    }
}
