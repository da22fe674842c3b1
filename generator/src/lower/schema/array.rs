//! Arrays: lists of one type, and tuples of fixed positions.

use super::{Case, Outcome};
use crate::diag::Place;
use crate::document::SchemaType;
use crate::ir::{AnyReason, Type, TypeRef};
use crate::lower::context::Lowering;

/// How many positions a tuple may have; the run time reads no more.
const LONGEST_TUPLE: usize = 8;

impl Lowering<'_, '_> {
    pub(super) fn array(&mut self, case: &Case<'_>) -> Option<Outcome> {
        let merged = &case.merged;
        if merged.types != [SchemaType::Array] {
            return None;
        }
        let place = case.place()?.clone();
        if !merged.positions.is_empty() {
            return Some(Outcome::Use(self.positions(case, &place)));
        }
        let item = if merged.items.is_empty() {
            self.any(AnyReason::OpenArray, &place)
        } else {
            self.use_of_parts(&merged.items)
        };
        Some(Outcome::Use(TypeRef::new(Type::List(Box::new(item)))))
    }

    fn positions(&mut self, case: &Case<'_>, place: &Place) -> TypeRef {
        let merged = &case.merged;
        let positions: Vec<TypeRef> = merged
            .positions
            .iter()
            .map(|position| self.use_of(position))
            .collect();
        let has_more = !merged.items.is_empty() && !self.merge_items_never(case);
        if !has_more && positions.len() <= LONGEST_TUPLE {
            return TypeRef::new(Type::Tuple(positions));
        }
        // A list of one type, where all positions and what follows are of it.
        let rest = has_more.then(|| self.use_of_parts(&merged.items));
        let mut all = positions.into_iter().chain(rest);
        let first = all.next();
        let item = match first {
            Some(first) if all.all(|other| other == first) => first,
            _ => self.any(AnyReason::NotExpressible, place),
        };
        TypeRef::new(Type::List(Box::new(item)))
    }

    /// Whether nothing may follow the positions (`items: false`).
    fn merge_items_never(&mut self, case: &Case<'_>) -> bool {
        let parts = case.merged.items.clone();
        parts.iter().any(|part| {
            let target = self.follow(&part.place).place();
            target.is_some_and(|target| self.merge_place(&target).never)
        })
    }
}
