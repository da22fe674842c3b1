//! `diff`: what a change of a document does to who uses the client. What changed, the generator finds; this knows how
//! it is asked for and how it is told.

mod html;
mod json;
mod markdown;
mod report;
mod text;

pub use report::{Entry, Report};

use crate::args;
use crate::console::{Colours, Console};
use crate::exit::{Exit, Stop};
use crate::input::Input;
use crate::render::{self, Show};
use crate::{lock, suggest};
use launchway_generator::config::{Config, Limits, NameLock};
use launchway_generator::diff::Class;
use launchway_generator::{Comparison, Outcome, compare};
use lexopt::Arg;
use std::path::{Path, PathBuf};

const HELP: &str = "\
Says what changed from one document to another, on the wire and for who uses the client.

usage: cargo xtask diff OLD NEW [--overlay FILE]... [--names FILE] [--fail-on major|minor|patch]
                        [--format text|json|markdown|html] [--limit NAME=N]...

  --overlay FILE    a change to both documents; may be given more than once
  --names FILE      the names that are kept; the `names.lock` beside OLD, if it is left out and there is one
  --fail-on CLASS   exits with 1 where a change is of that class, or of a worse one
  --format FORMAT   text, for a terminal; json; markdown, for a pull request; html, a page that needs no network
  --limit NAME=N    refuses what is larger: bytes and nodes of all files together, depth of nesting

What is called the same in Rust is held to be the same. Each change is of the class that it asks of the version of the
client: major breaks what one has written, minor adds to it, patch changes what is sent, read or documented alone.

exit codes: 0 nothing crossed `--fail-on`; 1 something did; 2 usage; 3 a document can't be read
";

const FLAGS: &[&str] = &["overlay", "names", "fail-on", "format", "limit", "help"];

/// How changes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// For programs.
    Json,
    /// For a pull request.
    Markdown,
    /// A page that stands alone.
    Html,
}

impl Format {
    pub(crate) const NAMES: &'static [&'static str] = &["text", "json", "markdown", "html"];

    pub(crate) fn of(name: &str) -> Result<Self, Stop> {
        Ok(match name {
            "text" => Self::Text,
            "json" => Self::Json,
            "markdown" => Self::Markdown,
            "html" => Self::Html,
            other => return Err(Stop::Usage(suggest::unknown("format", other, Self::NAMES))),
        })
    }
}

struct Options {
    old: PathBuf,
    new: PathBuf,
    overlays: Vec<PathBuf>,
    names: Option<PathBuf>,
    fail_on: Option<Class>,
    format: Format,
    limits: Limits,
}

pub(crate) fn command(parser: lexopt::Parser, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let options = options(parser)?;
    let old = Input::named(None, &options.old, &options.overlays)?;
    let new = Input::named(None, &options.new, &options.overlays)?;
    let names = names(&options, console)?;
    let config = Config {
        limits: options.limits.clone(),
        names,
        ..Config::new("api")
    };
    let plain = Config {
        names: NameLock::default(),
        ..config.clone()
    };
    console.progress("comparing");
    let comparison = compare(&old.request(&config), &new.request(&plain));
    let report = report_of(&comparison, (&old, &new), console)?;
    console.out(&rendered(&report, options.format, console.out_colours()));
    if comparison.new.diagnostics.has_errors() {
        return Err(Stop::refused("of the new document there is no client yet"));
    }
    Ok(verdict(&report, options.fail_on))
}

/// The report of a comparison.
///
/// # Errors
///
/// When one of the documents gives no client; what is wrong with it was told then.
pub(crate) fn report_of(
    comparison: &Comparison,
    inputs: (&Input, &Input),
    console: &mut Console<'_>,
) -> Result<Report, Stop> {
    for (outcome, input) in [(&comparison.old, inputs.0), (&comparison.new, inputs.1)] {
        tell_errors(outcome, input, console);
    }
    if comparison.changes.is_none() {
        return Err(Stop::refused("there is nothing to compare"));
    }
    Ok(Report::of(comparison, inputs))
}

fn tell_errors(outcome: &Outcome, input: &Input, console: &mut Console<'_>) {
    if outcome.diagnostics.has_errors() {
        let colours = console.err_colours();
        let format = render::Format::Text;
        console.err(&render::render(
            outcome,
            input,
            format,
            Show::Errors,
            colours,
        ));
    }
}

/// A report as text in a format.
pub fn rendered(report: &Report, format: Format, colours: Colours) -> String {
    match format {
        Format::Text => text::render(report, colours),
        Format::Json => json::render(report),
        Format::Markdown => markdown::render(report),
        Format::Html => html::render(report),
    }
}

pub(crate) fn verdict(report: &Report, fail_on: Option<Class>) -> Exit {
    let crossed = fail_on.is_some_and(|least| report.worst() >= Some(least));
    if crossed { Exit::Differs } else { Exit::Done }
}

fn options(mut parser: lexopt::Parser) -> Result<Options, Stop> {
    let (mut files, mut overlays) = (Vec::new(), Vec::new());
    let (mut names, mut fail_on, mut format) = (None, None, None);
    let mut limits = Limits::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Err(Stop::Help(HELP)),
            Arg::Long("overlay") => overlays.push(args::path(&mut parser)?),
            Arg::Long("names") => args::once(&mut names, args::path(&mut parser)?, "`--names`")?,
            Arg::Long("fail-on") => {
                let class = class(&args::text(&mut parser)?)?;
                args::once(&mut fail_on, class, "`--fail-on`")?;
            }
            Arg::Long("format") => {
                let known = Format::of(&args::text(&mut parser)?)?;
                args::once(&mut format, known, "`--format`")?;
            }
            Arg::Long("limit") => args::limit(&mut parser, &mut limits)?,
            Arg::Value(value) if files.len() < 2 => files.push(PathBuf::from(value)),
            other => return Err(args::unexpected(&other, FLAGS)),
        }
    }
    let mut files = files.into_iter();
    Ok(Options {
        old: args::needed(files.next(), "OLD")?,
        new: args::needed(files.next(), "NEW")?,
        overlays,
        names,
        fail_on,
        format: format.unwrap_or(Format::Text),
        limits,
    })
}

/// The class of that name.
pub(crate) fn class(name: &str) -> Result<Class, Stop> {
    let known = [Class::Major, Class::Minor, Class::Patch];
    let names = known.map(Class::name);
    let class = known.into_iter().find(|class| class.name() == name);
    class.ok_or_else(|| Stop::Usage(suggest::unknown("class", name, &names)))
}

/// The names that the old client has: as the user says, or those beside its document.
fn names(options: &Options, console: &mut Console<'_>) -> Result<NameLock, Stop> {
    let path = match &options.names {
        Some(path) if !path.exists() => {
            let message = format!("`{}` cannot be read: there is no such file", path.display());
            return Err(Stop::refused(message));
        }
        Some(path) => path.clone(),
        None => {
            let beside = options.old.with_file_name(lock::FILE);
            if !beside.is_file() {
                return Ok(NameLock::default());
            }
            console.err(&format!("names: {}\n", beside.display()));
            beside
        }
    };
    lock::read(Path::new(""), &path.to_string_lossy())
}
