//! What is written, and for whom: the operations that are wanted, the types that these reach, and the features behind
//! which a part of the crate can be left out.
//!
//! A file of a component is written as a whole, so reaching any type in it reaches all of them. Nothing here changes
//! what a type is called or where it is: that follows from the whole document.

use super::layout::{Home, Layout, named_inside};
use super::operations;
use crate::config::Features;
use crate::ir::{Api, Operation, OperationId, Origin, ResourceId, TypeId, Waiter};
use crate::plan::{FeaturePlan, Input};
use std::collections::{BTreeMap, BTreeSet};

/// A file that more groups of operations use than this is always there: a list of them all would tell nobody anything,
/// and whoever takes a few groups needs most of such files anyway.
const MOST: usize = 2;

/// The feature of types that no operation reaches. No module has a dash in its name.
const OTHER: &str = "other-types";

/// The features that every crate has, and those that are made here.
const TAKEN: &[&str] = &[
    "default",
    "full",
    "mock",
    "mock-server",
    "reqwest",
    "serde",
    "tracing",
];

/// What is written, and for whom.
#[derive(Debug)]
pub(in crate::plan) struct Reach {
    operations: Vec<bool>,
    types: Vec<bool>,
    parts: Option<Parts>,
}

/// What the features of a crate leave out.
#[derive(Debug, Default)]
struct Parts {
    /// The feature of each group of operations.
    names: BTreeMap<ResourceId, String>,
    /// The groups whose modules each group's needs.
    needs: BTreeMap<Part, BTreeSet<ResourceId>>,
    /// For whom each component's file is there; always, where it is not listed.
    users: BTreeMap<TypeId, BTreeSet<Part>>,
}

/// What can be left out: a group of operations, or the types that none of them reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Resource(ResourceId),
    Other,
}

impl Reach {
    /// What is written of an API.
    pub(super) fn of(input: Input<'_>, layout: &Layout) -> Self {
        let mut reach = Self {
            operations: wanted(input.api),
            types: vec![true; input.api.types.len()],
            parts: None,
        };
        let is_divided = input.config.features == Features::ByResource;
        if input.api.selected.is_none() && !is_divided {
            return reach;
        }
        let graph = Graph::of(input.api, layout);
        if input.api.selected.is_some() {
            let written = written(input.api, &reach.operations);
            reach.types = graph.close(written.flat_map(roots), &|_| false);
        }
        if is_divided {
            reach.parts = reach.divide(input, &graph);
        }
        reach
    }

    /// Whether an operation is written.
    pub(in crate::plan) fn has_operation(&self, id: OperationId) -> bool {
        self.operations.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Whether a type is written.
    pub(super) fn has_type(&self, id: TypeId) -> bool {
        self.types.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// How many component schemas could be read and are not written.
    pub(in crate::plan) fn left(&self, api: &Api) -> usize {
        let types = api.types.iter().filter(|(id, _)| !self.has_type(*id));
        types
            .filter(|(_, def)| matches!(def.origin, Origin::Component(_)))
            .filter(|(_, def)| !api.unreadable.contains(&def.place))
            .count()
    }

    /// The feature of a group's module.
    pub(super) fn feature(&self, resource: ResourceId) -> Vec<String> {
        let name = self
            .parts
            .as_ref()
            .and_then(|parts| parts.names.get(&resource));
        name.cloned().into_iter().collect()
    }

    /// The features any of which brings the file of a component; none where it is always there.
    pub(super) fn features_of(&self, owner: TypeId) -> Vec<String> {
        let Some(parts) = &self.parts else {
            return Vec::new();
        };
        let users = parts.users.get(&owner).into_iter().flatten();
        users.map(|part| parts.name(*part).to_owned()).collect()
    }

    /// All features, by name.
    pub(in crate::plan) fn plans(&self) -> Vec<FeaturePlan> {
        let Some(parts) = &self.parts else {
            return Vec::new();
        };
        let resources = parts.names.keys().map(|id| Part::Resource(*id));
        let has_other = parts
            .users
            .values()
            .any(|users| users.contains(&Part::Other));
        let mut plans: Vec<FeaturePlan> = resources
            .chain(has_other.then_some(Part::Other))
            .map(|part| FeaturePlan {
                name: parts.name(part).to_owned(),
                needs: parts
                    .needs
                    .get(&part)
                    .into_iter()
                    .flatten()
                    .filter_map(|id| parts.names.get(id).cloned())
                    .collect(),
            })
            .collect();
        plans.sort();
        plans
    }

    /// The features of the parts that can be left out; nothing where there is only one part.
    fn divide(&self, input: Input<'_>, graph: &Graph<'_>) -> Option<Parts> {
        let mut parts = Parts::default();
        for (id, operation) in input.api.operations() {
            if self.has_operation(id) {
                parts.add(input, operation.resource);
            }
        }
        for (id, _) in input.api.types.iter().filter(|(id, _)| self.has_type(*id)) {
            if let Home::Resource(resource) = graph.layout.home(id) {
                parts.add(input, resource);
            }
        }
        if parts.names.len() < 2 {
            return None;
        }
        let resources: Vec<ResourceId> = parts.names.keys().copied().collect();
        for resource in resources {
            self.reach_of(input.api, graph, resource, &mut parts);
        }
        let owners = graph.files.keys().copied();
        let unused: Vec<TypeId> = owners
            .filter(|owner| self.has_type(*owner) && !parts.users.contains_key(owner))
            .collect();
        parts.note(
            graph,
            Part::Other,
            &graph.close(unused, &|id| graph.is_in(id, None)),
        );
        let always: Vec<TypeId> = parts
            .users
            .iter()
            .filter(|(owner, users)| users.len() > MOST && graph.stands_alone(**owner))
            .map(|(owner, _)| *owner)
            .collect();
        for owner in always {
            parts.users.remove(&owner);
        }
        Some(parts)
    }

    fn reach_of(&self, api: &Api, graph: &Graph<'_>, resource: ResourceId, parts: &mut Parts) {
        let operations = written(api, &self.operations).filter(|it| it.resource == resource);
        let own = graph.inline.get(&resource).into_iter().flatten().copied();
        let own = own.filter(|id| self.has_type(*id));
        let from: Vec<TypeId> = operations.clone().flat_map(roots).chain(own).collect();
        let reached = graph.close(from, &|id| graph.is_in(id, Some(resource)));
        parts.note(graph, Part::Resource(resource), &reached);
        let polled = operations.filter_map(polled);
        let polled = polled.filter_map(|id| Some(api.operation(id)?.resource));
        let needs = parts.needs.entry(Part::Resource(resource)).or_default();
        needs.extend(polled.filter(|other| *other != resource));
    }
}

impl Parts {
    /// Gives a group of operations a feature, which is called as its module.
    fn add(&mut self, input: Input<'_>, resource: ResourceId) {
        let Some(names) = input.names.resource(resource) else {
            return;
        };
        let name = names.module.as_str().trim_start_matches("r#");
        let name = match TAKEN.contains(&name) {
            true => format!("{name}-api"),
            false => name.to_owned(),
        };
        self.names.insert(resource, name);
    }

    /// Notes what a part reaches.
    fn note(&mut self, graph: &Graph<'_>, part: Part, reached: &[bool]) {
        for (index, _) in reached.iter().enumerate().filter(|(_, is)| **is) {
            match graph.layout.home(TypeId(index as u32)) {
                Home::Type(owner) => {
                    self.users.entry(owner).or_default().insert(part);
                }
                Home::Resource(other) if part != Part::Resource(other) => {
                    self.needs.entry(part).or_default().insert(other);
                }
                Home::Resource(_) => {}
            }
        }
    }

    fn name(&self, part: Part) -> &str {
        match part {
            Part::Other => OTHER,
            Part::Resource(id) => self.names.get(&id).map_or("", String::as_str),
        }
    }
}

/// Which types name which.
struct Graph<'a> {
    layout: &'a Layout,
    inside: Vec<Vec<TypeId>>,
    /// The types in the file of each component.
    files: BTreeMap<TypeId, Vec<TypeId>>,
    /// The types in the file of each group of operations.
    inline: BTreeMap<ResourceId, Vec<TypeId>>,
}

impl<'a> Graph<'a> {
    fn of(api: &Api, layout: &'a Layout) -> Self {
        let mut graph = Self {
            layout,
            inside: Vec::with_capacity(api.types.len()),
            files: BTreeMap::new(),
            inline: BTreeMap::new(),
        };
        for (id, _) in api.types.iter() {
            graph.inside.push(named_inside(api, id));
            match layout.home(id) {
                Home::Type(owner) => graph.files.entry(owner).or_default().push(id),
                Home::Resource(resource) => graph.inline.entry(resource).or_default().push(id),
            }
        }
        graph
    }

