//! Unions: the type and the table of tests.

use super::tokens::{deprecated, docs, ident, text, ty};
use super::{Piece, Table};
use crate::plan::{UnionPlan, UnionVariant};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn render(plan: &UnionPlan, pieces: &mut Vec<Piece>) {
    pieces.push(Piece::Tokens(definition(plan)));
    pieces.push(Piece::Table(wire(plan)));
}

fn definition(plan: &UnionPlan) -> TokenStream {
    let docs_of_union = docs(&plan.docs);
    let deprecated = deprecated(plan.deprecated);
    let name = ident(&plan.name);
    let variants = plan.variants.iter().map(|variant| {
        let docs = docs(&variant.docs);
        let name = ident(&variant.name);
        let ty = ty(&variant.ty);
        quote!(#docs #name(#ty))
    });
    quote! {
        #docs_of_union
        #deprecated
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that is none of these, as its JSON text.
            Unrecognized(Json),
        }
    }
}

fn wire(plan: &UnionPlan) -> Table {
    match &plan.tagged {
        Some(tag) => {
            let rows = plan.variants.iter().map(|variant| {
                let values = variant.proof.iter().flat_map(|(_, values)| values);
                format!(
                    "{}({}): {},",
                    variant.name,
                    variant.ty.text(),
                    alternatives(values)
                )
            });
            Table::new(
                format!("wire_union! {{ {} tagged {} {{", plan.name, text(tag)),
                rows,
            )
        }
        None => Table::new(
            format!("wire_union! {{ {} {{", plan.name),
            plan.variants.iter().map(row),
        ),
    }
}

fn row(variant: &UnionVariant) -> String {
    let mut row = format!("{}({}): {}", variant.name, variant.ty.text(), variant.kind);
    if let Some((member, values)) = &variant.proof {
        row.push_str(&format!(
            " where {} = {}",
            text(member),
            alternatives(values.iter())
        ));
    }
    if variant.kind == "object" {
        for (word, members) in [("needs", &variant.needs), ("knows", &variant.knows)] {
            if !members.is_empty() {
                row.push_str(&format!(
                    " {word} {}",
                    members
                        .iter()
                        .map(|name| text(name))
                        .collect::<Vec<_>>()
                        .join(", ")
                ));
            }
        }
    }
    row.push(',');
    row
}

fn alternatives<'a>(values: impl Iterator<Item = &'a String>) -> String {
    values
        .map(|value| text(value))
        .collect::<Vec<_>>()
        .join(" | ")
}
