//! `upstream`: what the published document of an API says by now, and what to do about it.
//!
//! Ours is written by us, so the two are held against each other on the wire alone, in the operations that ours has.
//! Where they differ for good reasons is pinned in `upstream.toml` beside our document, with what was looked at when.

mod fetch;
mod pin;
mod report;

use crate::apis::{Api, Apis, SPECS};
use crate::args;
use crate::codegen;
use crate::console::Console;
use crate::diff::{Format, Report, report_of};
use crate::exit::{Exit, Stop};
use crate::input::Input;
use crate::{lock, summary, workspace};
use fetch::Fetched;
use launchway_generator::compare_wire;
use launchway_generator::config::{Config, NameLock};
use launchway_generator::diag::Code;
use lexopt::Arg;
use pin::Pin;
use std::path::{Path, PathBuf};

const HELP: &str = "\
Says what the published document of an API changed, in the operations that ours has, and what to do about it.

usage: cargo xtask upstream check [--api NAME]... [FILE|FOLDER|URL | --fetch] [--format text|json|markdown|html]
       cargo xtask upstream accept --api NAME FILE|FOLDER|URL

  check    holds the document against ours, and generated/ against ours: changes, drift and losses in one report
  accept   pins the document: what differs now was looked at, and is not told again

  --api NAME        only that API; it must be named where a document is
  --fetch           fetches each document from the `url` in specs/<api>/upstream.toml, by `curl`
  --format FORMAT   how the changes are told

Nothing is fetched unless a URL is given or `--fetch` is. A document that cannot be fetched or read is never `no change`.

exit codes: 0 nothing to do; 1 something is to be done; 2 usage; 3 a document can't be fetched or read
";

const FLAGS: &[&str] = &["api", "fetch", "format", "help"];

/// What to look at.
#[derive(Clone, Debug)]
pub struct Options {
    /// The names of the APIs; all of them where there is none.
    pub apis: Vec<String>,
    /// The document: a file, a folder or a URL.
    pub document: Option<String>,
    /// Whether documents are fetched from where they are published.
    pub fetch: bool,
    /// How changes are told.
    pub format: Format,
}

pub(crate) fn command(mut parser: lexopt::Parser, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let verb = match parser.next()? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => return Err(Stop::Help(HELP)),
        Some(Arg::Value(verb)) => verb.to_string_lossy().into_owned(),
        Some(other) => return Err(args::unexpected(&other, &["help"])),
    };
    let mut options = Options {
        apis: Vec::new(),
        document: None,
        fetch: false,
        format: Format::Text,
    };
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Err(Stop::Help(HELP)),
            Arg::Long("api") => options.apis.push(args::text(&mut parser)?),
            Arg::Long("fetch") => options.fetch = true,
            Arg::Long("format") => options.format = Format::of(&args::text(&mut parser)?)?,
            Arg::Value(value) if options.document.is_none() => {
                options.document = Some(value.to_string_lossy().into_owned());
            }
            other => return Err(args::unexpected(&other, FLAGS)),
        }
    }
    match verb.as_str() {
        "check" => check(&workspace::root(), &options, console),
        "accept" => accept(&workspace::root(), &options, console),
        other => Err(Stop::Usage(crate::suggest::unknown(
            "verb",
            other,
            &["check", "accept"],
        ))),
    }
}