    /// The types that are reached from some, by id; what is inside those that `ends` names is not looked at.
    fn close(
        &self,
        from: impl IntoIterator<Item = TypeId>,
        ends: &dyn Fn(TypeId) -> bool,
    ) -> Vec<bool> {
        let mut reached = vec![false; self.inside.len()];
        let mut open: Vec<TypeId> = from.into_iter().collect();
        while let Some(id) = open.pop() {
            let Some(is_reached) = reached.get_mut(id.0 as usize) else {
                continue;
            };
            if std::mem::replace(is_reached, true) || ends(id) {
                continue;
            }
            if let Home::Type(owner) = self.layout.home(id) {
                open.extend(self.files.get(&owner).into_iter().flatten());
            }
            open.extend(self.inside.get(id.0 as usize).into_iter().flatten());
        }
        reached
    }

    /// Whether a type is in the file of a group of operations, and not of this one.
    fn is_in(&self, id: TypeId, own: Option<ResourceId>) -> bool {
        matches!(self.layout.home(id), Home::Resource(other) if Some(other) != own)
    }

    /// Whether a component needs no group of operations.
    fn stands_alone(&self, owner: TypeId) -> bool {
        let reached = self.close([owner], &|_| false);
        let mut reached = reached.iter().enumerate().filter(|(_, is)| **is);
        !reached.any(|(index, _)| self.is_in(TypeId(index as u32), None))
    }
}

/// Which operations are written: those that are wanted, and those that show how far what they begin has come.
fn wanted(api: &Api) -> Vec<bool> {
    let mut wanted: Vec<bool> = api
        .operations()
        .map(|(id, _)| api.is_selected(id))
        .collect();
    for (id, operation) in api.operations() {
        if let Some(polled) = polled(operation).filter(|_| api.is_selected(id))
            && let Some(is_wanted) = wanted.get_mut(polled.0 as usize)
        {
            *is_wanted = true;
        }
    }
    wanted
}

fn polled(operation: &Operation) -> Option<OperationId> {
    match operation.waiter {
        Some(Waiter::Location(id)) => Some(id),
        _ => None,
    }
}

fn written<'a>(
    api: &'a Api,
    operations: &'a [bool],
) -> impl Iterator<Item = &'a Operation> + Clone {
    let all = api.operations.iter().zip(operations);
    all.filter(|(_, is_written)| **is_written)
        .map(|(operation, _)| operation)
}

/// The types that an operation names.
fn roots(operation: &Operation) -> Vec<TypeId> {
    let mut roots = operations::named_inside(operation);
    if let Some(paging) = &operation.paging {
        paging.item.each_named(&mut |id| roots.push(id));
    }
    roots
}
