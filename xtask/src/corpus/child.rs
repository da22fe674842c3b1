//! One document in a process of its own. It knows how the process is started and what it answers.

use super::compile::{Task, cargo};
use super::find::Found;
use super::row::{CRATE, Outcome, Row, measure};
use crate::args;
use crate::console::Console;
use crate::exit::{Exit, Stop};
use crate::generate::COMMAND;
use crate::input::why;
use crate::workspace;
use launchway_generator::files::{Package, manifest, runtime_files};
use launchway_generator::plan::Part;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The flag that makes a process do one document and answer with its row. Nobody but this program gives it.
const FLAG: &str = "only-row-of";

/// What to do with each client, beside generating it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tasks {
    /// Compile it.
    pub(super) check: bool,
    /// Document it.
    pub(super) docs: bool,
    /// Build it for a release.
    pub(super) release: bool,
}

impl Tasks {
    /// Whether the compiler is needed at all.
    pub(super) fn compile(self) -> bool {
        self.check || self.docs || self.release
    }
}

/// What a child is to do.
#[derive(Debug)]
pub(super) struct Child {
    document: Found,
    folder: PathBuf,
    target: PathBuf,
    tasks: Tasks,
}

/// What this process is to do, if it is a child: `--only-row-of NAME PATH FOLDER TARGET [check] [docs] [release]`.
pub(super) fn asked(parser: &mut lexopt::Parser) -> Result<Option<Child>, Stop> {
    let flag = format!("--{FLAG}");
    let Some(mut raw) = parser
        .try_raw_args()
        .filter(|raw| raw.peek().is_some_and(|first| *first == *flag))
    else {
        return Ok(None);
    };
    raw.next();
    let mut next = || args::needed(raw.next(), "an argument of a child");
    let document = Found {
        name: next()?.to_string_lossy().into_owned(),
        path: next()?.into(),
    };
    let (folder, target) = (next()?.into(), next()?.into());
    let rest: Vec<_> = raw.collect();
    Ok(Some(Child {
        document,
        folder,
        target,
        tasks: Tasks {
            check: rest.iter().any(|word| word == "check"),
            docs: rest.iter().any(|word| word == "docs"),
            release: rest.iter().any(|word| word == "release"),
        },
    }))
}

/// Does one document.
pub(super) fn run(child: &Child, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let mut row = measure(&child.document, Some(&child.folder))?;
    if row.outcome == Outcome::Generated && child.tasks.compile() {
        lock(&child.folder)?;
        if child.tasks.check {
            row.check = Some(cargo(Task::Check, &child.folder, &child.target)?);
        }
        if child.tasks.docs {
            row.docs = Some(cargo(Task::Doc, &child.folder, &child.target)?);
        }
        if child.tasks.release {
            row.release = Some(cargo(Task::Release, &child.folder, &child.target)?);
        }
    }
    let text = serde_json::to_string(&row).map_err(|error| Stop::refused(error.to_string()))?;
    console.out(&text);
    Ok(Exit::Done)
}

/// What comes of a document, told by a child.
pub(super) fn row(
    document: &Found,
    folder: &Path,
    tasks: Tasks,
    timeout: Duration,
    scratch: &Path,
) -> Result<Row, Stop> {
    let cannot =
        |error| Stop::refused(format!("this program cannot be run again: {}", why(&error)));
    let mut command = Command::new(std::env::current_exe().map_err(cannot)?);
    command
        .args(["corpus", &format!("--{FLAG}"), &document.name])
        .args([&document.path, folder, &scratch.join("target")])
        .args(tasks.check.then_some("check"))
        .args(tasks.docs.then_some("docs"))
        .args(tasks.release.then_some("release"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().map_err(cannot)?;
    let (out, err) = (listen(child.stdout.take()), listen(child.stderr.take()));
    let start = Instant::now();
    let ended = loop {
        match child.try_wait().map_err(cannot)? {
            Some(status) => break Some(status),
            None if start.elapsed() > timeout => {
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let (out, err) = (
        out.join().unwrap_or_default(),
        err.join().unwrap_or_default(),
    );
    let crashed = |why: String| Row {
        document: document.name.clone(),
        outcome: Outcome::Crashed(why),
        ..Row::default()
    };
    Ok(match ended {
        None => crashed(format!(
            "it was stopped after {} seconds",
            timeout.as_secs()
        )),
        Some(status) if !status.success() => {
            let said: Vec<&str> = err
                .lines()
                .filter(|line| !line.trim().is_empty())
                .take(2)
                .collect();
            crashed(format!("{status}: {}", said.join(" ")))
        }
        Some(_) => serde_json::from_str(&out)
            .unwrap_or_else(|error| crashed(format!("its answer is no row: {error}"))),
    })
}

/// Reads a pipe to its end on a thread, so that it never fills.
fn listen<R: Read + Send + 'static>(pipe: Option<R>) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Compiles what every client needs, so that no document pays for it.
pub(super) fn warm(tasks: Tasks, scratch: &Path, folder: &Path) -> Result<(), Stop> {
    let mut wanted = crate::sync::Wanted::new();
    for (path, text) in runtime_files("crate::runtime", COMMAND, &Part::ALL.into()).iter() {
        wanted.insert(format!("src/runtime/{path}"), text.to_owned());
    }
    wanted.insert(
        "src/lib.rs".to_owned(),
        "// Generated by nobody.\n#![allow(warnings)]\npub mod runtime;\n".to_owned(),
    );
    let package = Package {
        name: CRATE,
        title: CRATE,
        version: "",
        command: COMMAND,
        own_workspace: true,
        features: &[],
    };
    wanted.insert("Cargo.toml".to_owned(), manifest(&package));
    crate::generate::write(folder, &wanted)?;
    lock(folder)?;
    let checked = (tasks.check || tasks.docs).then_some(Task::Check);
    for task in checked
        .into_iter()
        .chain(tasks.release.then_some(Task::Release))
    {
        let compiled = cargo(task, folder, &scratch.join("target"))?;
        if compiled.errors > 0 {
            return Err(Stop::refused(format!(
                "the run time does not compile: {}",
                compiled.first.join("\n")
            )));
        }
    }
    Ok(())
}

/// The same versions of dependencies as this project has, so that nothing need be fetched.
fn lock(folder: &Path) -> Result<(), Stop> {
    let from = workspace::root().join("Cargo.lock");
    std::fs::copy(&from, folder.join("Cargo.lock"))
        .map(|_| ())
        .map_err(|error| Stop::refused(format!("`Cargo.lock` cannot be copied: {}", why(&error))))
}
