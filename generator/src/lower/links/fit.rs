//! Whether values are of the type that they are given to: of an answer, and of the document itself.

use crate::ir::{
    Access, Fit, IntWidth, Literal, Param, ParamLocation, Rest, Scalar, Shape, Type, TypeGraph,
    TypeId, TypeRef, marked,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// How deep a value of the document is looked into.
const DEPTH: usize = 64;

/// What becomes of a value of an answer where that type is taken; nothing where the two do not fit.
pub(super) fn of(types: &TypeGraph, from: &TypeRef, to: &TypeRef) -> Option<Fit> {
    let (from, to) = (&types.behind(from).ty, &types.behind(to).ty);
    if let (Type::Scalar(from), Type::Scalar(to)) = (from, to)
        && let Some(fit) = scalars(*from, *to)
    {
        return Some(fit);
    }
    match (from, to) {
        _ if from == to && is_plain(types, from) => Some(Fit::Same),
        (Type::Any(_), Type::Scalar(scalar)) => opened(*scalar),
        (Type::Any(_), Type::Named(_)) if is_text_enum(types, to) => Some(Fit::Text),
        (_, Type::Any(_)) if is_plain(types, from) => Some(Fit::Json),
        (_, Type::Scalar(Scalar::Text)) if is_single(types, from) => Some(Fit::Text),
        (_, Type::Named(_)) if is_text_enum(types, to) && is_text(types, from) => Some(Fit::Text),
        (_, Type::List(item)) => match of(types, &TypeRef::new(from.clone()), item)? {
            Fit::Same if is_single(types, from) => Some(Fit::One),
            Fit::Text => Some(Fit::OneText),
            _ => None,
        },
        _ => None,
    }
}

/// What becomes of untyped JSON.
fn opened(to: Scalar) -> Option<Fit> {
    use Scalar::{Boolean, Date, DateTime, Double, Float, Integer, Secret, Text, Uuid};
    match to {
        Text | Secret => Some(Fit::Text),
        Boolean | Integer(_) | Float | Double | Uuid | Date | DateTime => Some(Fit::Decoded),
        _ => None,
    }
}

fn scalars(from: Scalar, to: Scalar) -> Option<Fit> {
    use Scalar::{DateTime, Double, Float, Integer, Second, Secret, Text};
    match (from, to) {
        (Scalar::Binary | Scalar::Null | Scalar::Base64, _) => None,
        _ if from == to => Some(Fit::Same),
        (Integer(_), Integer(_)) | (Float, Double) => Some(Fit::Number),
        (DateTime, Second) | (Second, DateTime) => Some(Fit::Instant),
        (_, Text) | (Text, Secret) => Some(Fit::Text),
        _ => None,
    }
}

/// The type that a parameter takes. A path takes texts for whatever is one on the wire.
pub(super) fn taken(types: &TypeGraph, param: &Param) -> TypeRef {
    let target = types.behind(&param.ty);
    let is_text = match &target.ty {
        Type::Scalar(scalar) => {
            use Scalar::{Date, DateTime, Second, Text, Uuid};
            matches!(scalar, Text | Uuid | DateTime | Second | Date)
        }
        other => is_text_enum(types, other),
    };
    match is_text && param.location == ParamLocation::Path {
        true => TypeRef::new(Type::Scalar(Scalar::Text)),
        false => target.clone(),
    }
}

/// Whether it is one value that has a text on the wire.
pub(super) fn is_single(types: &TypeGraph, ty: &Type) -> bool {
    match ty {
        Type::Scalar(Scalar::Binary | Scalar::Null | Scalar::Base64) => false,
        Type::Scalar(_) | Type::Any(_) => true,
        Type::Named(id) => matches!(types.get(*id).map(|def| &def.shape), Some(Shape::Enum(_))),
        _ => false,
    }
}

fn is_text(types: &TypeGraph, ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::Text)) || is_text_enum(types, ty)
}

fn is_text_enum(types: &TypeGraph, ty: &Type) -> bool {
    let Type::Named(id) = ty else { return false };
    match types.get(*id).map(|def| &def.shape) {
        Some(Shape::Enum(values)) => {
            let mut values = values.values.iter();
            values.all(|value| matches!(value.literal, Literal::Text(_)))
        }
        _ => false,
    }
}

