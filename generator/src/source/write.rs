//! Files as text again: byte for byte what was read where nothing was changed, else in the same syntax and order.

use super::parse::Syntax;
use super::{Node, SourceSet};
use crate::diag::{FileId, Place};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::borrow::Cow;

impl SourceSet {
    /// A file as it is now, or why it cannot be written. JSON keeps its indentation; YAML that was changed loses its
    /// comments, since nodes have none.
    pub fn written(&self, file: FileId) -> Result<Cow<'_, str>, String> {
        let text = self.text(file);
        let node = self.node(&Place::file(file)).unwrap_or(&Node::Null);
        if !self.is_edited(file) {
            return Ok(Cow::Borrowed(text));
        }
        let made = match self.file(file).map(|file| file.syntax) {
            Some(Syntax::Json) => json(node, text),
            _ => serde_yaml::to_string(node).map_err(|error| error.to_string()),
        };
        made.map(Cow::Owned)
    }
}

/// JSON, indented as the text before was, and in one line where that was.
fn json(node: &Node, before: &str) -> Result<String, String> {
    let first = before.trim_start().get(1..).unwrap_or_default();
    let space = first.len() - first.trim_start().len();
    let space = first.get(..space).unwrap_or_default();
    let end = if before.ends_with('\n') { "\n" } else { "" };
    let Some((_, indent)) = space.rsplit_once('\n') else {
        let made = serde_json::to_string(node);
        return made
            .map(|text| text + end)
            .map_err(|error| error.to_string());
    };
    let mut bytes = Vec::new();
    let style = serde_json::ser::PrettyFormatter::with_indent(indent.as_bytes());
    let mut writer = serde_json::Serializer::with_formatter(&mut bytes, style);
    node.serialize(&mut writer)
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    Ok(text + end)
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Boolean(value) => to.serialize_bool(*value),
            Self::Integer(value) => match i64::try_from(*value) {
                Ok(value) => to.serialize_i64(value),
                Err(_) => to.serialize_i128(*value),
            },
            Self::Unsigned(value) => to.serialize_u128(*value),
            Self::Number(value) => to.serialize_f64(*value),
            Self::Text(text) => to.serialize_str(text),
            Self::List(list) => {
                let mut elements = to.serialize_seq(Some(list.len()))?;
                for element in list {
                    elements.serialize_element(element)?;
                }
                elements.end()
            }
            Self::Map(map) => {
                let mut members = to.serialize_map(Some(map.len()))?;
                for (name, node) in map {
                    members.serialize_entry(name, node)?;
                }
                members.end()
            }
        }
    }
}
