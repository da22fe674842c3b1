//! The pipeline as functions: each layer in turn, stopping between layers where one found an error.

use crate::config::{Config, Dangling, NameLock};
use crate::diag::{Code, Diagnostic, Diagnostics, Ledger};
use crate::document::Document;
use crate::files::{self, FileSet, Report};
use crate::ir::{self, Api};
use crate::names::Names;
use crate::plan::{Part, TypeMap};
use crate::source::{Reader, SourceSet};
use crate::{analyze, lower, overlay, plan};
use std::collections::BTreeSet;

/// What to generate from.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The path of the root document.
    pub root: &'a str,
    /// The paths of the overlays, in the order in which they apply.
    pub overlays: &'a [String],
    /// What reads these paths.
    pub reader: &'a dyn Reader,
    /// What the caller decided.
    pub config: &'a Config,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was found.
    pub diagnostics: Diagnostics,
    /// What came in and went out.
    pub ledger: Ledger,
    /// The files that were read, to show places in.
    pub sources: Option<SourceSet>,
    /// The client, if no error was found.
    pub client: Option<Client>,
}

/// A generated client.
#[derive(Debug, Default)]
pub struct Client {
    /// The API's title.
    pub title: String,
    /// The version of the API's description.
    pub version: String,
    /// Its files, below the folder of the API's module, with `surface.txt` and `report.json`.
    pub files: FileSet,
    /// The names to keep from now on.
    pub names: NameLock,
    /// The parts of the run time that it needs.
    pub parts: BTreeSet<Part>,
}

/// A stage that [`dump`] can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The files as they were read, overlays applied.
    Source,
    /// The intermediate model.
    Ir,
    /// What everything is called.
    Names,
    /// Every public item of the client.
    Surface,
    /// The files of the client.
    Files,
}

/// Generates a client.
pub fn generate(request: &Request<'_>) -> Outcome {
    let mut run = Run::default();
    run.outcome.client = run.through(request);
    run.outcome
}

/// Generates a client, and says what the schemas of the document are in it.
pub fn generate_mapped(request: &Request<'_>) -> (Outcome, TypeMap) {
    let mut run = Run {
        map: Some(TypeMap::default()),
        ..Run::default()
    };
    run.outcome.client = run.through(request);
    (run.outcome, run.map.unwrap_or_default())
}

/// Finds everything that generating would find, and throws the client away.
pub fn lint(request: &Request<'_>) -> Outcome {
    Outcome {
        client: None,
        ..generate(request)
    }
}

/// Reads the files of a document and applies its overlays; no client comes of it.
pub fn read(request: &Request<'_>) -> Outcome {
    let mut run = Run::default();
    if let Some(sources) = run.sources(request) {
        run.outcome.sources = Some(sources);
    }
    run.outcome
}

/// One stage as text, as far as it can be reached.
pub fn dump(request: &Request<'_>, stage: Stage) -> (Option<String>, Outcome) {
    let mut run = Run::default();
    let text = match stage {
        Stage::Source => run.sources(request).map(|sources| source_text(&sources)),
        Stage::Ir => run.model(request).map(|api| api.to_text()),
        Stage::Names => run.through(request).map(|client| {
            client
                .names
                .names
                .iter()
                .map(|(path, name)| format!("{path} = {name}\n"))
                .collect()
        }),
        Stage::Surface => run
            .through(request)
            .and_then(|client| client.files.get("surface.txt").map(str::to_owned)),
        Stage::Files => run.through(request).map(|client| {
            client
                .files
                .iter()
                .map(|(path, text)| format!("=== {path}\n{text}"))
                .collect()
        }),
    };
    (text, run.outcome)
}

fn source_text(sources: &SourceSet) -> String {
    let mut text = String::new();
    for file in sources.files() {
        if let Some(node) = sources.node(&crate::diag::Place::file(file)) {
            text.push_str(&format!(
                "=== {}\n{:#}\n",
                sources.path(file),
                node.to_json()
            ));
        }
    }
    text
}

#[derive(Default)]
struct Run {
    outcome: Outcome,
    /// What the schemas are in Rust, where somebody asks.
    map: Option<TypeMap>,
}

impl Run {
    fn sources(&mut self, request: &Request<'_>) -> Option<SourceSet> {
        let found = &mut self.outcome.diagnostics;
        let mut sources =
            match SourceSet::load(request.root, request.reader, &request.config.limits, found) {
                Ok(sources) => sources,
                Err(rest) => {
                    self.outcome.sources = Some(rest);
                    return None;
                }
            };
        for path in request.overlays {
            let limits = &request.config.limits;
            overlay::apply(&mut sources, path, request.reader, limits, found);
        }
        Some(sources)
    }

    /// The model, if nothing before it found an error; the sources stay in the outcome either way.
    fn model(&mut self, request: &Request<'_>) -> Option<Api> {
        let sources = self.sources(request)?;
        let api = self.lower(&sources, request.config);
        self.outcome.sources = Some(sources);
        api
    }

    fn lower(&mut self, sources: &SourceSet, config: &Config) -> Option<Api> {
        let Outcome {
            diagnostics: found,
            ledger,
            ..
        } = &mut self.outcome;
        if found.has_errors() {
            return None;
        }
        let document = Document::open(sources, found)?;
        let api = lower::lower(&document, config, ledger, found);
        document.report(found);
        ir::invariant::check(&api, found);
        let refused =
            config.dangling == Dangling::Refuse && found.iter().any(|each| each.code.is_dangling());
        (!found.has_errors() && !refused).then_some(api)
    }

    fn through(&mut self, request: &Request<'_>) -> Option<Client> {
        let api = self.model(request)?;
        let Outcome {
            diagnostics: found,
            ledger,
            ..
        } = &mut self.outcome;
        let config = request.config;
        let facts = analyze::analyze(&api, found);
        let names = Names::allocate(&api, config, &|id| facts.is_split(id), found);
        let input = plan::Input {
            api: &api,
            facts: &facts,
            names: &names,
            config,
        };
        let plan = plan::plan(input, ledger);
        if let Some(map) = &mut self.map {
            *map = plan::type_map(input);
        }
        let mut files = files::files(&plan, found);
        if !ledger.balances() {
            found.push(Diagnostic::nowhere(
                Code::LedgerOff,
                format!("what came in is not what went out: {ledger:?}"),
            ));
        }
        let report = files::report_json(&Report {
            ledger,
            diagnostics: found,
            files: &files,
        });
        files.insert("report.json", report);
        let used = plan.item_names();
        let names = names.lock(|name| used.contains(name));
        (!found.has_errors()).then_some(Client {
            title: plan::plain(&api.title),
            version: plan::plain(&api.version),
            files,
            names,
            parts: plan.parts,
        })
    }
}
