//! Documents through `generate`, each in a process of its own, which tells what it took.

use super::{Figures, grown, name_of};
use crate::exit::Stop;
use crate::input::why;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The times that the document of `growth` is as large as the first.
const TIMES: [usize; 4] = [1, 2, 4, 8];

/// What each document takes.
pub(super) fn of(documents: &[PathBuf], rounds: usize, scratch: &Path) -> Result<Figures, Stop> {
    let mut rows = Vec::new();
    for document in documents {
        let best = best(document, rounds, scratch)?;
        rows.push(row(&name_of(document), &best));
    }
    Ok(rows)
}

/// What one document takes as it grows: an operation costs as much in a large document as in a small one.
pub(super) fn growth(rounds: usize, scratch: &Path) -> Result<Figures, Stop> {
    let mut rows: Figures = Vec::new();
    let mut first = None;
    for times in TIMES {
        let document = scratch.join(format!("grown-{times}.json"));
        std::fs::write(&document, grown::document(times).to_string())
            .map_err(|error| Stop::refused(format!("`{}`: {}", document.display(), why(&error))))?;
        let best = best(&document, rounds, scratch)?;
        let each = seconds(&best) / times as f64;
        let ratio = each / *first.get_or_insert(each);
        let mut row = row(&format!("{times}x"), &best);
        row.insert(
            "per_operation".to_owned(),
            json!((ratio * 100.0).round() / 100.0),
        );
        rows.push(row);
    }
    Ok(rows)
}

/// The quickest of some rounds, as `generate --timings` tells it.
fn best(document: &Path, rounds: usize, scratch: &Path) -> Result<Value, Stop> {
    let mut best: Option<Value> = None;
    for _ in 0..rounds {
        let told = once(document, scratch)?;
        if best
            .as_ref()
            .is_none_or(|best| seconds(&told) < seconds(best))
        {
            best = Some(told);
        }
    }
    Ok(best.unwrap_or_default())
}

fn once(document: &Path, scratch: &Path) -> Result<Value, Stop> {
    let (out, timings) = (scratch.join("client"), scratch.join("timings.json"));
    // What is there already need not be written again, and would look quicker.
    let _ = std::fs::remove_dir_all(&out);
    let cannot = |error: std::io::Error| Stop::refused(why(&error));
    let status = Command::new(std::env::current_exe().map_err(cannot)?)
        .arg("generate")
        .args(["--name", "measured", "--spec"])
        .arg(document)
        .arg("--timings")
        .arg(&timings)
        .arg("--out")
        .arg(&out)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(cannot)?;
    // 4: operations were left out, as some documents want it.
    if !matches!(status.code(), Some(0 | 4)) {
        let document = document.display();
        return Err(Stop::refused(format!("`{document}` is not generated")));
    }
    let text = std::fs::read_to_string(&timings).map_err(cannot)?;
    serde_json::from_str(&text).map_err(|error| Stop::refused(error.to_string()))
}

fn seconds(told: &Value) -> f64 {
    let told = told.get("cpu_seconds").or_else(|| told.get("total"));
    told.and_then(Value::as_f64).unwrap_or_default()
}

/// A row: the time of processors and the memory of all, and how long each step took by the clock.
fn row(name: &str, told: &Value) -> Map<String, Value> {
    let mut row = Map::new();
    row.insert("name".to_owned(), json!(name));
    for key in ["cpu_seconds", "peak_mb"] {
        let value = told.get(key).and_then(Value::as_f64).unwrap_or_default();
        row.insert(key.to_owned(), json!((value * 1e4).round() / 1e4));
    }
    let steps = told.get("seconds").and_then(Value::as_object);
    for (step, value) in steps.into_iter().flatten() {
        let value = value.as_f64().unwrap_or_default();
        row.insert(step.clone(), json!((value * 1e4).round() / 1e4));
    }
    row
}
