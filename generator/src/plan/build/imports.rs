//! What each module imports, from what its items name.

use crate::plan::ty::Imports;
use crate::plan::{
    Body, CallStep, Constant, FollowPlan, Import, Input, Item, ModulePlan, OperationPlan,
    OutputPlan, Payload, RustTy, Source, StructPlan, Take, WaiterKind,
};
use std::collections::BTreeMap;

/// Fills in the imports of a module.
pub(super) fn fill(input: Input<'_>, module: &mut ModulePlan) {
    let mut needs = Needs {
        runtime: &input.config.runtime,
        imports: Imports::new(),
    };
    for item in &module.items {
        needs.item(item);
    }
    let handles = handles(&module.items);
    let own: Vec<String> = module.items.iter().flat_map(Item::names).collect();
    module.imports = needs
        .imports
        .into_iter()
        .map(|(path, names)| {
            let is_runtime = path == input.config.runtime;
            let foreign =
                |name: &String| is_runtime || path.starts_with("std") || !own.contains(name);
            Import {
                names: names.into_iter().filter(foreign).collect(),
                features: handles.get(&path).cloned().unwrap_or_default(),
                path,
            }
        })
        .filter(|import| !import.names.is_empty())
        .collect();
}

/// The features that bring the handles of a client and what calls that follow answers name, by the modules that these
/// are in.
fn handles(items: &[Item]) -> BTreeMap<String, Vec<String>> {
    let mut handles = BTreeMap::new();
    let mut add = |ty: &RustTy, features: &[String]| {
        if let RustTy::Path(_, Source::Module(path)) = ty {
            handles.insert(path.clone(), features.to_vec());
        }
    };
    for item in items {
        match item {
            Item::Client(plan) => {
                let resources = plan.resources.iter();
                resources.for_each(|it| add(&it.handle, &it.features));
            }
            Item::Handle(plan) => {
                let follows = plan.follows.iter();
                follows.for_each(|it| add(&it.marker, &it.features));
            }
            _ => {}
        }
    }
    handles
}

struct Needs<'a> {
    runtime: &'a str,
    imports: Imports,
}

impl Needs<'_> {
    fn ty(&mut self, ty: &RustTy) {
        ty.import(self.runtime, &mut self.imports);
    }

    fn runtime(&mut self, names: &[&str]) {
        let known = self.imports.entry(self.runtime.to_owned()).or_default();
        known.extend(names.iter().map(|name| (*name).to_owned()));
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Struct(plan) => self.structure(plan),
            Item::Enum(plan) if plan.integers => self.runtime(&["wire_enum"]),
            Item::Enum(_) => self.runtime(&["Unrecognized", "wire_enum"]),
            Item::Union(plan) => {
                self.runtime(&["Json", "wire_union"]);
                plan.variants
                    .iter()
                    .for_each(|variant| self.ty(&variant.ty));
            }
            Item::Alias(plan) => self.ty(&plan.ty),
            Item::ByStatus(plan) => {
                self.runtime(&["by_status"]);
                let payloads = plan.variants.iter().map(|variant| &variant.payload);
                payloads.for_each(|payload| self.payload(payload));
            }
            Item::Handle(plan) => {
                self.runtime(&["Call", "Client"]);
                let steps = plan.methods.iter().flat_map(|method| &method.steps);
                steps.for_each(|step| self.step(step));
                plan.follows.iter().for_each(|follow| self.follow(follow));
            }
            Item::Operation(plan) => self.operation(plan),
            Item::Options(plan) => {
                self.runtime(&["Call"]);
                plan.options
                    .iter()
                    .for_each(|option| self.step(&option.step));
            }
            Item::Waiter(plan) => match plan.kind {
                WaiterKind::Newest { .. } => self.runtime(&["Newest", "WaitsFor"]),
                WaiterKind::States { .. } | WaiterKind::Location(_) => {
                    self.runtime(&["Waiter", "Waits"]);
                }
            },
            Item::Headers(plan) => {
                self.runtime(&["Response"]);
                plan.headers.iter().for_each(|header| self.ty(&header.ty));
            }
            Item::Client(plan) => {
                let (outer, name) = self.runtime.rsplit_once("::").unwrap_or(("", self.runtime));
                let outer = self.imports.entry(outer.to_owned()).or_default();
                outer.insert(name.to_owned());
                plan.resources
                    .iter()
                    .for_each(|resource| self.ty(&resource.handle));
            }
            Item::ErrorCodes(_) => self.runtime(&["error_codes"]),
            Item::Mock(_) => self.runtime(&["Example", "Mock"]),
            Item::Api(_) => {}
        }
    }

    fn structure(&mut self, plan: &StructPlan) {
        self.runtime(&["wire"]);
        let fields = plan.fields.iter().chain(&plan.rest);
        fields.for_each(|field| self.ty(&field.ty));
        if !plan.setters.is_empty() {
            self.runtime(&["setters"]);
        }
        if !plan.inserters.is_empty() {
            self.runtime(&["inserters"]);
            let entries = plan.inserters.iter();
            entries.for_each(|inserter| self.ty(&inserter.ty));
        }
        let Some(constructor) = &plan.constructor else {
            return;
        };
        for (_, constant) in &constructor.constants {
            if let Constant::Variant(ty, _) = constant {
                self.ty(ty);
            }
        }
        if constructor.has_blank {
            self.runtime(&["Wire"]);
        }
    }

    fn operation(&mut self, plan: &OperationPlan) {
        self.runtime(&["Method", "operation"]);
        match &plan.output {
            OutputPlan::One(Payload::Json(ty))
            | OutputPlan::Optional(ty)
            | OutputPlan::ByStatus(ty) => self.ty(ty),
            OutputPlan::One(_) => {}
        }
        if let Some(stream) = &plan.stream {
            self.ty(&stream.item);
        }
        if let Some(paging) = &plan.paging {
            self.ty(&paging.item);
        }
        if let Some(ty) = &plan.error {
            self.ty(ty);
        }
    }

    fn payload(&mut self, payload: &Payload) {
        match payload {
            Payload::Json(ty) | Payload::Items(ty) => self.ty(ty),
            Payload::Bytes => self.runtime(&["Bytes"]),
            Payload::Empty | Payload::Text => {}
        }
    }

    fn follow(&mut self, plan: &FollowPlan) {
        self.ty(&plan.marker);
        plan.names.iter().for_each(|ty| self.ty(ty));
        for argument in &plan.arguments {
            if let Some(ty) = argument.take.ty() {
                self.ty(ty);
            }
            if argument.take == Take::Id {
                self.runtime(&["PathId"]);
            }
        }
    }

    fn step(&mut self, step: &CallStep) {
        if let Some(ty) = step.argument().take.ty() {
            self.ty(ty);
        }
        match step.argument().take {
            Take::Each(_) => self.runtime(&["list"]),
            Take::Id => self.runtime(&["PathId"]),
            Take::Str | Take::Ref(_) | Take::Value(_) | Take::Into(_) => {}
        }
        let styled_form =
            matches!(step, CallStep::Body(Body::Form { styles, .. }) if !styles.is_empty());
        if step.has_style() || styled_form {
            self.runtime(&["Style"]);
        }
    }
}
