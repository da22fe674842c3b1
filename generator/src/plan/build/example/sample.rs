//! Values where the document has none: what has to be there, and no more.

use super::super::Desk;
use super::super::types::{self, Side};
use crate::ir::{Literal, Rest, Scalar, Shape, Type, TypeRef};
use serde_json::{Value, json};

/// What a value of a type may be: what has to be there, and no more.
pub(super) fn sample(desk: &Desk<'_>, used: &TypeRef, name: &str, depth: usize) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    Some(match &used.ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::Text | Scalar::Secret | Scalar::Binary => json!(name),
            Scalar::Boolean => json!(true),
            Scalar::Integer(_) => json!(1),
            Scalar::Double | Scalar::Float => json!(0.5),
            Scalar::DateTime | Scalar::Second => json!("2026-01-02T03:04:05Z"),
            Scalar::Date => json!("2026-01-02"),
            Scalar::Uuid => json!("67e55044-10b1-426f-9247-bb680e5fe0c8"),
            Scalar::Base64 | Scalar::Null => return None,
        },
        Type::List(item) => json!([sample(desk, item, name, depth)?]),
        Type::Map(_) | Type::Any(_) => json!({}),
        Type::Tuple(_) | Type::Json(_) => return None,
        Type::Named(id) => match &desk.api().types.get(*id)?.shape {
            Shape::Alias(target) => return sample(desk, target, name, depth),
            Shape::Enum(values) => match &values.values.first()?.literal {
                Literal::Text(text) => json!(text),
                Literal::Integer(number) => json!(i64::try_from(*number).ok()?),
                _ => return None,
            },
            Shape::Union(union) => {
                return sample(desk, &union.variants.first()?.ty, name, depth);
            }
            Shape::Struct(object) => {
                let mut members = serde_json::Map::new();
                let fields = object.fields.iter();
                for field in fields.filter(|it| it.required && types::is_here(it, Side::Sent)) {
                    if field.constant.is_none() {
                        let value = sample(desk, &field.ty, &field.name, depth)?;
                        members.insert(field.name.clone(), value);
                    }
                }
                if let Rest::Kept(rest) = &object.rest
                    && rest.ty == Type::Scalar(Scalar::Binary)
                {
                    members.insert("file".to_owned(), json!("file"));
                }
                Value::Object(members)
            }
            Shape::Reserved => return None,
        },
    })
}
