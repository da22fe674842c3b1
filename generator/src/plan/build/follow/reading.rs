//! A place in an answer as an expression.

use crate::ir::{Access, Hop, Literal, Scalar, Shape, Type, TypeId, TypeRef};
use crate::plan::build::Desk;

/// What an expression is: a place, or a reference to what is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Place,
    Ref,
}

/// An expression of what is at a place, which is surely there once it is evaluated.
pub(super) struct Reading {
    code: String,
    kind: Kind,
    /// What is there.
    pub(super) ty: TypeRef,
    /// Whether it is a fixed text, which has a type of its own.
    is_constant: bool,
    /// Whether it is the whole answer.
    is_whole: bool,
}

impl Reading {
    /// The place that some steps lead to in an answer that is called `name`.
    pub(super) fn of(desk: &Desk<'_>, name: &str, answer: &TypeRef, hops: &[Hop]) -> Option<Self> {
        let mut here = Self {
            code: name.to_owned(),
            kind: Kind::Ref,
            ty: desk.api().types.behind(answer).clone(),
            is_constant: false,
            is_whole: true,
        };
        for hop in hops {
            here = here.step(desk, hop)?;
        }
        Some(here)
    }

    fn step(self, desk: &Desk<'_>, hop: &Hop) -> Option<Self> {
        let types = &desk.api().types;
        let behind = |used: &TypeRef| types.behind(used).clone();
        // What allows null is in an option where it stands, but for untyped JSON.
        let unwrapped = |code: String, used: &TypeRef| match types.allows_null(used) {
            true if !matches!(used.ty, Type::Any(_)) => format!("{code}.as_ref()?"),
            _ => code,
        };
        let (code, kind, ty) = match hop {
            Hop::Member(id, index) => return self.member(desk, *id, *index),
            Hop::Rest(id, name) => {
                let Shape::Struct(object) = &types.get(*id)?.shape else {
                    return None;
                };
                let crate::ir::Rest::Kept(rest) = &object.rest else {
                    return None;
                };
                let field = desk.names().ty(*id)?.rest.as_str();
                let code = format!("{}.{field}.get({name:?})?", self.code);
                (unwrapped(code, rest), Kind::Ref, behind(rest))
            }
            Hop::Entry(name) => {
                let Type::Map(value) = &self.ty.ty else {
                    return None;
                };
                let code = format!("{}.get({name:?})?", self.code);
                (unwrapped(code, value), Kind::Ref, behind(value))
            }
            Hop::Element(index) => {
                let Type::List(item) = &self.ty.ty else {
                    return None;
                };
                let code = match index {
                    0 => format!("{}.first()?", self.code),
                    index => format!("{}.get({index})?", self.code),
                };
                (unwrapped(code, item), Kind::Ref, behind(item))
            }
            Hop::Open(name) => {
                let code = format!("{}.get({name:?})?", self.code);
                (code, Kind::Place, self.ty)
            }
            Hop::Position(index) => {
                let Type::Tuple(items) = &self.ty.ty else {
                    return None;
                };
                let item = items.get(*index)?;
                let code = format!("{}.{index}", self.code);
                match types.allows_null(item) {
                    true if !matches!(item.ty, Type::Any(_)) => {
                        (format!("{code}.as_ref()?"), Kind::Ref, behind(item))
                    }
                    _ => (code, Kind::Place, behind(item)),
                }
            }
        };
        Some(Self {
            code,
            kind,
            ty,
            is_constant: false,
            is_whole: false,
        })
    }

    fn member(self, desk: &Desk<'_>, id: TypeId, index: usize) -> Option<Self> {
        let types = &desk.api().types;
        let Shape::Struct(object) = &types.get(id)?.shape else {
            return None;
        };
        let field = object.fields.get(index);
        let field = field.filter(|it| it.access != Access::Write)?;
        let name = desk.names().ty(id)?.fields.get(index)?.as_str();
        let required = field.required && !desk.facts().is_forced_optional(id, index);
        let nullable = types.allows_null(&field.ty) && !matches!(field.ty.ty, Type::Any(_));
        let is_constant = required
            && !nullable
            && matches!(field.constant, Some(Literal::Text(_)))
            && field.ty.ty == Type::Scalar(Scalar::Text);
        let code = format!("{}.{name}", self.code);
        let (code, kind) = match (required, nullable) {
            (true, false) => (code, Kind::Place),
            (true, true) | (false, false) => (format!("{code}.as_ref()?"), Kind::Ref),
            (false, true) => (format!("{code}.as_ref().value()?"), Kind::Ref),
        };
        Some(Self {
            code,
            kind,
            ty: types.behind(&field.ty).clone(),
            is_constant,
            is_whole: false,
        })
    }

    /// A reference to it.
    pub(super) fn reference(&self) -> String {
        match self.kind {
            Kind::Place => format!("&{}", self.code),
            Kind::Ref => self.code.clone(),
        }
    }

    /// It, on which a method can be called.
    pub(super) fn receiver(&self) -> &str {
        &self.code
    }

    /// A copy of it, of what is copied without a word.
    pub(super) fn copy(&self) -> String {
        match self.kind {
            Kind::Place => self.code.clone(),
            Kind::Ref => match self.code.strip_suffix(".as_ref()?") {
                Some(option) if !option.ends_with([')', '?']) => format!("{option}?"),
                _ => format!("*{}", self.code),
            },
        }
    }

    /// What is there as a text: borrowed, where it is one.
    pub(super) fn text(&self, desk: &Desk<'_>) -> Text {
        let types = &desk.api().types;
        match &self.ty.ty {
            Type::Scalar(Scalar::Text) if self.is_whole => Text::Borrowed(self.code.clone()),
            Type::Scalar(Scalar::Text) if self.is_constant => {
                Text::Borrowed(format!("{}.as_str()", self.code))
            }
            Type::Scalar(Scalar::Text) => Text::Owned(self.reference()),
            Type::Scalar(Scalar::Secret) => Text::Borrowed(format!("{}.expose()", self.code)),
            Type::Named(id) => match types.get(*id).map(|def| &def.shape) {
                Some(Shape::Enum(values)) => match values.values.first().map(|it| &it.literal) {
                    Some(Literal::Text(_)) => Text::Borrowed(format!("{}.as_str()", self.code)),
                    _ => Text::Made(format!("{}.as_i64().to_string()", self.code)),
                },
                _ => Text::Made(format!("{}.to_string()", self.code)),
            },
            Type::Any(_) => Text::Open(format!("{}.as_str()?", self.code)),
            _ => Text::Made(format!("{}.to_string()", self.code)),
        }
    }
}

/// An expression of a text.
pub(super) enum Text {
    /// A `&String`.
    Owned(String),
    /// A `&str`.
    Borrowed(String),
    /// A `String`.
    Made(String),
    /// A `Cow<str>`.
    Open(String),
}
