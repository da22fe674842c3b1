//! Which types a type holds: plainly (a value inside a value, which needs a finite size) or at all. It knows no
//! algorithm.

use crate::ir::{Api, Rest, Shape, Type, TypeId, TypeRef};

/// A plain edge: a member or variant of a type holds a value of another type, with aliases looked through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// Which member or variant.
    pub(super) index: usize,
    /// The type that is held.
    pub(super) target: TypeId,
    /// Whether no value of the outer type is without one of the inner.
    pub(super) required: bool,
}

/// The plain edges of each type, by [`TypeId`], in order of members. Lists and maps hold their elements elsewhere, so
/// they make no edge.
pub(super) fn plain(api: &Api) -> Vec<Vec<Edge>> {
    api.types
        .iter()
        .map(|(_, def)| match &def.shape {
            Shape::Struct(object) => {
                let fields = object.fields.iter().enumerate();
                fields
                    .flat_map(|(index, field)| {
                        let may_lack = !field.required;
                        plain_targets(api, &field.ty)
                            .into_iter()
                            .map(move |(target, nullable)| Edge {
                                index,
                                target,
                                required: !may_lack && !nullable,
                            })
                    })
                    .collect()
            }
            Shape::Union(union) => {
                let variants = union.variants.iter().enumerate();
                variants
                    .flat_map(|(index, variant)| {
                        plain_targets(api, &variant.ty)
                            .into_iter()
                            .map(move |(target, _)| Edge {
                                index,
                                target,
                                // A union has other values, known or not.
                                required: false,
                            })
                    })
                    .collect()
            }
            Shape::Alias(_) | Shape::Enum(_) | Shape::Reserved => Vec::new(),
        })
        .collect()
}

/// The structs, enums and unions that a use holds by value, each with whether `null` may stand for it.
fn plain_targets(api: &Api, used: &TypeRef) -> Vec<(TypeId, bool)> {
    let mut found = Vec::new();
    let mut open = vec![(used, false)];
    // Aliases form no cycle (an invariant); the bound keeps a broken graph from hanging.
    let mut budget = api.types.len() + 64;
    while let Some((used, outer)) = open.pop() {
        budget = budget.saturating_sub(1);
        if budget == 0 {
            break;
        }
        let nullable = outer || used.nullable;
        match &used.ty {
            Type::Named(id) => match api.types.get(*id) {
                Some(def) => {
                    let nullable = nullable || def.nullable;
                    match &def.shape {
                        Shape::Alias(target) => open.push((target, nullable)),
                        _ => found.push((*id, nullable)),
                    }
                }
                None => continue,
            },
            Type::Json(inner) => open.push((inner, nullable)),
            Type::Tuple(items) => open.extend(items.iter().rev().map(|item| (item, nullable))),
            Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::Any(_) => {}
        }
    }
    found
}

/// Every type that each type names anywhere, by [`TypeId`].
pub(super) fn contained(api: &Api) -> Vec<Vec<TypeId>> {
    api.types
        .iter()
        .map(|(_, def)| {
            let mut held = Vec::new();
            each_use(&def.shape, &mut |used| {
                used.each_named(&mut |id| held.push(id));
            });
            held
        })
        .collect()
}

/// Calls `visit` with each use of a type that stands in a shape.
pub(super) fn each_use<'s>(shape: &'s Shape, visit: &mut impl FnMut(&'s TypeRef)) {
    match shape {
        Shape::Alias(target) => visit(target),
        Shape::Struct(object) => {
            object.fields.iter().for_each(|field| visit(&field.ty));
            if let Rest::Kept(rest) = &object.rest {
                visit(rest);
            }
        }
        Shape::Union(union) => union.variants.iter().for_each(|it| visit(&it.ty)),
        Shape::Enum(_) | Shape::Reserved => {}
    }
}
