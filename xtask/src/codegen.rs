//! `codegen`: the crate `launchway` from the documents in `specs/`. It knows which file of a client goes where.

use crate::apis::{Api, Apis};
use crate::args;
use crate::console::Console;
use crate::exit::{Exit, Stop};
use crate::input::{Input, why};
use crate::render::{Format, Show, render};
use crate::sync::{Change, Made, Sweep, Wanted, apply, changes};
use crate::{lock, loss, needs, summary, workspace};
use launchway_generator::config::{Area, Config, Root};
use launchway_generator::files::{Member, runtime_files, several};
use launchway_generator::plan::Part;
use launchway_generator::{Client, Outcome, generate};
use lexopt::Arg;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const HELP: &str = "\
Writes the crate in generated/ anew from specs/apis.toml, and deletes what is stale.

usage: cargo xtask codegen [--check] [--api NAME]...

  --check       writes nothing, and lists each file that is not what it should be
  --api NAME    only the files of that API; may be given more than once
";

/// The command that the header of each file names.
const COMMAND: &str = "cargo xtask codegen";

/// The crate's manifest, which is written by hand.
const MANIFEST: &str = "generated/Cargo.toml";

/// What to generate.
#[derive(Clone, Debug)]
pub struct Options {
    /// The names of the APIs; all of them where there is none.
    pub apis: Vec<String>,
    /// What to do about what differs.
    pub mode: Mode,
}

/// What to do about what differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write it.
    Write,
    /// List it.
    Check,
}

pub(crate) fn command(mut parser: lexopt::Parser, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let mut options = Options {
        apis: Vec::new(),
        mode: Mode::Write,
    };
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Err(Stop::Help(HELP)),
            Arg::Long("check") => options.mode = Mode::Check,
            Arg::Long("api") => options.apis.push(args::text(&mut parser)?),
            other => return Err(args::unexpected(&other, &["check", "api", "help"])),
        }
    }
    run(&workspace::root(), &options, console)
}

/// Generates the crate of the project at `root`, or checks it.
///
/// # Errors
///
/// When the manifest or a file beside it is not understood, or a file can't be read or written.
pub fn run(root: &Path, options: &Options, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let apis = Apis::read(root)?;
    let chosen = apis.choose(&options.apis)?;
    let mut crate_files = CrateFiles::default();
    let mut exit = Exit::Done;
    for api in &chosen {
        console.progress(&format!("generating {}", api.name));
        match one(root, api, &mut crate_files, console)? {
            // The others are looked at all the same: one run tells all that is wrong.
            Exit::Refused => exit = Exit::Refused,
            Exit::Partial if exit == Exit::Done => exit = Exit::Partial,
            _ => {}
        }
    }
    if exit == Exit::Refused {
        return Err(Stop::refused("nothing was written"));
    }
    if options.apis.is_empty() {
        crate_files.shared(&apis)?;
    }
    let CrateFiles {
        wanted,
        sweeps,
        lost,
        ..
    } = crate_files;
    let changes = changes(root, &wanted, &sweeps).map_err(Stop::refused)?;
    let needs = manifest_differences(root)?;
    match options.mode {
        Mode::Check => Ok(
            if report(&changes, &needs, options, console) == Exit::Done && lost == 0 {
                exit
            } else {
                Exit::Differs
            },
        ),
        Mode::Write => {
            apply(root, &wanted, &changes).map_err(Stop::refused)?;
            written(&wanted, &changes, &needs, console);
            Ok(exit)
        }
    }
}

/// What the crate is to hold.
#[derive(Default)]
struct CrateFiles {
    wanted: Wanted,
    sweeps: Vec<Sweep>,
    titles: BTreeMap<String, String>,
    /// How many keywords are dropped that were not before.
    lost: usize,
    parts: BTreeSet<Part>,
}

impl CrateFiles {
    /// What belongs to one API.
    fn add(&mut self, root: &Path, api: &Api, client: Client) -> Result<(), Stop> {
        let folder = format!("generated/src/{}", api.module);
        for (path, text) in client.files.into_files() {
            let path = match path.as_str() {
                "surface.txt" => format!("generated/surface/{}.txt", api.name),
                "report.json" => format!("generated/report/{}.json", api.name),
                path => format!("{folder}/{path}"),
            };
            self.wanted.insert(path, text);
        }
        for companion in &api.companions {
            let from = api.beside(&format!("companion/{companion}"));
            let text = std::fs::read_to_string(root.join(&from)).map_err(|error| {
                Stop::refused(format!("`{from}` cannot be read: {}", why(&error)))
            })?;
            let header = format!("// Generated by `{COMMAND}`: a copy of `{from}`. Do not edit.");
            let path = format!("{folder}/{companion}");
            if self
                .wanted
                .insert(path.clone(), format!("{header}\n\n{text}"))
                .is_some()
            {
                return Err(Stop::refused(format!(
                    "`{from}` would take the place of the generated file `{path}`"
                )));
            }
        }
        self.wanted
            .insert(api.beside(lock::FILE), lock::text(&client.names));
        self.sweep(&folder, Made::Marked);
        self.parts.extend(client.parts);
        let title = api.title.clone().unwrap_or(client.title);
        self.titles.insert(api.name.clone(), title);
        Ok(())
    }

