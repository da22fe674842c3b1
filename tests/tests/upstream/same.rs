//! What the documents say of our operations, once the overlays are applied, is what `specs/` says: the same requests,
//! answers of the same kind, the same pages, waits and repeats.

use super::actions::{DOCUMENTS, corpus, overlay, project};
use launchway_generator::config::{Config, Limits};
use launchway_generator::diag::{Diagnostics, Ledger};
use launchway_generator::document::Document;
use launchway_generator::ir::{Api, Operation, ParamLocation, Turning, Waiter};
use launchway_generator::source::{Reader, SourceSet};
use launchway_generator::{lower, overlay as overlays};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A document with overlays beside it, wherever they are.
struct Files {
    folder: PathBuf,
    more: BTreeMap<&'static str, Vec<u8>>,
}

impl Reader for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        match self.more.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => fs::read(self.folder.join(path)).map_err(|error| error.to_string()),
        }
    }
}

fn model(sources: &SourceSet) -> Api {
    let mut found = Diagnostics::default();
    let document = Document::open(sources, &mut found).unwrap();
    let (config, mut ledger) = (Config::new("api"), Ledger::default());
    let api = lower::lower(&document, &config, &mut ledger, &mut found);
    assert!(!found.has_errors(), "{found:?}");
    api
}

fn load(document: &Path, more: BTreeMap<&'static str, Vec<u8>>) -> (SourceSet, Files) {
    let files = Files {
        folder: document.parent().unwrap().to_owned(),
        more,
    };
    let root = document.file_name().unwrap().to_str().unwrap();
    let mut found = Diagnostics::default();
    let sources = SourceSet::load(root, &files, &Limits::default(), &mut found);
    (sources.unwrap(), files)
}

/// The operations of a model by method and path, whatever parameters of the path are called.
fn by_line(api: &Api) -> BTreeMap<String, &Operation> {
    let operations = api.operations.iter();
    let lines = operations.map(|it| {
        let path = it.path.split('/').map(|part| match part.starts_with('{') {
            true => "{}",
            false => part,
        });
        let path = path.collect::<Vec<_>>().join("/");
        (format!("{:?} {path}", it.method), it)
    });
    lines.collect()
}

/// What an operation is on the wire, a line for each thing to say. Parameters of the path go by their order.
fn wire(api: &Api, operation: &Operation) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for param in &operation.params {
        let known = param.location == ParamLocation::Path;
        if !known {
            let (name, layout) = (&param.name, param.layout);
            said.insert(format!(
                "{:?} {name} {layout:?} {}",
                param.location, param.required
            ));
        }
    }
    if let Some(body) = &operation.body {
        for content in &body.contents {
            let parts = content.parts.iter();
            let parts: Vec<_> = parts.map(|part| (&part.name, &part.content_type)).collect();
            said.insert(format!(
                "body {} {} {parts:?}",
                content.media, body.required
            ));
        }
    }
    for response in operation
        .responses
        .iter()
        .filter(|it| it.status.is_success())
    {
        let read = response.read().map(|it| (it.codec, it.enveloped));
        said.insert(format!("{:?} {read:?}", response.status));
    }
    if let Some(paging) = &operation.paging {
        let turning = match &paging.turning {
            Turning::Number(name) => format!("number {name}"),
            other => format!("{other:?}"),
        };
        let (items, total) = (&paging.items, &paging.total_items);
        said.insert(format!("pages of {items} {turning} {total:?}"));
    }
    match &operation.waiter {
        Some(Waiter::Location(target)) => {
            let target = &api.operations[target.0 as usize].path;
            said.insert(format!("waits at {target}"));
        }
        Some(waiter) => drop(said.insert(format!("waits {waiter:?}"))),
        None => {}
    }
    if let Some(retry) = operation.retry {
        said.insert(format!("{retry:?}"));
    }
    said
}

/// What ours says and the mended document does not, and why that is so.
const LESS: &[(&str, &str, &str)] = &[];

#[test]
fn our_operations_are_the_same_on_the_wire() {
    let Some(corpus) = corpus() else { return };
    let mut differences = Vec::new();
    for (name, document) in DOCUMENTS {
        let ours = project().join("specs").join(name).join("openapi.yaml");
        let ours = model(&load(&ours, BTreeMap::new()).0);
        let ours_by_line = by_line(&ours);

        let mends = fs::read(overlay(name)).unwrap();
        let more = BTreeMap::from([("mends", mends)]);
        let (mut sources, files) = load(&corpus.join(document), more);
        let mut found = Diagnostics::default();
        let limits = Limits::default();
        overlays::apply(&mut sources, "mends", &files, &limits, &mut found);
        assert!(!found.has_errors(), "{found:?}");
        let ids: Vec<&str> = ours.operations.iter().map(|it| it.id.as_str()).collect();
        let keep = [ids, vec!["applyManifestToSpace"]].concat();
        let theirs = model(&sources);
        let mut theirs_by_line = by_line(&theirs);
        theirs_by_line.retain(|_, it| keep.contains(&it.id.as_str()));
        assert!(theirs_by_line.len() > 15, "{name}");
        for (line, operation) in theirs_by_line {
            let wanted = wire(&ours, ours_by_line[&line]);
            let given = wire(&theirs, operation);
            for lacking in wanted.difference(&given) {
                let known = LESS
                    .iter()
                    .any(|(at, what, _)| *at == line && what == lacking);
                if !known {
                    differences.push(format!("{name}: {line} lacks {lacking}"));
                }
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_exception_has_a_reason() {
    assert!(LESS.iter().all(|(_, _, reason)| !reason.is_empty()));
}
