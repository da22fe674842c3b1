//! What follows from an API's types, as tables by [`TypeId`]: what only plain algorithms can say, computed once. It
//! knows neither the document nor Rust; all of its walks keep a stack of their own, so no graph is too deep.

mod cycles;
mod edges;
mod flow;
mod order;
mod unions;

pub use unions::{JsonKind, JsonKinds, Test, Tests};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::ir::{Api, Shape, TypeId};
use std::collections::BTreeSet;

/// What follows from an API's types.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    boxed: BTreeSet<(TypeId, usize)>,
    forced_optional: BTreeSet<(TypeId, usize)>,
    split: Vec<bool>,
    sent: Vec<bool>,
    read: Vec<bool>,
    has_default: Vec<bool>,
    has_float: Vec<bool>,
    has_untyped: Vec<bool>,
    has_secret: Vec<bool>,
    tests: Vec<Tests>,
    order: Vec<usize>,
}

/// Computes the facts; adds what a reader of the document should know.
pub fn analyze(api: &Api, found: &mut Diagnostics) -> Facts {
    let order = order::by_origin(api);
    let plain = edges::plain(api);
    let contained = edges::contained(api);
    let boxed = cycles::closing(&plain, &order, |_| true);
    let forced_optional = cycles::closing(&plain, &order, |edge| edge.required);
    report_forced(api, &forced_optional, found);
    let is_forced = |id: TypeId, index: usize| forced_optional.contains(&(id, index));
    Facts {
        split: flow::outwards(api, &contained, flow::is_directed),
        sent: flow::sent(api, &contained),
        read: flow::read(api, &contained),
        has_default: flow::empty_is_fine(api, is_forced),
        has_float: flow::outwards(api, &contained, flow::is_float),
        has_untyped: flow::outwards(api, &contained, flow::is_untyped),
        has_secret: flow::outwards(api, &contained, flow::is_secret),
        tests: unions::tests(api, &forced_optional, found),
        boxed,
        forced_optional,
        order,
    }
}

fn report_forced(api: &Api, forced: &BTreeSet<(TypeId, usize)>, found: &mut Diagnostics) {
    for (id, index) in forced {
        let Some(def) = api.types.get(*id) else {
            continue;
        };
        let Shape::Struct(object) = &def.shape else {
            continue;
        };
        let Some(field) = object.fields.get(*index) else {
            continue;
        };
        let message = format!(
            "the required member `{}` leads back to its own object, so no value could ever end",
            field.name
        );
        found.push(
            Diagnostic::new(Code::RequiredCycle, &field.place, message)
                .remedy("it is optional in the client; take it out of `required`"),
        );
    }
}

impl Facts {
    /// Whether the member or variant at `index` needs an indirection, since it closes a cycle of values in values.
    pub fn is_boxed(&self, id: TypeId, index: usize) -> bool {
        self.boxed.contains(&(id, index))
    }

    /// Whether the required member at `index` is optional all the same, since it closes a cycle of required members.
    pub fn is_forced_optional(&self, id: TypeId, index: usize) -> bool {
        self.forced_optional.contains(&(id, index))
    }

    /// Whether the type has members that are only read or only sent, itself or in what it contains: it is two types.
    pub fn is_split(&self, id: TypeId) -> bool {
        of(&self.split, id)
    }

    /// Whether parameters or request bodies contain it.
    pub fn is_sent(&self, id: TypeId) -> bool {
        of(&self.sent, id)
    }

    /// Whether responses contain it.
    pub fn is_read(&self, id: TypeId) -> bool {
        of(&self.read, id)
    }

    /// Whether an empty value is one of its values: a struct that requires nothing, a list, a map, an alias of these.
    pub fn has_default(&self, id: TypeId) -> bool {
        of(&self.has_default, id)
    }

    /// Whether it contains a number that is no whole number, so that equality is partial.
    pub fn has_float(&self, id: TypeId) -> bool {
        of(&self.has_float, id)
    }

    /// Whether it contains untyped JSON.
    pub fn has_untyped(&self, id: TypeId) -> bool {
        of(&self.has_untyped, id)
    }

    /// Whether it contains a secret.
    pub fn has_secret(&self, id: TypeId) -> bool {
        of(&self.has_secret, id)
    }

    /// What tells the variants apart, if the type is a union.
    pub fn tests(&self, id: TypeId) -> Option<&Tests> {
        self.tests
            .get(id.0 as usize)
            .filter(|tests| !tests.variants.is_empty())
    }

    /// The place of a type when types are sorted by origin, which says nothing of when it was found.
    pub fn order(&self, id: TypeId) -> usize {
        self.order.get(id.0 as usize).copied().unwrap_or(usize::MAX)
    }
}

fn of(table: &[bool], id: TypeId) -> bool {
    table.get(id.0 as usize).copied().unwrap_or(false)
}
