//! `corpus`: every document below some folders through the generator and, if asked, through the compiler.
//!
//! Each document is done by a process of its own, so that what it takes is told from the others', and none that
//! crashes takes the others along.

mod child;
mod compile;
mod find;
mod record;
mod row;
mod table;
mod usage;

pub use compile::Compiled;
pub use find::{Found, documents};
pub use record::{differences, read};
pub use row::{Counts, Outcome, Row, Untyped, measure};
pub use usage::{Usage, Who};

use crate::console::Console;
use crate::exit::{Exit, Stop};
use crate::{args, workspace};
use lexopt::Arg;
use std::path::PathBuf;
use std::time::Duration;

const HELP: &str = "\
Generates a client of every OpenAPI document below the folders, and tells what came of each.

usage: cargo xtask corpus DIR... [--compile] [--docs] [--release] [--json FILE] [--against FILE]
                          [--keep DIR] [--timeout SECONDS]

  DIR                a folder, or one document; .tar.gz archives are unpacked
  --compile          compiles each client, too (cargo check)
  --docs             makes the documentation of each, too (cargo doc)
  --release          builds each for a release, too (cargo build --release)
  --json FILE        writes the table as JSON
  --against FILE     says what differs from a table that was written before
  --keep DIR         leaves the clients there, each in a folder
  --timeout SECONDS  how long one document may take; 600, if it is left out

exit codes: 0 done; 1 something is worse than on record, did not compile, or crashed; 2 usage
";

const FLAGS: &[&str] = &[
    "compile", "docs", "release", "json", "against", "keep", "timeout", "help",
];

#[derive(Debug)]
struct Options {
    dirs: Vec<PathBuf>,
    tasks: child::Tasks,
    json: Option<PathBuf>,
    against: Option<PathBuf>,
    keep: Option<PathBuf>,
    timeout: Duration,
}

pub(crate) fn command(parser: lexopt::Parser, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let mut parser = parser;
    if let Some(child) = child::asked(&mut parser)? {
        return child::run(&child, console);
    }
    let options = options(parser)?;
    let scratch = scratch();
    let mut found = Vec::new();
    for dir in &options.dirs {
        found.extend(documents(dir, &scratch.join("unpacked"))?);
    }
    // A folder for each run: two at a time are as good as one.
    let passing = scratch.join(format!("client-{}", std::process::id()));
    if options.tasks.compile() {
        console.progress("compiling what every client needs");
        child::warm(options.tasks, &scratch, &passing)?;
    }
    let mut rows = Vec::new();
    for (index, document) in found.iter().enumerate() {
        console.progress(&format!("{}/{} {}", index + 1, found.len(), document.name));
        let folder = match &options.keep {
            Some(keep) => keep.join(document.name.replace('/', "__")),
            None => passing.clone(),
        };
        rows.push(child::row(
            document,
            &folder,
            options.tasks,
            options.timeout,
            &scratch,
        )?);
    }
    // There is none where all were kept.
    let _ = std::fs::remove_dir_all(&passing);
    console.out(&table::table(&rows));
    if let Some(path) = &options.json {
        record::write(path, &rows)?;
    }
    verdict(&rows, &options, console)
}

fn options(mut parser: lexopt::Parser) -> Result<Options, Stop> {
    let mut options = Options {
        dirs: Vec::new(),
        tasks: child::Tasks::default(),
        json: None,
        against: None,
        keep: None,
        timeout: Duration::from_secs(600),
    };
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Err(Stop::Help(HELP)),
            Arg::Long("compile") => options.tasks.check = true,
            Arg::Long("docs") => options.tasks.docs = true,
            Arg::Long("release") => options.tasks.release = true,
            Arg::Long("json") => {
                args::once(&mut options.json, args::path(&mut parser)?, "`--json`")?
            }
            Arg::Long("against") => args::once(
                &mut options.against,
                args::path(&mut parser)?,
                "`--against`",
            )?,
            Arg::Long("keep") => {
                args::once(&mut options.keep, args::path(&mut parser)?, "`--keep`")?
            }
            Arg::Long("timeout") => {
                let seconds = args::text(&mut parser)?.parse();
                let wrong = |_| Stop::Usage("`--timeout` takes a number of seconds".to_owned());
                options.timeout = Duration::from_secs(seconds.map_err(wrong)?);
            }
            Arg::Value(dir) => options.dirs.push(dir.into()),
            other => return Err(args::unexpected(&other, FLAGS)),
        }
    }
    match options.dirs.is_empty() {
        true => Err(Stop::Usage("DIR is missing".to_owned())),
        false => Ok(options),
    }
}

/// Where clients are written and compiled, unless somebody wants to keep them.
fn scratch() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target
        .unwrap_or_else(|| workspace::root().join("target"))
        .join("corpus")
}

fn verdict(rows: &[Row], options: &Options, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let mut worse = false;
    for row in rows {
        let problem = match &row.outcome {
            Outcome::Generated => None,
            Outcome::Refused(why) => Some(format!("refused: {why}")),
            Outcome::Crashed(why) => Some(format!("crashed: {why}")),
        };
        if let Some(problem) = problem {
            console.err(&format!("{}: {problem}\n", row.document));
        }
        worse |= matches!(row.outcome, Outcome::Crashed(_));
        for done in row.check.iter().chain(&row.docs).chain(&row.release) {
            worse |= done.errors + done.warnings > 0;
            for line in &done.first {
                console.err(&format!("{}: {line}\n", row.document));
            }
        }
    }
    if let Some(path) = &options.against {
        let record = read(path)?;
        for row in rows {
            let differences = match record.iter().find(|known| known.document == row.document) {
                Some(known) => differences(known, row),
                None => vec![format!("{}: it is not on record", row.document)],
            };
            worse |= !differences.is_empty();
            for difference in differences {
                console.err(&format!("{difference}\n"));
            }
        }
    }
    Ok(if worse { Exit::Differs } else { Exit::Done })
}
