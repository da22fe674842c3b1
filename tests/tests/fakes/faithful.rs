//! Whether what a fake answers is what our document of the API allows, and which operations it was asked for.

use launchway_generator::config::Limits;
use launchway_generator::diag::{Diagnostics, FileId, Place};
use launchway_generator::source::{Node, Reader, SourceSet};
use launchway_tests::folders::project;
use launchway_tests::server::{Answer, Request};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use xtask::examples::{Judge, Side, follow};

struct Folder(PathBuf);

impl Reader for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(path)).map_err(|error| error.to_string())
    }
}

/// The operations of a client, as `GET /v3/apps/{guid}`: what its surface says.
pub(crate) fn offered(api: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(project().join(format!("generated/surface/{api}.txt")));
    let text = text.unwrap();
    let lines = text.lines().filter_map(|line| line.split_once(": "));
    let operations = lines.filter_map(|(_, operation)| operation.split(" -> ").next());
    let is_operation = |it: &&str| {
        it.split_once(' ')
            .is_some_and(|(_, path)| path.starts_with('/'))
    };
    operations.filter(is_operation).map(str::to_owned).collect()
}

/// Holds exchanges against the document of an API. Gives the operations that there were.
#[track_caller]
pub(crate) fn faithful(api: &str, exchanges: &[(Request, Answer)]) -> BTreeSet<String> {
    let mut found = Diagnostics::default();
    let folder = Folder(project().join("specs").join(api));
    let sources = SourceSet::load("openapi.yaml", &folder, &Limits::default(), &mut found).unwrap();
    let mut judge = Judge::new(&sources);
    let (mut operations, mut faults) = (BTreeSet::new(), BTreeSet::new());
    for (request, answer) in exchanges {
        // Neither the UAA nor the blob store is in the document.
        let Some((name, place)) = operation(&sources, request) else {
            continue;
        };
        operations.insert(name.clone());
        for fault in unfit(&sources, &mut judge, &place, answer) {
            faults.insert(format!("{name}: {} {fault}", answer.code()));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    operations
}

/// The operation that a request is of: of several templates the one with the fewest parameters.
fn operation(sources: &SourceSet, request: &Request) -> Option<(String, Place)> {
    let paths = Place::file(FileId::ROOT).child("paths");
    let path = request.target.split('?').next().unwrap_or_default();
    let path = path.strip_prefix("/client/v4").unwrap_or(path);
    let method = request.method.to_lowercase();
    let fits = |template: &&String| {
        let (own, asked): (Vec<&str>, Vec<&str>) =
            (template.split('/').collect(), path.split('/').collect());
        let same = own
            .iter()
            .zip(&asked)
            .all(|(own, asked)| own.starts_with('{') || own == asked);
        same && own.len() == asked.len()
            && sources
                .node(&paths.child(template).child(&method))
                .is_some()
    };
    let templates = sources.node(&paths)?.as_map()?.keys();
    let best = templates
        .filter(fits)
        .min_by_key(|it| it.matches('{').count())?;
    let place = paths.child(best).child(&method);
    Some((format!("{} {best}", request.method), place))
}

/// What is wrong with an answer.
fn unfit(
    sources: &SourceSet,
    judge: &mut Judge<'_>,
    operation: &Place,
    answer: &Answer,
) -> Vec<String> {
    let code = answer.code().to_string();
    let class = format!("{}XX", &code[..1]);
    let responses = operation.child("responses");
    let mut known = [code.as_str(), &class, "default"]
        .into_iter()
        .map(|it| responses.child(it));
    let Some(response) = known.find_map(|it| follow(sources, &it)) else {
        return vec!["is not in the document".to_owned()];
    };
    let content = response.child("content");
    let media = sources.node(&content).and_then(Node::as_map);
    let Some(media) = media.filter(|it| !it.is_empty()) else {
        return match answer.content() {
            [] => Vec::new(),
            _ => vec!["has a body that the document has not".to_owned()],
        };
    };
    let sent = answer.value("content-type").unwrap_or_default();
    let sent = sent.split(';').next().unwrap_or_default();
    let Some(media) = media.keys().find(|it| *it == sent) else {
        return vec![format!("is {sent:?}, which the document has not")];
    };
    if !media.contains("json") {
        return Vec::new();
    }
    match serde_json::from_slice::<Value>(answer.content()) {
        Ok(value) => judge.faults(&content.child(media).child("schema"), Side::Read, &value),
        Err(error) => vec![format!("is no JSON: {error}")],
    }
}
