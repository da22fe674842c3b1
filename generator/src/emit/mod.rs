//! The plan to tokens and tables: one small template for each kind of item. No decision is made here.

mod by_status;
mod client;
mod enums;
mod example;
mod handle;
mod module;
mod operation;
mod structs;
mod table;
mod tokens;
mod unions;
mod waits;

pub use table::{Row, Table};

use crate::plan::{Item, ModulePlan, RustPlan};
use proc_macro2::TokenStream;

/// A file, not yet text.
#[derive(Debug)]
pub struct RenderedModule {
    /// The file, below the API's folder.
    pub file: String,
    /// What it holds, in order.
    pub pieces: Vec<Piece>,
}

/// A part of a file.
#[derive(Debug)]
pub enum Piece {
    /// Rust code.
    Tokens(TokenStream),
    /// A call of one of the run time's macros, which no formatter knows how to lay out.
    Table(Table),
}

/// Renders every module.
pub fn render(plan: &RustPlan) -> Vec<RenderedModule> {
    plan.modules
        .iter()
        .map(|module| render_module(module, &plan.runtime))
        .collect()
}

fn render_module(module: &ModulePlan, runtime: &str) -> RenderedModule {
    let mut pieces = vec![Piece::Tokens(module::head(module))];
    for item in &module.items {
        render_item(item, runtime, &mut pieces);
    }
    RenderedModule {
        file: module.file.clone(),
        pieces,
    }
}

fn render_item(item: &Item, runtime: &str, pieces: &mut Vec<Piece>) {
    match item {
        Item::Struct(plan) => structs::render(plan, pieces),
        Item::Enum(plan) => enums::render(plan, pieces),
        Item::Union(plan) => unions::render(plan, pieces),
        Item::Alias(plan) => pieces.push(Piece::Tokens(structs::alias(plan))),
        Item::ByStatus(plan) => by_status::render(plan, pieces),
        Item::Handle(plan) => pieces.push(Piece::Tokens(handle::handle(plan))),
        Item::Operation(plan) => pieces.push(Piece::Table(operation::marker(plan))),
        Item::Options(plan) => pieces.push(Piece::Tokens(handle::options(plan))),
        Item::Headers(plan) => pieces.push(Piece::Tokens(handle::headers(plan, runtime))),
        Item::Waiter(plan) => pieces.push(Piece::Tokens(waits::waiter(plan))),
        Item::Api(plan) => pieces.push(Piece::Tokens(client::api(plan, runtime))),
        Item::ErrorCodes(plans) => pieces.push(Piece::Table(client::error_codes(plans))),
        Item::Client(plan) => pieces.push(Piece::Tokens(client::client(plan, runtime))),
    }
}

/// The root of a crate that holds nothing but modules.
pub fn crate_root(module: &ModulePlan) -> TokenStream {
    module::head(module)
}
