//! What came of a run, in a line. It knows numbers only.

use launchway_generator::Outcome;
use launchway_generator::diag::{Count, Severity};
use launchway_generator::files::FileSet;

/// What a client holds, in words: `20 operations, 12 schemas, 33 files, 2310 lines; 1 warning, 3 notes`.
pub(crate) fn made(outcome: &Outcome, files: &FileSet) -> String {
    let parts = [
        counted(outcome.ledger.operations, "operation"),
        counted(outcome.ledger.schemas, "schema"),
        many(files.len(), "file"),
        many(files.lines(), "line"),
    ];
    format!("{}; {}", parts.join(", "), found(outcome))
}

/// What was found, in words: `1 error, 2 warnings, 3 notes`, or `nothing found`.
pub(crate) fn found(outcome: &Outcome) -> String {
    let count = |severity| {
        let all = outcome.diagnostics.iter();
        all.filter(|each| each.code.severity() == severity).count()
    };
    let kinds = [
        (count(Severity::Error), "error"),
        (count(Severity::Warning), "warning"),
        (count(Severity::Note), "note"),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| many(*count, what))
        .collect();
    if parts.is_empty() {
        "nothing found".to_owned()
    } else {
        parts.join(", ")
    }
}

/// `1 file`, `2 files`.
pub(crate) fn many(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

fn counted(count: Count, what: &str) -> String {
    if count.went_out == count.came_in {
        many(count.went_out, what)
    } else {
        format!("{} of {}", count.went_out, many(count.came_in, what))
    }
}
