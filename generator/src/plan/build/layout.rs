//! Which type lives in which file. It follows origin, never use: a component is a file with its inline types below it,
//! an operation's inline types are in its resource's file.

use crate::ir::{Api, Origin, Owner, ResourceId, Shape, TypeId, TypeRef};
use crate::plan::{Input, Source};
use std::collections::{BTreeMap, BTreeSet};

/// Where a type is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Home {
    /// In the file of that type, below `types`.
    Type(TypeId),
    /// In the file of that resource.
    Resource(ResourceId),
}

/// The home of each type, and the types of each home.
#[derive(Debug)]
pub(super) struct Layout {
    homes: Vec<Home>,
    types: BTreeMap<Home, Vec<TypeId>>,
}

impl Layout {
    /// The layout of an API.
    pub(super) fn of(api: &Api) -> Self {
        let homes: Vec<Home> = api.types.iter().map(|(id, _)| home(api, id)).collect();
        let mut types: BTreeMap<Home, Vec<TypeId>> = BTreeMap::new();
        for ((id, _), home) in api.types.iter().zip(&homes) {
            types.entry(*home).or_default().push(id);
        }
        Self { homes, types }
    }

    /// Where a type is written.
    pub(super) fn home(&self, id: TypeId) -> Home {
        self.homes
            .get(id.0 as usize)
            .copied()
            .unwrap_or(Home::Type(id))
    }

    /// Where a type is imported from.
    pub(super) fn source(&self, input: Input<'_>, id: TypeId) -> Source {
        Source::Module(match self.home(id) {
            Home::Type(_) => format!("{}::types", input.config.module),
            Home::Resource(resource) => {
                let module = input
                    .names
                    .resource(resource)
                    .map_or("", |names| names.module.as_str());
                format!("{}::{module}", input.config.module)
            }
        })
    }

    /// The types of a home, each before what is inside it: first those reached from `roots`, then the others.
    pub(super) fn ordered(&self, api: &Api, at: Home, roots: &[TypeId]) -> Vec<TypeId> {
        let mut seen = BTreeSet::new();
        let mut order = Vec::new();
        let mut others = self.types.get(&at).cloned().unwrap_or_default();
        others.sort_by_cached_key(|id| api.origin_path(*id));
        for root in roots.iter().copied().chain(others) {
            self.visit(api, at, root, &mut seen, &mut order);
        }
        order
    }

    fn visit(
        &self,
        api: &Api,
        at: Home,
        root: TypeId,
        seen: &mut BTreeSet<TypeId>,
        order: &mut Vec<TypeId>,
    ) {
        let mut stack = vec![root];
        while let Some(id) = stack.pop() {
            if self.home(id) != at || !seen.insert(id) {
                continue;
            }
            order.push(id);
            let inside = named_inside(api, id);
            stack.extend(inside.into_iter().rev());
        }
    }
}

fn home(api: &Api, id: TypeId) -> Home {
    let mut at = id;
    // Owners form no cycle (an invariant); the bound keeps a broken graph from hanging.
    for _ in 0..=api.types.len() {
        match api.types.get(at).map(|def| &def.origin) {
            Some(Origin::Inline {
                owner: Owner::Type(owner),
                ..
            }) => at = *owner,
            Some(Origin::Inline {
                owner: Owner::Operation(operation),
                ..
            }) => {
                return api
                    .operation(*operation)
                    .map_or(Home::Type(at), |operation| {
                        Home::Resource(operation.resource)
                    });
            }
            Some(
                Origin::Component(_)
                | Origin::Inline {
                    owner: Owner::Shared(_),
                    ..
                },
            )
            | None => return Home::Type(at),
        }
    }
    Home::Type(id)
}

/// The named types that a type names, in order of the document.
pub(super) fn named_inside(api: &Api, id: TypeId) -> Vec<TypeId> {
    let mut inside = Vec::new();
    let mut add = |used: &TypeRef| used.each_named(&mut |id| inside.push(id));
    match api.types.get(id).map(|def| &def.shape) {
        Some(Shape::Struct(object)) => {
            object.fields.iter().for_each(|field| add(&field.ty));
            if let crate::ir::Rest::Kept(ty) = &object.rest {
                add(ty);
            }
        }
        Some(Shape::Union(union)) => union.variants.iter().for_each(|variant| add(&variant.ty)),
        Some(Shape::Alias(target)) => add(target),
        Some(Shape::Enum(_) | Shape::Reserved) | None => {}
    }
    inside
}
