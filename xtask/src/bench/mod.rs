//! `bench`: how long things take, for people and as JSON. It knows which programs to run, not what they do.
//!
//! Every figure is the time of processors, not of the clock: machines are busy. What is compared is measured in turn.

mod documents;
mod grown;
mod programs;

use crate::console::Console;
use crate::exit::{Exit, Stop};
use crate::input::why;
use crate::{args, suggest, workspace};
use lexopt::Arg;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

const HELP: &str = "\
Measures the generator and what it generates, in processor seconds.

usage: cargo xtask bench [WHAT]... [--document FILE]... [--rounds N] [--json FILE]

  documents    whole documents through `generate`, step by step
  growth       one document at 1, 2, 4 and 8 times its size: seconds per operation stay the same
  compile      `cargo check` and a release build of their clients, in crates of their own
  runtime      calls, decoding and encoding, each beside the same by hand with reqwest and serde's derive
               (tests/benches/runtime)

  Without WHAT, all of them. It builds and runs this program in the release profile. The documents are those of
  specs/, and those named by --document.

  --document FILE    another document; may be given more than once
  --rounds N         how often each document is done, of which the quickest counts; 5, if it is left out
  --json FILE        writes the figures as JSON
";

const FLAGS: &[&str] = &["document", "rounds", "json", "help"];

const PARTS: &[&str] = &["documents", "growth", "compile", "runtime"];

/// What to measure.
struct Options {
    parts: Vec<String>,
    documents: Vec<PathBuf>,
    rounds: usize,
    json: Option<PathBuf>,
}

/// Rows of figures, and what they are called.
type Figures = Vec<Map<String, Value>>;

pub(crate) fn command(parser: lexopt::Parser, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let options = options(parser.clone())?;
    // This program as it is debugged says nothing about how long anything takes.
    if cfg!(debug_assertions) {
        return programs::released(parser);
    }
    let scratch = scratch();
    std::fs::create_dir_all(&scratch)
        .map_err(|error| Stop::refused(format!("`{}`: {}", scratch.display(), why(&error))))?;
    let mut all = Map::new();
    for part in &options.parts {
        console.progress(&format!("measuring {part}"));
        let figures = match part.as_str() {
            "documents" => documents::of(&documents(&options), options.rounds, &scratch)?,
            "growth" => documents::growth(options.rounds, &scratch)?,
            "compile" => programs::compile(&documents(&options), &scratch)?,
            _ => programs::runtime()?,
        };
        console.out(&format!("{part}\n{}\n", table(&figures)));
        let rows = figures.into_iter().map(Value::Object).collect();
        all.insert(part.clone(), Value::Array(rows));
    }
    if let Some(path) = &options.json {
        let text = format!("{:#}\n", Value::Object(all));
        std::fs::write(path, text)
            .map_err(|error| Stop::refused(format!("`{}`: {}", path.display(), why(&error))))?;
    }
    Ok(Exit::Done)
}

fn options(mut parser: lexopt::Parser) -> Result<Options, Stop> {
    let mut options = Options {
        parts: Vec::new(),
        documents: Vec::new(),
        rounds: 5,
        json: None,
    };
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Err(Stop::Help(HELP)),
            Arg::Long("document") => options.documents.push(args::path(&mut parser)?),
            Arg::Long("rounds") => {
                let rounds = args::text(&mut parser)?.parse().ok();
                options.rounds = rounds
                    .filter(|rounds| *rounds > 0)
                    .ok_or_else(|| Stop::Usage("`--rounds` takes a number above 0".to_owned()))?;
            }
            Arg::Long("json") => {
                args::once(&mut options.json, args::path(&mut parser)?, "`--json`")?;
            }
            Arg::Value(part) => {
                let part = part.to_string_lossy().into_owned();
                if !PARTS.contains(&part.as_str()) {
                    return Err(Stop::Usage(suggest::unknown("part", &part, PARTS)));
                }
                options.parts.push(part);
            }
            other => return Err(args::unexpected(&other, FLAGS)),
        }
    }
    if options.parts.is_empty() {
        options.parts = PARTS.iter().map(|part| (*part).to_owned()).collect();
    }
    Ok(options)
}

/// The documents of this project, and those that were named.
fn documents(options: &Options) -> Vec<PathBuf> {
    let mut all = own_documents();
    all.extend(options.documents.iter().cloned());
    all
}

fn own_documents() -> Vec<PathBuf> {
    ["cloudflare", "cloudfoundry"]
        .map(|name| {
            workspace::root()
                .join("specs")
                .join(name)
                .join("openapi.yaml")
        })
        .into()
}

/// Where clients are written and compiled.
fn scratch() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target
        .unwrap_or_else(|| workspace::root().join("target"))
        .join("bench")
}

/// What a document is called in a table: its file and the folder around it.
fn name_of(path: &Path) -> String {
    let mut parts: Vec<_> = path.iter().rev().take(2).collect();
    parts.reverse();
    let parts: Vec<_> = parts.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Rows as a table: a column for each name that a row has.
fn table(rows: &[Map<String, Value>]) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for key in rows.iter().flat_map(Map::keys) {
        if !titles.contains(&key.as_str()) {
            titles.push(key);
        }
    }
    let cell = |row: &Map<String, Value>, title: &str| match row.get(title) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => "-".to_owned(),
    };
    let width = |title: &&str| {
        let own = rows.iter().map(|row| cell(row, title).chars().count());
        own.max().unwrap_or(0).max(title.len())
    };
    let widths: Vec<usize> = titles.iter().map(width).collect();
    let line = |cells: Vec<String>| {
        let mut text = String::new();
        for (index, (cell, width)) in cells.iter().zip(&widths).enumerate() {
            match index {
                0 => text.push_str(&format!("{cell:<width$}")),
                _ => text.push_str(&format!("  {cell:>width$}")),
            }
        }
        text + "\n"
    };
    let mut text = line(titles.iter().map(|title| (*title).to_owned()).collect());
    for row in rows {
        text.push_str(&line(titles.iter().map(|title| cell(row, title)).collect()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rows_are_a_table() {
        let row = |value: Value| value.as_object().cloned().unwrap_or_default();
        let rows = [
            row(json!({"name": "a", "ratio": 1.5})),
            row(json!({"name": "longer", "ns": 10})),
        ];
        let expected = "name    ratio  ns\na         1.5   -\nlonger      -  10\n";
        assert_eq!(table(&rows), expected);
    }
}
