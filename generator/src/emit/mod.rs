//! The plan to tokens and tables: one small template for each kind of item. No decision is made here.

mod by_status;
mod client;
mod docs;
mod enums;
mod example;
mod expr;
mod handle;
mod mock;
mod module;
mod operation;
mod structs;
mod syntax;
mod table;
mod tokens;
mod unions;
mod waits;

pub use docs::Docs;
pub use table::{Row, Table};

use crate::plan::{Item, ModulePlan};
use proc_macro2::TokenStream;

/// A part of a file.
pub enum Piece {
    /// Rust code.
    Tokens(TokenStream),
    /// A syntax tree already, and its documentation.
    Tree(Box<syn::File>, Docs),
    /// A call of one of the run time's macros, which no formatter knows how to lay out.
    Table(Table),
}

impl Piece {
    /// What is made of a syntax tree and what it keeps its documentation in.
    fn item(make: impl FnOnce(&mut Docs) -> syn::Item) -> Self {
        Self::tree(|docs| syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![make(docs)],
        })
    }

    fn tree(make: impl FnOnce(&mut Docs) -> syn::File) -> Self {
        let mut docs = Docs::default();
        let tree = make(&mut docs);
        Self::Tree(Box::new(tree), docs)
    }
}

/// What a module's file holds, in order, with the run time at that path. Each piece is made when it is asked for: the
/// trees of a long page are a hundred times as large as its text.
pub fn render<'p>(module: &'p ModulePlan, runtime: &'p str) -> impl Iterator<Item = Piece> + 'p {
    let items = module.items.iter().flat_map(move |item| {
        let mut pieces = Vec::new();
        render_item(item, runtime, &mut pieces);
        pieces
    });
    std::iter::once_with(|| head(module)).chain(items)
}

fn render_item(item: &Item, runtime: &str, pieces: &mut Vec<Piece>) {
    match item {
        Item::Struct(plan) => structs::render(plan, pieces),
        Item::Enum(plan) => enums::render(plan, pieces),
        Item::Union(plan) => unions::render(plan, pieces),
        Item::Alias(plan) => pieces.push(structs::alias(plan)),
        Item::ByStatus(plan) => by_status::render(plan, pieces),
        Item::Handle(plan) => handle::render(plan, pieces),
        Item::Operation(plan) => pieces.push(Piece::Table(operation::marker(plan))),
        Item::Options(plan) => pieces.push(Piece::item(|docs| handle::options(plan, docs))),
        Item::Headers(plan) => {
            pieces.push(Piece::item(|docs| handle::headers(plan, runtime, docs)))
        }
        Item::Waiter(plan) => pieces.push(Piece::Tokens(waits::waiter(plan))),
        Item::Api(plan) => pieces.push(Piece::Tokens(client::api(plan, runtime))),
        Item::ErrorCodes(plans) => pieces.push(Piece::Table(client::error_codes(plans))),
        Item::Client(plan) => pieces.push(Piece::Tokens(client::client(plan, runtime))),
        Item::Mock(plan) => mock::render(plan, pieces),
    }
}

/// What stands above a file's items: all there is in one that holds nothing but modules.
pub fn head(module: &ModulePlan) -> Piece {
    Piece::tree(|docs| module::head(module, docs))
}
