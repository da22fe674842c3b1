//! The small pieces of every template: identifiers, literals, types, documentation.

use crate::plan::RustTy;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// An identifier of the plan, raw ones included.
pub(super) fn ident(name: &str) -> Ident {
    let (raw, plain) = match name.strip_prefix("r#") {
        Some(plain) => (true, plain),
        None => (false, name),
    };
    let mut letters = plain.bytes();
    let starts = |first: u8| first == b'_' || first.is_ascii_alphabetic();
    let goes_on = |letter: u8| letter == b'_' || letter.is_ascii_alphanumeric();
    // The plan holds only what a scope has made; the fallback keeps a defect from being a panic.
    if !letters.next().is_some_and(starts) || !letters.all(goes_on) {
        return Ident::new("unnamed", Span::call_site());
    }
    match raw {
        true if matches!(plain, "_" | "crate" | "self" | "Self" | "super") => {
            Ident::new("unnamed", Span::call_site())
        }
        true => Ident::new_raw(plain, Span::call_site()),
        false => Ident::new(plain, Span::call_site()),
    }
}

/// A path such as `crate::runtime`.
pub(super) fn path(text: &str) -> TokenStream {
    let segments = text.split("::").map(segment);
    quote!(#(#segments)::*)
}

/// A segment of such a path.
pub(super) fn segment(text: &str) -> Ident {
    match text {
        "crate" | "super" | "self" => Ident::new(text, Span::call_site()),
        other => ident(other),
    }
}

/// A text as Rust writes it.
pub(super) fn text(value: &str) -> String {
    let is_plain = |letter: u8| matches!(letter, b' '..=b'~') && !matches!(letter, b'"' | b'\\');
    match value.bytes().all(is_plain) {
        // As nearly all are: nothing to escape.
        true => format!("\"{value}\""),
        false => Literal::string(value).to_string(),
    }
}

/// Lines of documentation.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// A type.
pub(super) fn ty(ty: &RustTy) -> TokenStream {
    match ty {
        RustTy::Unit => quote!(()),
        RustTy::Plain(name) => {
            let name = ident(name);
            quote!(#name)
        }
        RustTy::Path(name, _) => {
            let name = ident(name);
            quote!(#name)
        }
        RustTy::Option(inner) => wrap(quote!(Option), inner),
        RustTy::Maybe(inner) => wrap(quote!(Maybe), inner),
        RustTy::Vec(inner) => wrap(quote!(Vec), inner),
        RustTy::JsonText(inner) => wrap(quote!(JsonText), inner),
        RustTy::Boxed(inner) => wrap(quote!(Box), inner),
        RustTy::Map(inner) => {
            let inner = self::ty(inner);
            quote!(BTreeMap<String, #inner>)
        }
        RustTy::Tuple(items) => {
            let items = items.iter().map(self::ty);
            quote!((#(#items,)*))
        }
    }
}

fn wrap(outer: TokenStream, inner: &RustTy) -> TokenStream {
    let inner = ty(inner);
    quote!(#outer<#inner>)
}

/// The condition under which something is there: any of some features, if there are some.
pub(super) fn behind(features: &[String]) -> TokenStream {
    match features {
        [] => quote!(),
        [one] => quote!(#[cfg(feature = #one)]),
        several => quote!(#[cfg(any(#(feature = #several),*))]),
    }
}
