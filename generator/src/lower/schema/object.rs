//! Objects that name members.

use super::merged::{Extra, Merged};
use super::part::{Cut, Part};
use super::{Case, Item, Outcome, bounds, scalar};
use crate::diag::{Code, Diagnostic, Place};
use crate::document::SchemaType;
use crate::ir::{
    Access, AnyReason, Docs, Field, Literal, Rest, Scalar, Step, Struct, Type, TypeId, TypeRef,
};
use crate::lower::context::Lowering;
use crate::lower::{docs, literal, rename};
use std::rc::Rc;

impl Lowering<'_, '_> {
    pub(super) fn object(&mut self, case: &Case<'_>) -> Option<Outcome> {
        let is_object = case.merged.is_object();
        is_object.then(|| Outcome::Item(Item::Struct(Rc::clone(&case.merged)), false))
    }

    /// Lowers the members of a struct.
    pub(super) fn struct_of(&mut self, merged: &Merged, parts: &[Part], id: TypeId) -> Struct {
        let mut fields: Vec<Field> = merged
            .members
            .iter()
            .filter_map(|(name, parts)| self.field(name, parts, id, merged))
            .collect();
        let Some(place) = parts.last().map(|part| part.place.clone()) else {
            return Struct::default();
        };
        fields.extend(self.conditional_fields(merged, id));
        for name in &merged.required {
            if !merged.members.contains_key(name) && !merged.conditional.contains_key(name) {
                fields.extend(self.undescribed(name, merged, &place));
            }
        }
        let rest = match (&merged.additional, merged.patterns.as_slice()) {
            (Extra::Schema(parts), []) => Rest::Kept(self.use_of_parts(parts)),
            (Extra::Denied, [only]) => Rest::Kept(self.use_of(only)),
            (Extra::NotSaid | Extra::Denied, []) => Rest::Ignored,
            _ => Rest::Kept(self.any(AnyReason::OpenMembers, &place)),
        };
        Struct { fields, rest }
    }

    /// The member `name` of the object `owner`, described by all of `parts`.
    pub(super) fn field(
        &mut self,
        name: &str,
        parts: &[Part],
        id: TypeId,
        owner: &Merged,
    ) -> Option<Field> {
        let place = &parts.last()?.place;
        let required = owner.required.contains(name);
        let parts = self.agreeing(name, parts);
        let followed: Vec<Part> = parts
            .iter()
            .filter_map(|part| self.follow(&part.place).place())
            .map(|place| Part::whole(&place))
            .collect();
        let merged = self.merge(&followed);
        let fixed = if required {
            self.fixed(&parts, &merged)
        } else {
            None
        };
        let (ty, constant) = match fixed {
            Some((scalar, value)) => (TypeRef::new(Type::Scalar(scalar)), Some(value)),
            None => {
                // What several branches say together belongs to the type that merges them.
                let is_merged = parts.len() > 1;
                let origin =
                    is_merged.then(|| self.inner_origin(id, Step::Member(name.to_owned())));
                let ty = self.use_with_origin(&parts, origin);
                (ty, merged.only_value().and_then(literal::of))
            }
        };
        Some(Field {
            name: name.to_owned(),
            rename: self.rename_at(place),
            required,
            access: access(&merged),
            constant,
            docs: self.field_docs(&parts, &ty, &merged),
            limits: bounds::of(&merged.limits, scalar::format_left(&merged)).some(),
            place: place.clone(),
            ty,
        })
    }

    /// The one value of a member that must be there and is described in its place: a member without a choice has no
    /// type of its own. What a reference leads to keeps its name, and may have more values some day.
    fn fixed(&mut self, parts: &[Part], merged: &Merged) -> Option<(Scalar, Literal)> {
        let is_inline = |part: &Part| {
            let view = self.document.schema(&part.place);
            part.cut == Cut::Whole && view.is_some_and(|view| view.reference().is_none())
        };
        if merged.is_nullable() || !parts.iter().all(is_inline) {
            return None;
        }
        let (scalar, listed) = match merged.texts() {
            Some(texts) => (Scalar::Text, texts),
            None if merged.types == [SchemaType::Number] => return None,
            None => (
                scalar::of_type(SchemaType::Integer, merged)?,
                merged.integers()?,
            ),
        };
        let [only] = listed.as_slice() else {
            return None;
        };
        self.ledger.positions += 1;
        Some((scalar, literal::of(&only.value)?))
    }

    /// The parts of a member, or only the last of them where they exclude each other.
    fn agreeing(&mut self, name: &str, parts: &[Part]) -> Vec<Part> {
        let Some(last) = parts.last().filter(|_| parts.len() > 1) else {
            return parts.to_vec();
        };
        let followed: Vec<Part> = parts
            .iter()
            .filter_map(|part| self.follow(&part.place).place())
            .map(|place| Part::whole(&place))
            .collect();
        let Some(why) = self.merge(&followed).contradiction.clone() else {
            return parts.to_vec();
        };
        let mut report = Diagnostic::new(
            Code::MemberConflict,
            &last.place,
            format!("the member `{name}` is described differently elsewhere: {why}"),
        )
        .remedy("this description is taken");
        for part in parts.iter().filter(|part| *part != last) {
            report = report.related(&part.place, "the other description");
        }
        self.found.push(report);
        vec![last.clone()]
    }

    /// What a member says itself; what a reference leads to has docs of its own, if it has a name.
    fn field_docs(&mut self, parts: &[Part], ty: &TypeRef, merged: &Merged) -> Docs {
        let own = parts.iter().rev().find_map(|part| {
            let view = self.document.schema(&part.place)?;
            let is_own = view.reference().is_none();
            is_own.then(|| docs::of_schema(&view))
        });
        match own {
            Some(own) if own != Docs::default() => own,
            _ if matches!(ty.ty, Type::Named(_)) => Docs::default(),
            _ => merged.docs.clone(),
        }
    }

    /// The name that a document asks for at the place itself, not at what a reference leads to.
    pub(in crate::lower) fn rename_at(&mut self, place: &Place) -> Option<String> {
        let view = self.document.schema(place)?;
        self.rename(view.extension(rename::KEY), place)
    }

    /// A member that is required and not described.
    fn undescribed(&mut self, name: &str, merged: &Merged, place: &Place) -> Option<Field> {
        let (ty, remedy) = match &merged.additional {
            Extra::Denied => return None,
            Extra::Schema(parts) => (
                self.use_of_parts(parts),
                "it is of the type that other members have; describe it in `properties`",
            ),
            Extra::NotSaid | Extra::Allowed => {
                let member = place.child("required").child(name);
                (
                    self.any(AnyReason::Unconstrained, &member),
                    "it may be anything; describe it in `properties`",
                )
            }
        };
        self.found.push(
            Diagnostic::new(
                Code::RequiredUnknown,
                place,
                format!("`{name}` is required and not described"),
            )
            .remedy(remedy),
        );
        Some(Field {
            name: name.to_owned(),
            rename: None,
            ty,
            required: true,
            access: Access::Both,
            constant: None,
            docs: Docs::default(),
            limits: None,
            place: place.clone(),
        })
    }
}

fn access(merged: &Merged) -> Access {
    match (merged.read_only, merged.write_only) {
        (true, false) => Access::Read,
        (false, true) => Access::Write,
        (true, true) | (false, false) => Access::Both,
    }
}
