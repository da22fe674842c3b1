//! Open enums: the type and its table.

use super::tokens::text;
use super::{Piece, Table, syntax};
use crate::plan::EnumPlan;

pub(super) fn render(plan: &EnumPlan, pieces: &mut Vec<Piece>) {
    pieces.push(Piece::item(definition(plan)));
    pieces.push(Piece::Table(wire(plan)));
}

fn definition(plan: &EnumPlan) -> syn::Item {
    let mut attrs = syntax::attributes(&plan.docs, plan.deprecated);
    attrs.push(syntax::derive(["Clone", "Debug"]));
    attrs.push(syntax::word("non_exhaustive"));
    let known = plan
        .variants
        .iter()
        .map(|variant| syntax::variant(&variant.docs, &variant.name, None));
    let docs = ["A value that this version of the client does not know.".to_owned()];
    let held = if plan.integers { "i64" } else { "Unrecognized" };
    let unknown = syntax::variant(&docs, "Unrecognized", Some(syntax::named(held, [])));
    syntax::enumeration(attrs, &plan.name, known.chain([unknown]))
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
