//! `generate`: any OpenAPI document to a crate that stands alone. It knows which file of a crate goes where.

use crate::args;
use crate::codegen::complete;
use crate::console::Console;
use crate::corpus::{Usage, Who};
use crate::exit::{Exit, Stop};
use crate::input::{Input, why};
use crate::render::{Format, Show, render};
use crate::sync::{Change, Made, Sweep, Wanted, apply, changes};
use crate::{crate_name, lock, summary, workspace};
use launchway_generator::config::{Config, Dangling, Features, Limits};
use launchway_generator::files::{MANIFEST_MARK, Package, manifest, readme, runtime_files};
use launchway_generator::{Client, Loaded, Outcome, generate_loaded};
use lexopt::Arg;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const HELP: &str = "\
Makes a crate of an OpenAPI document, with everything that it needs.

usage: cargo xtask generate --spec FILE [--root DIR] [--overlay FILE]... [--only SELECTOR]...
                            [--name CRATE] [--strict] [--limit NAME=N]... [--timings FILE] --out DIR

  --spec FILE       the document, in JSON or YAML
  --root DIR        references may lead anywhere below DIR; below the document's folder, if it is left out
  --overlay FILE    a change to the document; may be given more than once
  --only SELECTOR   only these operations and what they reach: a tag, an operationId, a path, METHOD PATH;
                    * stands for any letters, ** for any segments of a path; may be given more than once
  --name CRATE      the crate's name; made of the document's title, if it is left out
  --strict          refuses a document of which operations would be left out, or with references that lead nowhere
  --limit NAME=N    refuses what is larger: bytes and nodes of all files together, depth of nesting
  --timings FILE    writes how long each step took, and how much time and memory all of them, as JSON
  --out DIR         the crate's folder: src/ is written anew, surface.txt and report.json too;
                    Cargo.toml until its first line is removed; README.md once;
                    names.lock keeps the names that were given before

exit codes: 0 done; 2 usage; 3 the document can't be generated; 4 generated, with operations left out
";

const FLAGS: &[&str] = &[
    "spec", "root", "overlay", "only", "name", "strict", "limit", "timings", "out", "help",
];

/// The command that the header of each file names.
pub(crate) const COMMAND: &str = "cargo xtask generate";

/// What to generate.
#[derive(Clone, Debug)]
pub struct Options {
    /// The document.
    pub spec: PathBuf,
    /// The folder that references may lead to, if it is not the document's own.
    pub root: Option<PathBuf>,
    /// The overlays, in order.
    pub overlays: Vec<PathBuf>,
    /// The operations that are wanted; all of them where there is none.
    pub only: Vec<String>,
    /// The crate's name, if it is not to be made of the title.
    pub name: Option<String>,
    /// What becomes of a document of which operations would be left out.
    pub incomplete: Incomplete,
    /// What is too large.
    pub limits: Limits,
    /// Where to write how long each step took.
    pub timings: Option<PathBuf>,
    /// The crate's folder.
    pub out: PathBuf,
}

/// What becomes of a document of which operations would be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incomplete {
    /// The others are written.
    Write,
    /// Nothing is written.
    Refuse,
}

pub(crate) fn command(parser: lexopt::Parser, console: &mut Console<'_>) -> Result<Exit, Stop> {
    run(&options(parser)?, console)
}

fn options(mut parser: lexopt::Parser) -> Result<Options, Stop> {
    let (mut spec, mut root, mut name, mut timings, mut out) = (None, None, None, None, None);
    let (mut overlays, mut only, mut incomplete) = (Vec::new(), Vec::new(), Incomplete::Write);
    let mut limits = Limits::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Err(Stop::Help(HELP)),
            Arg::Long("spec") => args::once(&mut spec, args::path(&mut parser)?, "`--spec`")?,
            Arg::Long("root") => args::once(&mut root, args::path(&mut parser)?, "`--root`")?,
            Arg::Long("overlay") => overlays.push(args::path(&mut parser)?),
            Arg::Long("only") => only.push(args::text(&mut parser)?),
            Arg::Long("name") => {
                let given = crate_name::given(&args::text(&mut parser)?)?;
                args::once(&mut name, given, "`--name`")?;
            }
            Arg::Long("strict") => incomplete = Incomplete::Refuse,
            Arg::Long("limit") => args::limit(&mut parser, &mut limits)?,
            Arg::Long("timings") => {
                args::once(&mut timings, args::path(&mut parser)?, "`--timings`")?;
            }
            Arg::Long("out") => args::once(&mut out, args::path(&mut parser)?, "`--out`")?,
            other => return Err(args::unexpected(&other, FLAGS)),
        }
    }
    Ok(Options {
        spec: args::needed(spec, "`--spec FILE`")?,
        out: args::needed(out, "`--out DIR`")?,
        root,
        overlays,
        only,
        name,
        incomplete,
        limits,
        timings,
    })
}

