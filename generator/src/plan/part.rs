//! The parts of the run time that not every API has a use for, and which of them an API needs.
//!
//! What is left out is not compiled: a client that lists nothing in pages pays nothing for pages.

use super::{
    Body, CallStep, Input, Item, ModulePlan, OperationPlan, OutputPlan, Payload, SchemeAt,
};
use std::collections::BTreeSet;

/// A part of the run time that is left out where nothing needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Answers of bytes, in pieces or into files.
    Downloads,
    /// Bodies of parts.
    Multipart,
    /// Tokens from a token endpoint.
    OAuth,
    /// Calls that must be done once, though nobody answers.
    Once,
    /// Lists that come in pages.
    Paging,
    /// Bodies of bytes, from wherever they come.
    Sources,
    /// Answers that come item by item.
    Streams,
    /// Waiting for what an operation began.
    Waits,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Downloads,
        Self::Multipart,
        Self::OAuth,
        Self::Once,
        Self::Paging,
        Self::Sources,
        Self::Streams,
        Self::Waits,
    ];
}

/// The parts that an API needs; of one with modules written by hand nobody knows what these use.
pub(super) fn of(input: Input<'_>, modules: &[ModulePlan]) -> BTreeSet<Part> {
    if !input.config.companions.is_empty() {
        return Part::ALL.into();
    }
    let mut parts = BTreeSet::new();
    for module in modules {
        let from_runtime = module
            .imports
            .iter()
            .filter(|import| import.path == input.config.runtime);
        let mut names = from_runtime.flat_map(|import| &import.names);
        if names.any(|name| name == "Part") {
            parts.insert(Part::Multipart);
        }
        for item in &module.items {
            add(item, &mut parts);
        }
    }
    parts
}

fn add(item: &Item, parts: &mut BTreeSet<Part>) {
    match item {
        Item::Operation(plan) => {
            parts.extend(plan.paging.as_ref().map(|_| Part::Paging));
            parts.extend(plan.stream.as_ref().map(|_| Part::Streams));
            parts.extend(may_be_done_twice(plan).then_some(Part::Once));
            let is_bytes = plan.output == OutputPlan::One(Payload::Bytes);
            parts.extend(is_bytes.then_some(Part::Downloads));
        }
        Item::ByStatus(plan) => {
            let mut payloads = plan.variants.iter().map(|variant| &variant.payload);
            if payloads.any(|payload| matches!(payload, Payload::Items(_))) {
                parts.insert(Part::Streams);
            }
        }
        Item::Handle(plan) => {
            let steps = plan.methods.iter().flat_map(|method| &method.steps);
            parts.extend(steps.filter_map(of_step));
        }
        Item::Options(plan) => {
            let steps = plan.options.iter().map(|option| &option.step);
            parts.extend(steps.filter_map(of_step));
        }
        Item::Waiter(_) => {
            parts.insert(Part::Waits);
        }
        Item::Api(plan) => {
            // Whoever gets tokens somewhere writes a provider, which asks an endpoint by this.
            let mut schemes = plan.schemes.iter();
            if schemes.any(|scheme| matches!(scheme.at, SchemeAt::Bearer)) {
                parts.insert(Part::OAuth);
            }
        }
        Item::Struct(_)
        | Item::Enum(_)
        | Item::Union(_)
        | Item::Alias(_)
        | Item::Headers(_)
        | Item::Client(_)
        | Item::ErrorCodes(_)
        | Item::Mock(_) => {}
    }
}

/// Whether doing it twice is not the same as once, so that it is worth looking before sending it again.
fn may_be_done_twice(plan: &OperationPlan) -> bool {
    let is_idempotent = match &plan.method {
        Ok(method) => !matches!(*method, "Post" | "Patch"),
        Err(_) => false,
    };
    !is_idempotent && plan.retry != Some("Safe")
}

fn of_step(step: &CallStep) -> Option<Part> {
    match step {
        CallStep::Body(Body::Multipart { .. }) => Some(Part::Multipart),
        CallStep::Body(Body::Bytes { .. }) => Some(Part::Sources),
        _ => None,
    }
}
