//! The model to the plan.

mod areas;
mod client;
mod example;
mod follow;
mod imports;
mod layout;
mod mock;
mod operations;
mod outputs;
mod paging;
mod places;
mod reach;
mod sample;
mod steps;
mod types;
mod unions;
mod waits;

use super::{Declaration, Import, Input, Item, LINTS, ModulePlan, RustTy, doc};
use crate::analyze::Facts;
use crate::config::Root;
use crate::ir::{Api, Operation, OperationId, ResourceId, Type, TypeId, TypeRef};
use crate::names::Names;
use layout::{Home, Layout};
pub(super) use places::type_map;
pub(super) use reach::Reach;
use types::Side;

/// What the builders work with.
pub(super) struct Desk<'a> {
    input: Input<'a>,
    layout: Layout,
    reach: Reach,
}

impl<'a> Desk<'a> {
    fn of(input: Input<'a>) -> Self {
        let layout = Layout::of(input.api);
        Self {
            reach: Reach::of(input, &layout),
            input,
            layout,
        }
    }

    fn api(&self) -> &'a Api {
        self.input.api
    }

    fn facts(&self) -> &'a Facts {
        self.input.facts
    }

    fn names(&self) -> &'a Names {
        self.input.names
    }

    /// The Rust type of a use of a type.
    fn ty(&self, used: &TypeRef, side: Side) -> RustTy {
        let ty = match &used.ty {
            Type::Scalar(scalar) => types::scalar(*scalar),
            Type::List(item) => RustTy::Vec(Box::new(self.ty(item, side))),
            Type::Map(item) => RustTy::Map(Box::new(self.ty(item, side))),
            Type::Json(inner) => RustTy::JsonText(Box::new(self.ty(inner, side))),
            Type::Tuple(items) => {
                RustTy::Tuple(items.iter().map(|item| self.ty(item, side)).collect())
            }
            Type::Any(_) => return RustTy::runtime("Json"),
            Type::Named(id) => {
                RustTy::Path(self.name(*id, side), self.layout.source(self.input, *id))
            }
        };
        if self.api().types.allows_null(used) {
            ty.optional()
        } else {
            ty
        }
    }

    fn name(&self, id: TypeId, side: Side) -> String {
        let Some(names) = self.names().ty(id) else {
            return String::new();
        };
        let split = side == Side::Sent && self.facts().is_split(id);
        if split {
            names.input.as_str().to_owned()
        } else {
            names.ty.as_str().to_owned()
        }
    }
}

/// Plans every module of an API.
pub(super) fn modules(input: Input<'_>) -> (Vec<ModulePlan>, Reach) {
    let desk = Desk::of(input);
    let mut modules = Vec::new();
    let types = types_modules(&desk, &mut modules);
    let mut resources: Vec<ResourceId> = (0..input.api.resources.len() as u32)
        .map(ResourceId)
        .collect();
    resources.sort_by_key(|id| input.names.resource(*id).map(|names| names.module.clone()));
    let mut root = root_module(&desk);
    let companions = input.config.companions.iter();
    root.declarations
        .extend(companions.map(|it| match it.public {
            true => Declaration::public(&it.module),
            false => Declaration::private(&it.module),
        }));
    root.declarations.push(Declaration::private("client"));
    root.exports.push(Import {
        path: "client".to_owned(),
        names: client::exports(&desk),
        features: Vec::new(),
    });
    if let Some(module) = client::error_codes(&desk) {
        root.declarations.push(Declaration::public("error_codes"));
        modules.push(module);
    }
    if types {
        root.declarations.push(Declaration::public("types"));
    }
    for resource in resources {
        if let Some(module) = resource_module(&desk, resource) {
            let name = module.file.trim_end_matches(".rs").to_owned();
            let features = desk.reach.feature(resource);
            root.declarations
                .push(Declaration::public(&name).behind(features));
            modules.push(module);
        }
    }
    modules.push(client::module(&desk));
    root.declarations
        .push(Declaration::public("mock").behind(vec![mock::FEATURE.to_owned()]));
    modules.push(mock::module(&desk));
    Declaration::sort(&mut root.declarations);
    modules.push(root);
    for module in &mut modules {
        imports::fill(input, module);
    }
    modules.sort_by(|left, right| left.file.cmp(&right.file));
    (modules, desk.reach)
}

