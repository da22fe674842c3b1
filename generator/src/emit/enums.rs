//! Open enums: the type and its table.

use super::tokens::text;
use super::{Docs, Piece, Table, syntax};
use crate::plan::EnumPlan;

pub(super) fn render(plan: &EnumPlan, pieces: &mut Vec<Piece>) {
    pieces.push(Piece::item(|docs| definition(plan, docs)));
    pieces.push(Piece::Table(wire(plan)));
}

fn definition(plan: &EnumPlan, docs: &mut Docs) -> syn::Item {
    let mut attrs = syntax::attributes(docs, &plan.docs, plan.deprecated);
    attrs.push(syntax::derive(["Clone", "Debug"]));
    attrs.push(syntax::word("non_exhaustive"));
    let mut variant = |lines: &[String], name, held| syntax::variant(docs, lines, name, held);
    let mut variants: Vec<_> = plan
        .variants
        .iter()
        .map(|it| variant(&it.docs, &it.name, None))
        .collect();
    let unknown = ["A value that this version of the client does not know.".to_owned()];
    let held = if plan.integers { "i64" } else { "Unrecognized" };
    variants.push(variant(
        &unknown,
        "Unrecognized",
        Some(syntax::named(held, [])),
    ));
    syntax::enumeration(attrs, &plan.name, variants.into_iter())
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
