//! Structs: the type, its table, its constructor, its setters; and aliases.

use super::tokens::{argument, deprecated, docs, ident, text, ty};
use super::{Piece, Row, Table};
use crate::plan::{AliasPlan, Constant, Constructor, FieldPlan, RustTy, StructPlan, Take};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn render(plan: &StructPlan, pieces: &mut Vec<Piece>) {
    pieces.push(Piece::Tokens(definition(plan)));
    pieces.push(Piece::Table(wire(plan)));
    if let Some(constructor) = &plan.constructor {
        pieces.push(Piece::Tokens(new(plan, constructor)));
    }
    if !plan.setters.is_empty() {
        pieces.push(Piece::Table(setters(plan)));
    }
    if !plan.inserters.is_empty() {
        pieces.push(Piece::Table(inserters(plan)));
    }
}

pub(super) fn alias(plan: &AliasPlan) -> TokenStream {
    let docs = docs(&plan.docs);
    let name = ident(&plan.name);
    let ty = ty(&plan.ty);
    quote!(#docs pub type #name = #ty;)
}

fn definition(plan: &StructPlan) -> TokenStream {
    let docs = docs(&plan.docs);
    let deprecated = deprecated(plan.deprecated);
    let derives = plan.derives.iter().map(|name| ident(name));
    let name = ident(&plan.name);
    let fields = plan.fields.iter().chain(&plan.rest).map(field);
    quote! {
        #docs
        #deprecated
        #[derive(#(#derives),*)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn field(plan: &FieldPlan) -> TokenStream {
    let docs = docs(&plan.docs);
    let deprecated = deprecated(plan.deprecated);
    let name = ident(&plan.name);
    let ty = ty(&plan.ty);
    quote!(#docs #deprecated pub #name: #ty)
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

fn new(plan: &StructPlan, constructor: &Constructor) -> TokenStream {
    let docs = docs(&constructor.docs);
    let name = ident(&plan.name);
    let arguments = constructor.arguments.iter().map(argument);
    let given = constructor.arguments.iter().map(|argument| {
        let name = ident(&argument.name);
        match argument.take {
            Take::Into(_) => quote!(#name: #name.into()),
            Take::Str | Take::Id | Take::Value(_) | Take::Each(_) => quote!(#name),
        }
    });
    let fixed = constructor.constants.iter().map(|(name, constant)| {
        let name = ident(name);
        let value = value(constant);
        quote!(#name: #value)
    });
    let more = constructor.has_blank.then(|| quote!(..Wire::blank()));
    quote! {
        impl #name {
            #docs
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#given,)* #(#fixed,)* #more }
            }
        }
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
