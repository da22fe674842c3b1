//! Named types to items.

use super::Desk;
use crate::ir::{
    Access, Enum, Field, Literal, Rest, Scalar, Shape, Struct, Type, TypeDef, TypeId, TypeRef,
};
use crate::names::{MethodIdent, TypeNames};
use crate::plan::{
    AliasPlan, Argument, Constant, Constructor, EnumPlan, EnumVariant, FieldPlan, InserterPlan,
    Item, RustTy, SetterPlan, StructPlan, Take, doc,
};

/// Which of the two types that a split type is: what is read, or what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// What is received; of a type that is not split, the one there is.
    Read,
    /// What is sent.
    Sent,
}

/// The items of a type: one, or two where it is split and sent.
pub(super) fn items(desk: &Desk<'_>, id: TypeId) -> Vec<Item> {
    let mut items = Vec::new();
    items.extend(item(desk, id, Side::Read));
    if desk.facts().is_split(id) && desk.facts().is_sent(id) {
        items.extend(item(desk, id, Side::Sent));
    }
    items
}

fn item(desk: &Desk<'_>, id: TypeId, side: Side) -> Option<Item> {
    let def = desk.api().types.get(id)?;
    let names = desk.names().ty(id)?;
    let name = match side {
        Side::Read => names.ty.as_str().to_owned(),
        Side::Sent => names.input.as_str().to_owned(),
    };
    let docs = doc::lines(&def.docs, &[]);
    Some(match &def.shape {
        Shape::Reserved => return None,
        Shape::Alias(target) => {
            let target = TypeRef {
                nullable: false,
                ..target.clone()
            };
            Item::Alias(AliasPlan {
                name,
                docs,
                ty: desk.ty(&target, side),
            })
        }
        Shape::Struct(object) => Item::Struct(structure(
            desk,
            id,
            side,
            Head {
                name,
                docs,
                def,
                names,
            },
            object,
        )),
        Shape::Enum(values) => Item::Enum(enumeration(
            Head {
                name,
                docs,
                def,
                names,
            },
            values,
        )),
        Shape::Union(union) => Item::Union(super::unions::union(
            desk,
            id,
            side,
            Head {
                name,
                docs,
                def,
                names,
            },
            union,
        )),
    })
}

/// What all items of types start with.
pub(super) struct Head<'a> {
    pub(super) name: String,
    pub(super) docs: Vec<String>,
    pub(super) def: &'a TypeDef,
    pub(super) names: &'a TypeNames,
}

fn enumeration(head: Head<'_>, values: &Enum) -> EnumPlan {
    let integers = values
        .values
        .iter()
        .any(|value| matches!(value.literal, Literal::Integer(_)));
    let variants = values
        .values
        .iter()
        .zip(&head.names.variants)
        .map(|(value, name)| {
            let value_text = literal_text(&value.literal);
            let mut docs = doc::lines(&value.docs, &[]);
            if docs.is_empty() || docs == head.docs {
                docs = vec![doc::code(&value_text)];
            }
            EnumVariant {
                name: name.as_str().to_owned(),
                docs,
                value: value_text,
            }
        })
        .collect();
    EnumPlan {
        name: head.name,
        docs: head.docs,
        deprecated: head.def.docs.deprecated,
        integers,
        variants,
    }
}

/// A literal as text.
pub(super) fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) | Literal::Number(text) => text.clone(),
        Literal::Integer(number) => number.to_string(),
        Literal::Boolean(flag) => flag.to_string(),
        Literal::Null => "null".to_owned(),
    }
}

fn structure(
    desk: &Desk<'_>,
    id: TypeId,
    side: Side,
    head: Head<'_>,
    object: &Struct,
) -> StructPlan {
    let sent = desk.facts().is_sent(id) && (side == Side::Sent || !desk.facts().is_split(id));
    let mut members = Vec::new();
    for (index, (field, name)) in object.fields.iter().zip(&head.names.fields).enumerate() {
        if is_here(field, side) {
            members.push((
                field,
                field_plan(desk, side, (id, index), field, name.as_str()),
            ));
        }
    }
    let rest = match &object.rest {
        Rest::Ignored => None,
        Rest::Kept(ty) => Some(FieldPlan {
            name: head.names.rest.as_str().to_owned(),
            wire: String::new(),
            docs: vec!["The members that have no field of their own.".to_owned()],
            deprecated: false,
            ty: RustTy::Map(Box::new(desk.ty(ty, side))),
            required: false,
            constant: None,
        }),
    };
    let nothing_required = members.iter().all(|(_, plan)| !plan.required);
    let constructor = sent.then(|| constructor(desk, &head.name, &members, rest.is_some()));
    let setters = if sent {
        members
            .iter()
            .map(|(_, plan)| plan)
            .chain(&rest)
            .filter_map(setter)
            .collect()
    } else {
        Vec::new()
    };
    let inserters = if sent {
        inserters((desk, side), &head, object, &members, rest.as_ref())
    } else {
        Vec::new()
    };
    StructPlan {
        name: head.name,
        docs: head.docs,
        deprecated: head.def.docs.deprecated,
        has_default: nothing_required,
        fields: members.into_iter().map(|(_, plan)| plan).collect(),
        rest,
        constructor,
        setters,
        inserters,
    }
}

