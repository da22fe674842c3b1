//! Unions to items: which test decides for which variant.

use super::Desk;
use super::types::{Head, Side, literal_text};
use crate::analyze::{JsonKind, JsonKinds, Test};
use crate::ir::{Shape, Type, TypeId, TypeRef, Union};
use crate::plan::{RustTy, UnionPlan, UnionVariant, doc};

/// The plan of a union.
pub(super) fn union(
    desk: &Desk<'_>,
    id: TypeId,
    side: Side,
    head: Head<'_>,
    union: &Union,
) -> UnionPlan {
    let tests = desk.facts().tests(id);
    let property = tests.and_then(|tests| tests.property.clone());
    let mut variants = Vec::new();
    for (index, (variant, name)) in union.variants.iter().zip(&head.names.variants).enumerate() {
        let mut test = tests
            .and_then(|tests| tests.variants.get(index))
            .cloned()
            .unwrap_or_default();
        let absent = absent(desk, &variant.ty, side);
        test.needs.retain(|name| !absent.contains(name));
        test.knows.retain(|name| !absent.contains(name));
        if property.as_ref().is_some_and(|name| absent.contains(name)) {
            test.tags.clear();
        }
        let mut ty = desk.ty(&variant.ty, side);
        if desk.facts().is_boxed(id, index) {
            ty = RustTy::Boxed(Box::new(ty));
        }
        variants.push(alternative(
            name.as_str(),
            doc::lines(&variant.docs, &[]),
            ty,
            property.as_deref(),
            test,
        ));
    }
    let tagged = property.filter(|property| {
        let mut each = variants.iter();
        each.all(|variant| variant.kind == "object" && variant.proof.is_some())
            && is_always_there(property, &variants)
    });
    UnionPlan {
        name: head.name,
        docs: head.docs,
        deprecated: head.def.docs.deprecated,
        tagged,
        variants,
    }
}

/// Whether the member that names variants is always there: each variant needs it, or has no field for it, so that the
/// union itself has to write it.
fn is_always_there(property: &String, variants: &[UnionVariant]) -> bool {
    let has = |variant: &UnionVariant| variant.knows.contains(property);
    let needs = |variant: &UnionVariant| variant.needs.contains(property);
    !variants.iter().all(has) || variants.iter().all(needs)
}

/// The members that a struct does not have on that side.
fn absent(desk: &Desk<'_>, used: &TypeRef, side: Side) -> Vec<String> {
    let mut used = used;
    // Aliases form no cycle (an invariant); the bound keeps a broken graph from hanging.
    for _ in 0..=desk.api().types.len() {
        let Type::Named(id) = &used.ty else { break };
        match desk.api().types.get(*id).map(|def| &def.shape) {
            Some(Shape::Alias(target)) => used = target,
            Some(Shape::Struct(object)) => {
                let fields = object.fields.iter();
                let absent = fields.filter(|field| !super::types::is_here(field, side));
                return absent.map(|field| field.name.clone()).collect();
            }
            _ => break,
        }
    }
    Vec::new()
}

fn alternative(
    name: &str,
    docs: Vec<String>,
    ty: RustTy,
    property: Option<&str>,
    test: Test,
) -> UnionVariant {
    // The run time compares the text of a member's value, so that a number proves a variant as a string does.
    let tags: Vec<String> = test.tags.iter().map(literal_text).collect();
    let docs = if docs.is_empty() {
        vec![default_docs(&ty, &tags)]
    } else {
        docs
    };
    let kind = kind(test.kinds);
    let proof = property
        .filter(|_| !tags.is_empty() && matches!(kind, "object" | "any"))
        .map(|property| (property.to_owned(), tags));
    UnionVariant {
        name: name.to_owned(),
        docs,
        ty,
        kind,
        proof,
        needs: test.needs,
        knows: test.knows,
    }
}

fn default_docs(ty: &RustTy, tags: &[String]) -> String {
    match tags {
        [] => doc::code(&ty.text()),
        tags => tags
            .iter()
            .map(|tag| doc::code(tag))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// What the run time calls a set of JSON types: the type, if it is one, else `any`.
fn kind(kinds: JsonKinds) -> &'static str {
    let mut each = kinds.without(JsonKind::Null).iter();
    match (each.next(), each.next(), each.next()) {
        (None, ..) => "null",
        (Some(JsonKind::Boolean), None, _) => "boolean",
        (Some(JsonKind::Integer), None, _) => "integer",
        (Some(JsonKind::Number), None, _)
        | (Some(JsonKind::Integer), Some(JsonKind::Number), None) => "number",
        (Some(JsonKind::String), None, _) => "string",
        (Some(JsonKind::Array), None, _) => "array",
        (Some(JsonKind::Object), None, _) => "object",
        _ => "any",
    }
}
