//! Headers of responses.

use crate::diag::Place;
use crate::ir::{Header, Scalar, Type, TypeRef};
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
        // A header is text, whatever a schema leaves open.
        let target = schema.and_then(|place| self.follow(&place).place());
        let target = target.filter(|place| !self.merge_place(place).is_open());
        let ty = match target {
            Some(target) => self.use_of(&target),
            None => TypeRef::new(Type::Scalar(Scalar::Text)),
        };
        Some(Header {
            name: name.to_owned(),
            required: view.required(),
            ty,
            docs: docs::of(None, view.description(), view.deprecated()),
        })
    }
}
