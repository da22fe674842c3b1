//! What spreads from type to type: outwards (from what is contained to what contains it) and inwards (from what is
//! used to what it is made of). Every table is by [`TypeId`].

use super::edges::each_use;
use crate::ir::{Access, Api, Scalar, Shape, Type, TypeId, TypeRef};

/// Marks every type that `is` holds of, and every type that contains one that is marked.
pub(super) fn outwards(
    api: &Api,
    contained: &[Vec<TypeId>],
    is: impl Fn(&Shape) -> bool,
) -> Vec<bool> {
    let mut containers: Vec<Vec<TypeId>> = vec![Vec::new(); contained.len()];
    for (outer, held) in contained.iter().enumerate() {
        for inner in held {
            if let Some(list) = containers.get_mut(inner.0 as usize) {
                list.push(TypeId(outer as u32));
            }
        }
    }
    let own = api.types.iter().filter(|(_, def)| is(&def.shape));
    spread(&containers, own.map(|(id, _)| id).collect())
}

/// Marks `open` and every type that `next` leads to from there.
fn spread(next: &[Vec<TypeId>], mut open: Vec<TypeId>) -> Vec<bool> {
    let mut marked = vec![false; next.len()];
    while let Some(id) = open.pop() {
        let Some(mark) = marked.get_mut(id.0 as usize) else {
            continue;
        };
        if !*mark {
            *mark = true;
            open.extend(next.get(id.0 as usize).into_iter().flatten());
        }
    }
    marked
}

/// Types that parameters and request bodies are made of.
pub(super) fn sent(api: &Api, contained: &[Vec<TypeId>]) -> Vec<bool> {
    let mut open = Vec::new();
    for operation in &api.operations {
        for param in &operation.params {
            param.ty.each_named(&mut |id| open.push(id));
        }
        for content in operation.body.iter().flat_map(|body| &body.contents) {
            content.ty.each_named(&mut |id| open.push(id));
        }
    }
    spread(contained, open)
}

/// Types that responses and their headers are made of.
pub(super) fn read(api: &Api, contained: &[Vec<TypeId>]) -> Vec<bool> {
    let mut open = Vec::new();
    for response in api.operations.iter().flat_map(|it| &it.responses) {
        for content in &response.contents {
            content.ty.each_named(&mut |id| open.push(id));
        }
        for header in &response.headers {
            header.ty.each_named(&mut |id| open.push(id));
        }
    }
    spread(contained, open)
}

/// Whether a shape itself has a member that exists in one direction only.
pub(super) fn is_directed(shape: &Shape) -> bool {
    match shape {
        Shape::Struct(object) => object
            .fields
            .iter()
            .any(|field| field.access != Access::Both),
        Shape::Alias(_) | Shape::Enum(_) | Shape::Union(_) | Shape::Reserved => false,
    }
}

/// Whether a shape itself holds a number that is no whole number.
pub(super) fn is_float(shape: &Shape) -> bool {
    holds(shape, |ty| {
        matches!(ty, Type::Scalar(Scalar::Float | Scalar::Double))
    })
}

/// Whether a shape itself holds untyped JSON.
pub(super) fn is_untyped(shape: &Shape) -> bool {
    holds(shape, |ty| matches!(ty, Type::Any(_)))
}

/// Whether a shape itself holds a secret.
pub(super) fn is_secret(shape: &Shape) -> bool {
    holds(shape, |ty| matches!(ty, Type::Scalar(Scalar::Secret)))
}

fn holds(shape: &Shape, is: impl Fn(&Type) -> bool) -> bool {
    let mut found = false;
    each_use(shape, &mut |used| {
        let mut open = vec![used];
        while let Some(used) = open.pop() {
            found |= is(&used.ty);
            match &used.ty {
                Type::List(inner) | Type::Map(inner) | Type::Json(inner) => open.push(inner),
                Type::Tuple(items) => open.extend(items),
                Type::Scalar(_) | Type::Any(_) | Type::Named(_) => {}
            }
        }
    });
    found
}

/// Types of which an empty value is a value: structs without required members, lists, maps, and aliases of these.
pub(super) fn empty_is_fine(api: &Api, is_forced: impl Fn(TypeId, usize) -> bool) -> Vec<bool> {
    let own = |id: TypeId, shape: &Shape| match shape {
        Shape::Struct(object) => object
            .fields
            .iter()
            .enumerate()
            .all(|(index, field)| !field.required || is_forced(id, index)),
        Shape::Alias(_) | Shape::Enum(_) | Shape::Union(_) | Shape::Reserved => false,
    };
    let mut fine: Vec<bool> = api
        .types
        .iter()
        .map(|(id, def)| own(id, &def.shape))
        .collect();
    for (id, def) in api.types.iter() {
        if let Shape::Alias(target) = &def.shape {
            let answer = alias_is_fine(api, &fine, target);
            if let Some(slot) = fine.get_mut(id.0 as usize) {
                *slot = answer;
            }
        }
    }
    fine
}

fn alias_is_fine(api: &Api, fine: &[bool], target: &TypeRef) -> bool {
    let mut used = target;
    // Aliases form no cycle (an invariant); the bound keeps a broken graph from hanging.
    for _ in 0..=api.types.len() {
        if used.nullable {
            return true;
        }
        match &used.ty {
            Type::List(_) | Type::Map(_) => return true,
            Type::Scalar(_) | Type::Tuple(_) | Type::Json(_) | Type::Any(_) => return false,
            Type::Named(id) => match api.types.get(*id).map(|def| &def.shape) {
                Some(Shape::Alias(next)) => used = next,
                _ => return fine.get(id.0 as usize).copied().unwrap_or(false),
            },
        }
    }
    false
}