/// The API's own module: of a crate of its own, with the run time below it.
fn root_module(desk: &Desk<'_>) -> ModulePlan {
    let docs = client::module_docs(desk);
    match desk.input.config.root {
        Root::Module => ModulePlan {
            file: "mod.rs".to_owned(),
            docs,
            ..ModulePlan::default()
        },
        Root::Crate => ModulePlan {
            file: "lib.rs".to_owned(),
            docs,
            lints: LINTS,
            declarations: vec![Declaration::public("runtime")],
            ..ModulePlan::default()
        },
    }
}

/// A file for each component, and the module that lists them; returns whether there is any.
fn types_modules(desk: &Desk<'_>, modules: &mut Vec<ModulePlan>) -> bool {
    let mut list = ModulePlan {
        file: "types/mod.rs".to_owned(),
        docs: vec![
            "The types that operations share: a file for each schema of the document.".to_owned(),
        ],
        ..ModulePlan::default()
    };
    for (id, _) in desk
        .api()
        .types
        .iter()
        .filter(|(id, _)| desk.layout.home(*id) == Home::Type(*id) && desk.reach.has_type(*id))
    {
        let Some(module) = desk.names().ty(id).and_then(|names| names.module.as_ref()) else {
            continue;
        };
        let items: Vec<Item> = desk
            .layout
            .ordered(desk.api(), Home::Type(id), &[id])
            .into_iter()
            .flat_map(|id| types::items(desk, id))
            .collect();
        let names: Vec<String> = items.iter().flat_map(Item::names).collect();
        let title = desk.names().ty(id).map_or("", |names| names.ty.as_str());
        let features = desk.reach.features_of(id);
        list.declarations
            .push(Declaration::private(module.as_str()).behind(features.clone()));
        list.exports.push(Import {
            path: module.as_str().to_owned(),
            names,
            features,
        });
        modules.push(ModulePlan {
            file: format!("types/{}.rs", module.as_str()),
            docs: vec![format!("[`{title}`] and what belongs to it alone.")],
            items,
            ..ModulePlan::default()
        });
    }
    list.declarations.sort();
    list.exports.sort();
    let any = !list.declarations.is_empty();
    if any {
        modules.push(list);
    }
    any
}

/// A resource's file: its handle, then each operation, then the types that exist only there.
fn resource_module(desk: &Desk<'_>, resource: ResourceId) -> Option<ModulePlan> {
    let names = desk.names().resource(resource)?;
    let known = desk.api().resources.get(resource.0 as usize)?;
    let operations = own_operations(desk, resource);
    let mut items = Vec::new();
    if !operations.is_empty() {
        items.push(operations::handle(desk, known, names, &operations));
    }
    let mut roots = Vec::new();
    for (id, operation) in &operations {
        for item in operations::items(desk, *id, operation) {
            outputs::add(&mut items, item);
        }
        roots.extend(operations::named_inside(operation));
    }
    let inline = desk
        .layout
        .ordered(desk.api(), Home::Resource(resource), &roots);
    let inline = inline.into_iter().filter(|id| desk.reach.has_type(*id));
    items.extend(inline.flat_map(|id| types::items(desk, id)));
    if items.is_empty() {
        return None;
    }
    let mut docs = doc::lines(&known.docs, &[]);
    if docs.is_empty() {
        docs = vec![format!("The operations of {}.", doc::code(&known.name))];
    }
    Some(ModulePlan {
        file: format!("{}.rs", names.module.as_str()),
        docs,
        items,
        ..ModulePlan::default()
    })
}

/// The operations of a resource, by path and then by method: the order of a page does not depend on the document's.
fn own_operations<'a>(desk: &Desk<'a>, resource: ResourceId) -> Vec<(OperationId, &'a Operation)> {
    let mut own: Vec<_> = desk
        .api()
        .operations()
        .filter(|(id, operation)| operation.resource == resource && desk.reach.has_operation(*id))
        .collect();
    own.sort_by(|(_, left), (_, right)| {
        (&left.path, &left.method, &left.id).cmp(&(&right.path, &right.method, &right.id))
    });
    own
}
