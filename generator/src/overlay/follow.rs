//! References to other files, seen through.

use crate::diag::Place;
use crate::source::{Node, SourceSet};
use std::collections::BTreeSet;

/// How many references may follow one another.
pub(super) const HOPS: usize = 200;

/// Where a node leads that refers to another file.
pub(super) fn external(sources: &SourceSet, from: &Place, node: &Node) -> Option<Place> {
    let text = node.get("$ref")?.as_str()?;
    if text.starts_with('#') {
        return None;
    }
    let target = sources.resolve(from, text).ok()?;
    (target.file != from.file).then_some(target)
}

/// Where a node leads that refers to anything.
pub(super) fn reference(sources: &SourceSet, from: &Place, node: &Node) -> Option<Place> {
    sources.resolve(from, node.get("$ref")?.as_str()?).ok()
}

/// Whether a node is a reference and nothing else.
pub(super) fn is_bare(node: &Node) -> bool {
    node.as_map()
        .is_some_and(|map| map.len() == 1 && map.contains_key("$ref"))
}

/// The node that is meant at a place: where that only refers to another file, what it refers to.
pub(super) fn owner(sources: &SourceSet, place: &Place) -> Place {
    through(sources, place, external)
}

/// The same, where references within a file are followed, too.
pub(super) fn target(sources: &SourceSet, place: &Place) -> Place {
    through(sources, place, reference)
}

fn through(
    sources: &SourceSet,
    place: &Place,
    next: fn(&SourceSet, &Place, &Node) -> Option<Place>,
) -> Place {
    let mut here = place.clone();
    for _ in 0..HOPS {
        let node = sources.node(&here).filter(|node| is_bare(node));
        match node.and_then(|node| next(sources, &here, node)) {
            Some(target) => here = target,
            None => break,
        }
    }
    here
}

/// The member or element of that name: of the node itself, else of what it refers to in another file.
pub(super) fn step(sources: &SourceSet, place: &Place, token: &str) -> Option<Place> {
    let mut here = place.clone();
    for _ in 0..HOPS {
        let node = sources.node(&here)?;
        if node.step(token).is_some() {
            return Some(here.child(token));
        }
        here = external(sources, &here, node)?;
    }
    None
}

/// All members or elements, as [`step`] finds them.
pub(super) fn children(sources: &SourceSet, place: &Place) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut here = place.clone();
    for _ in 0..HOPS {
        let Some(node) = sources.node(&here) else {
            break;
        };
        let next = external(sources, &here, node);
        match node {
            Node::Map(map) => {
                for name in map.keys() {
                    let own = next.is_none() || name != "$ref";
                    if own && seen.insert(name) {
                        found.push(here.child(name));
                    }
                }
            }
            Node::List(list) if found.is_empty() => {
                found.extend((0..list.len()).map(|index| here.index(index)));
            }
            _ => {}
        }
        match next {
            Some(next) => here = next,
            None => break,
        }
    }
    found
}
