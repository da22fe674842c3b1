//! `oneOf`, `anyOf` and lists of types: the union that they are, or the simpler type that they mean.

use super::merged::Merged;
use super::part::{Cut, Part};
use super::reference::Followed;
use super::{Case, Item, Outcome, scalar};
use crate::diag::Place;
use crate::document::SchemaType;
use crate::ir::{
    AnyReason, Discriminator, Docs, Scalar, Step, Type, TypeId, TypeRef, Union, Variant,
};
use crate::lower::context::Lowering;
use std::rc::Rc;

/// A variant to be.
#[derive(Clone)]
pub(in crate::lower) struct Branch {
    /// Where it is written.
    pub(in crate::lower) place: Place,
    /// Where that leads.
    pub(super) target: Place,
    /// The schemas that make it up: itself, and what the union's own schema says beside.
    pub(super) parts: Vec<Part>,
    /// What they say together.
    pub(super) merged: Rc<Merged>,
    pub(super) hint: Option<String>,
    pub(super) tags: Vec<String>,
}

impl Lowering<'_, '_> {
    /// A schema with `oneOf` or `anyOf`.
    pub(super) fn union(&mut self, case: &Case<'_>) -> Option<Outcome> {
        let written = case.merged.unions.first()?;
        let place = case.place()?.clone();
        let (branches, has_null) = self.branches(case, written);
        let outcome = self.union_outcome(case, branches, &place);
        match outcome {
            Some(outcome) => Some(outcome.or_null(has_null)),
            None if has_null => Some(Outcome::Use(TypeRef::new(Type::Scalar(Scalar::Null)))),
            None => Some(Outcome::Use(self.any(AnyReason::Unreadable, &place))),
        }
    }

    /// The simplest thing that the branches are; nothing where there is none.
    fn union_outcome(
        &mut self,
        case: &Case<'_>,
        mut branches: Vec<Branch>,
        place: &Place,
    ) -> Option<Outcome> {
        if let [only] = branches.as_slice() {
            return Some(self.only_branch(only, place));
        }
        if branches.is_empty() {
            return None;
        }
        if let Some(values) = self.enum_of_branches(&branches) {
            return Some(Outcome::Item(Item::Enum(values), false));
        }
        if let Some(scalar) = one_scalar(&branches) {
            return Some(Outcome::Use(TypeRef::new(Type::Scalar(scalar))));
        }
        // What is neither named nor told apart is what an unknown variant keeps anyhow.
        let had = branches.len();
        branches.retain(|branch| !branch.merged.is_open());
        if branches.len() < 2 && had > branches.len() {
            return Some(Outcome::Use(self.any(AnyReason::Unconstrained, place)));
        }
        let has_null = branches.iter().any(|branch| branch.merged.is_nullable());
        if let Some(merged) = self.overlapping(case, &branches) {
            return Some(Outcome::Item(Item::Struct(Rc::new(merged)), has_null));
        }
        let property = self.tag_branches(case, &mut branches, place);
        Some(Outcome::Item(Item::Union(branches, property), has_null))
    }

    /// What the only branch is; with what the union's own schema says beside, it is the schema itself.
    fn only_branch(&mut self, only: &Branch, place: &Place) -> Outcome {
        if let [_] = only.parts.as_slice() {
            return Outcome::Use(self.use_of_parts(&only.parts));
        }
        if only.parts.len() > MOST_PARTS {
            self.report_deep(place);
            return Outcome::Use(self.any(AnyReason::NotExpressible, place));
        }
        let mut parts = only.parts.clone();
        if let Some(last) = parts.last_mut() {
            last.place.clone_from(&only.target);
        }
        self.outcome(&Case {
            parts: &parts,
            merged: Rc::clone(&only.merged),
        })
    }

    /// The branches that are neither `null` nor repeated nor without values, and whether one was `null`.
    fn branches(&mut self, case: &Case<'_>, written: &[Place]) -> (Vec<Branch>, bool) {
        let commons: Vec<Part> = case.parts.iter().map(Part::common).collect();
        let common = self.merge(&commons);
        let is_trivial = common.types.is_empty() && common.required.is_empty();
        let mut branches: Vec<Branch> = Vec::new();
        let mut has_null = false;
        for place in written {
            let Followed::At(target) = self.follow(place) else {
                continue;
            };
            let alone = self.merge_place(&target);
            // A branch that only says `nullable: true` means `null`, as some generators write it.
            if alone.only_null || (alone.is_open() && alone.is_nullable()) {
                has_null = true;
                continue;
            }
            let is_known = branches.iter().any(|known| known.target == target);
            if alone.never || is_known {
                continue;
            }
            let distributed = !is_trivial && self.may_meet(&common, &alone);
            let parts = match distributed {
                true => commons
                    .iter()
                    .cloned()
                    .chain([Part::whole(place)])
                    .collect(),
                false => vec![Part::whole(place)],
            };
            let merged = if distributed {
                let mut followed = commons.clone();
                followed.push(Part::whole(&target));
                self.merge(&followed)
            } else {
                alone
            };
            branches.push(Branch {
                hint: match distributed {
                    true => self.hint_by_place(place),
                    false => self.hint(place),
                },
                place: place.clone(),
                target,
                parts,
                merged,
                tags: Vec::new(),
            });
        }
        (branches, has_null)
    }

