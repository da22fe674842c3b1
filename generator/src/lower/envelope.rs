//! The envelope around every JSON answer, if the document declares one (`x-launchway-envelope`).

use super::context::Lowering;
use super::schema::{Merged, Part};
use crate::diag::{Code, Diagnostic, FileId, Place};
use crate::document::{MediaView, SchemaType};
use crate::ir::{Codec, Content, Envelope, Scalar, StatusKey, Type, TypeRef};

/// The extension.
const KEY: &str = "x-launchway-envelope";

/// What becomes of the declaration.
#[derive(Default)]
pub(super) struct EnvelopeState {
    /// Whether some answer has the envelope.
    is_used: bool,
}

impl Lowering<'_, '_> {
    /// Reads the declaration.
    pub(super) fn envelope_declared(&mut self) {
        let Some(said) = self.document.extension(KEY).cloned() else {
            return;
        };
        let name = |key: &str| said.get(key).and_then(|it| it.as_str()).map(str::to_owned);
        match (name("result"), name("success"), name("errors")) {
            (Some(result), Some(success), Some(errors)) => {
                self.api.envelope = Some(Envelope {
                    result,
                    success,
                    errors,
                });
            }
            _ => self.unfit_envelope(
                "it does not name three members".to_owned(),
                "write `{result: result, success: success, errors: errors}`",
            ),
        }
    }

    /// Reports a declaration that no answer fits.
    pub(super) fn envelope_used(&mut self) {
        if self.api.envelope.is_some() && !self.envelope.is_used {
            self.unfit_envelope(
                "no JSON answer has its members".to_owned(),
                "leave it out, or name the members as the answers do",
            );
        }
    }

    /// The content of an answer that has the envelope: what the envelope holds. No type is made of the envelope.
    pub(super) fn enveloped(
        &mut self,
        status: StatusKey,
        media: &str,
        view: &MediaView,
    ) -> Option<Content> {
        let envelope = self.api.envelope.clone()?;
        let is_success = matches!(status, StatusKey::Code(200..300) | StatusKey::Range(2));
        if !is_success || !self.is_json(media, view) {
            return None;
        }
        let target = self.follow(view.schema.as_ref()?).place()?;
        let merged = self.merge_place(&target);
        let success = merged.members.get(&envelope.success)?.clone();
        let errors = merged.members.get(&envelope.errors)?.clone();
        self.envelope.is_used = true;
        self.check_member(&envelope.success, &success, SchemaType::Boolean);
        self.check_member(&envelope.errors, &errors, SchemaType::Array);
        let (ty, codec) = match merged.members.get(&envelope.result) {
            Some(parts) => (self.use_of_parts(parts), Codec::Json),
            None => (TypeRef::new(Type::Scalar(Scalar::Null)), Codec::Empty),
        };
        Some(Content {
            media: media.trim().to_lowercase(),
            codec,
            ty,
            parts: Vec::new(),
            enveloped: true,
            framing: None,
            example: view.examples.first().cloned(),
        })
    }

    fn check_member(&mut self, name: &str, parts: &[Part], ty: SchemaType) {
        let followed: Vec<Part> = parts
            .iter()
            .filter_map(|part| self.follow(&part.place).place())
            .map(|place| Part::whole(&place))
            .collect();
        let merged = self.merge(&followed);
        if fits(&merged, ty) {
            return;
        }
        let Some(part) = parts.last() else { return };
        let word = match ty {
            SchemaType::Boolean => "a boolean",
            _ => "an array",
        };
        self.found.push(
            Diagnostic::new(
                Code::EnvelopeUnfit,
                &part.place,
                format!("the envelope's `{name}` is not {word}"),
            )
            .remedy(format!("`{KEY}` must name {word} there")),
        );
    }

    fn unfit_envelope(&mut self, message: String, remedy: &str) {
        let place = Place::file(FileId::ROOT).child(KEY);
        let message = format!("`{KEY}` does not fit: {message}");
        self.found
            .push(Diagnostic::new(Code::EnvelopeUnfit, &place, message).remedy(remedy));
    }
}

/// Whether a member may be of that type: what says nothing fits, too.
fn fits(merged: &Merged, ty: SchemaType) -> bool {
    let by_values = merged
        .values
        .iter()
        .flatten()
        .all(|it| it.value.is_boolean())
        && merged.constant.iter().all(|it| it.is_boolean());
    match ty {
        SchemaType::Boolean if merged.types.is_empty() => by_values,
        _ => merged.types.is_empty() || merged.types == [ty],
    }
}
