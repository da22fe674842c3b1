//! The items of a plan by what they are about.

use crate::plan::{
    Item, MethodPlan, ModulePlan, OperationPlan, OptionPlan, StructPlan, WaiterPlan,
};
use std::collections::BTreeMap;

/// The items of a plan by what they are about. The names of types, of handles and of markers are in one scope.
#[derive(Default)]
pub(in crate::diff) struct Items<'a> {
    /// Structs, enums, unions and aliases, in the order of files, with the path of their module.
    pub(in crate::diff) types: Vec<(&'a str, Placed<'a>)>,
    by_name: BTreeMap<&'a str, usize>,
    operations: BTreeMap<&'a str, Operation<'a>>,
    /// What is called through the client, by the path of its module.
    pub(in crate::diff) client: Vec<&'a Item>,
}

/// An item and the path of its module as users write it.
#[derive(Clone)]
pub(in crate::diff) struct Placed<'a> {
    pub(in crate::diff) module: String,
    pub(in crate::diff) item: &'a Item,
}

/// Everything that a plan has of an operation.
#[derive(Clone, Default)]
pub(in crate::diff) struct Operation<'a> {
    pub(in crate::diff) module: String,
    pub(in crate::diff) plan: Option<&'a OperationPlan>,
    pub(in crate::diff) methods: Vec<&'a MethodPlan>,
    pub(in crate::diff) options: &'a [OptionPlan],
    pub(in crate::diff) headers: Vec<(&'a str, &'a str, String)>,
    pub(in crate::diff) waiter: Option<&'a WaiterPlan>,
}

impl<'a> Items<'a> {
    pub(super) fn of(modules: &'a [ModulePlan]) -> Self {
        let mut items = Self::default();
        for module in modules {
            let path = module.user_path();
            for item in &module.items {
                items.add(&path, item);
            }
        }
        items
    }

    fn add(&mut self, module: &str, item: &'a Item) {
        match item {
            Item::Struct(plan) => self.add_type(&plan.name, module, item),
            Item::Enum(plan) => self.add_type(&plan.name, module, item),
            Item::Union(plan) => self.add_type(&plan.name, module, item),
            Item::Alias(plan) => self.add_type(&plan.name, module, item),
            Item::ByStatus(plan) => self.add_type(&plan.name, module, item),
            Item::Handle(plan) => {
                for method in &plan.methods {
                    self.of_marker(&method.marker).methods.push(method);
                }
            }
            Item::Operation(plan) => {
                let of = self.of_marker(&plan.marker);
                (of.plan, of.module) = (Some(plan), module.to_owned());
            }
            Item::Options(plan) => self.of_marker(&plan.marker).options = &plan.options,
            Item::Headers(plan) => {
                let headers = plan.headers.iter();
                let headers = headers.map(|it| (it.wire.as_str(), it.name.as_str(), it.ty.text()));
                self.of_marker(&plan.marker).headers = headers.collect();
            }
            Item::Waiter(plan) => self.of_marker(&plan.marker).waiter = Some(plan),
            // What a mock answers is no part of the API.
            Item::Mock(_) => {}
            Item::Api(_) | Item::Client(_) | Item::ErrorCodes(_) => self.client.push(item),
        }
    }

    fn add_type(&mut self, name: &'a str, module: &str, item: &'a Item) {
        self.by_name.insert(name, self.types.len());
        let module = module.to_owned();
        self.types.push((name, Placed { module, item }));
    }

    fn of_marker(&mut self, marker: &'a str) -> &mut Operation<'a> {
        self.operations.entry(marker).or_default()
    }

    /// The type of that name.
    pub(in crate::diff) fn ty(&self, name: &str) -> Option<&Placed<'a>> {
        let (_, placed) = self.types.get(*self.by_name.get(name)?)?;
        Some(placed)
    }

    pub(in crate::diff) fn structure(&self, name: &str) -> Option<&'a StructPlan> {
        match self.ty(name)?.item {
            Item::Struct(plan) => Some(plan),
            _ => None,
        }
    }

    /// The operation of that marker.
    pub(in crate::diff) fn operation(&self, marker: &str) -> Operation<'a> {
        self.operations.get(marker).cloned().unwrap_or_default()
    }
}
