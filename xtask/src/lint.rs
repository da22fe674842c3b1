//! `lint`: what is wrong with a document, and nothing else. What is wrong, the generator finds.

use crate::args;
use crate::console::Console;
use crate::exit::{Exit, Stop};
use crate::input::Input;
use crate::render::{Format, Show, render};
use crate::{suggest, summary};
use launchway_generator::config::{Config, Limits};
use launchway_generator::diag::{Code, Severity};
use launchway_generator::{Outcome, lint};
use lexopt::Arg;
use std::path::PathBuf;

const HELP: &str = "\
Says what is wrong with an OpenAPI document, and generates nothing.

usage: cargo xtask lint FILE [--root DIR] [--overlay FILE]... [--format text|json|github] [--strict]
                        [--limit NAME=N]...

  --root DIR        references may lead anywhere below DIR; below the document's folder, if it is left out
  --overlay FILE    a change to the document; may be given more than once
  --format FORMAT   text, like a compiler's; json, an object a line; github, annotations
  --limit NAME=N    refuses what is larger: bytes and nodes of all files together, depth of nesting
  --strict          notes are problems too

exit codes: 0 clean; 1 problems found; 2 usage; 3 the document can't be read
";

const FLAGS: &[&str] = &["root", "overlay", "format", "strict", "limit", "help"];

/// What makes a document unreadable, rather than wrong.
const UNREADABLE: &[Code] = &[
    Code::FileMissing,
    Code::SyntaxError,
    Code::NotOpenApi,
    Code::TooLarge,
];

struct Options {
    file: PathBuf,
    root: Option<PathBuf>,
    overlays: Vec<PathBuf>,
    format: Format,
    limits: Limits,
    /// From which severity on a diagnostic is a problem.
    least: Severity,
}

/// Runs the command.
pub(crate) fn command(parser: lexopt::Parser, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let options = options(parser)?;
    let input = Input::named(options.root.as_deref(), &options.file, &options.overlays)?;
    let config = Config {
        limits: options.limits.clone(),
        ..Config::new("api")
    };
    let request = input.request(&config);
    console.progress(&format!("reading {}", options.file.display()));
    let outcome = lint(&request);
    let colours = console.out_colours();
    console.out(&render(
        &outcome,
        &input,
        options.format,
        Show::All,
        colours,
    ));
    if options.format == Format::Text {
        let found = summary::found(&outcome);
        console.err(&format!("{}: {found}\n", input.shown(&input.root)));
    }
    Ok(verdict(&outcome, options.least))
}

fn options(mut parser: lexopt::Parser) -> Result<Options, Stop> {
    let (mut file, mut root, mut overlays, mut format) = (None, None, Vec::new(), None);
    let mut least = Severity::Warning;
    let mut limits = Limits::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Err(Stop::Help(HELP)),
            Arg::Long("root") => args::once(&mut root, args::path(&mut parser)?, "`--root`")?,
            Arg::Long("overlay") => overlays.push(args::path(&mut parser)?),
            Arg::Long("format") => {
                let name = args::text(&mut parser)?;
                let known = Format::of(&name)
                    .ok_or_else(|| Stop::Usage(suggest::unknown("format", &name, Format::NAMES)))?;
                args::once(&mut format, known, "`--format`")?;
            }
            Arg::Long("limit") => args::limit(&mut parser, &mut limits)?,
            Arg::Long("strict") => least = Severity::Note,
            Arg::Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
            other => return Err(args::unexpected(&other, FLAGS)),
        }
    }
    Ok(Options {
        file: args::needed(file, "FILE")?,
        root,
        overlays,
        format: format.unwrap_or(Format::Text),
        limits,
        least,
    })
}

fn verdict(outcome: &Outcome, least: Severity) -> Exit {
    let has =
        |wanted: &dyn Fn(Code) -> bool| outcome.diagnostics.iter().any(|each| wanted(each.code));
    if outcome.sources.is_none() || has(&|code| UNREADABLE.contains(&code)) {
        Exit::Refused
    } else if has(&|code| code.severity() >= least) {
        Exit::Differs
    } else {
        Exit::Done
    }
}
