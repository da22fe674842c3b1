//! Aliases that lead back to themselves: no type can say that, so maps among them become structs, and one edge of each
//! cycle that is left is untyped.

use super::context::Lowering;
use crate::diag::{Code, Diagnostic};
use crate::ir::{AnyReason, Rest, Shape, Struct, Type, TypeDef, TypeId, TypeRef};
use std::collections::BTreeSet;

/// Makes every map that holds itself by way of aliases a struct without members of its own.
///
/// All of them, and not only as many as it takes: which ones it takes would depend on the order of looking.
fn maps_to_structs(lowering: &mut Lowering<'_, '_>) {
    let types = lowering.api.types.iter();
    let maps = types.filter_map(|(id, def)| match &def.shape {
        Shape::Alias(TypeRef {
            ty: Type::Map(held),
            nullable,
        }) => Some((id, (**held).clone(), *nullable)),
        _ => None,
    });
    let cyclic: Vec<(TypeId, TypeRef, bool)> = maps
        .filter(|(id, _, _)| holds_itself(lowering, *id))
        .collect();
    for (id, held, nullable) in cyclic {
        if let Some(def) = lowering.api.types.get_mut(id) {
            def.nullable |= nullable;
            def.shape = Shape::Struct(Struct {
                fields: Vec::new(),
                rest: Rest::Kept(held),
            });
        }
    }
}

fn holds_itself(lowering: &Lowering<'_, '_>, id: TypeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = targets(lowering, id);
    while let Some(at) = next.pop() {
        if at == id {
            return true;
        }
        if seen.insert(at) {
            next.extend(targets(lowering, at));
        }
    }
    false
}

/// Breaks every cycle of aliases, at the alias of which the first step closes it when aliases are looked at in order of
/// their origins.
pub(super) fn break_cycles(lowering: &mut Lowering<'_, '_>) {
    maps_to_structs(lowering);
    let mut aliases: Vec<(String, TypeId)> = lowering
        .api
        .types
        .iter()
        .filter(|(_, def)| matches!(def.shape, Shape::Alias(_)))
        .map(|(id, _)| (lowering.api.origin_path(id), id))
        .collect();
    aliases.sort();
    let mut state = vec![State::New; lowering.api.types.len()];
    let mut closing = Vec::new();
    for (_, start) in aliases {
        walk(lowering, start, &mut state, &mut closing);
    }
    for (from, to) in closing {
        cut(lowering, from, to);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

fn walk(
    lowering: &Lowering<'_, '_>,
    start: TypeId,
    state: &mut [State],
    closing: &mut Vec<(TypeId, TypeId)>,
) {
    let mut stack = vec![(start, false)];
    while let Some((at, done)) = stack.pop() {
        let Some(mark) = state.get_mut(at.0 as usize) else {
            continue;
        };
        if done {
            *mark = State::Done;
            continue;
        }
        if *mark != State::New {
            continue;
        }
        *mark = State::Open;
        stack.push((at, true));
        for target in targets(lowering, at) {
            match state.get(target.0 as usize) {
                Some(State::Open) => closing.push((at, target)),
                Some(State::New) => stack.push((target, false)),
                _ => {}
            }
        }
    }
}

/// The aliases that an alias names, within lists and maps, too.
fn targets(lowering: &Lowering<'_, '_>, id: TypeId) -> Vec<TypeId> {
    let types = &lowering.api.types;
    let mut named = Vec::new();
    if let Some(TypeDef {
        shape: Shape::Alias(target),
        ..
    }) = types.get(id)
    {
        target.each_named(&mut |id| {
            if matches!(types.get(id).map(|def| &def.shape), Some(Shape::Alias(_))) {
                named.push(id);
            }
        });
    }
    named
}

fn cut(lowering: &mut Lowering<'_, '_>, from: TypeId, to: TypeId) {
    let Some(def) = lowering.api.types.get(from) else {
        return;
    };
    let place = def.place.clone();
    let is_plain = matches!(
        &def.shape,
        Shape::Alias(TypeRef {
            ty: Type::Named(_),
            ..
        })
    );
    let reason = match is_plain {
        true => AnyReason::Contradiction,
        false => AnyReason::NotExpressible,
    };
    lowering.found.push(
        Diagnostic::new(
            Code::SchemaCycle,
            &place,
            "the schema is nothing but itself, or a list of itself",
        )
        .remedy("where it comes back to itself it is untyped"),
    );
    let any = lowering.any(reason, &place);
    if let Some(TypeDef {
        shape: Shape::Alias(target),
        ..
    }) = lowering.api.types.get_mut(from)
    {
        replace(target, to, &any);
    }
}

/// Puts `any` where `used` names `id`.
fn replace(used: &mut TypeRef, id: TypeId, any: &TypeRef) {
    match &mut used.ty {
        Type::Named(named) if *named == id => *used = any.clone(),
        Type::List(inner) | Type::Map(inner) | Type::Json(inner) => replace(inner, id, any),
        Type::Tuple(items) => items.iter_mut().for_each(|item| replace(item, id, any)),
        Type::Scalar(_) | Type::Any(_) | Type::Named(_) => {}
    }
}
