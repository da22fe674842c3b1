//! A document in, the model, the facts and all that was reported out.

use launchway_generator::analyze::{Facts, analyze};
use launchway_generator::config::Config;
use launchway_generator::diag::{Diagnostics, Ledger};
use launchway_generator::document::Document;
use launchway_generator::ir::{Api, Shape};
use launchway_generator::lower::lower;
use launchway_generator::source::{Reader, SourceSet};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Instant;

/// What comes of a document.
pub(crate) struct Lowered {
    pub(crate) api: Api,
    pub(crate) facts: Facts,
    pub(crate) ledger: Ledger,
    pub(crate) found: Diagnostics,
    /// Milliseconds of reading, lowering and analysing.
    pub(crate) millis: [u128; 3],
}

/// Lowers a case.
pub(crate) fn lowered(case: &str) -> Lowered {
    lowered_if(case).expect("the case is a document")
}

/// Lowers a case, if it is a document.
pub(crate) fn lowered_if(case: &str) -> Option<Lowered> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut pieces = case.split("# file: ");
    let mut root = String::new();
    let main = pieces.next().unwrap_or_default();
    if !main.contains("openapi:") {
        root.push_str("openapi: 3.1.0\n");
    }
    root.push_str("info: {title: Case, version: '1'}\n");
    if !main.lines().any(|line| line.starts_with("paths:")) {
        root.push_str("paths: {}\n");
    }
    root.push_str(main);
    files.insert("openapi.yaml".to_owned(), root.into_bytes());
    for piece in pieces {
        let (path, text) = piece.split_once('\n').unwrap_or((piece, ""));
        files.insert(path.trim().to_owned(), text.as_bytes().to_vec());
    }
    lowered_from("openapi.yaml", &files)
}

/// Lowers the document at a path.
pub(crate) fn lowered_from(path: &str, reader: &dyn Reader) -> Option<Lowered> {
    let config = Config::new("case");
    let start = Instant::now();
    let mut found = Diagnostics::default();
    let mut ledger = Ledger::default();
    let sources = SourceSet::load(path, reader, &config.limits, &mut found).ok()?;
    let read = start.elapsed();
    let document = Document::open(&sources, &mut found)?;
    let api = lower(&document, &config, &mut ledger, &mut found);
    // What goes out is what is planned of it: every operation that was lowered.
    ledger.operations.went_out = api.operations.len();
    // One link of the model stands for those of several answers.
    ledger.links.went_out = api.links.iter().map(|link| link.answers).sum();
    let lowered = start.elapsed();
    let facts = analyze(&api, &mut found);
    let all = start.elapsed();
    Some(Lowered {
        api,
        facts,
        ledger,
        found,
        millis: [read, lowered - read, all - lowered].map(|it| it.as_millis()),
    })
}

impl Lowered {
    /// All of it, as a snapshot shows it.
    pub(crate) fn to_text(&self) -> String {
        let mut text = self.api.to_text();
        let facts = self.facts_text();
        if !facts.is_empty() {
            let _ = write!(text, "\nfacts\n{facts}");
        }
        let found = self.found_text();
        if !found.is_empty() {
            let _ = write!(text, "\nfound\n{found}");
        }
        if !self.ledger.untyped.is_empty() {
            let _ = write!(text, "\nuntyped {:?}\n", self.ledger.untyped);
        }
        text
    }

    /// The facts that are not what one expects of any type.
    pub(crate) fn facts_text(&self) -> String {
        let facts = &self.facts;
        let mut lines = Vec::new();
        for (id, def) in self.api.types.iter() {
            let mut line = String::new();
            let mut say = |is: bool, word: &str| {
                if is {
                    let _ = write!(line, " {word}");
                }
            };
            say(facts.is_split(id), "split");
            say(facts.is_sent(id), "sent");
            say(facts.is_read(id), "read");
            say(facts.has_default(id), "default");
            say(facts.has_float(id), "float");
            say(facts.has_secret(id), "secret");
            let names: Vec<String> = match &def.shape {
                Shape::Struct(object) => object.fields.iter().map(|it| it.name.clone()).collect(),
                Shape::Union(union) => (1..=union.variants.len()).map(|n| n.to_string()).collect(),
                _ => Vec::new(),
            };
            for (index, name) in names.iter().enumerate() {
                say(facts.is_boxed(id, index), &format!("boxed({name})"));
                say(
                    facts.is_forced_optional(id, index),
                    &format!("optional({name})"),
                );
            }
            if let Some(tests) = facts.tests(id) {
                if let Some(property) = &tests.property {
                    let _ = write!(line, " by({property})");
                }
                for (index, test) in tests.variants.iter().enumerate() {
                    let kinds: Vec<String> = test
                        .kinds
                        .iter()
                        .map(|kind| format!("{kind:?}").to_lowercase())
                        .collect();
                    let _ = write!(line, "\n    {}: {}", index + 1, kinds.join("|"));
                    for (word, list) in [
                        (
                            "tags",
                            &test.tags.iter().map(|it| format!("{it:?}")).collect(),
                        ),
                        ("needs", &test.needs),
                        ("knows", &test.knows),
                    ] {
                        if !list.is_empty() {
                            let _ = write!(line, " {word} {}", list.join(","));
                        }
                    }
                }
            }
            if !line.is_empty() {
                lines.push(format!("  {}:{line}\n", self.api.origin_path(id)));
            }
        }
        lines.sort();
        lines.concat()
    }

    /// What was reported, one line each.
    pub(crate) fn found_text(&self) -> String {
        self.found
            .iter()
            .map(|it| {
                let place = it.place.as_ref().map_or(String::new(), |place| {
                    let file = self.api.files.get(place.file.0 as usize);
                    let file = file.filter(|file| *file != "openapi.yaml");
                    format!(" {}#{}", file.map_or("", |it| it), place.pointer)
                });
                format!("  {}{place}: {}\n", it.code.id(), it.message)
            })
            .collect()
    }

    /// Origins, with the file, that several types have: nothing could tell their names apart.
    pub(crate) fn repeated_origins(&self) -> Vec<String> {
        let mut seen = std::collections::BTreeSet::new();
        self.api
            .types
            .iter()
            .map(|(id, def)| (self.api.origin_path(id), def.place.file))
            .filter(|origin| !seen.insert(origin.clone()))
            .map(|(path, _)| path)
            .collect()
    }

    /// The codes that were reported, each once.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.found.by_code().into_keys().collect()
    }
}
