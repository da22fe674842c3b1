//! The pipeline as functions: each layer in turn, stopping between layers where one found an error.

use crate::config::{Config, Dangling, Limits, NameLock};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Ledger, Place, Severity};
use crate::document::Document;
use crate::files::{self, FileSet, Report};
use crate::ir::Api;
use crate::names::Names;
use crate::plan::{FeaturePlan, Part, RustPlan, TypeMap};
use crate::source::{Reader, SourceSet};
use crate::{analyze, diff, lower, overlay, plan};
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

/// The files of a document, read before it is decided what to make of them.
#[derive(Debug)]
pub struct Loaded {
    /// The files, or as much of them as there is.
    sources: Result<SourceSet, SourceSet>,
    found: Diagnostics,
}

impl Loaded {
    /// Reads the root document and what it refers to.
    pub fn of(root: &str, reader: &dyn Reader, limits: &Limits) -> Self {
        let mut found = Diagnostics::default();
        Self {
            sources: SourceSet::load(root, reader, limits, &mut found),
            found,
        }
    }

    /// The title of the document, whatever else is wrong with it.
    pub fn title(&self) -> Option<&str> {
        let title = Place::file(FileId::ROOT).child("info").child("title");
        self.sources.as_ref().ok()?.node(&title)?.as_str()
    }
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
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// The API's title.
    pub title: String,
    /// The version of the API's description.
    pub version: String,
    /// Its files, below the folder of the API's module, with `surface.txt` and `report.json`.
    pub files: FileSet,
    /// The names to keep from now on.
    pub names: NameLock,
    /// The parts that can be left out.
    pub features: Vec<FeaturePlan>,
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

/// Generates a client of what was read from the root and by the reader of the request. `done` hears of each step
/// when it is done: this library has no clock.
pub fn generate_loaded(
    loaded: Loaded,
    request: &Request<'_>,
    done: &mut dyn FnMut(&'static str),
) -> Outcome {
    let mut run = Run {
        loaded: Some(loaded),
        done: Some(done),
        ..Run::default()
    };
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
        if let Some(node) = sources.node(&Place::file(file)) {
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
struct Run<'w> {
    outcome: Outcome,
    /// What the schemas are in Rust, where somebody asks.
    map: Option<TypeMap>,
    loaded: Option<Loaded>,
    /// Who hears of each step.
    done: Option<&'w mut dyn FnMut(&'static str)>,
    /// Whether what an extension claims wrongly, or an overlay's action that finds nothing, is told, but stops nothing:
    /// a comparison has something to say of a document that extensions and overlays are yet to follow.
    is_tolerant: bool,
}

impl Run<'_> {
    fn done(&mut self, step: &'static str) {
        if let Some(done) = &mut self.done {
            done(step);
        }
    }

    fn sources(&mut self, request: &Request<'_>) -> Option<SourceSet> {
        let loaded = self
            .loaded
            .take()
            .unwrap_or_else(|| Loaded::of(request.root, request.reader, &request.config.limits));
        self.outcome.diagnostics = loaded.found;
        let found = &mut self.outcome.diagnostics;
        let mut sources = match loaded.sources {
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
        self.done("overlays");
        Some(sources)
    }

    /// The model, if nothing before it found an error; the sources stay in the outcome either way.
    fn model(&mut self, request: &Request<'_>) -> Option<Api> {
        let sources = self.sources(request)?;
        let api = self.lower(&sources, request.config);
        self.outcome.sources = Some(sources);
        self.done("lower");
        api
    }

    fn lower(&mut self, sources: &SourceSet, config: &Config) -> Option<Api> {
        let Outcome {
            diagnostics: found,
            ledger,
            ..
        } = &mut self.outcome;
        if stops(found, self.is_tolerant) {
            return None;
        }
        let document = Document::open(sources, found)?;
        let api = lower::lower(&document, config, ledger, found);
        ledger.keywords = document.keywords(api.operations.iter().map(|it| &it.place));
        let refused =
            config.dangling == Dangling::Refuse && found.iter().any(|each| each.code.is_dangling());
        (!stops(found, self.is_tolerant) && !refused).then_some(api)
    }

    /// The plan, if nothing before it found an error.
    fn planned(&mut self, request: &Request<'_>) -> Option<Planned> {
        let api = self.model(request)?;
        if let (Some(sources), None, false) =
            (&mut self.outcome.sources, &self.map, self.is_tolerant)
        {
            // Only their texts are needed from here on, to show places in.
            sources.forget_nodes();
        }
        let config = request.config;
        let facts = analyze::analyze(&api, &mut self.outcome.diagnostics);
        self.done("analyze");
        let found = &mut self.outcome.diagnostics;
        let names = Names::allocate(&api, config, &|id| facts.is_split(id), found);
        self.done("names");
        let input = plan::Input {
            api: &api,
            facts: &facts,
            names: &names,
            config,
        };
        let Outcome {
            diagnostics: found,
            ledger,
            ..
        } = &mut self.outcome;
        let plan = plan::plan(input, ledger, found);
        if let Some(map) = &mut self.map {
            *map = plan::type_map(input);
        }
        self.done("plan");
        Some(Planned { api, names, plan })
    }

    fn through(&mut self, request: &Request<'_>) -> Option<Client> {
        let Planned {
            api,
            names,
            mut plan,
        } = self.planned(request)?;
        let (title, version) = (plan::plain(&api.title), plan::plain(&api.version));
        let names = lock(&plan, &names);
        // The plan is all that the files are made from, and they are as large as everything before them.
        drop(api);
        let Outcome {
            diagnostics: found,
            ledger,
            ..
        } = &mut self.outcome;
        let mut files = files::files(&mut plan, request.config.threads, found);
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
        let client = (!found.has_errors()).then_some(Client {
            title,
            version,
            files,
            names,
            features: plan.features,
            parts: plan.parts,
        });
        self.done("files");
        client
    }
}

/// What is known of a document once its client is planned.
struct Planned {
    api: Api,
    names: Names,
    plan: RustPlan,
}

impl Planned {
    fn side(&self) -> diff::Side<'_> {
        diff::Side {
            api: &self.api,
            names: &self.names,
            modules: &self.plan.modules,
        }
    }
}

/// Errors of extensions and overlays alone.
const TOLERATED: &[Code] = &[
    Code::OverlayIdle,
    Code::ExtensionUnfit,
    Code::WaiterUnfit,
    Code::PaginationUnfit,
    Code::PaginationAstray,
];

fn stops(found: &Diagnostics, is_tolerant: bool) -> bool {
    let mut errors = found
        .iter()
        .filter(|it| it.code.severity() == Severity::Error);
    errors.any(|it| !is_tolerant || !TOLERATED.contains(&it.code))
}

fn lock(plan: &RustPlan, names: &Names) -> NameLock {
    let used = plan.item_names();
    names.lock(|name| used.contains(name))
}

/// Two documents, held against each other.
#[derive(Debug, Default)]
pub struct Comparison {
    /// What came of reading the old one; without a client.
    pub old: Outcome,
    /// What came of reading the new one; without a client.
    pub new: Outcome,
    /// What changed, the worst first; nothing where one of them gives no client.
    pub changes: Option<Vec<diff::Change>>,
}

/// What changed from one document to another for who uses its client. Where no names are given for the new one, what
/// it has in common with the old one is called as there.
pub fn compare(old: &Request<'_>, new: &Request<'_>) -> Comparison {
    compared(old, new, diff::compare)
}

/// What differs on the wire in the operations of `ours`, whatever things are called.
pub fn compare_wire(ours: &Request<'_>, theirs: &Request<'_>) -> Comparison {
    compared(ours, theirs, diff::compare_wire)
}

fn compared(
    old: &Request<'_>,
    new: &Request<'_>,
    changes: impl Fn(diff::Side<'_>, diff::Side<'_>) -> Vec<diff::Change>,
) -> Comparison {
    let run = || Run {
        is_tolerant: true,
        ..Run::default()
    };
    let (mut before, mut after) = (run(), run());
    let was = before.planned(old);
    let mut config = new.config.clone();
    if let (Some(was), true) = (&was, config.names.names.is_empty()) {
        config.names = lock(&was.plan, &was.names);
    }
    let is = after.planned(&Request {
        config: &config,
        ..*new
    });
    let changes = was
        .as_ref()
        .zip(is.as_ref())
        .filter(|_| {
            let mut both = [&before, &after].into_iter();
            both.all(|run| !stops(&run.outcome.diagnostics, true))
        })
        .map(|(was, is)| changes(was.side(), is.side()));
    Comparison {
        old: before.outcome,
        new: after.outcome,
        changes,
    }
}
