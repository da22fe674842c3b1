//! Objects that name no member: their keys are data.

use super::merged::Extra;
use super::{Case, Outcome};
use crate::ir::{AnyReason, Type, TypeRef};
use crate::lower::context::Lowering;

impl Lowering<'_, '_> {
    pub(super) fn map(&mut self, case: &Case<'_>) -> Option<Outcome> {
        let merged = &case.merged;
        if !merged.is_object() || !merged.members.is_empty() || !merged.conditional.is_empty() {
            return None;
        }
        let value = match (&merged.additional, merged.patterns.as_slice()) {
            (Extra::Schema(parts), []) => self.use_of_parts(parts),
            (Extra::NotSaid | Extra::Denied, [only]) => self.use_of(only),
            (Extra::Denied, []) => return None,
            _ => self.any(AnyReason::OpenObject, case.place()?),
        };
        Some(Outcome::Use(TypeRef::new(Type::Map(Box::new(value)))))
    }
}
