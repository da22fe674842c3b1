//! Open enums: the type and its table.

use super::tokens::{deprecated, docs, ident, text};
use super::{Piece, Table};
use crate::plan::EnumPlan;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn render(plan: &EnumPlan, pieces: &mut Vec<Piece>) {
    pieces.push(Piece::Tokens(definition(plan)));
    pieces.push(Piece::Table(wire(plan)));
}

fn definition(plan: &EnumPlan) -> TokenStream {
    let docs_of_enum = docs(&plan.docs);
    let deprecated = deprecated(plan.deprecated);
    let name = ident(&plan.name);
    let variants = plan.variants.iter().map(|variant| {
        let docs = docs(&variant.docs);
        let name = ident(&variant.name);
        quote!(#docs #name)
    });
    let unknown = if plan.integers {
        quote!(i64)
    } else {
        quote!(Unrecognized)
    };
    quote! {
        #docs_of_enum
        #deprecated
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that this version of the client does not know.
            Unrecognized(#unknown),
        }
    }
}

fn wire(plan: &EnumPlan) -> Table {
    let (kind, rows): (&str, Vec<String>) = if plan.integers {
        (
            ": i64",
            plan.variants
                .iter()
                .map(|variant| format!("{} = {},", variant.name, variant.value))
                .collect(),
        )
    } else {
        (
            "",
            plan.variants
                .iter()
                .map(|variant| format!("{} = {},", variant.name, text(&variant.value)))
                .collect(),
        )
    };
    Table::new(format!("wire_enum! {{ {}{kind} {{", plan.name), rows)
}
