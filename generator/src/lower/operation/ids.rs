//! Ids of operations: as the document says, else from method and path.

use super::Found;
use super::path;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use std::collections::BTreeMap;

/// Gives each operation an id that no other has. Of several that claim one, the first by path and method keeps it.
pub(super) fn assign(all: &mut [Found], found: &mut Diagnostics) {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|index| {
        all.get(*index)
            .map(|it| (it.entry.path.clone(), it.entry.method.clone()))
    });
    let mut taken: BTreeMap<String, Place> = BTreeMap::new();
    for index in &order {
        let Some(it) = all.get_mut(*index) else {
            continue;
        };
        let Some(said) = it.view.operation_id().filter(|id| !id.trim().is_empty()) else {
            continue;
        };
        match taken.get(said) {
            None => {
                it.id = said.to_owned();
                taken.insert(it.id.clone(), it.view.place.clone());
            }
            Some(other) => found.push(
                Diagnostic::new(
                    Code::OperationIdTwice,
                    &it.view.place,
                    format!("the id `{said}` is another operation's, too"),
                )
                .related(other, "the other operation")
                .remedy("this one gets an id from its method and path"),
            ),
        }
    }
    for index in order {
        let Some(it) = all.get_mut(index).filter(|it| it.id.is_empty()) else {
            continue;
        };
        let mut id = path::words(&it.entry.method, &it.entry.path);
        while taken.contains_key(&id) {
            id.push_str("_too");
        }
        taken.insert(id.clone(), it.view.place.clone());
        it.id = id;
    }
}
