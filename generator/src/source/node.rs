//! One value of a document, whatever syntax it was written in.

use super::Map;
use crate::diag::Pointer;
use std::borrow::Cow;

/// A value of a document. Keys that were integers or booleans are texts.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `null`, or nothing at all in YAML.
    Null,
    /// `true` or `false`; never `yes` or `on`.
    Boolean(bool),
    /// An integer.
    Integer(i128),
    /// An integer above [`i128::MAX`].
    Unsigned(u128),
    /// A number that is no integer, or that no integer type holds.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object.
    Map(Map),
}

impl Node {
    /// The member of that name.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.as_map()?.get(name)
    }

    /// The element at that index.
    pub fn at(&self, index: usize) -> Option<&Node> {
        self.as_list().and_then(|list| list.get(index))
    }

    /// The text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// The object.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// What kind of value it is, for messages: `a text`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Integer(_) | Self::Unsigned(_) | Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "an object",
        }
    }

    /// The number, as JSON writes it.
    pub fn number_text(&self) -> Option<String> {
        match self {
            Self::Integer(value) => Some(value.to_string()),
            Self::Unsigned(value) => Some(value.to_string()),
            Self::Number(value) => serde_json::Number::from_f64(*value).map(|n| n.to_string()),
            _ => None,
        }
    }

    /// The member or element of that name.
    pub fn step(&self, token: &str) -> Option<&Node> {
        match self {
            Self::Map(map) => map.get(token),
            Self::List(list) => list.get(index_of(token)?),
            _ => None,
        }
    }

    /// The member or element of that name, to be changed.
    pub fn step_mut(&mut self, token: &str) -> Option<&mut Node> {
        match self {
            Self::Map(map) => map.get_mut(token),
            Self::List(list) => list.get_mut(index_of(token)?),
            _ => None,
        }
    }

    /// What the pointer leads to.
    pub fn pointer(&self, pointer: &Pointer) -> Option<&Node> {
        pointer
            .tokens()
            .try_fold(self, |node, token: Cow<'_, str>| node.step(&token))
    }

    /// What the pointer leads to, to be changed.
    pub fn pointer_mut(&mut self, pointer: &Pointer) -> Option<&mut Node> {
        pointer
            .tokens()
            .try_fold(self, |node, token: Cow<'_, str>| node.step_mut(&token))
    }

    /// The same as a JSON value. What `serde_json` cannot hold becomes the nearest number; see [`Node::is_wide`].
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Bool(*value),
            Self::Integer(value) => match (i64::try_from(*value), u64::try_from(*value)) {
                (Ok(value), _) => Value::from(value),
                (_, Ok(value)) => Value::from(value),
                _ => Value::from(*value as f64),
            },
            Self::Unsigned(value) => Value::from(*value as f64),
            Self::Number(value) => Value::from(*value),
            Self::Text(text) => Value::String(text.clone()),
            Self::List(list) => Value::Array(list.iter().map(Node::to_json).collect()),
            Self::Map(map) => Value::Object(
                map.iter()
                    .map(|(name, node)| (name.to_owned(), node.to_json()))
                    .collect(),
            ),
        }
    }

    /// Whether it is an integer that a JSON value cannot hold exactly.
    pub fn is_wide(&self) -> bool {
        match self {
            Self::Integer(value) => {
                i64::try_from(*value).is_err() && u64::try_from(*value).is_err()
            }
            Self::Unsigned(_) => true,
            _ => false,
        }
    }
}

/// An index as RFC 6901 writes it: no sign, no leading zero.
fn index_of(token: &str) -> Option<usize> {
    let canonical = token == "0"
        || (!token.starts_with('0') && token.bytes().all(|byte| byte.is_ascii_digit()));
    if canonical { token.parse().ok() } else { None }
}