/// Generates a crate.
///
/// # Errors
///
/// When the output can't be read or written; what is wrong with the document is in the exit code.
pub fn run(options: &Options, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let mut clock = Clock::start();
    let input = Input::named(options.root.as_deref(), &options.spec, &options.overlays)?;
    let loaded = Loaded::of(&input.root, &input, &options.limits);
    let name = match &options.name {
        Some(name) => name.clone(),
        None => own_name(&loaded, &options.spec),
    };
    clock.lap("read");
    console.progress(&format!("generating {name}"));
    let config = Config {
        command: COMMAND.to_owned(),
        names: lock::read(&options.out, lock::FILE)?,
        threads: workspace::threads(),
        limits: options.limits.clone(),
        dangling: match options.incomplete {
            Incomplete::Refuse => Dangling::Refuse,
            Incomplete::Write => Dangling::Report,
        },
        only: options.only.clone(),
        features: Features::ByResource,
        ..Config::new(&name)
    };
    let mut outcome = generate_loaded(loaded, &input.request(&config), &mut |step| clock.lap(step));
    let colours = console.err_colours();
    console.err(&render(
        &outcome,
        &input,
        Format::Text,
        Show::Problems,
        colours,
    ));
    let exit = complete(&outcome);
    let refused = exit == Exit::Partial && options.incomplete == Incomplete::Refuse;
    let Some(client) = outcome.client.take().filter(|_| !refused) else {
        return Ok(refuse(&name, &outcome, console));
    };
    let made = summary::made(&outcome, &client.files);
    let wanted = crate_files(&name, client, &options.out)?;
    clock.lap("package");
    write(&options.out, &wanted)?;
    clock.lap("write");
    if let Some(path) = &options.timings {
        clock.write(path)?;
    }
    console.out(&format!("{name}: {made}\n"));
    // The process ends here, and takes along what it would be work to give back piece by piece.
    std::mem::forget((outcome, wanted));
    Ok(exit)
}

fn refuse(name: &str, outcome: &Outcome, console: &mut Console<'_>) -> Exit {
    let found = summary::found(outcome);
    let why = match outcome.ledger.operations.skipped {
        0 => String::new(),
        skipped => format!(", {} left out", summary::many(skipped, "operation")),
    };
    console.err(&format!("{name}: nothing was written; {found}{why}\n"));
    Exit::Refused
}

/// A name made of the title, or else of the file's.
fn own_name(loaded: &Loaded, spec: &Path) -> String {
    let stem = spec.file_stem().map(|stem| stem.to_string_lossy());
    let title = loaded.title().unwrap_or_default();
    crate_name::from_texts([title, &stem.unwrap_or_default()])
}

/// Every file of the crate.
pub(crate) fn crate_files(name: &str, client: Client, out: &Path) -> Result<Wanted, Stop> {
    let mut wanted = Wanted::new();
    for (path, text) in client.files.into_files() {
        let beside = matches!(path.as_str(), "surface.txt" | "report.json");
        let folder = if beside { "" } else { "src/" };
        wanted.insert(format!("{folder}{path}"), text);
    }
    let runtime = runtime_files("crate::runtime", COMMAND, &client.parts);
    for (path, text) in runtime.into_files() {
        wanted.insert(format!("src/runtime/{path}"), text);
    }
    wanted.insert(lock::FILE.to_owned(), lock::text(&client.names));
    let package = Package {
        name,
        title: &client.title,
        version: &client.version,
        command: COMMAND,
        own_workspace: workspace::surrounds(out),
        features: &client.features,
    };
    if existing(out, "Cargo.toml")?.is_none_or(|text| text.starts_with(MANIFEST_MARK)) {
        wanted.insert("Cargo.toml".to_owned(), manifest(&package));
    }
    if existing(out, "README.md")?.is_none() {
        wanted.insert("README.md".to_owned(), readme(&package));
    }
    Ok(wanted)
}

fn existing(out: &Path, file: &str) -> Result<Option<String>, Stop> {
    match std::fs::read(out.join(file)) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Stop::refused(format!(
            "`{file}` cannot be read: {}",
            why(&error)
        ))),
    }
}

/// Writes the files of the crate below its folder.
pub(crate) fn write(out: &Path, wanted: &Wanted) -> Result<(), Stop> {
    let sweep = Sweep {
        folder: "src".to_owned(),
        made: Made::Marked,
    };
    let mut changes = changes(out, wanted, &[sweep]).map_err(Stop::refused)?;
    // A file of somebody's own may stand among the generated ones here: the crate is theirs.
    changes.retain(|_, change| *change != Change::Foreign);
    apply(out, wanted, &changes).map_err(Stop::refused)
}

/// How long each step took.
struct Clock {
    last: Instant,
    laps: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn start() -> Self {
        Self {
            last: Instant::now(),
            laps: Vec::new(),
        }
    }

    fn lap(&mut self, name: &'static str) {
        self.laps.push((name, self.last.elapsed()));
        self.last = Instant::now();
    }

    fn write(&self, path: &Path) -> Result<(), Stop> {
        let seconds = |time: Duration| (time.as_secs_f64() * 1e6).round() / 1e6;
        let total: Duration = self.laps.iter().map(|(_, time)| *time).sum();
        let steps: serde_json::Map<_, _> = self
            .laps
            .iter()
            .map(|(name, time)| ((*name).to_owned(), json!(seconds(*time))))
            .collect();
        let mut value = json!({"seconds": steps, "total": seconds(total)});
        if let (Some(used), Some(value)) = (Usage::of(Who::Own), value.as_object_mut()) {
            value.insert("cpu_seconds".to_owned(), json!(used.cpu_seconds));
            value.insert("peak_mb".to_owned(), json!(used.peak_mb));
        }
        std::fs::write(path, format!("{value:#}\n"))
            .map_err(|error| Stop::refused(format!("`{}`: {}", path.display(), why(&error))))
    }
}
