//! What came of the examples of a document: counts, and places. Text of the document is only shown, never kept.

use serde_json::{Value, json};
use std::collections::BTreeMap;
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

/// Where the examples are that contradict their own schemas, and where these are.
pub(super) fn contradictions(reports: &[Report]) -> Value {
    let pair = |it: &Failure| json!({ "example": it.example, "schema": it.schema });
    let list = |report: &Report| report.contradictions.iter().map(pair).collect::<Value>();
    let each = reports.iter();
    Value::Object(each.map(|it| (it.name.clone(), list(it))).collect())
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