    /// What belongs to no API alone.
    fn shared(&mut self, apis: &Apis) -> Result<(), Stop> {
        let docs: Vec<String> = apis.docs.trim().lines().map(str::to_owned).collect();
        let members: Vec<Member<'_>> = apis
            .apis
            .iter()
            .map(|api| Member {
                module: &api.module,
                title: self.titles.get(&api.name).map_or("", String::as_str),
            })
            .collect();
        let root = several(&docs, &members, COMMAND).map_err(Stop::refused)?;
        let runtime = runtime_files("crate::runtime", COMMAND, &self.parts);
        for (path, text) in root.into_files() {
            self.wanted.insert(format!("generated/src/{path}"), text);
        }
        for (path, text) in runtime.into_files() {
            let path = format!("generated/src/runtime/{path}");
            self.wanted.insert(path, text);
        }
        self.sweeps.clear();
        self.sweep("generated/src", Made::Marked);
        self.sweep("generated/surface", Made::All);
        self.sweep("generated/report", Made::All);
        Ok(())
    }

    fn sweep(&mut self, folder: &str, made: Made) {
        let folder = folder.to_owned();
        self.sweeps.push(Sweep { folder, made });
    }
}

/// Generates one API and says what was found; what it is to hold is added to the crate.
fn one(
    root: &Path,
    api: &Api,
    crate_files: &mut CrateFiles,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let specs = Path::new(crate::apis::SPECS);
    let overlays: Vec<_> = api.overlays.iter().map(|path| specs.join(path)).collect();
    let input = Input::new(root, &api.spec_path(), &overlays)?;
    let config = Config {
        module: format!("crate::{}", api.module),
        command: COMMAND.to_owned(),
        names: lock::read(root, &api.beside(lock::FILE))?,
        root: Root::Module,
        threads: workspace::threads(),
        companions: api.companions.iter().map(|file| module_of(file)).collect(),
        areas: api.areas.iter().map(area_of).collect(),
        only: api.only.clone(),
        examples: api.examples.clone(),
        ..Config::new(&api.name)
    };
    let mut outcome = generate(&input.request(&config));
    let lost = loss::tell(root, api, &mut outcome)?;
    let colours = console.err_colours();
    console.err(&render(
        &outcome,
        &input,
        Format::Text,
        Show::Problems,
        colours,
    ));
    let Some(client) = outcome.client.take() else {
        let found = summary::found(&outcome);
        console.err(&format!("{}: not generated; {found}\n", api.name));
        return Ok(Exit::Refused);
    };
    let made = summary::made(&outcome, &client.files);
    console.err(&format!("{}: {made}\n", api.name));
    crate_files.add(root, api, client)?;
    crate_files.lost += lost;
    Ok(complete(&outcome))
}

/// Whether operations are left out.
pub(crate) fn complete(outcome: &Outcome) -> Exit {
    match outcome.ledger.operations.skipped {
        0 => Exit::Done,
        _ => Exit::Partial,
    }
}

fn area_of(area: &crate::apis::Area) -> Area {
    Area {
        name: area.name.clone(),
        tags: area.tags.clone(),
    }
}

fn module_of(file: &str) -> String {
    file.trim_end_matches(".rs").to_owned()
}

/// What the manifest, which is written by hand, lacks or has too much.
fn manifest_differences(root: &Path) -> Result<Vec<String>, Stop> {
    let text = std::fs::read_to_string(root.join(MANIFEST))
        .map_err(|error| Stop::refused(format!("`{MANIFEST}` cannot be read: {}", why(&error))))?;
    needs::differences(&text)
        .map_err(|problem| Stop::refused(format!("`{MANIFEST}` is no manifest: {problem}")))
}

/// Lists what differs, and says how to mend it.
fn report(
    changes: &BTreeMap<String, Change>,
    needs: &[String],
    options: &Options,
    console: &mut Console<'_>,
) -> Exit {
    for (path, change) in changes {
        let word = match change {
            Change::Missing => "missing",
            Change::Stale => "stale",
            Change::Extra => "extra",
            Change::Foreign => "not generated",
        };
        console.out(&format!("{word:<14} {path}\n"));
    }
    let foreign = changes
        .values()
        .filter(|change| **change == Change::Foreign);
    let foreign = foreign.count();
    let mendable = changes.len() - foreign;
    if mendable > 0 {
        let mut mend = COMMAND.to_owned();
        for api in &options.apis {
            mend.push_str(&format!(" --api {api}"));
        }
        let files = summary::many(mendable, "file");
        console.err(&format!("{files} to mend: run `{mend}`\n"));
    }
    if foreign > 0 {
        console.err("what is not generated goes to specs/ as a companion, or away, by hand\n");
    }
    for difference in needs {
        console.out(&format!("{:<14} {MANIFEST}: {difference}\n", "by hand"));
    }
    if changes.is_empty() && needs.is_empty() {
        Exit::Done
    } else {
        Exit::Differs
    }
}

/// Says what was written.
fn written(
    wanted: &Wanted,
    changes: &BTreeMap<String, Change>,
    needs: &[String],
    console: &mut Console<'_>,
) {
    let count = |kinds: &[Change]| changes.values().filter(|each| kinds.contains(each)).count();
    let new = count(&[Change::Missing, Change::Stale]);
    console.err(&format!(
        "{} written, {} deleted, {} as before\n",
        new,
        count(&[Change::Extra]),
        wanted.len() - new
    ));
    for (path, _) in changes.iter().filter(|(_, each)| **each == Change::Foreign) {
        console.err(&format!(
            "warning: `{path}` is not generated, and was left alone\n"
        ));
    }
    for difference in needs {
        console.err(&format!(
            "warning: `{MANIFEST}` is yours to mend: {difference}\n"
        ));
    }
}
