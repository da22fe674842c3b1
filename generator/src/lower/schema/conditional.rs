//! Members that a schema describes only on a condition: below `then`, `else` and `dependentSchemas`.
//!
//! No type says when they are there, so that they are optional. They are gathered from what is written, without
//! merging: such a schema often refers to one that is made of the schema itself.

use super::Part;
use super::merged::Merged;
use crate::diag::{Code, Diagnostic, Place};
use crate::document::SchemaType;
use crate::ir::{Access, AnyReason, Docs, Field, TypeId};
use crate::lower::context::Lowering;
use indexmap::IndexMap;

/// How many schemas are looked into for the members of one.
const MOST: usize = 256;

impl Lowering<'_, '_> {
    /// Notes the members that a schema describes on a condition. The schema is of an object if they say so.
    pub(super) fn note_conditional(&mut self, merged: &mut Merged, place: &Place) {
        let Some(view) = self.document.schema(place) else {
            return;
        };
        let mut open = view.conditional();
        if open.is_empty() {
            return;
        }
        self.found.push(
            Diagnostic::new(
                Code::ConditionsLoosened,
                place,
                "what a schema says on a condition is not checked",
            )
            .remedy("the members that it describes so are optional"),
        );
        open.reverse();
        let mut seen: Vec<Place> = Vec::new();
        let mut may_be_other = false;
        while let Some(at) = open.pop() {
            let Some(target) = self.follow(&at).place() else {
                continue;
            };
            if seen.contains(&target) || seen.len() >= MOST {
                continue;
            }
            seen.push(target.clone());
            let Some(view) = self.document.schema(&target) else {
                continue;
            };
            may_be_other |= view.types().iter().any(|ty| *ty != SchemaType::Object);
            for (name, member) in view.properties() {
                let known = merged.conditional.entry(name).or_default();
                if !known.contains(&member) {
                    known.push(member);
                }
            }
            let inner = [view.all_of().to_vec(), view.one_of(), view.any_of()];
            let inner = inner.into_iter().flatten().chain(view.conditional());
            let inner: Vec<Place> = inner.collect();
            open.extend(inner.into_iter().rev());
        }
        let says_nothing = merged.is_open() && !may_be_other;
        if says_nothing && !merged.conditional.is_empty() {
            merged.types.push(SchemaType::Object);
        }
    }

    /// The members of a struct that are described on a condition and nowhere else.
    pub(super) fn conditional_fields(&mut self, merged: &Merged, id: TypeId) -> Vec<Field> {
        let all: IndexMap<String, Vec<Place>> = merged.conditional.clone();
        all.into_iter()
            .filter(|(name, _)| !merged.members.contains_key(name))
            .filter_map(|(name, places)| self.conditional_field(&name, &places, id, merged))
            .collect()
    }

    /// Described in several ways, a member may be any of them, which nothing says: then it is untyped.
    fn conditional_field(
        &mut self,
        name: &str,
        places: &[Place],
        id: TypeId,
        owner: &Merged,
    ) -> Option<Field> {
        let first = places.first()?;
        let mut shapes = Vec::new();
        for place in places {
            if let Some(target) = self.follow(place).place() {
                shapes.push(self.merge_place(&target));
            }
        }
        let agree = shapes.windows(2).all(|pair| match pair {
            [one, other] => one.same_shape(other),
            _ => true,
        });
        if agree {
            return self.field(name, &[Part::whole(first)], id, owner);
        }
        Some(Field {
            name: name.to_owned(),
            rename: self.rename_at(first),
            required: owner.required.contains(name),
            ty: self.any(AnyReason::NotExpressible, first),
            access: Access::Both,
            constant: None,
            docs: Docs::default(),
            limits: None,
            place: first.clone(),
        })
    }
}
