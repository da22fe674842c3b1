//! Bounds of numbers: exclusive ones of either version, and those that `openapiv3` would round.

use super::object::Object;
use super::{Version, keys};
use crate::diag::Code;
use crate::source::Node;
use serde_json::Value;

impl Object<'_> {
    pub(super) fn bounds(&mut self) {
        self.bound("minimum", "exclusiveMinimum", |limit, other| limit >= other);
        self.bound("maximum", "exclusiveMaximum", |limit, other| limit <= other);
        if let Some(number) = self.number("multipleOf") {
            self.put_number("multipleOf", &number);
        }
    }

    fn bound(&mut self, key: &str, exclusive: &str, is_tighter: fn(f64, f64) -> bool) {
        let inclusive = self.number(key);
        match self.get(exclusive) {
            // 3.1: a bound of its own; the tighter of both counts.
            Some(Node::Integer(_) | Node::Unsigned(_) | Node::Number(_)) => {
                if self.version() == Version::V30 {
                    self.other_version(exclusive, "a number");
                }
                let limit = self.number(exclusive);
                let tighter = match (&limit, &inclusive) {
                    (Some(limit), Some(other)) => is_tighter(value(limit), value(other)),
                    _ => limit.is_some(),
                };
                if tighter && let Some(limit) = limit {
                    self.put_number(key, &limit);
                    self.put(exclusive, true);
                    return;
                }
            }
            Some(_) => {
                let excluded = self.flag_of(exclusive);
                if excluded.is_some() && self.version() > Version::V30 {
                    self.other_version(exclusive, "a boolean");
                }
                if inclusive.is_some() && excluded == Some(true) {
                    self.put(exclusive, true);
                }
            }
            None => {}
        }
        if let Some(number) = inclusive {
            self.put_number(key, &number);
        }
    }

    fn other_version(&self, key: &str, what: &str) {
        let version = if self.version() == Version::V30 {
            "3.1"
        } else {
            "3.0"
        };
        self.report(
            Code::BoundOfOtherVersion,
            key,
            format!("`{key}` is {what}, as in version {version}"),
            "it is taken as meant; write it as this version does",
        );
    }

    /// The number of a member, as a text or not.
    fn number(&self, key: &str) -> Option<Node> {
        let node = self.get(key)?;
        let number = match node {
            Node::Integer(_) | Node::Unsigned(_) => return Some(node.clone()),
            Node::Number(value) if value.is_finite() => return Some(node.clone()),
            Node::Text(text) => text.parse().map(Node::Integer).ok().or_else(|| {
                let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
                value.map(Node::Number)
            }),
            _ => None,
        };
        match &number {
            Some(_) => self.repaired(key, "a text is read as a number"),
            None => self.misfit(key, "a number", node),
        }
        number
    }

    /// Puts a number where `openapiv3` reads it, and its text beside it where that would change it.
    fn put_number(&mut self, key: &str, number: &Node) {
        let of_integer = self.out.get("type").and_then(Value::as_str) == Some("integer");
        let exact = matches!(number, Node::Integer(value) if value.unsigned_abs() <= 1 << 53);
        let fits = matches!(number, Node::Integer(value) if i64::try_from(*value).is_ok());
        // A fraction or a wide integer would make an integer schema one of any kind.
        if fits || !of_integer {
            self.put(key, number.to_json());
        }
        let held = exact || (fits && of_integer);
        if !held {
            self.put_text(key, number.number_text().unwrap_or_default());
        }
    }

    /// Puts the text of a number or of a default beside its value.
    pub(super) fn put_text(&mut self, key: &str, text: String) {
        let texts = self
            .out
            .entry(keys::TEXTS)
            .or_insert_with(|| Value::Object(Default::default()));
        if let Value::Object(texts) = texts {
            texts.insert(key.to_owned(), Value::String(text));
        }
    }
}

fn value(number: &Node) -> f64 {
    match number {
        Node::Integer(value) => *value as f64,
        Node::Unsigned(value) => *value as f64,
        Node::Number(value) => *value,
        _ => 0.0,
    }
}
