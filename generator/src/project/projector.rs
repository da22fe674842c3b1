//! What every projection needs: the files, the version, and where to report.

use super::object::Object;
use crate::diag::{Code, Diagnostic, Place};
use crate::source::{Map, Node, SourceSet};
use serde_json::Value;
use std::cell::RefCell;

/// A version of OpenAPI, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 3.0
    V30,
    /// 3.1
    V31,
    /// 3.2
    V32,
}

/// Projects objects of one document.
#[derive(Clone, Copy, Debug)]
pub struct Projector<'a> {
    /// The files.
    pub sources: &'a SourceSet,
    /// The version that the root document names.
    pub version: Version,
    /// What was found.
    pub found: &'a RefCell<Vec<Diagnostic>>,
}

impl<'a> Projector<'a> {
    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// The object at a place, to be projected. What is there instead of one is reported.
    pub(super) fn object(&'a self, place: &'a Place, node: &'a Node) -> Option<Object<'a>> {
        match node {
            Node::Map(map) => Some(Object::new(self, place, map)),
            other => {
                self.misfit(place, "an object", other);
                None
            }
        }
    }

    /// Says that something else stands where `wanted` should.
    pub fn misfit(&self, place: &Place, wanted: &str, node: &Node) {
        let name = place.pointer.tokens().last().unwrap_or_default();
        let message = format!("`{name}` is {}, not {wanted}", node.kind());
        self.report(
            Diagnostic::new(Code::ValueMisfit, place, message).remedy("it is left out; mend it"),
        );
    }

    /// A text, whatever was written: a number or boolean as it stands in the file, a reference to a file of prose as
    /// what that holds.
    pub(super) fn text(&self, place: &Place, node: &Node) -> Option<String> {
        match node {
            Node::Null => None,
            Node::Text(text) => Some(text.clone()),
            Node::Map(map) => match self.prose(place, map) {
                Some(text) => Some(text.to_owned()),
                None => {
                    self.misfit(place, "a text", node);
                    None
                }
            },
            Node::List(_) => {
                self.misfit(place, "a text", node);
                None
            }
            scalar => {
                let text = self.scalar_text(place, scalar);
                self.repaired(place, &format!("{} is read as a text", node.kind()));
                Some(text)
            }
        }
    }

    fn prose(&self, place: &Place, map: &Map) -> Option<&'a str> {
        let reference = map.get("$ref")?.as_str()?;
        let target = self.sources.resolve(place, reference).ok()?;
        self.sources.node(&target)?.as_str()
    }

    /// A scalar as the file writes it, such as `1.10` or `True`.
    pub(super) fn scalar_text(&self, place: &Place, node: &Node) -> String {
        if let Node::Text(text) = node {
            return text.clone();
        }
        let written = self.sources.plain_text(place).map(str::to_owned);
        written
            .or_else(|| node.number_text())
            .unwrap_or_else(|| node.to_json().to_string())
    }

    /// Says that a value was understood though it is not written as it should be.
    pub(super) fn repaired(&self, place: &Place, how: &str) {
        let name = place.pointer.tokens().last().unwrap_or_default();
        self.report(
            Diagnostic::new(Code::ValueRepaired, place, format!("`{name}`: {how}"))
                .remedy("mend it, or leave it as it is"),
        );
    }

    /// Data, as JSON.
    pub(super) fn data(&self, place: &Place, node: &Node) -> Value {
        if node.is_wide() {
            let number = node.number_text().unwrap_or_default();
            let message = format!("`{number}` has more than 64 bits");
            self.report(
                Diagnostic::new(Code::NumberTooWide, place, message)
                    .remedy("it is read as the nearest floating point number"),
            );
        }
        node.to_json()
    }
}
