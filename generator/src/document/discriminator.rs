//! Discriminators.

use super::Document;
use crate::diag::{Code, Diagnostic, FileId, Place};
use crate::project::keys;
use serde_json::Value;

/// Which member tells the variants of a union apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscriminatorView {
    /// The member.
    pub property: String,
    /// The schema of each value that is listed, in order of the document.
    pub mapping: Vec<(String, Place)>,
    /// The schema of every other value (3.2).
    pub default: Option<Place>,
}

impl Document<'_> {
    pub(super) fn discriminator(
        &self,
        place: &Place,
        value: &openapiv3::Discriminator,
    ) -> DiscriminatorView {
        let place = place.child("discriminator");
        let mapping = value.mapping.iter().filter_map(|(name, target)| {
            let at = place.child("mapping").child(name);
            Some((name.clone(), self.mapping_target(&at, target)?))
        });
        let default = value.extensions.get(keys::DEFAULT_MAPPING);
        let default = default.and_then(Value::as_str);
        DiscriminatorView {
            property: value.property_name.clone(),
            mapping: mapping.collect(),
            default: default
                .and_then(|target| self.mapping_target(&place.child("defaultMapping"), target)),
        }
    }

    /// What a value stands for: the name of a component, here or in the root document, or a reference.
    fn mapping_target(&self, at: &Place, target: &str) -> Option<Place> {
        let component = |file| {
            let schemas = Place::file(file).child("components").child("schemas");
            let place = schemas.child(target);
            self.sources.node(&place).map(|_| place)
        };
        let named = component(at.file).or_else(|| component(FileId::ROOT));
        if named.is_some() {
            return named;
        }
        match self.sources.resolve(at, target) {
            Ok(place) => Some(place),
            Err(problem) => {
                self.say(
                    Diagnostic::new(
                        Code::MappingDangling,
                        at,
                        format!("`{target}` is no component, and {}", problem.message()),
                    )
                    .remedy("the value is left out; mend it"),
                );
                None
            }
        }
    }
}
