//! Enums and constants.

use super::merged::{Listed, Merged};
use super::union::Branch;
use super::{Case, Item, Outcome};
use crate::document::SchemaType;
use crate::ir::{AnyReason, Docs, Enum, EnumValue, Scalar, Type, TypeRef};
use crate::lower::context::Lowering;
use crate::lower::{literal, rename};
use serde_json::Value;
use std::rc::Rc;

impl Lowering<'_, '_> {
    /// A schema that lists its values, or has only one.
    pub(super) fn listed_values(&mut self, case: &Case<'_>) -> Option<Outcome> {
        let merged = &case.merged;
        if let Some(texts) = merged.texts() {
            return Some(Outcome::Item(Item::Enum(enum_of(texts)), false));
        }
        if let Some(constant) = &merged.constant {
            return constant_type(constant, merged);
        }
        let values = merged.values.as_ref()?;
        if values.is_empty() {
            return match merged.is_nullable() {
                true => Some(Outcome::Use(scalar(Scalar::Null))),
                false => None,
            };
        }
        let is_number = merged.types == [SchemaType::Number];
        if let Some(integers) = merged.integers().filter(|_| !is_number) {
            return Some(Outcome::Item(Item::Enum(enum_of(integers)), false));
        }
        let all = |is: fn(&Value) -> bool| values.iter().all(|it| is(&it.value));
        let used = if all(Value::is_boolean) {
            scalar(Scalar::Boolean)
        } else if all(Value::is_number) {
            scalar(match merged.format.as_deref() {
                Some("float") => Scalar::Float,
                _ => Scalar::Double,
            })
        } else if all(Value::is_object) || all(Value::is_array) {
            return None;
        } else {
            return self.values_of_several_types(case, values);
        };
        Some(Outcome::Use(used))
    }

    /// Values of several types: a union of one variant for each type.
    fn values_of_several_types(&mut self, case: &Case<'_>, values: &[Listed]) -> Option<Outcome> {
        let place = case.place()?.clone();
        let types = types_of(values);
        // What JSON cannot say, such as `.nan`, is of no type.
        if case.parts.len() > 1 || types.len() < 2 {
            return Some(Outcome::Use(self.any(AnyReason::MixedEnum, &place)));
        }
        let branches = self.branches_by_type(&place, types);
        Some(Outcome::Item(Item::Union(branches, None), false))
    }

    /// The one enum that several branches are, each of some values or of any: enums are open.
    pub(super) fn enum_of_branches(&mut self, branches: &[Branch]) -> Option<Enum> {
        let merged: Vec<Rc<Merged>> = branches.iter().map(|it| Rc::clone(&it.merged)).collect();
        let texts = self.gather(&merged, SchemaType::String, Merged::texts);
        let listed = match texts.filter(|texts| !texts.is_empty()) {
            Some(texts) => texts,
            None => self.gather(&merged, SchemaType::Integer, Merged::integers)?,
        };
        if listed.is_empty() {
            return None;
        }
        let mut once: Vec<Listed> = Vec::new();
        for it in listed {
            if !once.iter().any(|known| known.value == it.value) {
                once.push(it);
            }
        }
        Some(enum_of(once))
    }

    /// The values of all branches, if each lists some or has any of the type. A branch that is a union of such
    /// branches is looked into.
    fn gather(
        &mut self,
        branches: &[Rc<Merged>],
        ty: SchemaType,
        values: fn(&Merged) -> Option<Vec<Listed>>,
    ) -> Option<Vec<Listed>> {
        let mut all = Vec::new();
        let mut open: Vec<Rc<Merged>> = branches.iter().rev().cloned().collect();
        let mut looked_into = Vec::new();
        while let Some(merged) = open.pop() {
            if let Some(mut listed) = values(&merged) {
                // A branch of one value describes the value.
                if let [only] = listed.as_mut_slice()
                    && only.docs == Docs::default()
                {
                    only.docs = merged.docs.clone();
                }
                all.extend(listed);
            } else if !is_plain(&merged, ty) {
                let inner = merged
                    .unions
                    .first()
                    .filter(|_| is_union_only(&merged, ty))?;
                if looked_into.contains(inner) {
                    continue;
                }
                looked_into.push(inner.clone());
                for branch in inner.iter().rev() {
                    let target = self.follow(branch).place()?;
                    open.push(self.merge_place(&target));
                }
            }
        }
        Some(all)
    }
}

/// An enum of values that are all texts or all integers.
fn enum_of(listed: Vec<Listed>) -> Enum {
    let mut values: Vec<EnumValue> = Vec::new();
    for it in listed {
        let Some(literal) = literal::of(&it.value) else {
            continue;
        };
        // What is listed twice in one place was reported when it was read.
        if values.iter().any(|known| known.literal == literal) {
            continue;
        }
        values.push(EnumValue {
            literal,
            rename: it.name.filter(|name| rename::is_fit(name)),
            docs: it.docs,
        });
    }
    Enum { values }
}

/// The types of values, each once; numbers are integers where all of them are.
fn types_of(values: &[Listed]) -> Vec<SchemaType> {
    let mut numbers = values.iter().filter(|it| it.value.is_number());
    let all_whole = numbers.all(|it| literal::integer(&it.value).is_some());
    let mut types = Vec::new();
    for it in values {
        let ty = match SchemaType::of(&it.value) {
            Some(SchemaType::Number) if all_whole => SchemaType::Integer,
            Some(other) => other,
            None => continue,
        };
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    types
}

/// Whether a schema says nothing but which variants there are.
fn is_union_only(merged: &Merged, ty: SchemaType) -> bool {
    merged.unions.len() == 1
        && merged.values.is_none()
        && merged.constant.is_none()
        && (merged.types.is_empty() || merged.types == [ty])
}

/// Whether any value of that type is one, and nothing else.
fn is_plain(merged: &Merged, ty: SchemaType) -> bool {
    let is_text = matches!(super::scalar::of(merged), Some(Scalar::Text));
    merged.types == [ty]
        && merged.values.is_none()
        && merged.constant.is_none()
        && merged.unions.is_empty()
        && (ty != SchemaType::String || is_text)
}

fn constant_type(constant: &Value, merged: &Merged) -> Option<Outcome> {
    let used = match constant {
        Value::Null => scalar(Scalar::Null),
        Value::Bool(_) => scalar(Scalar::Boolean),
        Value::Number(_) => {
            let whole = literal::integer(constant).is_some();
            let ty = match merged.types.as_slice() {
                [SchemaType::Number] => SchemaType::Number,
                _ if whole => SchemaType::Integer,
                _ => SchemaType::Number,
            };
            scalar(super::scalar::of_type(ty, merged)?)
        }
        Value::String(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    Some(Outcome::Use(used))
}

fn scalar(scalar: Scalar) -> TypeRef {
    TypeRef::new(Type::Scalar(scalar))
}
