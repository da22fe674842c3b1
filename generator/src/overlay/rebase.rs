//! References in nodes that move from one file to another: they lead where they led.

use crate::source::{Map, Node};

/// A copy of a node of the file `from` for the file `to`.
pub(super) fn rebased(node: &Node, from: &str, to: &str) -> Node {
    if from == to {
        return node.clone();
    }
    let child = |node: &Node| rebased(node, from, to);
    match node {
        Node::Map(map) => {
            let members = map.iter();
            let members = members.map(|(name, node)| (name, member(name, node, from, to)));
            Node::Map(members.collect())
        }
        Node::List(list) => Node::List(list.iter().map(child).collect()),
        scalar => scalar.clone(),
    }
}

/// A copy of a member of that name.
pub(super) fn member(name: &str, node: &Node, from: &str, to: &str) -> Node {
    match (name, node) {
        ("$ref", Node::Text(text)) => Node::Text(reference(text, from, to)),
        ("discriminator", Node::Map(inner)) => mapped(inner, from, to),
        _ => rebased(node, from, to),
    }
}

/// A discriminator: the values of its mapping are references, unless they are names.
fn mapped(discriminator: &Map, from: &str, to: &str) -> Node {
    let mut copy = discriminator.clone();
    if let Some(Node::Map(mapping)) = copy.get_mut("mapping") {
        for node in mapping.values_mut() {
            if let Node::Text(text) = node
                && text.contains(['#', '/'])
            {
                *text = reference(text, from, to);
            }
        }
    }
    Node::Map(copy)
}

/// A reference that stands in the file `from`, as it is written in the file `to`.
pub(super) fn reference(text: &str, from: &str, to: &str) -> String {
    let (path, fragment) = match text.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (text, None),
    };
    let foreign = path.starts_with('/') || path.contains(':');
    if foreign || from == to {
        return text.to_owned();
    }
    let target = match path {
        "" => parts(from),
        path => joined(&parts(from), path),
    };
    let to = parts(to);
    let path = if target == to {
        String::new()
    } else {
        relative(&to, &target)
    };
    match fragment {
        Some(fragment) => format!("{path}#{fragment}"),
        None => path,
    }
}

fn parts(path: &str) -> Vec<&str> {
    path.split('/').collect()
}

fn joined<'t>(from: &[&'t str], path: &'t str) -> Vec<&'t str> {
    let (_, folder) = from.split_last().unwrap_or((&"", &[]));
    let mut parts = folder.to_vec();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts
}

fn relative(from: &[&str], to: &[&str]) -> String {
    let folder = from.len().saturating_sub(1);
    let pairs = from.iter().take(folder).zip(to);
    let same = pairs.take_while(|(a, b)| a == b).count();
    let same = same.min(to.len().saturating_sub(1));
    let up = std::iter::repeat_n("..", folder - same);
    let down = to.iter().skip(same).copied();
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::reference;

    #[test]
    fn references_lead_where_they_led() {
        let moved = |text| reference(text, "api.yaml", "paths/Apps.yaml");
        assert_eq!(moved("#/a"), "../api.yaml#/a");
        assert_eq!(moved("paths/Apps.yaml#/a"), "#/a");
        assert_eq!(moved("./paths/Jobs.yaml"), "Jobs.yaml");
        assert_eq!(moved("parts/x.yaml#/b"), "../parts/x.yaml#/b");
        assert_eq!(
            moved("https://api.example.org/x#/b"),
            "https://api.example.org/x#/b"
        );
        let back = |text| reference(text, "paths/Apps.yaml", "api.yaml");
        assert_eq!(back("#/a"), "paths/Apps.yaml#/a");
        assert_eq!(back("../api.yaml#/a"), "#/a");
        assert_eq!(back("../parts/x.yaml"), "parts/x.yaml");
    }
}
