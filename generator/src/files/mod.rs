//! Tokens and tables to text, and the texts of a whole run as files.
//!
//! It knows what a file looks like, and no schema.

mod blank;
mod format;
mod header;
mod package;
mod report;
mod runtime;
mod sources;

pub use package::{MANIFEST_MARK, Member, Package, dependencies, manifest, readme, several};
pub use report::{Report, json as report_json};
pub use runtime::{RuntimeFile, runtime_files};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::emit::{RenderedModule, render};
use crate::plan::RustPlan;
use std::collections::BTreeMap;

/// Files by their path below the output folder, with `/` between its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet {
    files: BTreeMap<String, String>,
}

impl FileSet {
    /// Adds a file.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// The files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Takes over the files of another set, below `folder`.
    pub fn extend_below(&mut self, folder: &str, other: FileSet) {
        for (path, text) in other.files {
            let path = if folder.is_empty() {
                path
            } else {
                format!("{folder}/{path}")
            };
            self.files.insert(path, text);
        }
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// How many lines they have together.
    pub fn lines(&self) -> usize {
        self.files.values().map(|text| text.lines().count()).sum()
    }
}

/// The files of a plan.
pub fn files(plan: &RustPlan, found: &mut Diagnostics) -> FileSet {
    let mut set = FileSet::default();
    let header = header::line(&plan.command);
    for module in render(plan) {
        let path = module.file.clone();
        match text(&module) {
            Ok(text) => set.insert(path, format!("{header}\n\n{text}")),
            Err(problem) => found.push(Diagnostic::nowhere(
                Code::Defect,
                format!("the generated file `{path}` is not Rust: {problem}"),
            )),
        }
    }
    set.insert(
        "surface.txt",
        plan.surface
            .iter()
            .map(|line| format!("{line}\n"))
            .collect::<String>(),
    );
    set
}

fn text(module: &RenderedModule) -> Result<String, String> {
    let mut pieces = Vec::new();
    for piece in &module.pieces {
        let text = format::piece(piece)?;
        if !text.trim().is_empty() {
            pieces.push(text);
        }
    }
    Ok(pieces.join("\n"))
}
