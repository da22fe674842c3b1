//! Every operation of generated clients, called against a mock server that runs the document they are of, and holds
//! each request against it.
//!
//! `LAUNCHWAY_PRISM` names a folder whose `node_modules` has the mock server and the bundler that `CONTRIBUTING.md`
//! names; `LAUNCHWAY_CORPUS` that of the real documents. Without either, nothing is tested, and that is said.
//!
//! `record.json` has the contradictions of the documents, each with its place; all else that the server objects to is
//! a defect. `LAUNCHWAY_PRISM_LOG` names a file for everything that came of the calls.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod calls;
mod driver;
mod server;
mod values;

use calls::Callable;
use driver::Crate;
use launchway_generator::config::{Config, Limits};
use launchway_generator::diag::Diagnostics;
use launchway_generator::source::{Reader, SourceSet};
use launchway_tests::folders::project;
use serde_json::{Value, json};
use server::Server;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use values::Values;
use xtask::Console;
use xtask::generate::{Incomplete, Options};

/// The folders of the tools and of the documents, if this machine has them.
fn equipment() -> Option<(PathBuf, PathBuf)> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let Some(tools) = named("LAUNCHWAY_PRISM").filter(|it| it.join("node_modules").is_dir()) else {
        eprintln!("SKIPPED: no mock server (LAUNCHWAY_PRISM names a folder that has one)");
        return None;
    };
    let corpus = named("LAUNCHWAY_CORPUS").unwrap_or_else(|| project().join("../shared/corpus"));
    if !corpus.is_dir() {
        eprintln!(
            "SKIPPED: there are no real documents at {} (set LAUNCHWAY_CORPUS)",
            corpus.display()
        );
        return None;
    }
    Some((tools, corpus))
}

fn scratch() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mock");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

struct Folder(PathBuf);

impl Reader for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(path)).map_err(|error| error.to_string())
    }
}

/// A document, as it is read.
fn sources(document: &Path) -> SourceSet {
    let folder = document.parent().unwrap();
    let root = document.file_name().unwrap().to_str().unwrap();
    let mut found = Diagnostics::default();
    let limits = Config::new("api").limits;
    let limits: &Limits = &limits;
    SourceSet::load(root, &Folder(folder.to_path_buf()), limits, &mut found).unwrap()
}

/// A crate of a document, by the command that users have.
fn generate(document: &Path, name: &str) -> PathBuf {
    let out = scratch().join(name);
    let options = Options {
        spec: document.to_path_buf(),
        root: None,
        overlays: Vec::new(),
        only: Vec::new(),
        name: Some(name.to_owned()),
        incomplete: Incomplete::Refuse,
        limits: Limits::default(),
        timings: None,
        out: out.clone(),
    };
    let mut said = Vec::new();
    let done = xtask::generate::run(&options, &mut Console::plain(std::io::sink(), &mut said));
    assert!(done.is_ok(), "{done:?}\n{}", String::from_utf8_lossy(&said));
    out
}

/// Calls the operations by the program of their client. Gives what was objected to, by operation.
fn objections(
    krate: &Crate<'_>,
    all: &[Callable],
    values: &mut Values<'_>,
    server: &Server,
) -> BTreeMap<String, BTreeSet<String>> {
    let program = driver::build(&project(), &scratch(), krate, all);
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut lines, mut asked) = (String::new(), Vec::new());
    for (index, callable) in all.iter().enumerate() {
        let name = format!("{} {}", callable.method, callable.template);
        match values.rounds(callable) {
            Ok(rounds) => {
                for round in rounds {
                    let args = Value::Object(round.args);
                    let _ = writeln!(lines, "{index}\t{args}");
                    asked.push((name.clone(), round.label, args));
                }
            }
            Err(why) => drop(
                found
                    .entry(name)
                    .or_default()
                    .insert(format!("not called: {why}")),
            ),
        }
    }
    let outcomes = driver::run(&program, &server.url(), &lines);
    assert_eq!(outcomes.len(), asked.len());
    let mut log = String::new();
    for ((name, label, args), outcome) in asked.into_iter().zip(outcomes) {
        let _ = writeln!(log, "{name}\t{label}\t{args}\t{outcome}");
        for objection in objected(&outcome) {
            found.entry(name.clone()).or_default().insert(objection);
        }
    }
    if let Some(path) = std::env::var_os("LAUNCHWAY_PRISM_LOG") {
        let path = PathBuf::from(path).with_extension(krate.name);
        std::fs::write(path, log).unwrap();
    }
    found
}

