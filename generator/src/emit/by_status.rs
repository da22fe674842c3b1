//! Enums of bodies by status: the type and its table.

use super::tokens::{docs, ident, ty};
use super::{Piece, Table};
use crate::plan::{ByStatusPlan, Payload};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn render(plan: &ByStatusPlan, pieces: &mut Vec<Piece>) {
    pieces.push(Piece::Tokens(definition(plan)));
    pieces.push(Piece::Table(table(plan)));
}

fn definition(plan: &ByStatusPlan) -> TokenStream {
    let docs_of_enum = docs(&plan.docs);
    let name = ident(&plan.name);
    let variants = plan.variants.iter().map(|variant| {
        let docs = docs(&variant.docs);
        let name = ident(&variant.name);
        match &variant.payload {
            Payload::Empty => quote!(#docs #name),
            Payload::Json(payload) => {
                let payload = ty(payload);
                quote!(#docs #name(#payload))
            }
            Payload::Items(item) => {
                let item = ty(item);
                quote!(#docs #name(Vec<#item>))
            }
            Payload::Text => quote!(#docs #name(String)),
            Payload::Bytes => quote!(#docs #name(Bytes)),
        }
    });
    quote! {
        #docs_of_enum
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    }
}

fn table(plan: &ByStatusPlan) -> Table {
    let rows = plan.variants.iter().map(|variant| {
        let (name, status) = (&variant.name, &variant.status);
        match &variant.payload {
            Payload::Empty => format!("{name}: {status},"),
            Payload::Json(payload) => format!("{name}({}): {status},", payload.text()),
            Payload::Items(item) => format!("{name}(Vec<{}>): {status} items,", item.text()),
            Payload::Text => format!("{name}(String): {status} text,"),
            Payload::Bytes => format!("{name}(Bytes): {status} bytes,"),
        }
    });
    Table::new(format!("by_status! {{ {} {{", plan.name), rows)
}
