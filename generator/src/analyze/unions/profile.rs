//! What can be seen of a type's values from outside: the JSON types, and of objects the members. It knows no union's
//! other variants.

use super::{JsonKind, JsonKinds};
use crate::ir::{
    Access, Api, Enum, Field, IntWidth, Literal, Scalar, Shape, Struct, Type, TypeId, TypeRef,
};
use std::collections::BTreeSet;

/// What can be seen of a type's values.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile<'a> {
    /// The JSON types.
    pub(super) kinds: JsonKinds,
    /// Whether anything at all is a value.
    pub(super) any: bool,
    /// The texts that are read: all, or those of one form.
    pub(super) texts: Vec<Texts>,
    /// How wide the integers are that are read.
    pub(super) widths: Vec<IntWidth>,
    /// The elements, where it may be an array.
    pub(super) items: Vec<&'a TypeRef>,
    /// How many elements a tuple has.
    pub(super) length: Option<usize>,
    /// Members that every object among the values has.
    pub(super) needs: Vec<&'a str>,
    /// Members that objects among the values may have.
    pub(super) knows: Vec<&'a str>,
    /// The types of the members of the first of the objects.
    pub(super) members: Vec<(&'a str, &'a TypeRef)>,
    /// The values, where it may be a map.
    pub(super) values: Option<&'a TypeRef>,
    /// Members that hold one of a few values where they are there.
    pub(super) fixed: Vec<Fixed<'a>>,
}

/// A member that holds one of a few values.
#[derive(Clone, Debug)]
pub(super) struct Fixed<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// The values: texts or integers.
    pub(super) values: Vec<&'a Literal>,
    /// Whether every object has it.
    pub(super) is_sure: bool,
}

/// Which texts are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Texts {
    /// All of them.
    All,
    /// Those of one form.
    Form(Scalar),
}

/// What a profile is made from.
pub(super) struct Profiler<'a> {
    pub(super) api: &'a Api,
    /// The required members that are optional in code, since they close a cycle.
    pub(super) forced: &'a BTreeSet<(TypeId, usize)>,
}

