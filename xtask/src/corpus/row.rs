//! What comes of one document. It knows numbers, and where the generator tells them.

use super::compile::Compiled;
use super::find::Found;
use super::usage::{Usage, Who};
use crate::exit::Stop;
use crate::generate::{COMMAND, crate_files, write};
use crate::input::Input;
use launchway_generator::config::Config;
use launchway_generator::diag::{Count, Diagnostics, Severity};
use launchway_generator::generate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// What every crate is called: what is measured does not depend on the document's title.
pub(super) const CRATE: &str = "client";

/// What came of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What the document is called.
    pub document: String,
    /// Whether a client was generated, and if not, why.
    pub outcome: Outcome,
    /// Its operations.
    pub operations: Counts,
    /// Its component schemas.
    pub schemas: Counts,
    /// What is untyped.
    pub untyped: Untyped,
    /// How many diagnostics there are of each code.
    pub diagnostics: BTreeMap<String, usize>,
    /// How many lines the client has, the run time not counted.
    pub lines: usize,
    /// What generating took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generation: Option<Usage>,
    /// What checking it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Compiled>,
    /// What documenting it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub docs: Option<Compiled>,
    /// What building it for a release took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<Compiled>,
}

/// Whether a client was generated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was.
    #[default]
    Generated,
    /// It was not: the first error.
    Refused(String),
    /// The generator did not come to an end: it was stopped, or stopped itself.
    Crashed(String),
}

/// What came in and went out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// How many the document holds.
    #[serde(rename = "in")]
    pub came_in: usize,
    /// How many are in the client.
    #[serde(rename = "out")]
    pub went_out: usize,
    /// How many were left out.
    pub skipped: usize,
}

/// What is untyped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Untyped {
    /// How many positions of schemas there are.
    pub positions: usize,
    /// How many are untyped though the document says what stands there.
    pub lost: usize,
    /// How many are untyped, by reason.
    pub by_reason: BTreeMap<String, usize>,
}

impl From<Count> for Counts {
    fn from(count: Count) -> Self {
        Self {
            came_in: count.came_in,
            went_out: count.went_out,
            skipped: count.skipped,
        }
    }
}

/// Generates a client of a document, and writes it to the folder `out` if that is given.
///
/// # Errors
///
/// When the document's path names no file, or `out` can't be written.
pub fn measure(document: &Found, out: Option<&Path>) -> Result<Row, Stop> {
    let before = Usage::of(Who::Own);
    let input = Input::new(Path::new(""), &document.path, &[])?;
    let config = Config {
        command: COMMAND.to_owned(),
        ..Config::new(CRATE)
    };
    let made = generate(&input.request(&config));
    if let Some((out, client)) = out.zip(made.client.as_ref()) {
        write(out, &crate_files(CRATE, client.clone(), out)?)?;
    }
    let after = Usage::of(Who::Own);
    let ledger = &made.ledger;
    let by_code = made.diagnostics.by_code().into_iter();
    Ok(Row {
        document: document.name.clone(),
        outcome: match &made.client {
            Some(_) => Outcome::Generated,
            None => Outcome::Refused(first_error(&made.diagnostics)),
        },
        operations: ledger.operations.into(),
        schemas: ledger.schemas.into(),
        untyped: Untyped {
            positions: ledger.positions,
            lost: ledger.untyped_lost,
            by_reason: owned(
                ledger
                    .untyped
                    .iter()
                    .map(|(reason, count)| (*reason, *count)),
            ),
        },
        diagnostics: owned(by_code),
        lines: made
            .client
            .as_ref()
            .map_or(0, |client| client.files.lines()),
        generation: before.zip(after).map(|(before, after)| after.since(before)),
        check: None,
        docs: None,
        release: None,
    })
}

fn owned(counts: impl Iterator<Item = (&'static str, usize)>) -> BTreeMap<String, usize> {
    counts
        .map(|(name, count)| (name.to_owned(), count))
        .collect()
}

fn first_error(found: &Diagnostics) -> String {
    let first = found
        .iter()
        .find(|each| each.code.severity() == Severity::Error);
    first.map_or_else(String::new, |error| {
        format!("{}: {}", error.code.id(), error.message)
    })
}
