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
use crate::emit::{Piece, render};
use crate::plan::{ModulePlan, RustPlan};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

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

    /// The files themselves, by path.
    pub fn into_files(self) -> BTreeMap<String, String> {
        self.files
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
        let breaks = |text: &String| text.bytes().filter(|byte| *byte == b'\n').count();
        self.files.values().map(breaks).sum()
    }
}

/// The files of a plan, made by so many threads: no file knows of another. The modules are taken out of it, and each is
/// gone once it is a file, so that there never are all of both.
pub fn files(plan: &mut RustPlan, threads: NonZeroUsize, found: &mut Diagnostics) -> FileSet {
    let mut set = FileSet::default();
    let header = header::line(&plan.command);
    let runtime = &plan.runtime;
    let make = |module: ModulePlan| {
        let made = text(&header, render(&module, runtime));
        (module.file, made)
    };
    for (file, made) in each(std::mem::take(&mut plan.modules), threads, make) {
        match made {
            Ok(text) => set.insert(file, text),
            Err(problem) => found.push(Diagnostic::nowhere(
                Code::Defect,
                format!("the generated file `{file}` is not Rust: {problem}"),
            )),
        }
    }
    let mut surface = String::new();
    for line in std::mem::take(&mut plan.surface) {
        surface.push_str(&line);
        surface.push('\n');
    }
    set.insert("surface.txt", surface);
    set
}

/// What is made of each, in their order whoever made it.
fn each<T: Send, U: Send>(
    all: Vec<T>,
    threads: NonZeroUsize,
    make: impl Fn(T) -> U + Sync,
) -> impl Iterator<Item = U> {
    let most = threads.get().min(all.len());
    let left = Mutex::new(all.into_iter().enumerate());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    // Whoever is done takes the next: a file may be a hundred times as long as another.
    let work = || {
        let mut done = Vec::new();
        while let Some((index, one)) = next() {
            done.push((index, make(one)));
        }
        done
    };
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..most)
            .map_while(|_| std::thread::Builder::new().spawn_scoped(scope, work).ok())
            .collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, made)| made)
}

fn text(header: &str, pieces: impl Iterator<Item = Piece>) -> Result<String, String> {
    let mut text = format!("{header}\n");
    for piece in pieces {
        let piece = format::piece(piece)?;
        if !piece.trim().is_empty() {
            text.push('\n');
            text.push_str(&piece);
        }
    }
    Ok(text)
}