impl<'a> Profiler<'a> {
    /// What can be seen of the values of a use.
    pub(super) fn profile(&self, used: &'a TypeRef) -> Profile<'a> {
        let mut profile = Profile::default();
        let mut seen = BTreeSet::new();
        let mut objects = 0;
        let mut open = vec![used];
        while let Some(used) = open.pop() {
            if used.nullable {
                profile.add(JsonKind::Null);
            }
            match &used.ty {
                Type::Named(id) if seen.insert(*id) => {
                    let Some(def) = self.api.types.get(*id) else {
                        continue;
                    };
                    if def.nullable {
                        profile.add(JsonKind::Null);
                    }
                    match &def.shape {
                        Shape::Alias(target) => open.push(target),
                        Shape::Union(union) => {
                            open.extend(union.variants.iter().rev().map(|it| &it.ty));
                        }
                        Shape::Enum(values) => profile.add_enum(values),
                        Shape::Struct(object) => {
                            self.add_struct(*id, object, objects, &mut profile);
                            objects += 1;
                        }
                        Shape::Reserved => {}
                    }
                }
                Type::Named(_) => {}
                other => {
                    let was = profile.kinds.has(JsonKind::Object);
                    profile.add_unnamed(other);
                    if !was && profile.kinds.has(JsonKind::Object) {
                        objects += 1;
                    }
                }
            }
        }
        profile
    }

    /// Adds the objects of one struct: what all objects need shrinks, what one of them knows grows.
    fn add_struct(
        &self,
        id: TypeId,
        object: &'a Struct,
        objects_before: usize,
        profile: &mut Profile<'a>,
    ) {
        profile.add(JsonKind::Object);
        let mut needs = Vec::new();
        let mut fixed = Vec::new();
        for (index, field) in object.fields.iter().enumerate() {
            let name = field.name.as_str();
            if !profile.knows.contains(&name) {
                profile.knows.push(name);
                profile.members.push((name, &field.ty));
            }
            let is_forced = self.forced.contains(&(id, index));
            let is_sure = field.required && field.access != Access::Write && !is_forced;
            if is_sure {
                needs.push(name);
            }
            if let Some(values) = self.fixed_values(field) {
                fixed.push(Fixed {
                    name,
                    values,
                    is_sure,
                });
            }
        }
        if objects_before == 0 {
            profile.needs = needs;
            profile.fixed = fixed;
            return;
        }
        profile.needs.retain(|name| needs.contains(name));
        profile.fixed.retain_mut(|own| {
            let more = fixed.iter().find(|other| other.name == own.name);
            more.is_some_and(|more| {
                own.values.extend(&more.values);
                own.is_sure &= more.is_sure;
                true
            })
        });
    }

    /// The few values that a member may hold.
    fn fixed_values(&self, field: &'a Field) -> Option<Vec<&'a Literal>> {
        if let Some(constant @ (Literal::Text(_) | Literal::Integer(_) | Literal::Boolean(_))) =
            &field.constant
        {
            return Some(vec![constant]);
        }
        let mut used = &field.ty;
        // Aliases form no cycle (an invariant); the bound keeps a broken graph from hanging.
        for _ in 0..=self.api.types.len() {
            if used.nullable {
                return None;
            }
            let Type::Named(id) = &used.ty else {
                return None;
            };
            match self
                .api
                .types
                .get(*id)
                .map(|def| (&def.shape, def.nullable))
            {
                Some((Shape::Enum(values), false)) => {
                    return Some(values.values.iter().map(|it| &it.literal).collect());
                }
                Some((Shape::Alias(target), false)) => used = target,
                _ => return None,
            }
        }
        None
    }
}

impl<'a> Profile<'a> {
    fn add(&mut self, kind: JsonKind) {
        self.kinds = self.kinds.or(JsonKinds::of(kind));
    }

    fn add_texts(&mut self, texts: Texts) {
        if !self.texts.contains(&texts) {
            self.texts.push(texts);
        }
    }

    fn add_width(&mut self, width: IntWidth) {
        if !self.widths.contains(&width) {
            self.widths.push(width);
        }
    }

    fn add_enum(&mut self, values: &Enum) {
        match values.values.first().map(|value| &value.literal) {
            Some(Literal::Integer(_)) => {
                self.add(JsonKind::Integer);
                self.add_width(IntWidth::I64);
            }
            _ => {
                self.add(JsonKind::String);
                self.add_texts(Texts::All);
            }
        }
    }

    fn add_unnamed(&mut self, ty: &'a Type) {
        match ty {
            Type::Scalar(scalar) => self.add_scalar(*scalar),
            Type::List(inner) => {
                self.add(JsonKind::Array);
                self.items.push(inner);
            }
            Type::Tuple(items) => {
                self.add(JsonKind::Array);
                self.length = Some(items.len());
                self.items.extend(items);
            }
            Type::Json(_) => {
                self.add_texts(Texts::All);
                self.add(JsonKind::String);
            }
            Type::Map(values) => {
                self.add(JsonKind::Object);
                self.values = Some(values);
                self.needs.clear();
                self.fixed.clear();
            }
            Type::Any(_) => {
                self.any = true;
                self.kinds = JsonKinds::ANY;
                self.add_texts(Texts::All);
                self.needs.clear();
                self.fixed.clear();
            }
            Type::Named(_) => {}
        }
    }

    fn add_scalar(&mut self, scalar: Scalar) {
        let kind = match scalar {
            Scalar::Boolean => JsonKind::Boolean,
            Scalar::Integer(width) => {
                self.add_width(width);
                JsonKind::Integer
            }
            Scalar::Float | Scalar::Double => JsonKind::Number,
            Scalar::Null => JsonKind::Null,
            Scalar::DateTime | Scalar::Second | Scalar::Date | Scalar::Uuid => {
                let form = match scalar {
                    Scalar::Second => Scalar::DateTime,
                    scalar => scalar,
                };
                self.add_texts(Texts::Form(form));
                JsonKind::String
            }
            Scalar::Text | Scalar::Secret | Scalar::Base64 | Scalar::Binary => {
                self.add_texts(Texts::All);
                JsonKind::String
            }
        };
        self.add(kind);
    }
}
