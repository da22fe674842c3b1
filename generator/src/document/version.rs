//! Which version of OpenAPI a document is of, or what else it is.

use super::Version;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Place};
use crate::source::{Node, SourceSet};

/// The version that the root document names. Of another document it is said what it is.
pub(super) fn of(sources: &SourceSet, found: &mut Diagnostics) -> Option<Version> {
    let root = Place::file(FileId::ROOT);
    let node = sources.node(&root)?;
    let mut refuse = |place: &Place, message: String, remedy: &str| {
        found.push(Diagnostic::new(Code::NotOpenApi, place, message).remedy(remedy));
        None
    };
    let place = root.child("openapi");
    let written = match node.get("openapi") {
        Some(Node::Text(text)) => text.clone(),
        // Without quotes, `3.1` is a number.
        Some(number) => {
            let plain = sources.plain_text(&place).map(str::to_owned);
            plain.or_else(|| number.number_text()).unwrap_or_default()
        }
        None => {
            let (key, message, remedy) = instead(node);
            let place = key.map_or(root.clone(), |key| root.child(key));
            return refuse(&place, message, remedy);
        }
    };
    let mut parts = written.trim().trim_start_matches(['v', 'V']).split('.');
    match (parts.next(), parts.next().unwrap_or("0")) {
        (Some("3"), "0") => Some(Version::V30),
        (Some("3"), "1") => Some(Version::V31),
        (Some("3"), "2") => Some(Version::V32),
        _ => refuse(
            &place,
            format!("the document is of OpenAPI `{written}`"),
            "give a document of version 3.0, 3.1 or 3.2",
        ),
    }
}

/// What a document is that does not say `openapi`.
fn instead(node: &Node) -> (Option<&'static str>, String, &'static str) {
    let names = |key: &'static str| node.get(key).map(|_| key);
    if let Some(version) = node.get("swagger") {
        let written = version
            .as_str()
            .map(str::to_owned)
            .or_else(|| version.number_text());
        return (
            Some("swagger"),
            format!("the document is Swagger {}", written.unwrap_or_default()),
            "convert it to OpenAPI 3 first, for instance with `swagger2openapi` or converter.swagger.io",
        );
    }
    if let Some(key) = names("asyncapi") {
        return (
            Some(key),
            "the document is AsyncAPI, which describes messages".to_owned(),
            "give an OpenAPI document",
        );
    }
    if let Some(key) = names("overlay") {
        return (
            Some(key),
            "the document is an overlay, not what it changes".to_owned(),
            "give the OpenAPI document, and this one as an overlay",
        );
    }
    if names("item").is_some()
        && node
            .get("info")
            .and_then(|info| info.get("_postman_id"))
            .is_some()
    {
        return (
            None,
            "the document is a collection of Postman".to_owned(),
            "convert it to OpenAPI 3 first",
        );
    }
    (
        None,
        "the document does not say `openapi`".to_owned(),
        "give the root document, the one that starts with `openapi: 3.x.y`",
    )
}
