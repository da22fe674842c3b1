//! Names, types and declarations, put where they belong.

use super::change::Brought;
use super::follow::{owner, step};
use super::rebase::{rebased, reference};
use super::short::{Refused, Role};
use crate::diag::{FileId, Place, nearest};
use crate::source::{Map, Node, SourceSet};

/// The types of JSON Schema that are a text by themselves.
const TYPES: &[&str] = &[
    "string", "integer", "number", "boolean", "object", "array", "null",
];

/// What stays of a schema that is replaced: it is about the member, not about its type.
const KEPT: &[&str] = &["description", "deprecated", "readOnly", "writeOnly"];

/// Gives a name.
pub(super) fn rename(
    sources: &mut SourceSet,
    place: &Place,
    role: &Role,
    name: &str,
    from: &Place,
) -> Result<(), Refused> {
    // A member's name is its own, not that of what its type refers to.
    let at = match role {
        Role::Member { .. } => place.clone(),
        _ => owner(sources, place),
    };
    let key = "x-launchway-name";
    put_new(sources, &at, key, Node::Text(name.to_owned()), from)
}

/// Puts a declaration.
pub(super) fn declare(
    sources: &mut SourceSet,
    place: &Place,
    role: &Role,
    key: &str,
    with: &Brought,
) -> Result<(), Refused> {
    let of_operation = matches!(
        key,
        "x-launchway-pagination" | "x-launchway-waiter" | "x-launchway-retry"
    );
    if of_operation && *role != Role::Operation {
        let what = format!("`{key}` is about an operation");
        let remedy =
            "name one by `x-launchway-operation`, or by a `target` that ends in its method";
        return Err(Refused::misfit(what, remedy));
    }
    let at = owner(sources, place);
    put_new(sources, &at, key, with.node.clone(), &with.from)
}

/// Puts a member that is not the same already.
fn put_new(
    sources: &mut SourceSet,
    at: &Place,
    key: &str,
    node: Node,
    from: &Place,
) -> Result<(), Refused> {
    let at = at.child(key);
    if sources.node(&at) == Some(&node) {
        return Err(Refused::Idle(format!("`{key}` says so already")));
    }
    match sources.put(&at, node, from) {
        true => Ok(()),
        false => Err(Refused::misfit(
            "what is there is no object",
            "name the object that it is about",
        )),
    }
}

/// Replaces a schema: by another, or by a reference to the component of that name.
pub(super) fn retype(
    sources: &mut SourceSet,
    place: &Place,
    with: &Brought,
) -> Result<(), Refused> {
    let place = match sources.node(&owner(sources, place)) {
        // A parameter's type is that of its schema.
        Some(node) if node.get("in").is_some() => owner(sources, place).child("schema"),
        _ => place.clone(),
    };
    let mut schema = match &with.node {
        Node::Map(_) => {
            let root = sources.path(with.file);
            rebased(&with.node, root, sources.path(place.file))
        }
        Node::Text(name) => named(sources, name, &place)?,
        other => {
            let what = format!("`x-launchway-type` is {}", other.kind());
            return Err(Refused::misfit(what, "write a schema, or the name of one"));
        }
    };
    if let (Some(Node::Map(old)), Node::Map(new)) = (sources.node(&place), &mut schema) {
        let lone = new.contains_key("$ref") && !beside_references(sources);
        for key in KEPT.iter().filter(|_| !lone) {
            if let Some(kept) = old.get(key)
                && !new.contains_key(key)
            {
                new.insert((*key).to_owned(), kept.clone());
            }
        }
    }
    if sources.node(&place) == Some(&schema) {
        return Err(Refused::Idle("the type is that already".to_owned()));
    }
    sources.put(&place, schema, &with.from);
    Ok(())
}

/// The schema that a name stands for.
fn named(sources: &SourceSet, name: &str, at: &Place) -> Result<Node, Refused> {
    let component = Place::file(FileId::ROOT);
    let component = step(sources, &component, "components");
    let schemas = component.and_then(|place| step(sources, &place, "schemas"));
    let known = schemas
        .as_ref()
        .and_then(|place| sources.node(place)?.as_map());
    let member = |key: &str, text: String| {
        let members = [(key.to_owned(), Node::Text(text))];
        Node::Map(Map::from_iter(members))
    };
    if let Some((place, _)) = schemas
        .as_ref()
        .zip(known)
        .filter(|(_, map)| map.contains_key(name))
    {
        let text = format!("#{}", place.child(name).pointer);
        let text = reference(&text, sources.path(place.file), sources.path(at.file));
        return Ok(member("$ref", text));
    }
    if TYPES.contains(&name) {
        return Ok(member("type", name.to_owned()));
    }
    let names = known.into_iter().flat_map(Map::keys);
    let remedy = match nearest(name, names.chain(TYPES.iter().copied())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a component, a type of JSON Schema, or write a schema".to_owned(),
    };
    let what = format!("`{name}` is neither a schema among the components nor a type");
    Err(Refused::misfit(what, remedy))
}

/// Whether the document's version knows members beside a `$ref`.
pub(super) fn beside_references(sources: &SourceSet) -> bool {
    let version = sources.node(&Place::file(FileId::ROOT).child("openapi"));
    let version = version.and_then(|node| node.as_str().map(str::to_owned).or(node.number_text()));
    !version.is_some_and(|version| version.starts_with("3.0") || version == "3")
}
