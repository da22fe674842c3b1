//! The mock: what it answers for each operation, by the examples of the document.

mod answer;
mod docs;
mod pages;

use super::Desk;
use crate::ir::{Operation, Server};
use crate::plan::{Item, MockPlan, ModulePlan};

/// The Cargo feature behind which the mock is.
pub(super) const FEATURE: &str = "mock";

/// The module of the mock.
pub(super) fn module(desk: &Desk<'_>) -> ModulePlan {
    let api = desk.api();
    let operations = api.operations();
    let operations = operations.filter(|(id, _)| desk.reach.has_operation(*id));
    let mut operations: Vec<&Operation> = operations.map(|(_, operation)| operation).collect();
    operations.sort_by(|left, right| {
        (&left.path, &left.method, &left.id).cmp(&(&right.path, &right.method, &right.id))
    });
    let answers = operations.iter();
    let answers = answers.flat_map(|operation| answer::answers(desk, operation));
    ModulePlan {
        file: "mock.rs".to_owned(),
        docs: docs::of_module(),
        items: vec![Item::Mock(MockPlan {
            docs: docs::of_examples(desk, &operations),
            bases: bases(desk, &operations),
            answers: answers.collect(),
        })],
        ..ModulePlan::default()
    }
}

/// The paths below which the API and single operations are served, the longest first.
fn bases(desk: &Desk<'_>, operations: &[&Operation]) -> Vec<String> {
    let own = operations.iter().flat_map(|operation| &operation.servers);
    let mut bases: Vec<String> = Vec::new();
    for server in desk.api().servers.iter().chain(own) {
        // A variable may hold several segments, or be given another value than its own.
        for url in [filled(server), server.url.clone()] {
            let base = path_of(&url).trim_end_matches('/');
            if base.starts_with('/') && !bases.iter().any(|known| known == base) {
                bases.push(base.to_owned());
            }
        }
    }
    bases.sort_by_key(|base| std::cmp::Reverse(base.matches('/').count()));
    bases
}

/// A server's URL, its variables as they are by default.
fn filled(server: &Server) -> String {
    let mut url = server.url.clone();
    for variable in &server.variables {
        url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
    }
    url
}

/// The path of a URL, or of what is only a path.
fn path_of(url: &str) -> &str {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    match url.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)),
        None => Some(url),
    }
    .unwrap_or_default()
}
