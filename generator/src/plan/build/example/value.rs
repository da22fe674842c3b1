//! Values of the document as expressions of the types that take them.

use super::super::types::{self, Side};
use super::Sheet;
use crate::ir::{Field, Literal, Rest, Scalar, Shape, Struct, Type, TypeId, TypeRef, marked};
use crate::plan::{Item, RustTy, Source, StructPlan, Take};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Where an expression stands: where its very type has to be, or where anything may be that turns into it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Exact,
    Into,
}

impl Sheet<'_> {
    /// A value as an expression.
    pub(super) fn value(
        &mut self,
        used: &TypeRef,
        value: &Value,
        at: At,
        depth: usize,
    ) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        if value.is_null() {
            let allowed = self.desk.api().types.allows_null(used) && at == At::Exact;
            return allowed.then(|| "None".to_owned());
        }
        let inner = self.present(used, value, at, depth)?;
        // A setter takes the value itself; where the very type has to be, it is in an option.
        let is_option = at == At::Exact && self.desk.api().types.allows_null(used);
        let is_any = matches!(used.ty, Type::Any(_));
        Some(match is_option && !is_any {
            true => format!("Some({inner})"),
            false => inner,
        })
    }

    fn present(&mut self, used: &TypeRef, value: &Value, at: At, depth: usize) -> Option<String> {
        if let Some(index) = marked(value) {
            return Some(super::hole(index));
        }
        match &used.ty {
            Type::Scalar(scalar) => self.scalar(*scalar, value, at),
            Type::Named(id) => self.named(*id, value, at, depth),
            Type::List(item) => {
                let items = value.as_array()?.iter();
                let items = items.map(|each| self.value(item, each, At::Exact, depth));
                let items = items.collect::<Option<Vec<_>>>()?;
                Some(match (items.is_empty(), at) {
                    (true, _) => "Vec::new()".to_owned(),
                    (false, At::Exact) => format!("Vec::from([{}])", items.join(", ")),
                    (false, At::Into) => format!("[{}]", items.join(", ")),
                })
            }
            Type::Map(item) => {
                let entries = value.as_object()?.iter();
                let entries = entries.map(|(name, each)| {
                    let each = self.value(item, each, At::Exact, depth)?;
                    Some(format!("({name:?}.to_owned(), {each})"))
                });
                let entries = entries.collect::<Option<Vec<_>>>()?;
                Some(match at {
                    At::Exact => format!("[{}].into()", entries.join(", ")),
                    At::Into => format!("[{}]", entries.join(", ")),
                })
            }
            Type::Any(_) if value.is_string() => {
                let text = quoted(value.as_str()?);
                Some(match at {
                    At::Exact => format!("{text}.into()"),
                    At::Into => text,
                })
            }
            Type::Any(_) => {
                self.uses.insert((
                    self.path(&self.desk.input.config.runtime),
                    "Json".to_owned(),
                ));
                Some(format!("Json::parse({})?", quoted(&value.to_string())))
            }
            Type::Tuple(_) | Type::Json(_) => None,
        }
    }

    fn scalar(&mut self, scalar: Scalar, value: &Value, at: At) -> Option<String> {
        let exact = at == At::Exact;
        Some(match scalar {
            Scalar::Text | Scalar::Secret | Scalar::Binary => {
                let text = value.as_str()?;
                match (exact, scalar) {
                    (false, Scalar::Text | Scalar::Secret) => quoted(text),
                    (_, Scalar::Binary) => {
                        self.uses.insert((
                            self.path(&self.desk.input.config.runtime),
                            "Part".to_owned(),
                        ));
                        format!("Part::path({text:?})")
                    }
                    (_, Scalar::Secret) => format!("{}.into()", quoted(text)),
                    _ => format!("{}.to_owned()", quoted(text)),
                }
            }
            Scalar::Boolean => value.as_bool()?.to_string(),
            Scalar::Integer(width) => {
                use crate::ir::IntWidth::{I32, I64, I128, U32, U64};
                let number = value.as_i64()?;
                match width {
                    I32 | I64 | I128 => number.to_string(),
                    U32 | U64 if exact => number.to_string(),
                    U32 => format!("{number}_u32"),
                    U64 => format!("{number}_u64"),
                }
            }
            Scalar::Double => format!("{:?}", value.as_f64()?),
            Scalar::Float if exact => format!("{:?}", value.as_f64()?),
            Scalar::DateTime | Scalar::Second => {
                // What turns into whole seconds is an instant.
                let is_known = exact && scalar == Scalar::DateTime;
                let parsed = self.parsed("Timestamp", value, is_known)?;
                match exact && scalar == Scalar::Second {
                    true => format!("{parsed}.into()"),
                    false => parsed,
                }
            }
            Scalar::Date => self.parsed("Date", value, exact)?,
            Scalar::Uuid => self.parsed("Uuid", value, exact)?,
            Scalar::Float | Scalar::Base64 | Scalar::Null => return None,
        })
    }

    /// A value that is read from a text; what it is has to be said where its place does not.
    fn parsed(&mut self, name: &str, value: &Value, is_known: bool) -> Option<String> {
        let text = value.as_str()?;
        if is_known {
            return Some(format!("{text:?}.parse()?"));
        }
        let runtime = self.path(&self.desk.input.config.runtime);
        self.uses.insert((runtime, name.to_owned()));
        Some(format!("{text:?}.parse::<{name}>()?"))
    }

    fn named(&mut self, id: TypeId, value: &Value, at: At, depth: usize) -> Option<String> {
        let desk = self.desk;
        match &desk.api().types.get(id)?.shape {
            Shape::Alias(target) => {
                let target = TypeRef {
                    nullable: false,
                    ..target.clone()
                };
                self.present(&target, value, at, depth)
            }
            Shape::Enum(values) => {
                let is_it = |literal: &Literal| match (literal, value) {
                    (Literal::Text(text), Value::String(given)) => text == given,
                    (Literal::Integer(number), Value::Number(given)) => {
                        given.as_i64().map(i128::from) == Some(*number)
                    }
                    _ => false,
                };
                let index = values.values.iter().position(|it| is_it(&it.literal))?;
                let variant = desk.names().ty(id)?.variants.get(index)?;
                Some(format!("{}::{}", self.named_type(id), variant.as_str()))
            }
            Shape::Union(union) => {
                let property = union.discriminator.as_ref();
                let tag = property.and_then(|it| value.get(&it.property)?.as_str());
                for (index, variant) in union.variants.iter().enumerate() {
                    let fits = tag.is_none_or(|tag| variant.tags.iter().any(|own| own == tag));
                    let known = self.uses.clone();
                    let inner = fits.then(|| self.value(&variant.ty, value, At::Exact, depth));
                    match inner.flatten() {
                        Some(inner) => {
                            let name = desk.names().ty(id)?.variants.get(index)?;
                            let ty = self.named_type(id);
                            return Some(format!("{ty}::{}({inner})", name.as_str()));
                        }
                        None => self.uses = known,
                    }
                }
                None
            }
            Shape::Struct(object) => self.structure(id, object, value, depth),
            Shape::Reserved => None,
        }
    }

    /// The name of a type that is sent, which the example then has to import.
    fn named_type(&mut self, id: TypeId) -> String {
        let name = self.desk.name(id, Side::Sent);
        if let Source::Module(module) = self.desk.layout.source(self.desk.input, id) {
            let path = self.path(&module);
            self.uses.insert((path, name.clone()));
        }
        name
    }

    fn structure(
        &mut self,
        id: TypeId,
        object: &Struct,
        value: &Value,
        depth: usize,
    ) -> Option<String> {
        let given = value.as_object()?;
        let own = self.desk.name(id, Side::Sent);
        let plan = types::items(self.desk, id)
            .into_iter()
            .find_map(|item| match item {
                Item::Struct(plan) if plan.name == own => Some(plan),
                _ => None,
            })?;
        let constructor = plan.constructor.as_ref()?;
        let names = self.desk.names().ty(id)?;
        let fields: BTreeMap<&str, &Field> = names
            .fields
            .iter()
            .map(|name| name.as_str())
            .zip(&object.fields)
            .collect();
        let mut used = BTreeSet::new();
        let mut arguments = Vec::new();
        for argument in &constructor.arguments {
            let field = fields.get(argument.name.as_str())?;
            let at = match argument.take {
                Take::Into(_) | Take::Str | Take::Id => At::Into,
                Take::Value(_) | Take::Each(_) | Take::Ref(_) => At::Exact,
            };
            let value = given.get(&field.name)?;
            arguments.push(self.value(&field.ty, value, at, depth)?);
            used.insert(field.name.as_str());
        }
        let mut chain = format!("{}::new({})", self.named_type(id), arguments.join(", "));
        for setter in &plan.setters {
            let Some(field) = fields.get(setter.name.as_str()) else {
                continue;
            };
            used.insert(field.name.as_str());
            let Some(value) = given.get(&field.name).filter(|value| !value.is_null()) else {
                continue;
            };
            if matches!(setter.ty, RustTy::Boxed(_)) {
                return None;
            }
            // Null is another value than none: what turns into that is the value itself.
            let value = match setter.ty {
                RustTy::Maybe(_) => {
                    let target = self.desk.api().types.behind(&field.ty);
                    let is_text = matches!(target.ty, Type::Scalar(Scalar::Text | Scalar::Secret));
                    let at = if is_text { At::Into } else { At::Exact };
                    self.present(&field.ty, value, at, depth)?
                }
                _ => self.value(&field.ty, value, At::Into, depth)?,
            };
            chain += &format!(".{}({value})", setter.name);
        }
        for (name, value) in given {
            let mut fields = object.fields.iter();
            let is_fixed = fields.any(|it| it.name == *name && it.constant.is_some());
            if used.contains(name.as_str()) || is_fixed {
                continue;
            }
            chain += &self.entry(&plan, object, (name, value), depth)?;
        }
        Some(chain)
    }

    /// A member that has no field of its own.
    fn entry(
        &mut self,
        plan: &StructPlan,
        object: &Struct,
        (name, value): (&str, &Value),
        depth: usize,
    ) -> Option<String> {
        let Rest::Kept(ty) = &object.rest else {
            return None;
        };
        let rest = plan.rest.as_ref()?;
        let mut inserters = plan.inserters.iter();
        let inserter = inserters.find(|inserter| inserter.field == rest.name)?;
        let value = self.value(ty, value, At::Into, depth)?;
        Some(format!(".{}({name:?}, {value})", inserter.name))
    }
}

/// A text as a literal: raw where that saves marks.
pub(in crate::plan::build) fn quoted(text: &str) -> String {
    let is_plain = !text.contains(['\\', '#']) && !text.chars().any(char::is_control);
    match is_plain && text.contains('"') {
        true => format!("r#\"{text}\"#"),
        false => format!("{text:?}"),
    }
}
