//! A document as a tree of nodes: what the model says of the wire, with what the plan says of Rust beside it.

mod client;
mod items;
mod links;
mod operations;
mod types;

use super::Side;
use super::node::{Kind, Node};
use items::Items;
pub(super) use operations::route;
pub(super) use types::{member_facts, value_place};

/// What the describers work with.
pub(super) struct Desk<'a> {
    pub(super) side: Side<'a>,
    pub(super) items: Items<'a>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(side: Side<'a>) -> Self {
        let items = Items::of(side.modules);
        Self { side, items }
    }
}

/// All of a document.
pub(super) fn whole(side: Side<'_>) -> Node {
    let desk = Desk::new(side);
    let mut root = Node::new(Kind::Api, side.api.title.clone()).keys(["".to_owned()]);
    client::facts(&desk, &mut root);
    root.children.extend(client::nodes(&desk));
    let operations = side.api.operations();
    root.children
        .extend(operations.map(|(id, operation)| desk.operation(id, operation)));
    root.children.extend(links::nodes(&desk));
    root.children.extend(desk.types());
    root
}
