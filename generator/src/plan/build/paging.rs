//! How an operation's pages hang together, in the words of the run time.

use super::Desk;
use super::types::Side;
use crate::ir::{Operation, Turning};
use crate::plan::{PagingPlan, Told};

pub(super) fn paging(desk: &Desk<'_>, operation: &Operation) -> Option<PagingPlan> {
    let paging = operation.paging.as_ref()?;
    let items = paging.items.clone();
    let (turning, arguments) = match &paging.turning {
        Turning::Number(parameter) => ("number", vec![items, parameter.clone()]),
        Turning::Cursor { parameter, next } => {
            ("cursor", vec![items, parameter.clone(), next.clone()])
        }
        Turning::Link(next) => ("link", vec![items, next.clone()]),
        Turning::Header(relation) => ("header", vec![items, relation.clone()]),
        Turning::Single => ("single", vec![items]),
    };
    let mut told = Vec::new();
    if paging.first != 1 {
        told.push(("first", Told::Number(paging.first)));
    }
    if paging.is_sparse {
        told.push(("sparse", Told::Nothing));
    }
    if paging.lists_may_lack {
        told.push(("optional", Told::Nothing));
    }
    for (name, at) in [
        ("total_pages", &paging.total_pages),
        ("total_items", &paging.total_items),
        ("page_size", &paging.page_size),
    ] {
        told.extend(at.clone().map(|at| (name, Told::Text(at))));
    }
    Some(PagingPlan {
        item: desk.ty(&paging.item, Side::Read),
        turning,
        arguments,
        told,
    })
}

/// What is said of an operation that answers in pages.
pub(super) fn docs(operation: &Operation) -> Option<&'static str> {
    Some(match operation.paging.as_ref()?.turning {
        Turning::Single => "[`items`](Call::items) gives its items.",
        _ => "Comes in pages: [`items`](Call::items) gives the items of all of them.",
    })
}