/// Looks at everything that may be to do.
///
/// # Errors
///
/// When the manifest, a pin or a document can't be read, or a document can't be fetched.
pub fn check(root: &Path, options: &Options, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let apis = Apis::read(root)?;
    let chosen = apis.choose(&options.apis)?;
    one_for_a_document(&chosen, options)?;
    console.err("== generated/ against specs/\n");
    let drift = codegen::Options {
        apis: options.apis.clone(),
        mode: codegen::Mode::Check,
    };
    let mut exit = codegen::run(root, &drift, console)?;
    let drifted = exit == Exit::Differs;
    let mut to_do = Vec::new();
    for api in &chosen {
        console.err(&format!("\n== {} as it is published\n", api.name));
        let pin = Pin::read(root, api)?;
        let document = match (&options.document, options.fetch, &pin.url) {
            (Some(document), ..) => document.clone(),
            (None, true, Some(url)) => url.clone(),
            (None, true, None) => {
                console.err("it has no `url` in its `upstream.toml`, and was not looked at\n");
                continue;
            }
            (None, false, _) => {
                console.err("it was not looked at: name a document, or say `--fetch`\n");
                continue;
            }
        };
        let held = hold(root, api, &pin, &document, console)?;
        let is_known = held.tell(api, &pin, options.format, console);
        if !is_known || held.idle > 0 {
            exit = Exit::Differs;
            to_do.extend(held.advice(api, &document));
        }
    }
    if drifted {
        to_do.push("generated/ is not what specs/ makes: run `cargo xtask codegen`".to_owned());
    }
    if to_do.is_empty() {
        console.err("\nnothing to do\n");
    } else {
        console.err("\n== what to do\n");
        for (number, each) in (1..).zip(&to_do) {
            console.err(&format!("{number}. {each}\n"));
        }
    }
    Ok(exit)
}

/// Pins a document as looked at.
///
/// # Errors
///
/// As [`check`], and when the pin can't be written.
pub fn accept(root: &Path, options: &Options, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let apis = Apis::read(root)?;
    let chosen = apis.choose(&options.apis)?;
    one_for_a_document(&chosen, options)?;
    let ([api], Some(document)) = (chosen.as_slice(), &options.document) else {
        let message = "`accept` takes one `--api` and one document".to_owned();
        return Err(Stop::Usage(message));
    };
    let mut pin = Pin::read(root, api)?;
    let held = hold(root, api, &pin, document, console)?;
    if held.idle > 0 {
        return Err(Stop::refused(
            "actions of the overlay select nothing: mend or remove them first",
        ));
    }
    pin.sha256 = Some(held.sha256.clone());
    pin.checked = Some(pin::today());
    pin.accepted = held.lines();
    if document.contains("://") {
        pin.url = Some(document.clone());
    }
    pin.write(root, api)?;
    let known = summary::many(pin.accepted.len(), "difference");
    console.err(&format!("{}: pinned, with {known}\n", pin::path(api)));
    Ok(Exit::Done)
}

fn one_for_a_document(chosen: &[&Api], options: &Options) -> Result<(), Stop> {
    match (&options.document, chosen) {
        (Some(_), [_, _, ..]) => Err(Stop::Usage(
            "whose document is it? Name the API by `--api`".to_owned(),
        )),
        _ => Ok(()),
    }
}

/// A published document, held against ours.
struct Held {
    sha256: String,
    report: Report,
    /// How many of the overlays' actions find nothing in it.
    idle: usize,
}

/// Holds a document against ours.
fn hold(
    root: &Path,
    api: &Api,
    pin: &Pin,
    document: &str,
    console: &mut Console<'_>,
) -> Result<Held, Stop> {
    console.progress(&format!("reading {document}"));
    let Fetched { path, .. } = &fetch::document(root, api, document)?;
    let specs = Path::new(SPECS);
    let ours_overlays: Vec<PathBuf> = api.overlays.iter().map(|path| specs.join(path)).collect();
    let ours = Input::new(root, &api.spec_path(), &ours_overlays)?;
    let folder = PathBuf::from(api.beside(""));
    let overlays: Vec<PathBuf> = pin
        .overlays
        .iter()
        .map(|path| root.join(&folder).join(path))
        .collect();
    let theirs = Input::named(None, path, &overlays)?;
    let config = Config {
        names: lock::read(root, &api.beside(lock::FILE))?,
        ..Config::new(&api.name)
    };
    let plain = Config {
        names: NameLock::default(),
        ..config.clone()
    };
    let comparison = compare_wire(&ours.request(&config), &theirs.request(&plain));
    let report = report_of(&comparison, (&ours, &theirs), console)?;
    let sha256 = fetch::sha256(comparison.new.sources.as_ref(), &theirs)?;
    let found = comparison.new.diagnostics.iter();
    let idle = found.filter(|it| it.code == Code::OverlayIdle).count();
    Ok(Held {
        sha256,
        report,
        idle,
    })
}
