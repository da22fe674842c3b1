//! `tidy`: what stands out in this project's own source, and what is never right in it.
//!
//! It knows files and tokens. Undocumented public items it leaves to the compiler: the lint `missing_docs` is on for the
//! workspace, and here it is only made sure that nobody has left it.

pub mod layers;

mod functions;
mod never;
mod shape;
mod source;
mod token;

pub use source::{Finding, Source};

use crate::args;
use crate::console::Console;
use crate::exit::{Exit, Stop};
use crate::input::why;
use crate::{summary, sync, workspace};
use lexopt::Arg;
use std::path::Path;

const HELP: &str = "\
Lists what stands out in this project's own source, so that a reviewer looks, and fails on what is never right.

usage: cargo xtask tidy

  stands out        files over 400 lines; functions over 60; more than five parameters; `bool` parameters of
                    public functions; modules without `//!`; generated files over 800 lines; generated bodies
                    over 10
  never right       `unwrap`, `expect`, `panic!`, `todo!`, `unimplemented!` and printing in generator/src;
                    undocumented public items (the lint `missing_docs` finds them; here, that it is on);
                    an import against the table of layers in generator/src/lib.rs
";

/// Where the source is that people write.
const WRITTEN: &[&str] = &["generator", "xtask", "tests"];

/// The packages in which every public item is documented.
const DOCUMENTED: &[&str] = &["generator/Cargo.toml", "generator/runtime/Cargo.toml"];

pub(crate) fn command(mut parser: lexopt::Parser, console: &mut Console<'_>) -> Result<Exit, Stop> {
    if let Some(arg) = parser.next()? {
        return Err(match arg {
            Arg::Short('h') | Arg::Long("help") => Stop::Help(HELP),
            other => args::unexpected(&other, &["help"]),
        });
    }
    let root = workspace::root();
    let stands_out = stands_out(&root).map_err(Stop::refused)?;
    let wrong = never_right(&root).map_err(Stop::refused)?;
    for finding in &stands_out {
        console.out(&format!("{finding}\n"));
    }
    for finding in &wrong {
        console.out(&format!("{finding}: never right\n"));
    }
    let found = summary::many(stands_out.len(), "thing");
    console.err(&format!("{found} to look at, {} to mend\n", wrong.len()));
    Ok(if wrong.is_empty() {
        Exit::Done
    } else {
        Exit::Differs
    })
}

/// What stands out in the project at `root`.
///
/// # Errors
///
/// When a file can't be read or is not Rust.
pub fn stands_out(root: &Path) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    for folder in WRITTEN {
        for source in sources(root, folder)? {
            findings.extend(shape::written(&source));
        }
    }
    for source in sources(root, "generated/src")? {
        // The run time is a copy of what was looked at where it is written.
        if !source.path.starts_with("generated/src/runtime/") {
            findings.extend(shape::generated(&source));
        }
    }
    findings.sort();
    Ok(findings)
}

/// What is never right in the project at `root`.
///
/// # Errors
///
/// When a file can't be read or is not Rust.
pub fn never_right(root: &Path) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    for source in sources(root, "generator/src")? {
        findings.extend(never::check(&source));
    }
    findings.extend(layers::check(root)?);
    findings.extend(undocumented(root)?);
    findings.sort();
    Ok(findings)
}

/// Packages that have left the lint for undocumented items.
fn undocumented(root: &Path) -> Result<Vec<Finding>, String> {
    let manifest = |path: &str| -> Result<toml::Table, String> {
        let text = read(root, path)?;
        text.parse()
            .map_err(|error: toml::de::Error| format!("`{path}`: {error}"))
    };
    let at = |table: &toml::Table, path: &[&str]| {
        let mut value = table.get(*path.first()?)?;
        for key in path.get(1..)? {
            value = value.get(key)?;
        }
        Some(value.clone())
    };
    let mut findings = Vec::new();
    let workspace = manifest("Cargo.toml")?;
    let lint = ["workspace", "lints", "rust", "missing_docs"];
    if at(&workspace, &lint).is_none_or(|level| level.as_str() == Some("allow")) {
        findings.push(Finding::new("Cargo.toml", 1, "`missing_docs` is not on"));
    }
    for path in DOCUMENTED {
        let own = manifest(path)?;
        if at(&own, &["lints", "workspace"]).and_then(|on| on.as_bool()) != Some(true) {
            let message = "it does not take the lints of the workspace";
            findings.push(Finding::new(*path, 1, message));
        }
    }
    Ok(findings)
}

/// The Rust files below a folder.
pub(crate) fn sources(root: &Path, folder: &str) -> Result<Vec<Source>, String> {
    let files = sync::files_below(root, folder)?;
    let rust = files.into_iter().filter(|path| path.ends_with(".rs"));
    rust.map(|path| {
        let text = read(root, &path)?;
        Source::parse(path, text)
    })
    .collect()
}

fn read(root: &Path, path: &str) -> Result<String, String> {
    std::fs::read_to_string(root.join(path))
        .map_err(|error| format!("`{path}` cannot be read: {}", why(&error)))
}
