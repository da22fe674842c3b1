//! The answers of the mock: a function, and tables of nothing but texts.

use super::tokens::docs;
use super::{Piece, Table};
use crate::plan::{AnswerPlan, MockPlan, is_seen};
use proc_macro2::Literal;
use quote::quote;

pub(super) fn render(plan: &MockPlan, pieces: &mut Vec<Piece>) {
    let docs = docs(&plan.docs);
    let bases = &plan.bases;
    pieces.push(Piece::Tokens(quote! {
        #docs
        pub fn examples() -> Mock {
            Mock::examples(&[#(#bases),*], EXAMPLES)
        }
    }));
    pieces.push(Piece::Table(Table {
        open: "static EXAMPLES: &[Example] = &[".to_owned(),
        close: "];",
        ..Table::new(String::new(), plan.answers.iter().map(row))
    }));
}

fn row(plan: &AnswerPlan) -> String {
    let headers = plan.headers.iter();
    let headers: Vec<String> = headers
        .map(|(name, value)| format!("({}, {})", text(name), text(value)))
        .collect();
    format!(
        "Example({}, {}, {}, {}, &[{}], {}),",
        text(&plan.method),
        text(&plan.path),
        text(&plan.operation),
        plan.status,
        headers.join(", "),
        text(&plan.body)
    )
}

/// A text as a literal: raw where that saves marks, and where every letter can be seen.
fn text(text: &str) -> String {
    if !text.contains(['"', '\\']) || !text.chars().all(is_seen) {
        return Literal::string(text).to_string();
    }
    let ends = text.split('"').skip(1);
    let marks = ends.map(|end| end.len() - end.trim_start_matches('#').len() + 1);
    let marks = "#".repeat(marks.max().unwrap_or_default());
    format!("r{marks}\"{text}\"{marks}")
}
