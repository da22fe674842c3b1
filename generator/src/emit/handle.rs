//! A resource's handle, the options of its calls, the headers of its answers: a signature and one expression each.

use super::expr::{Method, Taken, argument, block, method, name, path, reference, text, value};
use super::syntax::{named, ty};
use super::tokens::{docs, ident};
use super::{Docs, Piece, example, expr, syntax};
use crate::plan::{
    Argument, Body, CallStep, ExamplePlan, FollowPlan, HandlePlan, HeadersPlan, MethodPlan,
    OptionPlan, OptionsPlan, Style, Take,
};
use quote::quote;
use syn::{Attribute, Expr, Item};

pub(super) fn render(plan: &HandlePlan, pieces: &mut Vec<Piece>) {
    let docs = docs(&plan.docs);
    let name = ident(&plan.name);
    pieces.push(Piece::Tokens(quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name(pub(crate) Client);
    }));
    pieces.push(Piece::item(|docs| {
        let mut methods: Vec<_> = plan.methods.iter().map(|it| call(it, docs)).collect();
        methods.extend(plan.follows.iter().map(|it| follow(it, docs)));
        block(named(&plan.name, []), methods.into_iter())
    }));
}

fn follow<'p>(plan: &'p FollowPlan, docs: &mut Docs) -> Method<'p> {
    let mut attrs = documented(docs, &plan.docs, plan.example.as_ref());
    attrs.extend(syntax::behind(&plan.features));
    attrs.extend(plan.deprecated.then(|| syntax::word("deprecated")));
    let call = named("Call", [ty(&plan.marker)]);
    let made = expr::written(&plan.call);
    let (output, body) = match plan.is_optional {
        true => (named("Option", [call]), expr::call(name("Some"), [made])),
        false => (call, made),
    };
    Method {
        attrs,
        name: &plan.name,
        taken: Taken::Reference,
        arguments: plan.arguments.iter().map(argument).collect(),
        output,
        body,
    }
}

/// Documentation, and the lines of an example.
fn documented(docs: &mut Docs, lines: &[String], example: Option<&ExamplePlan>) -> Vec<Attribute> {
    let example = example.map(example::lines).unwrap_or_default();
    Vec::from_iter(docs.keep_both(lines, &example))
}

fn call<'p>(plan: &'p MethodPlan, docs: &mut Docs) -> Method<'p> {
    let mut attrs = documented(docs, &plan.docs, plan.example.as_ref());
    attrs.extend(plan.deprecated.then(|| syntax::word("deprecated")));
    let client = reference(expr::inside_self());
    let start = expr::call(path(["Call", "new"]), [client]);
    let arguments = plan.steps.iter().map(CallStep::argument);
    Method {
        attrs,
        name: &plan.name,
        taken: Taken::Reference,
        arguments: arguments.map(argument).collect(),
        output: named("Call", [named(&plan.marker, [])]),
        body: plan.steps.iter().fold(start, step),
    }
}

pub(super) fn options(plan: &OptionsPlan, docs: &mut Docs) -> Item {
    let call = named("Call", [named(&plan.marker, [])]);
    block(call, plan.options.iter().map(|it| option(it, docs)))
}

fn option<'p>(plan: &'p OptionPlan, docs: &mut Docs) -> Method<'p> {
    Method {
        attrs: syntax::attributes(docs, &plan.docs, plan.deprecated),
        name: &plan.name,
        taken: Taken::Whole,
        arguments: vec![argument(plan.step.argument())],
        output: named("Self", []),
        body: step(name("self"), &plan.step),
    }
}

pub(super) fn headers(plan: &HeadersPlan, runtime: &str, docs: &mut Docs) -> Item {
    let error = format!("{runtime}::Error");
    let headers = plan.headers.iter().map(|header| {
        let held = named("Option", [ty(&header.ty)]);
        Method {
            attrs: syntax::attributes(docs, &header.docs, false),
            name: &header.name,
            taken: Taken::Reference,
            arguments: Vec::new(),
            output: named("Result", [held, expr::type_at(&error)]),
            body: method(name("self"), "header", [text(&header.wire)]),
        }
    });
    block(named("Response", [named(&plan.marker, [])]), headers)
}

/// A step as a method call on what the steps before it made.
fn step(call: Expr, step: &CallStep) -> Expr {
    match step {
        CallStep::Path {
            from:
                Argument {
                    name,
                    take: Take::Str | Take::Id,
                },
            style: None,
            ..
        } => method(call, "path", [expr::name(name)]),
        CallStep::Path { name, from, style } => {
            under(call, ["path", "path_as"], name, from, style.as_ref())
        }
        CallStep::Query { name, from, style } => {
            under(call, ["query", "query_as"], name, from, style.as_ref())
        }
        CallStep::QueryString { from, form: None } => method(call, "query_json", [value(from)]),
        CallStep::QueryString {
            from,
            form: Some(styles),
        } => form(call, ["query_form", "query_form_with"], from, styles),
        CallStep::Header { name, from, style } => {
            under(call, ["header", "header_as"], name, from, style.as_ref())
        }
        CallStep::Cookie { name, from, style } => {
            under(call, ["cookie", "cookie_as"], name, from, style.as_ref())
        }
        CallStep::Body(body) => self::body(call, body),
    }
}

/// A value under its name: by the first method, or by the second one in a style.
fn under(
    call: Expr,
    [plain, styled]: [&str; 2],
    name: &str,
    from: &Argument,
    style: Option<&Style>,
) -> Expr {
    match style {
        None => method(call, plain, [text(name), value(from)]),
        Some(style) => method(call, styled, [self::style(style), text(name), value(from)]),
    }
}

fn style(style: &Style) -> Expr {
    let changes = style.changes.iter();
    changes.fold(path(["Style", style.base]), |style, change| {
        method(style, change, [])
    })
}

/// A value as a form: by the first method, or by the second one where members have styles of their own.
fn form(
    call: Expr,
    [plain, styled]: [&str; 2],
    from: &Argument,
    styles: &[(String, Style)],
) -> Expr {
    if styles.is_empty() {
        return method(call, plain, [value(from)]);
    }
    let styles = styles
        .iter()
        .map(|(name, style)| expr::pair(text(name), self::style(style)));
    let styles = reference(expr::array(styles));
    method(call, styled, [styles, value(from)])
}

fn body(call: Expr, body: &Body) -> Expr {
    match body {
        Body::Json { from, media: None } => method(call, "json", [value(from)]),
        Body::Json {
            from,
            media: Some(media),
        } => method(call, "json_as", [text(media), value(from)]),
        Body::Items {
            from,
            media,
            is_seq,
        } => {
            let items = if *is_seq { "json_seq" } else { "json_lines" };
            method(call, items, [text(media), value(from)])
        }
        Body::Form { from, styles } => form(call, ["form", "form_with"], from, styles),
        Body::Multipart { from, types } => {
            let types = types
                .iter()
                .map(|(name, media)| expr::pair(text(name), text(media)));
            let types = reference(expr::array(types));
            method(call, "multipart_of", [types, value(from)])
        }
        Body::Text { from, media } => method(call, "text", [text(media), name(&from.name)]),
        Body::Bytes { from, media } => method(call, "bytes", [text(media), name(&from.name)]),
    }
}
