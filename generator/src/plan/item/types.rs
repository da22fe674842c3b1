//! Items of named types: structs, enums, unions, aliases.

use crate::plan::{Argument, RustTy, Take};

/// A struct.
#[derive(Clone, Debug)]
pub struct StructPlan {
    /// Its name.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// Whether it has a default: nothing in it is required.
    pub has_default: bool,
    /// The fields, in order.
    pub fields: Vec<FieldPlan>,
    /// The field that keeps what is not named.
    pub rest: Option<FieldPlan>,
    /// What makes one to send.
    pub constructor: Option<Constructor>,
    /// What fills it further.
    pub setters: Vec<SetterPlan>,
    /// What adds entries to its maps.
    pub inserters: Vec<InserterPlan>,
}

/// A field.
#[derive(Clone, Debug)]
pub struct FieldPlan {
    /// Its name.
    pub name: String,
    /// Its name on the wire.
    pub wire: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// Its type.
    pub ty: RustTy,
    /// Whether the object is refused without it.
    pub required: bool,
    /// The text that it always is.
    pub constant: Option<String>,
}

/// `new`.
#[derive(Clone, Debug)]
pub struct Constructor {
    /// What it does.
    pub docs: Vec<String>,
    /// The required members.
    pub arguments: Vec<Argument>,
    /// Members that the schema fixes.
    pub constants: Vec<(String, Constant)>,
    /// Whether members are left that start blank, or with what `wire!` says they always are.
    pub has_blank: bool,
}

/// A fixed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constant {
    /// A variant of an enum.
    Variant(RustTy, String),
    /// A number or boolean, as it is written.
    Plain(String),
}

/// A setter, called like its field.
#[derive(Clone, Debug)]
pub struct SetterPlan {
    /// The field.
    pub name: String,
    /// What it sets, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// What it takes, anything that turns into this.
    pub ty: RustTy,
}

/// What adds an entry to a map.
#[derive(Clone, Debug)]
pub struct InserterPlan {
    /// Its name.
    pub name: String,
    /// The map's field.
    pub field: String,
    /// What it does, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// What an entry is, anything that turns into this.
    pub ty: RustTy,
}

/// An open enum.
#[derive(Clone, Debug)]
pub struct EnumPlan {
    /// Its name.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// Whether its values are integers, not texts.
    pub integers: bool,
    /// The known values, in order.
    pub variants: Vec<EnumVariant>,
}

/// A known value of an enum.
#[derive(Clone, Debug)]
pub struct EnumVariant {
    /// Its name.
    pub name: String,
    /// What it means, a line each.
    pub docs: Vec<String>,
    /// The value: a text, or an integer as it is written.
    pub value: String,
}

/// A union.
#[derive(Clone, Debug)]
pub struct UnionPlan {
    /// Its name.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// The member that decides alone.
    pub tagged: Option<String>,
    /// The alternatives, in order.
    pub variants: Vec<UnionVariant>,
}

/// An alternative of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Its name.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// What it holds.
    pub ty: RustTy,
    /// The JSON kind that it starts as: `object`, `string` ... ; unused in a tagged union.
    pub kind: &'static str,
    /// The member that proves it, and that member's values; of a tagged union, the values of its tag.
    pub proof: Option<(String, Vec<String>)>,
    /// Members that must be there.
    pub needs: Vec<String>,
    /// Members that may be there.
    pub knows: Vec<String>,
}

/// Another name for a type.
#[derive(Clone, Debug)]
pub struct AliasPlan {
    /// The name.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// The type.
    pub ty: RustTy,
}

impl FieldPlan {
    /// What a setter of this field takes: the value itself, and the box where there is one; null, too, where that is
    /// something else than to leave the member out.
    pub fn settable(&self) -> RustTy {
        match &self.ty {
            RustTy::Option(inner) => (**inner).clone(),
            other => other.clone(),
        }
    }

    /// Whether it may be null or left out, so that something stands around what it holds.
    pub fn is_nullable(&self) -> bool {
        matches!(self.ty, RustTy::Option(_) | RustTy::Maybe(_))
    }

    /// In which form a constructor takes this field.
    pub fn take(&self) -> Take {
        match &self.ty {
            RustTy::Plain("String") => Take::Into(RustTy::Plain("String")),
            RustTy::Path(name, _) if name == "Secret" => Take::Into(self.ty.clone()),
            other => Take::Value(other.clone()),
        }
    }
}
