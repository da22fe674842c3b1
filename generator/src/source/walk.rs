//! The references of one file to others.

use super::{Map, Node};
use crate::diag::Pointer;

/// A reference to another file.
#[derive(Debug)]
pub(super) struct Mention {
    /// The reference.
    pub(super) text: String,
    /// Where the `$ref` is, or the value that stands for one.
    pub(super) pointer: Pointer,
    /// Whether it is a reference for certain. In an example, a default or an extension it may be data, so it is not
    /// worth a word if it leads nowhere.
    pub(super) certain: bool,
}

/// Every reference that names a file, in order of the document.
pub(super) fn mentions(root: &Node) -> Vec<Mention> {
    let mut found = Vec::new();
    visit(root, Reading::Object, &At::Root, &mut found);
    found
}

/// What the keys of a map are.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Reading {
    /// Keywords.
    Object,
    /// Names of what is below, such as names of properties.
    Names,
    /// Values of a discriminator; what they stand for is a reference or a name.
    Mapping,
    /// Data of the API itself.
    Data,
}

enum At<'a> {
    Root,
    Key(&'a At<'a>, &'a str),
    Index(&'a At<'a>, usize),
}

impl At<'_> {
    fn pointer(&self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::Key(parent, key) => parent.pointer().child(key),
            Self::Index(parent, index) => parent.pointer().index(*index),
        }
    }
}

fn visit(node: &Node, reading: Reading, at: &At, found: &mut Vec<Mention>) {
    match node {
        Node::Map(map) => visit_map(map, reading, at, found),
        Node::List(list) => {
            for (index, child) in list.iter().enumerate() {
                visit(child, reading, &At::Index(at, index), found);
            }
        }
        _ => {}
    }
}

fn visit_map(map: &Map, reading: Reading, at: &At, found: &mut Vec<Mention>) {
    for (key, child) in map {
        let here = At::Key(at, key);
        if let Node::Text(text) = child {
            let is_link = reading == Reading::Object && key == "operationRef";
            let refers = match reading {
                Reading::Mapping => names_a_file(text),
                _ => (is_link || key == "$ref") && !text.starts_with('#'),
            };
            if refers {
                // Where a link leads nowhere, more is said of it than that.
                found.push(Mention {
                    text: text.clone(),
                    pointer: here.pointer(),
                    certain: reading != Reading::Data && !is_link,
                });
            }
            continue;
        }
        visit(child, below(reading, key, child), &here, found);
    }
}

/// What the keys are of the child that has this key.
pub(super) fn below(reading: Reading, key: &str, child: &Node) -> Reading {
    match reading {
        Reading::Data => Reading::Data,
        Reading::Names | Reading::Mapping => Reading::Object,
        Reading::Object => match key {
            "mapping" => Reading::Mapping,
            "properties"
            | "patternProperties"
            | "dependentSchemas"
            | "$defs"
            | "definitions"
            | "paths"
            | "webhooks"
            | "responses"
            | "schemas"
            | "requestBodies"
            | "headers"
            | "securitySchemes"
            | "links"
            | "callbacks"
            | "pathItems"
            | "mediaTypes"
            | "content"
            | "encoding"
            | "additionalOperations" => Reading::Names,
            "parameters" | "examples" if matches!(child, Node::Map(_)) => Reading::Names,
            "example" | "examples" | "default" | "enum" | "const" | "value" | "dataValue" => {
                Reading::Data
            }
            extension if extension.starts_with("x-") => Reading::Data,
            _ => Reading::Object,
        },
    }
}

/// Whether a discriminator's value is a reference to a file and not the name of a component.
fn names_a_file(text: &str) -> bool {
    let path = text.split_once('#').map_or(text, |(path, _)| path);
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let known = ["yaml", "yml", "json"]
        .iter()
        .any(|each| extension.eq_ignore_ascii_case(each));
    !path.is_empty() && (known || path.contains('/'))
}
