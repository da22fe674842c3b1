//! The overlay document: what it asks for.

use crate::config::Limits;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Node, Reader, SourceSet};

/// A version of the Overlay Specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// 1.0
    V10,
    /// 1.1
    V11,
}

/// One change to whatever a JSONPath selects.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) target: String,
    pub(super) update: Option<Node>,
    /// The JSONPath of what is copied into the target (1.1).
    pub(super) copy: Option<String>,
    pub(super) remove: bool,
    /// Whether the action may change nothing.
    pub(super) optional: bool,
}

/// An overlay that was understood.
#[derive(Debug)]
pub(super) struct Overlay {
    pub(super) version: Version,
    pub(super) actions: Vec<Action>,
}

/// Reads an overlay. Its files are not those of the document, so its diagnostics name it in their messages.
pub(super) fn read(path: &str, reader: &dyn Reader, found: &mut Diagnostics) -> Option<Overlay> {
    let mut inner = Diagnostics::default();
    let sources = SourceSet::load(path, reader, &Limits::default(), &mut inner);
    for diagnostic in inner.iter() {
        let message = format!("the overlay `{path}`: {}", diagnostic.message);
        found.push(Diagnostic::nowhere(diagnostic.code, message));
    }
    let sources = sources.ok()?;
    let root = sources.node(&crate::diag::Place::file(crate::diag::FileId::ROOT))?;
    let mut broken = |what: String, remedy: &str| {
        let message = format!("the overlay `{path}`: {what}");
        found.push(Diagnostic::nowhere(Code::OverlayBroken, message).remedy(remedy));
    };
    let written = root.get("overlay");
    let written = written.and_then(|node| node.as_str().map(str::to_owned).or(node.number_text()));
    let version = match written.as_deref().map(|text| text.get(..3).unwrap_or(text)) {
        Some("1.0") => Version::V10,
        Some("1.1") => Version::V11,
        Some(_) => {
            let what = format!("its version is `{}`", written.unwrap_or_default());
            broken(what, "write it for version 1.0 or 1.1");
            return None;
        }
        None => {
            broken(
                "it does not say `overlay`".to_owned(),
                "start it with `overlay: 1.0.0`",
            );
            return None;
        }
    };
    let Some(list) = root.get("actions").and_then(Node::as_list) else {
        broken(
            "it has no list of `actions`".to_owned(),
            "add the changes that it makes",
        );
        return None;
    };
    let mut actions = Vec::new();
    for (index, node) in list.iter().enumerate() {
        let Some(target) = node.get("target").and_then(Node::as_str) else {
            broken(
                format!("action {index} has no `target`"),
                "add the JSONPath of what it changes",
            );
            continue;
        };
        actions.push(Action {
            target: target.to_owned(),
            update: node.get("update").cloned(),
            copy: node.get("copy").and_then(Node::as_str).map(str::to_owned),
            remove: node.get("remove") == Some(&Node::Boolean(true)),
            optional: node.get("x-launchway-optional") == Some(&Node::Boolean(true)),
        });
    }
    Some(Overlay { version, actions })
}
