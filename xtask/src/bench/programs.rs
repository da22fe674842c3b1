//! What other programs measure: the compiler, and the benchmarks of the clients.

use super::Figures;
use crate::exit::{Exit, Stop};
use crate::input::why;
use crate::workspace;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn cargo() -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(workspace::root());
    command
}

fn cannot(error: std::io::Error) -> Stop {
    Stop::refused(format!("cargo: {}", why(&error)))
}

/// This program once more, built for speed.
pub(super) fn released(mut parser: lexopt::Parser) -> Result<Exit, Stop> {
    let arguments = ["run", "--quiet", "--release", "--package", "xtask", "--"];
    let status = cargo()
        .args(arguments)
        .arg("bench")
        .args(parser.raw_args()?)
        .status()
        .map_err(cannot)?;
    Ok(match status.code() {
        Some(0) => Exit::Done,
        Some(2) => Exit::Usage,
        _ => Exit::Refused,
    })
}

/// What `cargo check` and a release build of each client take, as `corpus` measures it.
pub(super) fn compile(documents: &[PathBuf], scratch: &Path) -> Result<Figures, Stop> {
    let told = scratch.join("compile.json");
    let status = Command::new(std::env::current_exe().map_err(cannot)?)
        .arg("corpus")
        .args(documents)
        .args(["--compile", "--release"])
        .arg("--json")
        .arg(&told)
        .stdout(Stdio::null())
        .status()
        .map_err(cannot)?;
    if !status.success() {
        return Err(Stop::refused("a client does not compile"));
    }
    let text = std::fs::read_to_string(&told).map_err(cannot)?;
    let rows: Vec<Value> =
        serde_json::from_str(&text).map_err(|error| Stop::refused(error.to_string()))?;
    let figure = |(row, document): (&Value, String)| {
        let mut figures = Map::new();
        figures.insert("name".to_owned(), json!(document));
        figures.insert("lines".to_owned(), json!(row.get("lines")));
        for (name, at) in [
            ("check_cpu_seconds", "/check/took/cpu_seconds"),
            ("check_peak_mb", "/check/took/peak_mb"),
            ("release_cpu_seconds", "/release/took/cpu_seconds"),
            ("library_mb", "/release/library_mb"),
        ] {
            figures.insert(
                name.to_owned(),
                row.pointer(at).cloned().unwrap_or_default(),
            );
        }
        figures
    };
    let names = documents.iter().map(|path| super::name_of(path));
    Ok(rows.iter().zip(names).map(figure).collect())
}

/// What calls, decoding and encoding take beside the same by hand.
pub(super) fn runtime() -> Result<Figures, Stop> {
    let arguments = ["bench", "--quiet", "--package", "launchway-benches"];
    let told = cargo()
        .args(arguments)
        .args(["--bench", "runtime"])
        .stderr(Stdio::inherit())
        .output()
        .map_err(cannot)?;
    if !told.status.success() {
        return Err(Stop::refused("the benchmarks of the clients failed"));
    }
    let text = String::from_utf8_lossy(&told.stdout);
    let rows = text.lines().filter(|line| line.starts_with('{'));
    rows.map(|line| serde_json::from_str(line).map_err(|error| Stop::refused(error.to_string())))
        .collect()
}
