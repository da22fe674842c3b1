//! The graph of types. What becomes an item of its own has a [`TypeId`]; scalars, lists and maps are written where
//! they are used.

use super::{Docs, Origin, Scalar, Shape};
use crate::diag::Place;

/// A type that has a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// All named types of an API.
#[derive(Clone, Debug, Default)]
pub struct TypeGraph {
    defs: Vec<TypeDef>,
}

/// A named type.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Where its schema is: its identity.
    pub place: Place,
    /// What its name and file come from.
    pub origin: Origin,
    /// A name that the document asks for, instead of one from the origin.
    pub rename: Option<String>,
    /// Where else it is written, in the same component or in operations of the same resource.
    pub also: Vec<Origin>,
    /// What it is.
    pub docs: Docs,
    /// Whether `null` is one of its values, wherever it is used.
    pub nullable: bool,
    /// What it is made of.
    pub shape: Shape,
}

/// A use of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRef {
    /// The type.
    pub ty: Type,
    /// Whether `null` is allowed here; a named type may allow it by itself, too.
    pub nullable: bool,
}

/// A type, named or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A single value.
    Scalar(Scalar),
    /// A JSON array of one type.
    List(Box<TypeRef>),
    /// A JSON object whose keys are data.
    Map(Box<TypeRef>),
    /// A JSON array of fixed positions.
    Tuple(Vec<TypeRef>),
    /// A text that holds JSON of one type.
    Json(Box<TypeRef>),
    /// Any JSON at all.
    Any(AnyReason),
    /// A type with a name.
    Named(TypeId),
}

/// Why a position is untyped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnyReason {
    /// The schema is empty, `true`, or says nothing of the type.
    Unconstrained,
    /// An object of which the schema names no member.
    OpenObject,
    /// An array of which the schema does not say what it holds.
    OpenArray,
    /// Members beyond the named ones are allowed, of any kind.
    OpenMembers,
    /// A media type without a schema.
    NoSchema,
    /// An `enum` whose values are of several kinds.
    MixedEnum,
    /// The schema contradicts itself: no value satisfies it.
    Contradiction,
    /// The schema uses something that has no type, such as `not` alone.
    NotExpressible,
    /// The schema could not be read, and was reported.
    Unreadable,
}

impl AnyReason {
    /// Whether the document itself leaves open what stands there.
    pub fn is_left_open(self) -> bool {
        matches!(
            self,
            Self::Unconstrained
                | Self::OpenObject
                | Self::OpenArray
                | Self::OpenMembers
                | Self::NoSchema
        )
    }

    /// The reason as it stands in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unconstrained => "unconstrained",
            Self::OpenObject => "open-object",
            Self::OpenArray => "open-array",
            Self::OpenMembers => "open-members",
            Self::NoSchema => "no-schema",
            Self::MixedEnum => "mixed-enum",
            Self::Contradiction => "contradiction",
            Self::NotExpressible => "not-expressible",
            Self::Unreadable => "unreadable",
        }
    }
}

impl TypeRef {
    /// A use that does not allow `null`.
    pub fn new(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
        }
    }

    /// A use of a named type.
    pub fn named(id: TypeId) -> Self {
        Self::new(Type::Named(id))
    }

    /// A use of untyped JSON.
    pub fn any(reason: AnyReason) -> Self {
        Self::new(Type::Any(reason))
    }

    /// The same use, allowing `null` if `nullable` is set.
    #[must_use]
    pub fn or_null(mut self, nullable: bool) -> Self {
        self.nullable |= nullable;
        self
    }

    /// Calls `visit` with each named type in this, outermost first.
    pub fn each_named(&self, visit: &mut impl FnMut(TypeId)) {
        match &self.ty {
            Type::Named(id) => visit(*id),
            Type::List(inner) | Type::Map(inner) | Type::Json(inner) => inner.each_named(visit),
            Type::Tuple(items) => items.iter().for_each(|item| item.each_named(visit)),
            Type::Scalar(_) | Type::Any(_) => {}
        }
    }
}

impl TypeGraph {
    /// Adds a type; a slot can be reserved first, so that types may refer to each other.
    pub fn push(&mut self, def: TypeDef) -> TypeId {
        self.defs.push(def);
        TypeId(self.defs.len() as u32 - 1)
    }

    /// A graph of these types, each with its place among them as its id.
    pub(super) fn of(defs: impl Iterator<Item = TypeDef>) -> Self {
        Self {
            defs: defs.collect(),
        }
    }

    pub(super) fn into_defs(self) -> impl Iterator<Item = TypeDef> {
        self.defs.into_iter()
    }

    pub(super) fn defs_mut(&mut self) -> impl Iterator<Item = &mut TypeDef> {
        self.defs.iter_mut()
    }

    /// The type of that id.
    pub fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.defs.get(id.0 as usize)
    }

    /// The type of that id, to be filled.
    pub fn get_mut(&mut self, id: TypeId) -> Option<&mut TypeDef> {
        self.defs.get_mut(id.0 as usize)
    }

    /// All types with their ids, in order of discovery.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.defs
            .iter()
            .enumerate()
            .map(|(index, def)| (TypeId(index as u32), def))
    }

    /// How many types there are.
    pub fn len(&self) -> usize {
        self.defs.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.defs.is_empty()
    }

    /// What is used in the end, by whatever names.
    pub fn behind<'t>(&'t self, used: &'t TypeRef) -> &'t TypeRef {
        let mut used = used;
        // As for `allows_null`: aliases form no cycle.
        for _ in 0..=self.defs.len() {
            let Type::Named(id) = &used.ty else { break };
            match self.get(*id).map(|def| &def.shape) {
                Some(Shape::Alias(target)) => used = target,
                _ => break,
            }
        }
        used
    }

    /// What the values of a map are, where it is one, by whatever name.
    pub fn values_of_map<'t>(&'t self, used: &'t TypeRef) -> Option<&'t TypeRef> {
        match &self.behind(used).ty {
            Type::Map(values) => Some(values),
            _ => None,
        }
    }

    /// Whether a use allows `null`, by itself or by the type that it names.
    pub fn allows_null(&self, used: &TypeRef) -> bool {
        let mut used = used;
        // Aliases form no cycle (an invariant); the bound keeps a broken graph from hanging.
        for _ in 0..=self.defs.len() {
            if used.nullable {
                return true;
            }
            match &used.ty {
                Type::Named(id) => match self.get(*id) {
                    Some(def) if def.nullable => return true,
                    Some(TypeDef {
                        shape: Shape::Alias(target),
                        ..
                    }) => used = target,
                    _ => return false,
                },
                _ => return false,
            }
        }
        false
    }
}
