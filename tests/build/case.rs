//! One case: a folder with the smallest document that shows a construct, and what is generated from it.
//!
//! A document `overlay.yaml` beside it is applied first.
//! Further documents `spec.<version>.yaml` say the same in other words, and must give the same files.

use launchway_generator::config::{Config, Root};
use launchway_generator::plan::Part;
use launchway_generator::source::Reader;
use launchway_generator::{Outcome, Request, generate};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The document of every case.
const ROOT: &str = "spec.yaml";

/// What is changed in it, where something is.
const OVERLAY: &str = "overlay.yaml";

/// A case and what came of it.
pub(crate) struct Case {
    /// The folder's name.
    pub(crate) name: String,
    /// The Rust files of its module; none where no client came of it.
    pub(crate) files: BTreeMap<String, String>,
    /// The parts of the run time that it needs.
    pub(crate) parts: BTreeSet<Part>,
    /// Where its document is.
    folder: PathBuf,
    /// What its snapshot holds: diagnostics, the surface, and the files that say something.
    pub(crate) text: String,
}

/// The folders of all cases, by name.
pub(crate) fn folders(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders: Vec<PathBuf> = entries(root)?
        .into_iter()
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    Ok(folders)
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect()
}

impl Case {
    /// Generates the case in a folder.
    pub(crate) fn of(folder: &Path) -> io::Result<Self> {
        let name = name_of(folder);
        let outcome = generated(folder, &config(&name), ROOT);
        let mut text = diagnostics(&outcome);
        for other in equivalents(folder)? {
            compare(
                &mut text,
                &other,
                &outcome,
                &generated(folder, &config(&name), &other),
            );
        }
        let mut files = BTreeMap::new();
        let mut parts = BTreeSet::new();
        if let Some(client) = &outcome.client {
            parts.clone_from(&client.parts);
            text.push_str("=== surface.txt\n");
            text.push_str(client.files.get("surface.txt").unwrap_or_default());
            for (path, file) in client
                .files
                .iter()
                .filter(|(path, _)| path.ends_with(".rs"))
            {
                files.insert(path.to_owned(), file.to_owned());
                if says_something(&name, path, file) {
                    text.push_str(&format!("=== {path}\n{}", without_header(file)));
                }
            }
        }
        let folder = folder.to_owned();
        Ok(Self {
            name,
            files,
            parts,
            folder,
            text,
        })
    }

    /// The marker of its API.
    pub(crate) fn api(&self) -> &str {
        let client = self.files.get("client.rs");
        let after = client.and_then(|text| text.split_once("impl runtime::Api for "));
        let name = after.and_then(|(_, after)| after.split_whitespace().next());
        name.unwrap_or_default()
    }

    /// The markers of its operations, with their modules.
    pub(crate) fn operations(&self) -> impl Iterator<Item = String> {
        self.files.iter().flat_map(|(path, text)| {
            let module = path.trim_end_matches(".rs");
            let lines = text.lines();
            let rows = lines.filter_map(|line| line.trim_start().split_once(": Method::"));
            rows.map(move |(marker, _)| format!("{module}::{marker}"))
        })
    }

    /// The case once more, in another module and on another run time.
    pub(crate) fn at(&self, module: &str, runtime: &str) -> BTreeMap<String, String> {
        let config = Config {
            module: module.to_owned(),
            runtime: runtime.to_owned(),
            ..config(&self.name)
        };
        let client = generated(&self.folder, &config, ROOT).client;
        let files = client.iter().flat_map(|client| client.files.iter());
        files
            .filter(|(path, _)| path.ends_with(".rs"))
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect()
    }
}

/// Other wordings of a case's document, by name.
fn equivalents(folder: &Path) -> io::Result<Vec<String>> {
    let mut names: Vec<String> = entries(folder)?
        .iter()
        .map(|path| name_of(path))
        .filter(|name| name.starts_with("spec.") && name.ends_with(".yaml") && name != ROOT)
        .collect();
    names.sort();
    Ok(names)
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

struct Folder<'a>(&'a Path);

impl Reader for Folder<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        fs::read(self.0.join(path)).map_err(|error| error.to_string())
    }
}

fn config(name: &str) -> Config {
    Config {
        root: Root::Module,
        module: format!("crate::cases::{name}"),
        ..Config::new(name)
    }
}

fn generated(folder: &Path, config: &Config, root: &str) -> Outcome {
    let overlay = folder.join(OVERLAY).exists().then(|| OVERLAY.to_owned());
    generate(&Request {
        root,
        overlays: overlay.as_slice(),
        reader: &Folder(folder),
        config,
    })
}

fn diagnostics(outcome: &Outcome) -> String {
    let mut text = String::new();
    for each in outcome.diagnostics.iter() {
        let place = match &each.place {
            Some(place) => format!("{}#{}", file_of(outcome, place), place.pointer),
            None => "nowhere".to_owned(),
        };
        text.push_str(&format!("{} {place}: {}\n", each.code.id(), each.message));
    }
    for (reason, count) in &outcome.ledger.untyped {
        text.push_str(&format!("untyped: {reason} {count}\n"));
    }
    text
}

fn file_of(outcome: &Outcome, place: &launchway_generator::diag::Place) -> String {
    match &outcome.sources {
        Some(sources) if sources.path(place.file) != ROOT => sources.path(place.file).to_owned(),
        _ => String::new(),
    }
}

/// Tells where another wording gives something else.
fn compare(text: &mut String, name: &str, outcome: &Outcome, other: &Outcome) {
    let (Some(left), Some(right)) = (&outcome.client, &other.client) else {
        text.push_str(&format!("{name} gives no client\n{}", diagnostics(other)));
        return;
    };
    for (path, file) in left.files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        if right.files.get(path) != Some(file) {
            text.push_str(&format!(
                "{name} gives another {path}:\n{}\n",
                right.files.get(path).unwrap_or("nothing")
            ));
        }
    }
    let count = |client: &launchway_generator::Client| client.files.iter().count();
    if count(left) != count(right) {
        text.push_str(&format!("{name} gives other files\n"));
    }
}

/// Whether a file holds more than what every client has.
fn says_something(case: &str, path: &str, text: &str) -> bool {
    match path {
        "client.rs" => text.contains("impl runtime::Builder<") || text.contains("Envelope {"),
        "mod.rs" => text.lines().filter(|line| line.starts_with("//!")).count() > 1,
        "types/mod.rs" => false,
        // It follows from examples and schemas, which other cases are not about.
        "mock.rs" => case == "mock_answers",
        _ => true,
    }
}

fn without_header(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(_, rest)| rest)
}
