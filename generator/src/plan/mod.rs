//! The plan: every decision about the generated code, as plain structs. The only layer that sees both the intermediate
//! model and Rust; it knows no tokens.

mod build;
mod code;
mod doc;
mod item;
mod module;
mod part;
mod places;
mod surface;
mod ty;

pub(crate) use doc::{code, plain, prose};

pub use code::{Argument, Body, CallStep, Style, Take};
pub use doc::is_seen;
pub use item::{
    AliasPlan, AnswerPlan, AnswerSource, ApiPlan, ByStatusPlan, ByStatusVariant, ClientPlan,
    Constant, Constructor, CredentialPlan, EnumPlan, EnumVariant, ErrorCodePlan, ExamplePlan,
    FieldPlan, FollowPlan, HandlePlan, HeaderPlan, HeadersPlan, InserterPlan, Item, MethodPlan,
    MockPlan, OperationPlan, OptionPlan, OptionsPlan, OutputPlan, PagingPlan, Payload,
    ResourceAccessor, SchemeAt, SchemePlan, ServerPlan, SetterPlan, StreamPlan, StructPlan, Told,
    UnionPlan, UnionVariant, VariablePlan, WaiterKind, WaiterPlan,
};
pub use module::{Declaration, Import, LINTS, Lint, ModulePlan, Visibility};
pub use part::Part;
pub use places::{PlacedType, PlacedUnion, TypeMap};
pub use ty::{RustTy, Source};

use crate::analyze::Facts;
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics, Ledger};
use crate::ir::{Api, Operation, OperationId};
use crate::names::Names;
use std::collections::BTreeSet;

/// What will be written.
#[derive(Debug, Default)]
pub struct RustPlan {
    /// The modules, by their path.
    pub modules: Vec<ModulePlan>,
    /// Every public item, a line each, sorted.
    pub surface: Vec<String>,
    /// The parts of the run time that it needs.
    pub parts: BTreeSet<Part>,
    /// The path of the run time.
    pub runtime: String,
    /// The command that makes the files.
    pub command: String,
    /// The parts that can be left out.
    pub features: Vec<FeaturePlan>,
}

/// A part of the crate that can be left out: a group of operations with its types.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FeaturePlan {
    /// Its name.
    pub name: String,
    /// The features that it needs.
    pub needs: Vec<String>,
}

impl RustPlan {
    /// The names of all items.
    pub fn item_names(&self) -> BTreeSet<String> {
        let items = self.modules.iter().flat_map(|module| &module.items);
        items.flat_map(Item::names).collect()
    }
}

/// What a plan is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// What the API means.
    pub api: &'a Api,
    /// What follows from it.
    pub facts: &'a Facts,
    /// What everything is called.
    pub names: &'a Names,
    /// What the caller decided.
    pub config: &'a Config,
}

/// Decides everything; counts what goes out in the ledger.
pub fn plan(input: Input<'_>, ledger: &mut Ledger, found: &mut Diagnostics) -> RustPlan {
    let (modules, reach) = build::modules(input);
    let items = modules.iter().flat_map(|module| &module.items);
    ledger.operations.went_out = items
        .filter(|item| matches!(item, Item::Operation(_)))
        .count();
    answers(&modules, ledger);
    links(input, &modules, &reach, (ledger, found));
    if input.api.selected.is_some() {
        let left = |(id, _): &(OperationId, &Operation)| !reach.has_operation(*id);
        ledger.operations.unselected = input.api.operations().filter(left).count();
        let left = reach.left(input.api);
        ledger.schemas.unselected = left;
        ledger.schemas.went_out = ledger.schemas.went_out.saturating_sub(left);
    }
    let surface = surface::lines(&modules);
    let parts = part::of(input, &modules);
    RustPlan {
        modules,
        surface,
        parts,
        runtime: input.config.runtime.clone(),
        command: input.config.command.clone(),
        features: reach.plans(),
    }
}

/// Counts where the answers of the mock are from.
fn answers(modules: &[ModulePlan], ledger: &mut Ledger) {
    let items = modules.iter().flat_map(|module| &module.items);
    let answers = items.flat_map(|item| match item {
        Item::Mock(plan) => plan.answers.as_slice(),
        _ => &[],
    });
    for answer in answers {
        let count = match answer.source {
            AnswerSource::Example => &mut ledger.answers.examples,
            AnswerSource::Mended => &mut ledger.answers.mended,
            AnswerSource::Made => &mut ledger.answers.made,
            AnswerSource::Missing => &mut ledger.answers.missing,
        };
        *count += 1;
    }
}

/// Counts the links that became methods. What is given to one may be a value that no expression makes.
fn links(
    input: Input<'_>,
    modules: &[ModulePlan],
    reach: &build::Reach,
    (ledger, found): (&mut Ledger, &mut Diagnostics),
) {
    let items = modules.iter().flat_map(|module| &module.items);
    let follows = items.flat_map(|item| match item {
        Item::Handle(plan) => plan.follows.as_slice(),
        _ => &[],
    });
    let written: BTreeSet<usize> = follows.map(|plan| plan.link).collect();
    for (index, link) in input.api.links() {
        let mut from = link.from.iter();
        let is_wanted = reach.has_operation(link.target) && from.any(|id| reach.has_operation(*id));
        if written.contains(&index) {
            ledger.links.went_out += link.answers;
        } else if !is_wanted {
            ledger.links.unselected += link.answers;
        } else {
            ledger.links.skipped += link.answers;
            let message = format!(
                "the link `{}` gives a value that cannot be written",
                link.name
            );
            let astray = Diagnostic::new(Code::LinkAstray, &link.place, message);
            found.push(astray.remedy("give less, and leave the rest to the caller"));
        }
    }
}

/// What the schemas of the document are in Rust.
pub fn type_map(input: Input<'_>) -> TypeMap {
    build::type_map(input)
}
