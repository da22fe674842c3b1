//! The rows as a table for people. It knows columns.

use super::compile::Compiled;
use super::row::{Counts, Outcome, Row};
use super::usage::Usage;

const TITLES: [&str; 13] = [
    "document",
    "operations",
    "left out",
    "schemas",
    "untyped",
    "lost",
    "diagnostics",
    "lines",
    "gen s",
    "gen MB",
    "check",
    "docs",
    "release",
];

/// The table, a line a row, and a line that sums up.
pub(super) fn table(rows: &[Row]) -> String {
    let cells: Vec<[String; 13]> = rows.iter().map(cells).collect();
    let width = |column: usize| {
        let own = cells.iter().map(|row| row[column].chars().count()).max();
        own.unwrap_or(0).max(TITLES[column].len())
    };
    let widths: [usize; 13] = std::array::from_fn(width);
    let mut text = line(&TITLES.map(str::to_owned), &widths);
    for row in &cells {
        text.push_str(&line(row, &widths));
    }
    text.push_str(&sum(rows));
    text
}

fn line(cells: &[String; 13], widths: &[usize; 13]) -> String {
    let mut text = format!("{:<width$}", cells[0], width = widths[0]);
    for (cell, width) in cells.iter().zip(widths).skip(1) {
        text.push_str(&format!("  {cell:>width$}"));
    }
    text.trim_end().to_owned() + "\n"
}

fn cells(row: &Row) -> [String; 13] {
    let share = |part: usize| match row.untyped.positions {
        0 => "-".to_owned(),
        whole => format!("{:.1} %", part as f64 * 100.0 / whole as f64),
    };
    let used = |of: fn(Usage) -> String| row.generation.map_or_else(|| "-".to_owned(), of);
    let (left_out, lines) = match &row.outcome {
        Outcome::Generated => (row.operations.skipped.to_string(), row.lines.to_string()),
        Outcome::Refused(_) => ("refused".to_owned(), "-".to_owned()),
        Outcome::Crashed(_) => ("CRASHED".to_owned(), "-".to_owned()),
    };
    [
        row.document.clone(),
        counted(row.operations),
        left_out,
        counted(row.schemas),
        share(row.untyped.by_reason.values().sum()),
        share(row.untyped.lost),
        row.diagnostics.values().sum::<usize>().to_string(),
        lines,
        used(|usage| format!("{:.2}", usage.cpu_seconds)),
        used(|usage| format!("{:.0}", usage.peak_mb)),
        compiled(row.check.as_ref()),
        compiled(row.docs.as_ref()),
        compiled(row.release.as_ref()),
    ]
}

fn counted(counts: Counts) -> String {
    if counts.came_in == counts.went_out {
        counts.went_out.to_string()
    } else {
        format!("{}/{}", counts.went_out, counts.came_in)
    }
}

fn compiled(compiled: Option<&Compiled>) -> String {
    match compiled {
        None => "-".to_owned(),
        Some(Compiled {
            errors: 0,
            warnings: 0,
            took,
            library_mb,
            ..
        }) => {
            let took = took.map_or_else(
                || "ok".to_owned(),
                |took| format!("{:.1} s {:.0} MB", took.cpu_seconds, took.peak_mb),
            );
            library_mb.map_or(took.clone(), |size| format!("{took}, {size:.1} MB large"))
        }
        Some(Compiled {
            errors: 0,
            warnings,
            ..
        }) => format!("{warnings} warnings"),
        Some(Compiled { errors, .. }) => format!("{errors} errors"),
    }
}

fn sum(rows: &[Row]) -> String {
    let count = |wanted: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| wanted(row)).count();
    let total = |of: &dyn Fn(&Row) -> usize| rows.iter().map(of).sum::<usize>();
    let compiled = |row: &Row| {
        row.check
            .as_ref()
            .is_some_and(|check| check.errors + check.warnings == 0)
    };
    let mut text = format!(
        "{} documents: {} generated, {} refused, {} crashed; {} operations, {} left out; {} of {} positions lost\n",
        rows.len(),
        count(&|row| row.outcome == Outcome::Generated),
        count(&|row| matches!(row.outcome, Outcome::Refused(_))),
        count(&|row| matches!(row.outcome, Outcome::Crashed(_))),
        total(&|row| row.operations.came_in),
        total(&|row| row.operations.skipped),
        total(&|row| row.untyped.lost),
        total(&|row| row.untyped.positions),
    );
    if count(&|row| row.check.is_some()) > 0 {
        let tried = count(&|row| row.check.is_some());
        text.push_str(&format!(
            "{} of {tried} compile without a warning\n",
            count(&compiled)
        ));
    }
    text
}
