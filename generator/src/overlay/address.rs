//! What the short forms name: operations by their ids, components and their members by their names.

use super::follow::{self, target};
use super::select::Broken;
use crate::diag::{FileId, Place, nearest};
use crate::source::{Node, SourceSet};

/// The keys of a path item that are operations.
pub(super) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// How many objects a member may lie in: what a schema is made of may lead in a circle.
const DEPTH: usize = 32;

/// The operations of that id, or the one of that method and path.
pub(super) fn operation(sources: &SourceSet, wanted: &str) -> Result<Vec<Place>, Broken> {
    let paths = Place::file(FileId::ROOT).child("paths");
    let items = follow::children(sources, &paths);
    let mut known: Vec<String> = Vec::new();
    let mut found = Vec::new();
    let by_line = wanted.contains(" /");
    for item in items {
        let path = item
            .pointer
            .tokens()
            .last()
            .unwrap_or_default()
            .into_owned();
        for method in METHODS {
            let Some(place) = follow::step(sources, &item, method) else {
                continue;
            };
            let name = if by_line {
                Some(format!("{} {path}", method.to_uppercase()))
            } else {
                follow::step(sources, &place, "operationId")
                    .and_then(|at| sources.node(&at)?.as_str().map(str::to_owned))
            };
            match name {
                Some(name) if name == wanted => found.push(place),
                Some(name) => known.push(name),
                None => {}
            }
        }
    }
    if found.is_empty() {
        let near = nearest(wanted, known.iter().map(String::as_str)).map(str::to_owned);
        let why = match by_line {
            true => "the document has no such method and path",
            false => "no operation has that `operationId`",
        };
        return Err(Broken {
            why: why.to_owned(),
            near,
        });
    }
    Ok(found)
}

/// The component of that name, or the member of one: `App.lifecycle.type`; `[]` is what a list is of.
pub(super) fn schema(sources: &SourceSet, wanted: &str) -> Result<Vec<Place>, Broken> {
    let schemas = ["components", "schemas"]
        .iter()
        .try_fold(Place::file(FileId::ROOT), |place, name| {
            follow::step(sources, &place, name)
        });
    let names: Vec<String> = schemas
        .iter()
        .flat_map(|place| names(sources, place))
        .collect();
    // A component's name may have dots of its own: the longest that is there counts.
    let ends = wanted.match_indices('.').map(|(end, _)| end);
    let mut ends: Vec<usize> = ends.chain([wanted.len()]).collect();
    ends.reverse();
    let splits = ends.iter().filter_map(|end| wanted.split_at_checked(*end));
    let mut splits = splits.filter(|(name, _)| names.iter().any(|known| known == name));
    let Some(((name, rest), schemas)) = splits.next().zip(schemas) else {
        let first = wanted.split('.').next().unwrap_or(wanted);
        return Err(Broken {
            why: format!("no schema among the components is called `{first}`"),
            near: nearest(first, names.iter().map(String::as_str)).map(str::to_owned),
        });
    };
    let mut here = schemas.child(name);
    let mut walked = name.to_owned();
    for part in rest.split('.').skip(1) {
        here = part_of(sources, &here, part, &walked)?;
        walked.push('.');
        walked.push_str(part);
    }
    Ok(vec![here])
}

/// A member of a schema, and what it is a list of for each `[]` after its name.
fn part_of(sources: &SourceSet, schema: &Place, part: &str, walked: &str) -> Result<Place, Broken> {
    let name = part.trim_end_matches("[]");
    let mut place = member(sources, schema, name, DEPTH).ok_or_else(|| {
        let mut known = Vec::new();
        members(sources, schema, &mut known, DEPTH);
        Broken {
            why: format!("`{walked}` has no member `{name}`"),
            near: nearest(name, known.iter().map(String::as_str)).map(str::to_owned),
        }
    })?;
    let lists = (part.len() - name.len()) / 2;
    for _ in 0..lists {
        let list = target(sources, &place);
        place = follow::step(sources, &list, "items").ok_or_else(|| Broken {
            why: format!("`{walked}.{name}` is no list"),
            near: None,
        })?;
    }
    Ok(place)
}

/// A member of a schema: its own, or of what it is made of.
fn member(sources: &SourceSet, schema: &Place, name: &str, depth: usize) -> Option<Place> {
    let depth = depth.checked_sub(1)?;
    let schema = target(sources, schema);
    let own = sources.node(&schema)?.get("properties");
    if own.is_some_and(|own| own.get(name).is_some()) {
        return Some(schema.child("properties").child(name));
    }
    let mut parts = bases(sources, &schema);
    parts.extend(variants(sources, &schema));
    parts
        .iter()
        .find_map(|base| member(sources, base, name, depth))
}

fn members(sources: &SourceSet, schema: &Place, into: &mut Vec<String>, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let schema = target(sources, schema);
    into.extend(names(sources, &schema.child("properties")));
    let mut parts = bases(sources, &schema);
    parts.extend(variants(sources, &schema));
    for part in parts {
        members(sources, &part, into, depth);
    }
}

/// What a schema is made of.
pub(super) fn bases(sources: &SourceSet, schema: &Place) -> Vec<Place> {
    let mut bases = elements(sources, &schema.child("allOf"));
    // From version 3.1 on, a reference may have members beside it.
    let node = sources.node(schema);
    bases.extend(node.and_then(|node| follow::reference(sources, schema, node)));
    bases
}

/// What a schema may be: it may be one of them and null.
fn variants(sources: &SourceSet, schema: &Place) -> Vec<Place> {
    let unions = ["oneOf", "anyOf"].map(|union| elements(sources, &schema.child(union)));
    unions.concat()
}

fn elements(sources: &SourceSet, list: &Place) -> Vec<Place> {
    let count = sources.node(list).and_then(Node::as_list);
    let count = count.map_or(0, <[Node]>::len);
    (0..count).map(|index| list.index(index)).collect()
}

fn names(sources: &SourceSet, place: &Place) -> Vec<String> {
    match sources.node(place) {
        Some(Node::Map(map)) => map.keys().map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
