//! Unions: the type and the table of tests.

use super::tokens::text;
use super::{Docs, Piece, Table, syntax};
use crate::plan::{UnionPlan, UnionVariant};

pub(super) fn render(plan: &UnionPlan, pieces: &mut Vec<Piece>) {
    pieces.push(Piece::item(|docs| definition(plan, docs)));
    pieces.push(Piece::Table(wire(plan)));
}

fn definition(plan: &UnionPlan, docs: &mut Docs) -> syn::Item {
    let mut attrs = syntax::attributes(docs, &plan.docs, plan.deprecated);
    attrs.push(syntax::derive(["Clone", "Debug", "PartialEq"]));
    attrs.push(syntax::word("non_exhaustive"));
    let mut variant = |lines: &[String], name, held| syntax::variant(docs, lines, name, Some(held));
    let mut variants: Vec<_> = plan
        .variants
        .iter()
        .map(|it| variant(&it.docs, &it.name, syntax::ty(&it.ty)))
        .collect();
    let unknown = ["A value that is none of these, as its JSON text.".to_owned()];
    variants.push(variant(&unknown, "Unrecognized", syntax::named("Json", [])));
    syntax::enumeration(attrs, &plan.name, variants.into_iter())
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
