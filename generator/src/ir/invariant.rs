//! What must hold of an [`Api`] and the types cannot express. A violation is a defect of this generator: it is
//! reported as such, with its place, never a panic.

use super::{Api, Origin, Shape, Type, TypeRef};
use crate::diag::{Code, Diagnostic, Diagnostics};

/// Checks every rule; adds [`Code::Defect`] for each violation.
pub fn check(api: &Api, found: &mut Diagnostics) {
    let size = api.types.len() as u32;
    let known = |used: &TypeRef| {
        let mut fine = true;
        used.each_named(&mut |id| fine &= id.0 < size);
        fine
    };
    for (id, def) in api.types.iter() {
        let mut broken = |what: &str| found.push(Diagnostic::new(Code::Defect, &def.place, what));
        if matches!(&def.origin, Origin::Inline { path, .. } if path.is_empty()) {
            broken("an origin in something, without a step into it");
        }
        match &def.shape {
            Shape::Reserved => broken("a type was reserved and never filled"),
            Shape::Alias(target) if !known(target) => broken("an alias of an unknown type"),
            Shape::Alias(TypeRef {
                ty: Type::Named(target),
                ..
            }) if *target == id => broken("an alias of itself"),
            Shape::Struct(object) if !object.fields.iter().all(|field| known(&field.ty)) => {
                broken("a member of an unknown type")
            }
            Shape::Enum(values) if values.values.is_empty() => broken("an enum without values"),
            Shape::Union(union) if union.variants.is_empty() => broken("a union without variants"),
            Shape::Union(union) if !union.variants.iter().all(|variant| known(&variant.ty)) => {
                broken("a variant of an unknown type")
            }
            Shape::Alias(_) | Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => {}
        }
    }
    for link in &api.links {
        let answer = link.answer.iter();
        let has_all =
            api.operation(link.target).map(|it| it.params.len()) == Some(link.params.len());
        if !has_all || link.from.is_empty() || !answer.into_iter().all(known) {
            let what = "a link that does not fit its operation";
            found.push(Diagnostic::new(Code::Defect, &link.place, what));
        }
    }
    for operation in &api.operations {
        if operation.paging.as_ref().is_some_and(|it| !known(&it.item)) {
            let what = "pages of an unknown type";
            found.push(Diagnostic::new(Code::Defect, &operation.place, what));
        }
        if operation.resource.0 as usize >= api.resources.len() {
            found.push(Diagnostic::new(
                Code::Defect,
                &operation.place,
                "an operation of an unknown resource",
            ));
        }
    }
}
