//! What named types are made of.

use super::{Docs, Limits, Literal, TypeRef};
use crate::diag::Place;

/// What a named type is made of.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A slot whose type is still being lowered; none is left after lowering.
    Reserved,
    /// Another name for a type.
    Alias(TypeRef),
    /// An object with named members.
    Struct(Struct),
    /// One of some values.
    Enum(Enum),
    /// One of some types.
    Union(Union),
}

/// An object with named members.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    /// The members, in order of the document.
    pub fields: Vec<Field>,
    /// What becomes of other members.
    pub rest: Rest,
}

/// What becomes of the members that a struct does not name.
#[derive(Clone, Debug, Default)]
pub enum Rest {
    /// They are passed over.
    #[default]
    Ignored,
    /// They are kept, each of this type.
    Kept(TypeRef),
}

/// A member of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name on the wire.
    pub name: String,
    /// A name that the document asks for in code.
    pub rename: Option<String>,
    /// Its type.
    pub ty: TypeRef,
    /// Whether it must be there.
    pub required: bool,
    /// In which directions it exists.
    pub access: Access,
    /// The one value it has, where the schema fixes it.
    pub constant: Option<Literal>,
    /// What it is.
    pub docs: Docs,
    /// What its values must satisfy, for people, where anything is said of it: see [`Field::limits`].
    pub limits: Option<Box<Limits>>,
    /// Where its schema is.
    pub place: Place,
}

impl Field {
    /// What its values must satisfy, for people.
    pub fn limits(&self) -> &Limits {
        self.limits.as_deref().unwrap_or(&Limits::NONE)
    }
}

/// In which directions a member exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// It is sent and received.
    #[default]
    Both,
    /// It is only received (`readOnly`).
    Read,
    /// It is only sent (`writeOnly`).
    Write,
}

/// One of some values, all texts or all integers; other values stay possible.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The known values, in order of the document.
    pub values: Vec<EnumValue>,
}

/// A known value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The value: [`Literal::Text`] or [`Literal::Integer`], the same for all of an enum.
    pub literal: Literal,
    /// A name that the document asks for in code.
    pub rename: Option<String>,
    /// What it means.
    pub docs: Docs,
}

/// One of some types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The alternatives, in order of the document.
    pub variants: Vec<Variant>,
    /// The member that tells them apart, where the document names one.
    pub discriminator: Option<Discriminator>,
}

/// The member that tells the variants of a union apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discriminator {
    /// Its name on the wire.
    pub property: String,
}

/// An alternative of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its type.
    pub ty: TypeRef,
    /// What to call it where the type has no name: a title, or the value of its discriminator.
    pub hint: Option<String>,
    /// The values of the discriminator that mean it; empty without a discriminator.
    pub tags: Vec<String>,
    /// What it is.
    pub docs: Docs,
    /// Where its schema is.
    pub place: Place,
}