/// What adds an entry to each member that is a map.
fn inserters(
    (desk, side): (&Desk<'_>, Side),
    head: &Head<'_>,
    object: &Struct,
    members: &[(&Field, FieldPlan)],
    rest: Option<&FieldPlan>,
) -> Vec<InserterPlan> {
    let plan = |field: &FieldPlan, name: &MethodIdent, values: &TypeRef| InserterPlan {
        name: name.as_str().to_owned(),
        field: field.name.clone(),
        docs: vec![format!("Adds an entry to {}.", doc::code(&field.name))],
        deprecated: field.deprecated,
        ty: desk.ty(values, side).without_option(),
    };
    let (own, others) = head.names.inserters.split_at(object.fields.len());
    let fields = object.fields.iter().zip(own).filter_map(|(field, name)| {
        let mut members = members.iter();
        let (_, member) = members.find(|(member, _)| member.name == field.name)?;
        let values = desk.api().types.values_of_map(&field.ty)?;
        Some(plan(member, name.as_ref()?, values))
    });
    let mut plans: Vec<InserterPlan> = fields.collect();
    if let (Some(field), Rest::Kept(values), [Some(name)]) = (rest, &object.rest, others) {
        plans.push(plan(field, name, values));
    }
    plans
}

/// Whether a struct has the field on that side.
pub(super) fn is_here(field: &Field, side: Side) -> bool {
    match field.access {
        Access::Both => true,
        Access::Read => side == Side::Read,
        Access::Write => side == Side::Sent,
    }
}

fn field_plan(
    desk: &Desk<'_>,
    side: Side,
    (id, index): (TypeId, usize),
    field: &Field,
    name: &str,
) -> FieldPlan {
    let facts = desk.facts();
    let required = field.required && !facts.is_forced_optional(id, index);
    let nullable = desk.api().types.allows_null(&field.ty) && !matches!(field.ty.ty, Type::Any(_));
    let mut ty = desk
        .ty(
            &TypeRef {
                nullable: false,
                ..field.ty.clone()
            },
            side,
        )
        .without_option();
    if facts.is_boxed(id, index) {
        ty = RustTy::Boxed(Box::new(ty));
    }
    let constant = match (&field.constant, &field.ty.ty) {
        (Some(Literal::Text(text)), Type::Scalar(Scalar::Text)) if required => Some(text.clone()),
        _ => None,
    };
    let ty = match (required, nullable) {
        (true, false) if constant.is_some() => RustTy::runtime("Constant"),
        (true, false) => ty,
        (true, true) | (false, false) => ty.optional(),
        (false, true) => RustTy::Maybe(Box::new(ty)),
    };
    let mut more: Vec<String> = doc::limits(field.limits()).into_iter().collect();
    more.extend(always(field).filter(|_| required));
    FieldPlan {
        name: name.to_owned(),
        wire: field.name.clone(),
        docs: doc::lines(&field.docs, &more),
        deprecated: field.docs.deprecated,
        ty,
        required,
        constant,
    }
}

/// What a fixed value is, for people, unless the document says it itself.
fn always(field: &Field) -> Option<String> {
    let value = literal_text(field.constant.as_ref()?);
    let docs = [&field.docs.summary, &field.docs.description];
    let is_said = docs
        .iter()
        .any(|text| text.as_ref().is_some_and(|text| text.contains(&value)));
    (!is_said).then(|| format!("Always {}.", doc::code(&value)))
}

fn constructor(
    desk: &Desk<'_>,
    name: &str,
    members: &[(&Field, FieldPlan)],
    has_rest: bool,
) -> Constructor {
    let mut arguments = Vec::new();
    let mut constants = Vec::new();
    let mut has_more = has_rest;
    let mut has_constant = false;
    for (field, plan) in members {
        match constant(desk, field, plan).filter(|_| plan.required) {
            Some(constant) => constants.push((plan.name.clone(), constant)),
            None if plan.constant.is_some() => has_constant = true,
            None if plan.required => arguments.push(Argument {
                name: plan.name.clone(),
                take: match plan.take() {
                    Take::Value(ty)
                        if !plan.is_nullable() && is_made_of_another(desk, &field.ty) =>
                    {
                        Take::Into(ty)
                    }
                    take => take,
                },
            }),
            None => has_more = true,
        }
    }
    let docs = vec![match arguments.len() {
        0 if has_constant || !constants.is_empty() => format!("A [`{name}`]; setters add members."),
        0 => format!("A blank [`{name}`]."),
        1 => format!("A [`{name}`] of its required member; setters add others."),
        _ => format!("A [`{name}`] of its required members; setters add others."),
    }];
    let docs = match (has_more, arguments.len()) {
        (true, _) => docs,
        (false, 0) if has_constant => vec![format!("A [`{name}`], which is always the same.")],
        (false, 0) => docs,
        (false, _) => vec![format!("A [`{name}`] of its members.")],
    };
    Constructor {
        docs,
        arguments,
        constants,
        has_blank: has_more || has_constant,
    }
}

/// The value that the schema fixes, if the field can be filled with it.
fn constant(desk: &Desk<'_>, field: &Field, plan: &FieldPlan) -> Option<Constant> {
    match (field.constant.as_ref()?, &field.ty.ty) {
        (literal, Type::Named(id)) => {
            let Shape::Enum(values) = &desk.api().types.get(*id)?.shape else {
                return None;
            };
            let index = values
                .values
                .iter()
                .position(|value| value.literal == *literal)?;
            let variant = desk
                .names()
                .ty(*id)?
                .variants
                .get(index)?
                .as_str()
                .to_owned();
            Some(Constant::Variant(plan.ty.clone(), variant))
        }
        (Literal::Boolean(flag), Type::Scalar(Scalar::Boolean)) => {
            Some(Constant::Plain(flag.to_string()))
        }
        (Literal::Integer(number), Type::Scalar(Scalar::Integer(_))) => {
            Some(Constant::Plain(number.to_string()))
        }
        _ => None,
    }
}

fn setter(plan: &FieldPlan) -> Option<SetterPlan> {
    (!plan.required).then(|| SetterPlan {
        name: plan.name.clone(),
        docs: plan.docs.clone(),
        deprecated: plan.deprecated,
        ty: plan.settable(),
    })
}

/// The Rust type of a scalar.
pub(super) fn scalar(scalar: Scalar) -> RustTy {
    use crate::ir::IntWidth;
    match scalar {
        Scalar::Boolean => RustTy::Plain("bool"),
        Scalar::Integer(IntWidth::I32) => RustTy::Plain("i32"),
        Scalar::Integer(IntWidth::I64) => RustTy::Plain("i64"),
        Scalar::Integer(IntWidth::U32) => RustTy::Plain("u32"),
        Scalar::Integer(IntWidth::U64) => RustTy::Plain("u64"),
        Scalar::Integer(IntWidth::I128) => RustTy::Plain("i128"),
        Scalar::Float => RustTy::Plain("f32"),
        Scalar::Double => RustTy::Plain("f64"),
        Scalar::Text => RustTy::Plain("String"),
        Scalar::Secret => RustTy::runtime("Secret"),
        Scalar::DateTime => RustTy::runtime("Timestamp"),
        Scalar::Second => RustTy::runtime("WholeSeconds"),
        Scalar::Date => RustTy::runtime("Date"),
        Scalar::Uuid => RustTy::runtime("Uuid"),
        Scalar::Base64 => RustTy::runtime("Base64"),
        Scalar::Binary => RustTy::runtime("Part"),
        Scalar::Null => RustTy::Unit,
    }
}

/// In which form a parameter of that type is taken.
pub(super) fn take(desk: &Desk<'_>, used: &TypeRef) -> Take {
    match &used.ty {
        Type::Scalar(Scalar::Text) => Take::Str,
        Type::List(item) => Take::Each(desk.ty(item, Side::Sent)),
        _ => match desk
            .ty(
                &TypeRef {
                    nullable: false,
                    ..used.clone()
                },
                Side::Sent,
            )
            .without_option()
        {
            other if is_made_of_another(desk, used) => Take::Into(other),
            other => Take::Value(other),
        },
    }
}

/// Whether a caller has something else at hand that turns into it.
fn is_made_of_another(desk: &Desk<'_>, used: &TypeRef) -> bool {
    let target = desk.api().types.behind(used);
    matches!(target.ty, Type::Scalar(Scalar::Secret | Scalar::Second))
}
