//! `explain`: what a diagnostic's code means. The words are the generator's own.

use crate::args;
use crate::console::Console;
use crate::exit::{Exit, Stop};
use crate::suggest;
use launchway_generator::diag::Code;
use lexopt::Arg;

const HELP: &str = "\
Says what a diagnostic's code means, with an example and what to do; without a code, lists all codes.

usage: cargo xtask explain [CODE]
";

/// Runs the command.
pub(crate) fn command(mut parser: lexopt::Parser, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let mut wanted = None;
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Err(Stop::Help(HELP)),
            Arg::Value(code) if wanted.is_none() => {
                wanted = Some(code.to_string_lossy().into_owned());
            }
            other => return Err(args::unexpected(&other, &["help"])),
        }
    }
    match wanted {
        None => console.out(&list()),
        Some(id) => {
            let code = Code::from_id(&id).ok_or_else(|| Stop::Usage(unknown(&id)))?;
            console.out(code.explanation());
        }
    }
    Ok(Exit::Done)
}

fn list() -> String {
    let line = |code: &Code| format!("{}  {}\n", code.id(), code.title());
    Code::ALL.iter().map(line).collect()
}

/// Digits in another order are nearer than any other mistake in an id.
fn unknown(id: &str) -> String {
    let ids: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    let sorted = |id: &str| {
        let mut letters: Vec<char> = id.to_uppercase().chars().collect();
        letters.sort_unstable();
        letters
    };
    let near = ids.iter().find(|known| sorted(known) == sorted(id));
    match near {
        Some(near) => format!("unknown code `{id}`; did you mean `{near}`?"),
        None => suggest::unknown("code", id, &ids),
    }
}
