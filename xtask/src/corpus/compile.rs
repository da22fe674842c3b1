//! Compiling a generated crate, and what the compiler says. It knows how to call Cargo.

use super::row::CRATE;
use super::usage::{Usage, Who};
use crate::exit::Stop;
use crate::input::why;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::process::{Command, Stdio};

/// What the compiler said of a crate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Compiled {
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// The first of them, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<String>,
    /// What it took, the dependencies not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub took: Option<Usage>,
    /// How large the library is, in MB of a million bytes, where one is built.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub library_mb: Option<f64>,
}

/// What to do with a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// `cargo check`
    Check,
    /// `cargo doc`, where a link that leads nowhere is a warning too.
    Doc,
    /// `cargo build --release`
    Release,
}

/// How many messages are kept.
const KEPT: usize = 5;

/// Runs Cargo on the crate in `folder`; what is built goes below `target`. Nothing is fetched.
pub(super) fn cargo(task: Task, folder: &Path, target: &Path) -> Result<Compiled, Stop> {
    let before = Usage::of(Who::Children);
    let arguments: &[&str] = match task {
        Task::Check => &["check"],
        Task::Doc => &["doc", "--no-deps"],
        Task::Release => &["build", "--release"],
    };
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(arguments)
        .args(["--offline", "--quiet", "--message-format", "short"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        // Each crate is compiled once: what only helps the next time is time lost.
        .env("CARGO_INCREMENTAL", "0")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Stop::refused(format!("cargo cannot be run: {}", why(&error))))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let mut compiled = count(&text);
    if !output.status.success() && compiled.errors == 0 {
        compiled.errors = 1;
        compiled.first = text.lines().take(KEPT).map(str::to_owned).collect();
    }
    compiled.took = before
        .zip(Usage::of(Who::Children))
        .map(|(before, after)| after.since(before));
    if task == Task::Release && compiled.errors == 0 {
        let library = target.join("release").join(format!("lib{CRATE}.rlib"));
        let size = std::fs::metadata(library).map(|found| found.len() as f64 / 1e6);
        compiled.library_mb = size.ok();
    }
    Ok(compiled)
}

fn count(text: &str) -> Compiled {
    let mut compiled = Compiled::default();
    for line in text.lines() {
        let is_summary =
            line.starts_with("error: could not compile") || line.contains(" generated ");
        let counter = match line {
            _ if is_summary => continue,
            _ if line.contains(": error") || line.starts_with("error") => &mut compiled.errors,
            _ if line.contains(": warning") || line.starts_with("warning") => {
                &mut compiled.warnings
            }
            _ => continue,
        };
        *counter += 1;
        if compiled.first.len() < KEPT {
            compiled.first.push(line.to_owned());
        }
    }
    compiled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_the_compiler_says() {
        let said = count(
            "src/a.rs:1:2: error[E0425]: cannot find value `x` in this scope\n\
             src/b.rs:1:2: warning: unused import: `y`\n\
             warning: `client` (lib) generated 1 warning\n\
             error: could not compile `client` (lib) due to 1 previous error; 1 warning emitted\n",
        );
        assert_eq!((said.errors, said.warnings, said.first.len()), (1, 1, 2));
    }
}
