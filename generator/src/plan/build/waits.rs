//! How one waits for what operations began.

use super::Desk;
use crate::ir::{Operation, StateWaiter, Waiter};
use crate::names::OperationNames;
use crate::plan::{Item, WaiterKind, WaiterPlan};

/// What an operation's waiter becomes.
pub(super) fn item(desk: &Desk<'_>, operation: &Operation, names: &OperationNames) -> Option<Item> {
    let kind = match operation.waiter.as_ref()? {
        Waiter::States(waiter) => WaiterKind::States {
            state: waiter.state.clone(),
            states: waiter
                .states
                .iter()
                .map(|(meaning, states)| (meaning.name(), states.clone()))
                .collect(),
            ended: waiter.ended.clone(),
            errors: waiter.errors.clone(),
            deadline: waiter.deadline,
        },
        Waiter::Newest { list, key } => WaiterKind::Newest {
            list: list.clone(),
            key: key.clone(),
        },
        Waiter::Location(id) => {
            let target = desk.api().operations.get(id.0 as usize)?;
            let marker = desk.names().operation(*id)?.marker.as_str();
            let module = desk.names().resource(target.resource)?.module.as_str();
            WaiterKind::Location(match target.resource == operation.resource {
                true => marker.to_owned(),
                false => format!("super::{module}::{marker}"),
            })
        }
    };
    Some(Item::Waiter(WaiterPlan {
        marker: names.marker.as_str().to_owned(),
        kind,
    }))
}

/// What the method that makes the call says of waiting.
pub(super) fn docs(operation: &Operation) -> Option<String> {
    Some(match operation.waiter.as_ref()? {
        Waiter::States(waiter) => format!(
            "[`wait`](Call::wait) asks until it has come to rest{}.",
            means(waiter)
        ),
        Waiter::Newest { .. } => {
            "[`wait_for`](Call::wait_for) asks until what has an id is the first in the list."
                .to_owned()
        }
        Waiter::Location(_) => {
            "[`wait`](Call::wait) also waits for the job that this begins.".to_owned()
        }
    })
}

/// Which states mean what.
fn means(waiter: &StateWaiter) -> String {
    let each = waiter.states.iter().map(|(meaning, states)| {
        let states: Vec<String> = states.iter().map(|state| format!("`{state}`")).collect();
        format!("{} ({})", meaning.name(), states.join(", "))
    });
    let each: Vec<String> = each.collect();
    match each.is_empty() {
        true => String::new(),
        false => format!(": {}", each.join(", ")),
    }
}
