//! The head of a file: what it is, what is below it, what it imports and gives on.

use super::tokens::{behind, ident, inner_docs, path};
use crate::plan::{Import, ModulePlan, Visibility};
use proc_macro2::TokenStream;
use quote::quote;

/// Everything above a file's items.
pub(super) fn head(module: &ModulePlan) -> TokenStream {
    let docs = inner_docs(&module.docs);
    let declarations = module.declarations.iter().map(|declaration| {
        let name = ident(&declaration.name);
        let visibility = match declaration.visibility {
            Visibility::Public => quote!(pub),
            Visibility::Private => quote!(),
        };
        let feature = behind(&declaration.features);
        // Below a crate's root, so that its maker's layout stays whatever `cargo fmt` thinks.
        let skip = (!module.lints.is_empty()).then(|| quote!(#[rustfmt::skip]));
        quote!(#feature #skip #visibility mod #name;)
    });
    let lints = module.lints.iter().map(|lint| {
        let names = lint.names.iter().map(|name| path(name));
        let reason = lint.reason;
        quote!(#![allow(#(#names,)* reason = #reason)])
    });
    let imports = module.imports.iter().map(|import| {
        let feature = behind(&import.features);
        let tree = tree(import);
        quote!(#feature use #tree;)
    });
    let exports = module.exports.iter().map(|import| {
        let feature = behind(&import.features);
        let tree = tree(import);
        quote!(#feature pub use #tree;)
    });
    quote! {
        #docs
        #(#lints)*
        #(#declarations)*
        #(#imports)*
        #(#exports)*
    }
}

fn tree(import: &Import) -> TokenStream {
    let names: Vec<_> = import.names.iter().map(|name| ident(name)).collect();
    let prefix = (!import.path.is_empty()).then(|| {
        let path = path(&import.path);
        quote!(#path::)
    });
    match names.as_slice() {
        [one] => quote!(#prefix #one),
        _ => quote!(#prefix {#(#names),*}),
    }
}
