//! Headers of responses.

use crate::diag::Place;
use crate::ir::{AnyReason, Header, Scalar, Type, TypeRef};
use crate::lower::context::Lowering;
use crate::lower::docs;

impl Lowering<'_, '_> {
    /// The headers that can be read; others were reported.
    pub(super) fn headers(&mut self, headers: &[(String, Place)]) -> Vec<Header> {
        headers
            .iter()
            .filter_map(|(name, place)| self.header(name, place))
            .collect()
    }

    fn header(&mut self, name: &str, place: &Place) -> Option<Header> {
        // What the media type says already; OpenAPI says to ignore it here.
        if name.eq_ignore_ascii_case("content-type") {
            return None;
        }
        let view = self.document.header(place)?;
        let schema = view.schema.clone().or_else(|| {
            let first = view.content.first();
            first.and_then(|(_, media)| media.schema.clone())
        });
        let ty = match schema {
            Some(schema) => self.use_of(&schema),
            None => TypeRef::new(Type::Scalar(Scalar::Text)),
        };
        // A header is text, whatever a schema leaves open.
        let ty = match ty.ty {
            Type::Any(AnyReason::Unconstrained) => TypeRef::new(Type::Scalar(Scalar::Text)),
            _ => ty,
        };
        Some(Header {
            name: name.to_owned(),
            required: view.required(),
            ty,
            docs: docs::of(None, view.description(), view.deprecated()),
        })
    }
}
