//! One cause, one change: what follows for a call from a change of what it takes or gives is told there.

use super::node::{Class, Kind, View};
use super::{Change, Detail, Event};

/// Moves what is said of a whole to the change of a part that is its cause, where there is one.
pub(super) fn attach(details: &mut Vec<Detail>, kind: Kind, inside: &mut Vec<Change>) {
    match kind {
        Kind::Operation => {
            let mut kept = Vec::new();
            for detail in details.drain(..) {
                let cause = inside.iter_mut().find(|it| is_cause(detail.name, it));
                match cause {
                    Some(cause) => add(cause, detail),
                    None => kept.push(detail),
                }
            }
            *details = kept;
        }
        Kind::Type => {
            let is_call = |it: &Change| it.kind == Kind::Constructor && it.event == Event::Changed;
            let Some(index) = inside.iter().position(is_call) else {
                return;
            };
            let cause = inside.iter().position(is_cause_of_call);
            if let Some(cause) = cause {
                let call = inside
                    .get_mut(index)
                    .map(|it| std::mem::take(&mut it.details));
                if let Some(cause) = inside.get_mut(cause) {
                    call.into_iter().flatten().for_each(|each| add(cause, each));
                }
                inside.remove(index);
            }
        }
        _ => {}
    }
}

fn add(cause: &mut Change, detail: Detail) {
    cause.class = cause.class.max(detail.class);
    cause.details.push(detail);
}

/// Whether a change of a part of an operation is why the operation is called, or answers, otherwise.
fn is_cause(detail: &str, change: &Change) -> bool {
    let is_success = || {
        let status = change.subject.rsplit(' ').next();
        status.is_some_and(|status| status.starts_with(['2', '3', 'd']))
    };
    match (detail, change.kind) {
        ("call", Kind::Parameter | Kind::Body) => is_cause_of_call(change),
        ("gives", Kind::Response) => is_success() && is_of_wire(change),
        ("documented error", Kind::Response) => !is_success() && is_of_wire(change),
        _ => false,
    }
}

fn is_cause_of_call(change: &Change) -> bool {
    match change.event {
        Event::Added => change.class == Class::Major,
        Event::Removed => change.kind != Kind::Constructor,
        Event::Renamed => change.kind != Kind::Constructor,
        Event::Changed => {
            let mut details = change.details.iter();
            let names = [
                "type", "presence", "in", "name", "field", "constant", "access",
            ];
            change.kind != Kind::Constructor && details.any(|it| names.contains(&it.name))
        }
    }
}

fn is_of_wire(change: &Change) -> bool {
    change.is_seen(View::Wire)
}