/// Whether what is read of a type is what is sent of it, too.
fn is_plain(types: &TypeGraph, ty: &Type) -> bool {
    let mut seen: BTreeSet<TypeId> = BTreeSet::new();
    let mut open = Vec::new();
    TypeRef::new(ty.clone()).each_named(&mut |id| open.push(id));
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match types.get(id).map(|def| &def.shape) {
            Some(Shape::Struct(object)) => {
                for field in &object.fields {
                    if field.access != Access::Both {
                        return false;
                    }
                    field.ty.each_named(&mut |id| open.push(id));
                }
                if let Rest::Kept(rest) = &object.rest {
                    rest.each_named(&mut |id| open.push(id));
                }
            }
            Some(Shape::Union(union)) => {
                let variants = union.variants.iter();
                variants.for_each(|it| it.ty.each_named(&mut |id| open.push(id)));
            }
            Some(Shape::Alias(target)) => target.each_named(&mut |id| open.push(id)),
            Some(Shape::Enum(_) | Shape::Reserved) | None => {}
        }
    }
    true
}

/// Whether a parameter of that type can be given a value of the document, written as it is.
pub(super) fn is_writable(types: &TypeGraph, to: &TypeRef, value: &Value) -> bool {
    let to = types.behind(to);
    match &to.ty {
        Type::Scalar(Scalar::Text | Scalar::Secret) => {
            !value.is_object() && !value.is_array() && !value.is_null()
        }
        Type::Scalar(Scalar::Boolean | Scalar::Integer(_) | Scalar::Float | Scalar::Double) => {
            holds(types, to, value, DEPTH)
        }
        Type::Named(_) if is_text_enum(types, &to.ty) => holds(types, to, value, DEPTH),
        Type::List(item) => {
            let items = value.as_array();
            let is_list = matches!(types.behind(item).ty, Type::List(_));
            items.is_some_and(|items| {
                !is_list && items.iter().all(|each| is_writable(types, item, each))
            })
        }
        _ => false,
    }
}

/// Whether a value of the document is one of a type.
pub(super) fn is_value(types: &TypeGraph, used: &TypeRef, value: &Value) -> bool {
    holds(types, used, value, DEPTH)
}

fn holds(types: &TypeGraph, used: &TypeRef, value: &Value, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    // What stands there was held against its type by itself.
    if marked(value).is_some() {
        return true;
    }
    if value.is_null() {
        return types.allows_null(used) || matches!(types.behind(used).ty, Type::Any(_));
    }
    let each = |inner: &TypeRef, value: &Value| holds(types, inner, value, depth);
    match &types.behind(used).ty {
        Type::Any(_) => true,
        Type::Scalar(scalar) => is_scalar(*scalar, value),
        Type::List(item) => value
            .as_array()
            .is_some_and(|items| items.iter().all(|it| each(item, it))),
        Type::Map(item) => value
            .as_object()
            .is_some_and(|map| map.values().all(|it| each(item, it))),
        Type::Tuple(items) => value.as_array().is_some_and(|values| {
            values.len() == items.len() && items.iter().zip(values).all(|(item, it)| each(item, it))
        }),
        Type::Json(_) => value.is_string(),
        Type::Named(id) => match types.get(*id).map(|def| &def.shape) {
            Some(Shape::Enum(values)) => {
                let mut values = values.values.iter();
                values.any(|known| match &known.literal {
                    Literal::Text(text) => value.as_str() == Some(text),
                    Literal::Integer(number) => value.as_i64().map(i128::from) == Some(*number),
                    _ => false,
                })
            }
            Some(Shape::Union(union)) => union.variants.iter().any(|it| each(&it.ty, value)),
            Some(Shape::Struct(object)) => value.as_object().is_some_and(|map| {
                let own = |name: &str| object.fields.iter().find(|it| it.name == name);
                let has_all = object.fields.iter().all(|it| {
                    !it.required || it.access == Access::Read || map.contains_key(&it.name)
                });
                has_all
                    && map
                        .iter()
                        .all(|(name, it)| match (own(name), &object.rest) {
                            (Some(field), _) => each(&field.ty, it),
                            (None, Rest::Kept(rest)) => each(rest, it),
                            (None, Rest::Ignored) => false,
                        })
            }),
            _ => false,
        },
    }
}

fn is_scalar(scalar: Scalar, value: &Value) -> bool {
    match scalar {
        Scalar::Boolean => value.is_boolean(),
        Scalar::Integer(width) => match width {
            IntWidth::I32 => value.as_i64().is_some_and(|it| i32::try_from(it).is_ok()),
            IntWidth::U32 => value.as_u64().is_some_and(|it| u32::try_from(it).is_ok()),
            IntWidth::I64 => value.is_i64(),
            IntWidth::U64 => value.is_u64(),
            IntWidth::I128 => value.is_i64() || value.is_u64(),
        },
        Scalar::Float | Scalar::Double => value.is_number(),
        Scalar::Null => false,
        _ => value.is_string(),
    }
}