    /// A schema of several types, such as `type: [string, integer]`.
    pub(super) fn several_types(&mut self, case: &Case<'_>) -> Option<Outcome> {
        let merged = &case.merged;
        let [alone] = case.parts else {
            return self.several_of_parts(case);
        };
        if merged.types.len() < 2 {
            return None;
        }
        let types: Vec<SchemaType> = merged
            .types
            .iter()
            .filter(|ty| **ty != SchemaType::Integer || !merged.types.contains(&SchemaType::Number))
            .copied()
            .collect();
        if types.len() == ALL_TYPES {
            return Some(self.unconstrained(case));
        }
        let branches = self.branches_by_type(&alone.place, types);
        if let Some(scalar) = one_scalar(&branches) {
            return Some(Outcome::Use(TypeRef::new(Type::Scalar(scalar))));
        }
        Some(Outcome::Item(Item::Union(branches, None), false))
    }

    /// What a schema says of each of its types, each a variant.
    pub(super) fn branches_by_type(
        &mut self,
        place: &Place,
        types: Vec<SchemaType>,
    ) -> Vec<Branch> {
        let cut = |(index, ty)| {
            let part = Part {
                place: place.clone(),
                cut: Cut::Only(ty, index),
            };
            Branch {
                place: place.clone(),
                target: place.clone(),
                merged: self.merge(std::slice::from_ref(&part)),
                parts: vec![part],
                hint: None,
                tags: Vec::new(),
            }
        };
        types.into_iter().enumerate().map(cut).collect()
    }

    /// Several types that are left of several schemas: rare enough for the simplest answer.
    fn several_of_parts(&mut self, case: &Case<'_>) -> Option<Outcome> {
        if case.merged.types.len() < 2 {
            return None;
        }
        let scalars: Option<Vec<Scalar>> = case
            .merged
            .types
            .iter()
            .map(|ty| scalar::of_type(*ty, &case.merged))
            .collect();
        let mut scalars = scalars.unwrap_or_default().into_iter();
        let first = scalars.next();
        let joined = first.and_then(|first| scalars.try_fold(first, scalar::join));
        Some(Outcome::Use(match joined {
            Some(scalar) => TypeRef::new(Type::Scalar(scalar)),
            None => self.any(AnyReason::NotExpressible, &case.place()?.clone()),
        }))
    }

    /// Lowers the variants of a union.
    pub(super) fn union_of(
        &mut self,
        branches: Vec<Branch>,
        property: Option<String>,
        id: TypeId,
    ) -> Union {
        let variants = branches
            .into_iter()
            .map(|branch| Variant {
                // That a variant may be `null` is said of the union.
                ty: TypeRef::new(self.variant_use(&branch, id).ty),
                docs: self.branch_docs(&branch),
                hint: branch.hint.or_else(|| branch.tags.first().cloned()),
                tags: branch.tags,
                place: branch.place,
            })
            .collect();
        Union {
            variants,
            discriminator: property.map(|property| Discriminator { property }),
        }
    }

    /// The type of a variant. One to which the union's own schema adds members belongs to the union, wherever the
    /// branch is written.
    fn variant_use(&mut self, branch: &Branch, id: TypeId) -> TypeRef {
        let index = branch.place.pointer.tokens().last();
        let index = index.and_then(|token| token.parse().ok()).unwrap_or(0);
        let step = Step::Variant(index, branch.hint.clone());
        let origin = self.inner_origin(id, step);
        // A base among its heirs is a type of its own, too.
        let is_part = branch.parts.iter().any(|part| part.cut == Cut::Common);
        let distributed = branch.parts.len() > 1 || is_part;
        self.use_with_origin(&branch.parts, distributed.then_some(origin))
    }

    /// What a branch says itself; what it refers to has docs of its own, and a list of types has none.
    fn branch_docs(&mut self, branch: &Branch) -> Docs {
        let is_written =
            branch.parts.iter().all(|part| part.cut == Cut::Whole) || branch.parts.len() > 1;
        let view = self.document.schema(&branch.place);
        match view {
            Some(view) if is_written && view.reference().is_none() => {
                crate::lower::docs::of_schema(&view)
            }
            _ => Docs::default(),
        }
    }
}

/// The one scalar that holds the values of all branches, if there is one.
fn one_scalar(branches: &[Branch]) -> Option<Scalar> {
    let mut scalars = branches.iter().map(|branch| {
        let merged = &branch.merged;
        let scalar = scalar::of(merged).filter(|_| merged.unions.is_empty())?;
        let is_listed = merged.values.is_some() || merged.constant.is_some();
        // Listed booleans and numbers are scalars, listed texts and integers enums.
        let is_enum =
            is_listed && !matches!(scalar, Scalar::Boolean | Scalar::Float | Scalar::Double);
        (!is_enum).then_some(scalar)
    });
    let first = scalars.next()??;
    scalars.try_fold(first, |joined, next| scalar::join(joined, next?))
}

/// How many schemas may be put together, each the only branch of the one before.
const MOST_PARTS: usize = 32;

/// How many types there are beside `null` and `integer`, which is a number.
const ALL_TYPES: usize = 5;
