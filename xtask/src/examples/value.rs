//! Nodes of a document: where references lead, and values as text.

use launchway_generator::diag::Place;
use launchway_generator::source::{Node, SourceSet};

/// How many references may follow each other.
const HOPS: usize = 32;

/// Where the reference at a place leads, if there is one.
pub(super) fn target(sources: &SourceSet, place: &Place) -> Option<Place> {
    let reference = sources.node(place)?.get("$ref")?.as_str()?;
    sources.resolve(place, reference).ok()
}

/// The place itself, or where its references lead; nothing where they lead nowhere.
pub fn follow(sources: &SourceSet, place: &Place) -> Option<Place> {
    let mut at = place.clone();
    for _ in 0..HOPS {
        match sources.node(&at)?.get("$ref") {
            Some(_) => at = target(sources, &at)?,
            None => return Some(at),
        }
    }
    None
}

/// Whether the branch of a union only says `nullable: true`, by which some documents mean `null`.
pub(super) fn means_null(node: &Node) -> bool {
    let says = |key: &str| matches!(key, "nullable" | "title" | "description");
    node.get("nullable") == Some(&Node::Boolean(true))
        && node.as_map().is_some_and(|map| map.keys().all(says))
}

/// A value as JSON on one line, its numbers exact.
pub(super) fn text(node: &Node) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    match node {
        Node::Null => "null".to_owned(),
        Node::Boolean(value) => value.to_string(),
        Node::Integer(_) | Node::Unsigned(_) | Node::Number(_) => {
            node.number_text().unwrap_or_else(|| "null".to_owned())
        }
        Node::Text(value) => quoted(value),
        Node::List(list) => {
            let items: Vec<String> = list.iter().map(text).collect();
            format!("[{}]", items.join(","))
        }
        Node::Map(map) => {
            let members: Vec<String> = map
                .iter()
                .map(|(name, node)| format!("{}:{}", quoted(name), text(node)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
    }
}
