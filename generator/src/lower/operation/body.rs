//! Request bodies.

use super::Found;
use crate::diag::{Code, Diagnostic};
use crate::ir::Body;
use crate::lower::context::Lowering;
use crate::lower::docs;

impl Lowering<'_, '_> {
    pub(super) fn body(&mut self, found: &Found) -> Option<Body> {
        let view = found.body.as_ref()?;
        let contents: Vec<_> = view
            .content
            .iter()
            .map(|(media, view)| self.sent(media, view))
            .collect();
        if contents.is_empty() {
            self.found.push(
                Diagnostic::new(
                    Code::BodyEmpty,
                    &view.place,
                    "the request body has no media type",
                )
                .remedy("it is left out; name one in `content`"),
            );
            return None;
        }
        Some(Body {
            required: view.required(),
            contents,
            docs: docs::of(None, view.description(), false),
        })
    }
}
