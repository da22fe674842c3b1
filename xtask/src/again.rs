//! Commands that need more than others do: this program once more, with the feature that builds it.

use crate::exit::{Exit, Stop};
use crate::input::why;
use std::process::Command;

/// Runs `examples` in a program that has it.
pub(crate) fn command(mut parser: lexopt::Parser) -> Result<Exit, Stop> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "--package",
            "xtask",
            "--features",
            "examples",
            "--",
            "examples",
        ])
        .args(parser.raw_args()?)
        .status()
        .map_err(|error| Stop::refused(format!("cargo: {}", why(&error))))?;
    Ok(match status.code() {
        Some(0) => Exit::Done,
        Some(1) => Exit::Differs,
        Some(2) => Exit::Usage,
        _ => Exit::Refused,
    })
}