/// What is objected to in one call.
fn objected(outcome: &Value) -> Vec<String> {
    if let Some(violations) = outcome["violations"].as_array() {
        let place = |it: &Value| {
            let parts = it["location"].as_array().into_iter().flatten();
            let parts: Vec<&str> = parts.filter_map(Value::as_str).collect();
            parts.join(".")
        };
        let text = |it: &Value| {
            format!(
                "{}: {}",
                place(it),
                it["message"].as_str().unwrap_or_default()
            )
        };
        return violations.iter().map(text).collect();
    }
    match outcome["kind"].as_str() {
        // A redirect leads to a host of the document's examples, which there is none of.
        None | Some("transport") => Vec::new(),
        Some(kind) => vec![format!(
            "{kind}: {}",
            outcome["error"].as_str().unwrap_or_default()
        )],
    }
}

/// Holds what was objected to against the record, both ways.
#[track_caller]
fn held(client: &str, found: &BTreeMap<String, BTreeSet<String>>) {
    let text = std::fs::read_to_string(project().join("tests/tests/mock/record.json")).unwrap();
    let record: Value = serde_json::from_str(&text).unwrap();
    let known: BTreeSet<(String, String)> = record[client]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap().to_owned();
            assert!(!text("why").is_empty());
            (text("operation"), text("objection"))
        })
        .collect();
    let found: BTreeSet<(String, String)> = found
        .iter()
        .flat_map(|(name, all)| all.iter().map(move |it| (name.clone(), it.clone())))
        .collect();
    let new: Vec<_> = found.difference(&known).collect();
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "{client}\nnew: {new:#?}\nno longer: {gone:#?}"
    );
}

/// The client that the command makes of the official document, all operations of it.
#[test]
fn the_official_document() {
    let Some((tools, corpus)) = equipment() else {
        return;
    };
    let document = corpus.join("cloudfoundry/openapi.yaml");
    let server = Server::start(&tools, &scratch(), &document);
    let folder = generate(&document, "official");
    let all = calls::read(&folder.join("src"), "official");
    let report = std::fs::read_to_string(folder.join("report.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    // One that stands in two sections is called by both ways.
    let operations: BTreeSet<_> = all.iter().map(|it| (&it.method, &it.template)).collect();
    assert_eq!(
        json!(operations.len()),
        report["operations"]["in"],
        "operations without a way"
    );
    let krate = Crate {
        name: "official",
        folder: &folder,
        root: "official",
        credentials: ".oauth(\"t0ken\")",
    };
    let sources = sources(&document);
    let found = objections(&krate, &all, &mut Values::new(&sources), &server);
    held("cloudfoundry, of the official document", &found);
}

/// Our own clients, as far as the official document has their operations.
#[test]
fn our_own() {
    let Some((tools, corpus)) = equipment() else {
        return;
    };
    let both = [
        (
            "cloudfoundry",
            "cloudfoundry/openapi.yaml",
            ".uaa_token(\"t0ken\")",
        ),
        (
            "cloudflare",
            "cloudflare/openapi.json",
            ".api_token(\"t0ken\")",
        ),
    ];
    for (api, document, credentials) in both {
        let document = corpus.join(document);
        let official = sources(&document);
        let own = sources(&project().join("specs").join(api).join("openapi.yaml"));
        let root = format!("launchway::{api}");
        let mut all = calls::read(&project().join("generated/src").join(api), &root);
        all.retain(|callable| Values::new(&official).has(callable));
        assert!(all.len() > 10, "{api}: {}", all.len());
        let krate = Crate {
            name: "launchway",
            folder: &project().join("generated"),
            root: &root,
            credentials,
        };
        let server = Server::start(&tools, &scratch(), &document);
        let mut values = Values::new(&own).beside(&official);
        let mut found = objections(&krate, &all, &mut values, &server);
        // Of answers our documents say more than the official ones, by which the server makes some up. The fakes'
        // answers are what ours are held against.
        for objections in found.values_mut() {
            objections.retain(|it| !it.starts_with("decode: ") && !it.starts_with("response"));
        }
        held(api, &found);
    }
}
