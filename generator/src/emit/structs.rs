//! Structs: the type, its table, its constructor, its setters; and aliases.

use super::tokens::{argument, docs, ident, text, ty};
use super::{Methods, Piece, Row, Table, syntax};
use crate::plan::{AliasPlan, Constant, Constructor, FieldPlan, RustTy, StructPlan, Take};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn render(plan: &StructPlan, pieces: &mut Vec<Piece>) {
    pieces.push(Piece::item(definition(plan)));
    pieces.push(Piece::Table(wire(plan)));
    if let Some(constructor) = &plan.constructor {
        pieces.push(Piece::Methods(new(plan, constructor)));
    }
    if !plan.setters.is_empty() {
        pieces.push(Piece::Table(setters(plan)));
    }
    if !plan.inserters.is_empty() {
        pieces.push(Piece::Table(inserters(plan)));
    }
}

pub(super) fn alias(plan: &AliasPlan) -> Piece {
    let docs = docs(&plan.docs);
    let name = ident(&plan.name);
    let ty = ty(&plan.ty);
    Piece::Tokens(quote!(#docs pub type #name = #ty;))
}

fn definition(plan: &StructPlan) -> syn::Item {
    let mut attrs = syntax::attributes(&plan.docs, plan.deprecated);
    // What every struct is besides, its table says.
    if plan.has_default {
        attrs.push(syntax::derive(["Default"]));
    }
    attrs.push(syntax::word("non_exhaustive"));
    let fields = plan.fields.iter().chain(&plan.rest).map(field);
    syntax::structure(attrs, &plan.name, fields)
}

fn field(plan: &FieldPlan) -> syn::Field {
    let attrs = syntax::attributes(&plan.docs, plan.deprecated);
    syntax::field(attrs, &plan.name, syntax::ty(&plan.ty))
}

fn wire(plan: &StructPlan) -> Table {
    let rows = plan.fields.iter().map(|field| {
        let (name, wire) = (&field.name, text(&field.wire));
        match &field.constant {
            Some(value) => format!("{name}: constant {wire} = {},", text(value)),
            None if field.required => format!("{name}: required {wire},"),
            None => format!("{name}: optional {wire},"),
        }
    });
    let rest = plan.rest.iter().map(|field| format!("..{}", field.name));
    Table::new(format!("wire! {{ {} {{", plan.name), rows.chain(rest))
}

fn new(plan: &StructPlan, constructor: &Constructor) -> Methods {
    let name = ident(&plan.name);
    let arguments = constructor.arguments.iter().map(argument);
    let given = constructor.arguments.iter().map(|argument| {
        let name = ident(&argument.name);
        match argument.take {
            Take::Into(_) => quote!(#name: #name.into()),
            Take::Str | Take::Ref(_) | Take::Id | Take::Value(_) | Take::Each(_) => quote!(#name),
        }
    });
    let fixed = constructor.constants.iter().map(|(name, constant)| {
        let name = ident(name);
        let value = value(constant);
        quote!(#name: #value)
    });
    let more = constructor.has_blank.then(|| quote!(..Wire::blank()));
    Methods {
        docs: vec![syntax::docs(&constructor.docs)],
        tokens: quote! {
            impl #name {
                pub fn new(#(#arguments),*) -> Self {
                    Self { #(#given,)* #(#fixed,)* #more }
                }
            }
        },
    }
}

fn value(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Variant(of, variant) => {
            let of = ty(of);
            let variant = ident(variant);
            quote!(#of::#variant)
        }
        Constant::Plain(value) => match value.as_str() {
            "true" => quote!(true),
            "false" => quote!(false),
            number => {
                let number: Literal = number
                    .parse()
                    .unwrap_or_else(|_| Literal::i64_unsuffixed(0));
                quote!(#number)
            }
        },
    }
}

fn setters(plan: &StructPlan) -> Table {
    let rows = plan.setters.iter().map(|setter| Row {
        docs: setter.docs.clone(),
        deprecated: setter.deprecated,
        text: format!("{}: {},", setter.name, setter_type(&setter.ty)),
    });
    Table {
        open: format!("setters! {{ {} {{", plan.name),
        rows: rows.collect(),
        close: "} }",
    }
}

fn inserters(plan: &StructPlan) -> Table {
    let rows = plan.inserters.iter().map(|inserter| Row {
        docs: inserter.docs.clone(),
        deprecated: inserter.deprecated,
        text: format!(
            "{}: {}, {};",
            inserter.name,
            inserter.field,
            inserter.ty.text()
        ),
    });
    Table {
        open: format!("inserters! {{ {} {{", plan.name),
        rows: rows.collect(),
        close: "} }",
    }
}

fn setter_type(ty: &RustTy) -> String {
    ty.text()
}
