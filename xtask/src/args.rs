//! Arguments, with messages that help. It knows no command's flags.

use crate::exit::Stop;
use crate::suggest;
use launchway_generator::config::Limits;
use lexopt::{Arg, Parser, ValueExt};
use std::path::PathBuf;

/// What to say of an argument that a command does not know, which knows those flags.
pub(crate) fn unexpected(arg: &Arg<'_>, flags: &[&str]) -> Stop {
    Stop::Usage(match arg {
        Arg::Long(name) => match suggest::nearest(name, flags.iter().copied()) {
            Some(near) => format!("unknown flag `--{name}`; did you mean `--{near}`?"),
            None => format!("unknown flag `--{name}`"),
        },
        Arg::Short(letter) => format!("unknown flag `-{letter}`"),
        Arg::Value(value) => format!("unexpected argument `{}`", value.to_string_lossy()),
    })
}

/// The value of a flag, as a path.
pub(crate) fn path(parser: &mut Parser) -> Result<PathBuf, Stop> {
    Ok(parser.value()?.into())
}

/// The value of a flag, as text.
pub(crate) fn text(parser: &mut Parser) -> Result<String, Stop> {
    Ok(parser.value()?.string()?)
}

/// Keeps an argument that may be given once.
pub(crate) fn once<T>(slot: &mut Option<T>, value: T, what: &str) -> Result<(), Stop> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(Stop::Usage(format!("{what} is given twice"))),
    }
}

/// What must be given.
pub(crate) fn needed<T>(slot: Option<T>, what: &str) -> Result<T, Stop> {
    slot.ok_or_else(|| Stop::Usage(format!("{what} is missing")))
}

/// The names of limits, as `--limit` takes them.
const LIMITS: &[&str] = &["bytes", "depth", "nodes"];

/// Sets the limit that the value of a flag names, such as `bytes=1000000`.
pub(crate) fn limit(parser: &mut Parser, limits: &mut Limits) -> Result<(), Stop> {
    let given = text(parser)?;
    let usage = || Stop::Usage(format!("`--limit` takes NAME=NUMBER, not `{given}`"));
    let (name, number) = given.split_once('=').ok_or_else(usage)?;
    let number: usize = number.parse().map_err(|_| usage())?;
    match name {
        "bytes" => limits.bytes = number,
        "depth" => limits.depth = number,
        "nodes" => limits.nodes = number,
        other => return Err(Stop::Usage(suggest::unknown("limit", other, LIMITS))),
    }
    Ok(())
}
