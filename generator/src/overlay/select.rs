//! The nodes that a JSONPath selects, and where it broke if there are none.

use super::follow;
use super::path::{Path, Step};
use super::view::view;
use crate::diag::{FileId, Place, nearest};
use crate::source::{Node, SourceSet};
use serde_json_path::{NormalizedPath, PathElement};
use std::collections::BTreeSet;

/// Why a path selects nothing.
#[derive(Debug)]
pub(super) struct Broken {
    /// As a clause: `$.paths` has no `/app`.
    pub(super) why: String,
    /// What may have been meant.
    pub(super) near: Option<String>,
}

/// The places that a path selects, each once, in order of the document. A place that refers to another file is given
/// as it stands: whoever changes what it refers to asks for its owner.
pub(super) fn select(sources: &SourceSet, path: &Path) -> Result<Vec<Place>, Broken> {
    let mut here = vec![Place::file(FileId::ROOT)];
    let mut walked = "$".to_owned();
    for step in &path.steps {
        let next: Vec<Place> = here
            .iter()
            .flat_map(|place| taken(sources, place, step))
            .collect();
        if next.is_empty() {
            return Err(broken(sources, &here, &walked, step));
        }
        walked.push_str(&step.text());
        here = next;
    }
    if let Some(rest) = &path.rest {
        let mut found = Vec::new();
        for place in &here {
            let value = view(sources, place);
            let located = rest.query_located(&value);
            let places = located
                .locations()
                .filter_map(|at| below(sources, place, at));
            found.extend(places);
        }
        if found.is_empty() {
            return Err(Broken {
                why: format!("the rest of it selects nothing in `{walked}`"),
                near: None,
            });
        }
        here = found;
    }
    let mut seen = BTreeSet::new();
    here.retain(|place| seen.insert(place.clone()));
    Ok(here)
}

fn taken(sources: &SourceSet, place: &Place, step: &Step) -> Vec<Place> {
    match step {
        Step::Every => follow::children(sources, place),
        Step::Name(name) => {
            let found = follow::step(sources, place, name);
            // A name selects members alone, though a pointer would take it for an index.
            let found = found.filter(|at| is_member(sources, at));
            found.into_iter().collect()
        }
        Step::Index(index) => {
            let owner = follow::owner(sources, place);
            let length = sources
                .node(&owner)
                .and_then(Node::as_list)
                .map_or(0, <[Node]>::len);
            let index = match usize::try_from(*index) {
                Ok(index) => Some(index),
                Err(_) => length.checked_sub(usize::try_from(index.unsigned_abs()).unwrap_or(0)),
            };
            let index = index.filter(|index| *index < length);
            index.map(|index| owner.index(index)).into_iter().collect()
        }
    }
}

fn is_member(sources: &SourceSet, place: &Place) -> bool {
    let parent = place.pointer.parent().map(|pointer| Place {
        file: place.file,
        pointer,
    });
    parent.is_some_and(|parent| matches!(sources.node(&parent), Some(Node::Map(_))))
}

/// The place that holds what a path of a view leads to.
fn below(sources: &SourceSet, from: &Place, path: &NormalizedPath) -> Option<Place> {
    path.iter().try_fold(from.clone(), |place, element| {
        let token = match element {
            PathElement::Name(name) => (*name).to_owned(),
            PathElement::Index(index) => index.to_string(),
        };
        follow::step(sources, &place, &token)
    })
}

fn broken(sources: &SourceSet, here: &[Place], walked: &str, step: &Step) -> Broken {
    let Step::Name(wanted) = step else {
        let what = match step {
            Step::Every => "is empty".to_owned(),
            _ => format!("has no element {}", step.text()),
        };
        return Broken {
            why: format!("`{walked}` {what}"),
            near: None,
        };
    };
    let names: Vec<String> = here
        .iter()
        .flat_map(|place| follow::children(sources, place))
        .filter(|place| is_member(sources, place))
        .filter_map(|place| Some(place.pointer.tokens().last()?.into_owned()))
        .collect();
    let near = nearest(wanted, names.iter().map(String::as_str));
    Broken {
        why: format!("`{walked}` has no `{wanted}`"),
        near: near.map(str::to_owned),
    }
}
