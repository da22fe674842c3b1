//! What came of the examples of a document: counts, and places. Text of the document is only shown, never kept.

use launchway_generator::diag::{FileId, Place};
use launchway_generator::source::SourceSet;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What came of one document.
#[derive(Debug, Default)]
pub struct Report {
    /// Which document.
    pub name: String,
    /// How many examples a type could be held against.
    pub total: usize,
    /// How many came back as they were.
    pub ok: usize,
    /// How many unions were met on the way.
    pub unions: usize,
    /// Those that do not fit their own schema.
    pub contradictions: Vec<Failure>,
    /// Those that fit and did not come back.
    pub failures: Vec<Failure>,
    /// How many values were made of variants of unions.
    pub made: usize,
    /// Those of them that became another variant, or did not come back.
    pub made_failures: Vec<Failure>,
    /// Those that have no type since their schemas only count together with others, a line each.
    pub merged: Vec<String>,
    /// How many more there are, by why no type could be held against them.
    pub left_out: BTreeMap<&'static str, usize>,
}

/// An example that does not come back.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Where the example is.
    pub example: String,
    /// Where the schema is.
    pub schema: String,
    /// Both in one line, without what they have in common.
    pub line: String,
    /// The type that read it.
    pub ty: String,
    /// What is wrong.
    pub fault: String,
    /// What the schema says against the example; nothing, if it fits.
    pub verdict: Vec<String>,
}

/// How many letters of the document a line shows.
const SHOWN: usize = 400;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cut = |text: &str| text.chars().take(SHOWN).collect::<String>();
        writeln!(f, "  {}", self.example)?;
        writeln!(f, "    schema {}", self.schema)?;
        writeln!(f, "    as {}", self.ty)?;
        writeln!(f, "    {}", cut(&self.fault))?;
        let mut verdict = self.verdict.iter();
        verdict.try_for_each(|fault| writeln!(f, "    but {}", cut(fault)))
    }
}

impl Report {
    pub(super) const HEAD: &'static str = "document                                examples       ok contradicting  failed  left out   unions    made  failed\n";

    pub(super) fn new(name: &str, left_out: BTreeMap<&'static str, usize>) -> Self {
        Self {
            name: name.to_owned(),
            left_out,
            ..Self::default()
        }
    }

    pub(super) fn leave_out(&mut self, why: &'static str) {
        self.total -= 1;
        *self.left_out.entry(why).or_default() += 1;
    }

    pub(super) fn row(&self) -> String {
        format!(
            "{:<40}{:>8} {:>8} {:>13} {:>7} {:>9} {:>8} {:>7} {:>7}\n",
            self.name,
            self.total,
            self.ok,
            self.contradictions.len(),
            self.failures.len(),
            self.left_out.values().sum::<usize>(),
            self.unions,
            self.made,
            self.made_failures.len(),
        )
    }

    /// What is on record of examples that no type answers for, a line each: places, and no text of the document.
    pub fn listed(&self) -> Vec<String> {
        let contradicting = self.contradictions.iter().map(|it| it.line.clone());
        let mut lines: Vec<String> = contradicting
            .map(|line| format!("{}: contradicts {line}", self.name))
            .collect();
        let merged = self.merged.iter();
        lines.extend(merged.map(|line| format!("{}: merged {line}", self.name)));
        lines.sort();
        lines
    }

    /// The counts alone.
    pub fn counts(&self) -> Value {
        json!({
            "examples": self.total,
            "ok": self.ok,
            "contradicting": self.contradictions.len(),
            "failed": self.failures.len(),
            "left out": self.left_out,
            "unions": self.unions,
            "made": self.made,
            "made, failed": self.made_failures.len(),
        })
    }
}

/// The counts of all documents, by name.
pub(super) fn counts(reports: &[Report]) -> Value {
    let each = reports.iter();
    Value::Object(each.map(|it| (it.name.clone(), it.counts())).collect())
}

/// Where an example is and where its schema is: what both have in common, then the rest of each.
pub(super) fn line(sources: &SourceSet, (example, schema): (&Place, &Place)) -> String {
    let shown = |place: &Place| match place.file {
        FileId::ROOT => place.pointer.to_string(),
        file => format!("{}#{}", sources.path(file), place.pointer),
    };
    let (example, schema) = (shown(example), shown(schema));
    let mut ends = example
        .char_indices()
        .map(|(at, _)| at)
        .chain([example.len()]);
    let is_shared = |at: &usize| {
        let rest = (example.get(*at..), schema.get(*at..));
        let is_end =
            |rest: Option<&str>| rest.is_some_and(|it| it.is_empty() || it.starts_with('/'));
        example.get(..*at) == schema.get(..*at) && is_end(rest.0) && is_end(rest.1)
    };
    let shared = ends.rfind(is_shared).unwrap_or(0);
    let rest = |text: &str| match text.get(shared..) {
        None | Some("") => ".".to_owned(),
        Some(rest) => rest.to_owned(),
    };
    let common = example.get(..shared).unwrap_or_default();
    format!("{common} {} {}", rest(&example), rest(&schema))
}

/// How the counts differ from those on record, a sentence each; documents that are on one side alone do not count.
pub(super) fn differences(reports: &[Report], record: &Value) -> Vec<String> {
    let each = reports.iter().filter_map(|report| {
        let known = record.get(&report.name)?;
        let counts = report.counts();
        (counts != *known).then(|| format!("{}: was {known}, is {counts}", report.name))
    });
    each.collect()
}

/// How the places differ from those on record, a sentence each; documents of which nothing is on record do not count.
pub(super) fn astray(reports: &[Report], record: &str) -> Vec<String> {
    let known: BTreeSet<&str> = record.lines().collect();
    let mut astray = Vec::new();
    for report in reports {
        let lines = report.listed();
        let prefix = format!("{}: ", report.name);
        let new = lines.iter().filter(|line| !known.contains(line.as_str()));
        astray.extend(new.map(|line| format!("not on record: {line}")));
        let gone = known
            .iter()
            .filter(|line| line.starts_with(&prefix) && !lines.iter().any(|each| each == *line));
        astray.extend(gone.map(|line| format!("no longer so: {line}")));
    }
    astray
}
