//! Required, optional, nullable: by the keywords of the document's version.

use super::address::bases;
use super::declare::beside_references;
use super::follow::{owner, step, target};
use super::short::{Refused, Role};
use crate::diag::Place;
use crate::source::{Map, Node, SourceSet};

const NOT_SENT: &str = "only members of objects, parameters and request bodies are required or not";
const NAME_ONE: &str = "name a member by `x-launchway-schema: Component.member`";

/// Makes a member, parameter or request body required.
pub(super) fn required(
    sources: &mut SourceSet,
    place: &Place,
    role: &Role,
    from: &Place,
) -> Result<(), Refused> {
    match role {
        Role::Member { holder, name } => {
            let wanted = Node::Text(name.clone());
            let lists = lists(sources, holder);
            let says = |list: &Place| {
                let list = sources.node(list).and_then(Node::as_list);
                list.is_some_and(|list| list.contains(&wanted))
            };
            if lists.iter().any(says) {
                return Err(Refused::Idle(format!("`{name}` is required already")));
            }
            let list = holder.child("required");
            let at = match sources.node(&list).and_then(Node::as_list) {
                Some(names) => list.index(names.len()),
                None => {
                    sources.put(&list, Node::List(Vec::new()), from);
                    list.index(0)
                }
            };
            sources.put(&at, wanted, from);
            Ok(())
        }
        Role::Sent => flag(sources, place, Node::Boolean(true), from),
        _ => Err(Refused::misfit(NOT_SENT, NAME_ONE)),
    }
}

/// Makes a member, parameter or request body optional.
pub(super) fn optional(
    sources: &mut SourceSet,
    place: &Place,
    role: &Role,
    from: &Place,
) -> Result<(), Refused> {
    match role {
        Role::Member { holder, name } => match forget(sources, holder, name) {
            true => Ok(()),
            false => Err(Refused::Idle(format!("`{name}` is optional already"))),
        },
        Role::Sent => {
            let at = step(sources, &owner(sources, place), "in");
            let of_path = at.and_then(|at| sources.node(&at)?.as_str()) == Some("path");
            if of_path {
                let what = "a parameter of the path cannot be left out";
                return Err(Refused::misfit(what, "take this out of the overlay"));
            }
            flag(sources, place, Node::Boolean(false), from)
        }
        _ => Err(Refused::misfit(NOT_SENT, NAME_ONE)),
    }
}

fn flag(sources: &mut SourceSet, place: &Place, wanted: Node, from: &Place) -> Result<(), Refused> {
    let at = owner(sources, place).child("required");
    let now = sources.node(&at).cloned().unwrap_or(Node::Boolean(false));
    if now == wanted {
        return Err(Refused::Idle("it says so already".to_owned()));
    }
    sources.put(&at, wanted, from);
    Ok(())
}

/// Takes a name out of all that require it. Whether something did.
pub(super) fn forget(sources: &mut SourceSet, holder: &Place, name: &str) -> bool {
    let mut found = false;
    for list in lists(sources, holder) {
        let names = sources.node(&list).and_then(Node::as_list);
        let at = names.and_then(|names| names.iter().position(|each| each.as_str() == Some(name)));
        if let Some(index) = at {
            found |= sources.take_out(&list.index(index));
        }
    }
    found
}

/// The lists that may require a member of that schema: its own, and where it is a part of an `allOf`, those of the
/// whole and of its other parts.
fn lists(sources: &SourceSet, holder: &Place) -> Vec<Place> {
    let mut schemas = vec![holder.clone()];
    schemas.extend(bases(sources, holder));
    let around = |place: &Place| {
        Some(Place {
            file: place.file,
            pointer: place.pointer.parent()?,
        })
    };
    let list = around(holder);
    if let Some(list) = list.filter(|list| list.pointer.tokens().last().as_deref() == Some("allOf"))
        && let Some(whole) = around(&list)
    {
        schemas.extend(bases(sources, &whole));
        schemas.push(whole);
    }
    let mut lists: Vec<Place> = Vec::new();
    for schema in schemas {
        let list = target(sources, &schema).child("required");
        if !lists.contains(&list) {
            lists.push(list);
        }
    }
    lists
}

/// Lets a schema be `null`.
pub(super) fn nullable(
    sources: &mut SourceSet,
    place: &Place,
    from: &Place,
) -> Result<(), Refused> {
    let place = match sources.node(&owner(sources, place)) {
        Some(node) if node.get("in").is_some() => owner(sources, place).child("schema"),
        _ => place.clone(),
    };
    let Some(Node::Map(schema)) = sources.node(&place).cloned() else {
        let what = "what is there is no schema";
        return Err(Refused::misfit(what, NAME_ONE));
    };
    let idle = || Refused::Idle("it may be null already".to_owned());
    if !beside_references(sources) {
        if schema.get("nullable") == Some(&Node::Boolean(true)) {
            return Err(idle());
        }
        if schema.contains_key("$ref") {
            let parts = Node::List(vec![Node::Map(schema)]);
            let whole = Map::from_iter([("allOf".to_owned(), parts)]);
            sources.put(&place, Node::Map(whole), from);
        }
        sources.put(&place.child("nullable"), Node::Boolean(true), from);
        return Ok(());
    }
    let text = |text: &str| Node::Text(text.to_owned());
    match schema.get("type") {
        Some(Node::Text(name)) if name != "null" => {
            let both = Node::List(vec![text(name), text("null")]);
            sources.put(&place.child("type"), both, from);
        }
        Some(Node::List(names)) if !names.contains(&text("null")) => {
            sources.put(&place.child("type").index(names.len()), text("null"), from);
        }
        Some(_) => return Err(idle()),
        None => return beside_null(sources, &place, schema, from),
    }
    if let Some(Node::List(values)) = schema.get("enum")
        && !values.contains(&Node::Null)
    {
        let at = place.child("enum").index(values.len());
        sources.put(&at, Node::Null, from);
    }
    Ok(())
}

/// A schema without a type becomes one of two: itself, or `null`.
fn beside_null(
    sources: &mut SourceSet,
    place: &Place,
    mut schema: Map,
    from: &Place,
) -> Result<(), Refused> {
    let null = Node::Map(Map::from_iter([(
        "type".to_owned(),
        Node::Text("null".to_owned()),
    )]));
    for union in ["oneOf", "anyOf"] {
        if let Some(Node::List(variants)) = schema.get(union) {
            if variants.contains(&null) {
                return Err(Refused::Idle("it may be null already".to_owned()));
            }
            let at = place.child(union).index(variants.len());
            sources.put(&at, null, from);
            return Ok(());
        }
    }
    if schema.contains_key("properties") {
        let both = ["object", "null"].map(|name| Node::Text(name.to_owned()));
        let both = Node::List(both.into());
        sources.put(&place.child("type"), both, from);
        return Ok(());
    }
    let mut whole = Map::new();
    for key in [
        "description",
        "deprecated",
        "readOnly",
        "writeOnly",
        "x-launchway-name",
    ] {
        if let Some(kept) = schema.shift_remove(key) {
            whole.insert(key.to_owned(), kept);
        }
    }
    let variants = vec![Node::Map(schema), null];
    whole.insert("oneOf".to_owned(), Node::List(variants));
    sources.put(place, Node::Map(whole), from);
    Ok(())
}
