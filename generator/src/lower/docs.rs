//! What the document says to people.

use crate::document::{Document, SchemaView};
use crate::ir::Docs;

/// Of the API.
pub(super) fn of_api(document: &Document<'_>) -> Docs {
    of(document.summary(), document.description(), false)
}

/// Of a schema, at its own place.
pub(super) fn of_schema(view: &SchemaView) -> Docs {
    of(view.title(), view.description(), view.deprecated())
}

/// Of anything; what is blank is not said.
pub(super) fn of(summary: Option<&str>, description: Option<&str>, deprecated: bool) -> Docs {
    let said = |text: Option<&str>| {
        text.filter(|text| !text.trim().is_empty())
            .map(str::to_owned)
    };
    Docs {
        summary: said(summary),
        description: said(description),
        deprecated,
    }
}
