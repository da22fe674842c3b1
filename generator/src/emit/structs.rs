//! Structs: the type, its table, its constructor, its setters; and aliases.

use super::expr::{Method, Taken, block, method, name, path};
use super::tokens::{docs, ident, text, ty};
use super::{Docs, Piece, Row, Table, expr, syntax};
use crate::plan::{AliasPlan, Constant, Constructor, FieldPlan, RustTy, StructPlan, Take};
use proc_macro2::Literal;
use quote::quote;
use syn::{Expr, ExprLit, ExprStruct, FieldValue, Lit, Member};

pub(super) fn render(plan: &StructPlan, pieces: &mut Vec<Piece>) {
    pieces.push(Piece::item(|docs| definition(plan, docs)));
    pieces.push(Piece::Table(wire(plan)));
    if let Some(constructor) = &plan.constructor {
        pieces.push(Piece::item(|docs| new(plan, constructor, docs)));
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

fn definition(plan: &StructPlan, docs: &mut Docs) -> syn::Item {
    let mut attrs = syntax::attributes(docs, &plan.docs, plan.deprecated);
    // What every struct is besides, its table says.
    if plan.has_default {
        attrs.push(syntax::derive(["Default"]));
    }
    attrs.push(syntax::word("non_exhaustive"));
    let fields = plan.fields.iter().chain(&plan.rest);
    let fields = fields.map(|it| field(it, docs));
    syntax::structure(attrs, &plan.name, fields)
}

fn field(plan: &FieldPlan, docs: &mut Docs) -> syn::Field {
    let attrs = syntax::attributes(docs, &plan.docs, plan.deprecated);
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

fn new(plan: &StructPlan, constructor: &Constructor, docs: &mut Docs) -> syn::Item {
    let given = constructor.arguments.iter().map(|argument| {
        let given = name(&argument.name);
        match argument.take {
            Take::Into(_) => member(&argument.name, Some(method(given, "into", []))),
            Take::Str | Take::Ref(_) | Take::Id | Take::Value(_) | Take::Each(_) => {
                member(&argument.name, None)
            }
        }
    });
    let fixed = constructor.constants.iter();
    let fixed = fixed.map(|(name, constant)| member(name, Some(value(constant))));
    let blank = || Box::new(expr::call(path(["Wire", "blank"]), []));
    let whole = Expr::Struct(ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path: ident("Self").into(),
        brace_token: Default::default(),
        fields: given.chain(fixed).collect(),
        dot2_token: constructor.has_blank.then(Default::default),
        rest: constructor.has_blank.then(blank),
    });
    let new = Method {
        attrs: syntax::attributes(docs, &constructor.docs, false),
        name: "new",
        taken: Taken::Not,
        arguments: constructor.arguments.iter().map(expr::argument).collect(),
        output: syntax::named("Self", []),
        body: whole,
    };
    block(syntax::named(&plan.name, []), std::iter::once(new))
}

/// `name: value`, or `name` alone where that is what its value is called.
fn member(of: &str, value: Option<Expr>) -> FieldValue {
    FieldValue {
        attrs: Vec::new(),
        member: Member::Named(ident(of)),
        colon_token: value.as_ref().map(|_| Default::default()),
        expr: value.unwrap_or_else(|| name(of)),
    }
}

fn value(constant: &Constant) -> Expr {
    match constant {
        Constant::Variant(of, variant) => match syntax::ty(of) {
            syn::Type::Path(mut of) => {
                of.path.segments.push(ident(variant).into());
                Expr::Path(syn::ExprPath {
                    attrs: Vec::new(),
                    qself: None,
                    path: of.path,
                })
            }
            // The plan has enums here, which are named.
            _ => name(variant),
        },
        Constant::Plain(value) => match value.as_str() {
            "true" | "false" => name(value),
            number => {
                let number: Literal = number
                    .parse()
                    .unwrap_or_else(|_| Literal::i64_unsuffixed(0));
                Expr::Lit(ExprLit {
                    attrs: Vec::new(),
                    lit: Lit::new(number),
                })
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
