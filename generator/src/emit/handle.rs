//! A resource's handle, the options of its calls, the headers of its answers: a signature and one expression each.

use super::example;
use super::tokens::{argument, behind, deprecated, docs, expression, ident, path, ty, value};
use super::{Methods, Piece, syntax};
use crate::plan::{
    Argument, Body, CallStep, FollowPlan, HandlePlan, HeadersPlan, MethodPlan, OptionsPlan, Style,
    Take,
};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn render(plan: &HandlePlan, pieces: &mut Vec<Piece>) {
    let docs = docs(&plan.docs);
    let name = ident(&plan.name);
    let methods = plan.methods.iter().map(method);
    let follows = plan.follows.iter().map(follow);
    pieces.push(Piece::Tokens(quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name(pub(crate) Client);
    }));
    pieces.push(Piece::Methods(Methods {
        docs: plan
            .methods
            .iter()
            .map(|it| (&it.docs, &it.example))
            .chain(plan.follows.iter().map(|it| (&it.docs, &it.example)))
            .map(|(docs, example)| {
                let mut lines = docs.clone();
                lines.extend(example.iter().flat_map(example::lines));
                syntax::docs(&lines)
            })
            .collect(),
        tokens: quote!(impl #name { #(#methods)* #(#follows)* }),
    }));
}

fn follow(plan: &FollowPlan) -> TokenStream {
    let feature = behind(&plan.features);
    let deprecated = deprecated(plan.deprecated);
    let name = ident(&plan.name);
    let marker = ty(&plan.marker);
    let arguments = plan.arguments.iter().map(argument);
    let call = expression(&plan.call);
    let (output, call) = match plan.is_optional {
        true => (quote!(Option<Call<#marker>>), quote!(Some(#call))),
        false => (quote!(Call<#marker>), call),
    };
    quote! {
        #feature
        #deprecated
        pub fn #name(&self #(, #arguments)*) -> #output {
            #call
        }
    }
}

fn method(plan: &MethodPlan) -> TokenStream {
    let deprecated = deprecated(plan.deprecated);
    let name = ident(&plan.name);
    let marker = ident(&plan.marker);
    let arguments = plan.steps.iter().map(|step| argument(step.argument()));
    let steps = plan.steps.iter().map(step);
    quote! {
        #deprecated
        pub fn #name(&self #(, #arguments)*) -> Call<#marker> {
            Call::new(&self.0)#(#steps)*
        }
    }
}

pub(super) fn options(plan: &OptionsPlan) -> Methods {
    let marker = ident(&plan.marker);
    let options = plan.options.iter().map(|option| {
        let deprecated = deprecated(option.deprecated);
        let name = ident(&option.name);
        let argument = argument(option.step.argument());
        let step = step(&option.step);
        quote! {
            #deprecated
            pub fn #name(self, #argument) -> Self {
                self #step
            }
        }
    });
    let docs = plan.options.iter();
    Methods {
        docs: docs.map(|option| syntax::docs(&option.docs)).collect(),
        tokens: quote!(impl Call<#marker> { #(#options)* }),
    }
}

pub(super) fn headers(plan: &HeadersPlan, runtime: &str) -> Methods {
    let runtime = path(runtime);
    let marker = ident(&plan.marker);
    let headers = plan.headers.iter().map(|header| {
        let name = ident(&header.name);
        let ty = ty(&header.ty);
        let wire = &header.wire;
        quote! {
            pub fn #name(&self) -> Result<Option<#ty>, #runtime::Error> {
                self.header(#wire)
            }
        }
    });
    let docs = plan.headers.iter();
    Methods {
        docs: docs.map(|header| syntax::docs(&header.docs)).collect(),
        tokens: quote!(impl Response<#marker> { #(#headers)* }),
    }
}

/// A step as a method call.
fn step(step: &CallStep) -> TokenStream {
    match step {
        CallStep::Path {
            from:
                Argument {
                    name,
                    take: Take::Str | Take::Id,
                },
            style: None,
            ..
        } => {
            let name = ident(name);
            quote!(.path(#name))
        }
        CallStep::Path { name, from, style } => named(quote!(path), name, from, style.as_ref()),
        CallStep::Query { name, from, style } => named(quote!(query), name, from, style.as_ref()),
        CallStep::QueryString { from, form: None } => {
            let value = value(from);
            quote!(.query_json(#value))
        }
        CallStep::QueryString {
            from,
            form: Some(styles),
        } => form(quote!(query_form), from, styles),
        CallStep::Header { name, from, style } => named(quote!(header), name, from, style.as_ref()),
        CallStep::Cookie { name, from, style } => named(quote!(cookie), name, from, style.as_ref()),
        CallStep::Body(body) => self::body(body),
    }
}

fn named(method: TokenStream, name: &str, from: &Argument, style: Option<&Style>) -> TokenStream {
    let value = value(from);
    match style {
        None => quote!(.#method(#name, #value)),
        Some(style) => {
            let style = self::style(style);
            let method = ident(&format!("{method}_as"));
            quote!(.#method(#style, #name, #value))
        }
    }
}

fn style(style: &Style) -> TokenStream {
    let base = ident(style.base);
    let changes = style.changes.iter().map(|change| ident(change));
    quote!(Style::#base #(.#changes())*)
}

fn form(method: TokenStream, from: &Argument, styles: &[(String, Style)]) -> TokenStream {
    let value = value(from);
    if styles.is_empty() {
        return quote!(.#method(#value));
    }
    let styles = styles.iter().map(|(name, style)| {
        let style = self::style(style);
        quote!((#name, #style))
    });
    let method = ident(&format!("{method}_with"));
    quote!(.#method(&[#(#styles),*], #value))
}

fn body(body: &Body) -> TokenStream {
    match body {
        Body::Json { from, media: None } => {
            let value = value(from);
            quote!(.json(#value))
        }
        Body::Json {
            from,
            media: Some(media),
        } => {
            let value = value(from);
            quote!(.json_as(#media, #value))
        }
        Body::Items {
            from,
            media,
            is_seq,
        } => {
            let value = value(from);
            let method = ident(if *is_seq { "json_seq" } else { "json_lines" });
            quote!(.#method(#media, #value))
        }
        Body::Form { from, styles } => form(quote!(form), from, styles),
        Body::Multipart { from, types } => {
            let value = value(from);
            let types = types.iter().map(|(name, media)| quote!((#name, #media)));
            quote!(.multipart_of(&[#(#types),*], #value))
        }
        Body::Text { from, media } => {
            let name = ident(&from.name);
            quote!(.text(#media, #name))
        }
        Body::Bytes { from, media } => {
            let name = ident(&from.name);
            quote!(.bytes(#media, #name))
        }
    }
}
