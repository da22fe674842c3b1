//! Enums of errors by status: one for all operations of a resource that document the same errors, else one for each.

use super::{Names, TypeIdent};
use crate::ir::{
    Api, Codec, Framing, Operation, OperationId, ResourceId, Response, StatusKey, TypeRef,
};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What is read of a response.
type Read<'a> = Option<(&'a TypeRef, Codec, Option<Framing>, bool)>;

/// The errors of an operation and what is read of them, by status.
type Errors<'a> = Vec<(StatusKey, Read<'a>)>;

/// The errors that several operations of a resource document alike.
pub(super) struct SharedErrors {
    /// What names the enum in a lock: the resource and the statuses.
    pub(super) path: String,
    /// The resource, as the path of its handle.
    pub(super) resource: String,
    /// The first of the operations by their ids, as the path of its marker.
    pub(super) operation: String,
    /// The operations.
    pub(super) operations: Vec<OperationId>,
    /// Whether most operations of the resource share these.
    pub(super) is_usual: bool,
}

/// The errors that operations share: within a resource those first that most operations share.
pub(super) fn shared(api: &Api) -> Vec<SharedErrors> {
    let mut groups: BTreeMap<ResourceId, Vec<(Errors<'_>, Vec<OperationId>)>> = BTreeMap::new();
    for (id, operation) in api.operations() {
        let errors = errors(operation);
        if !differ(errors.iter().map(|(_, read)| *read)) {
            continue;
        }
        let groups = groups.entry(operation.resource).or_default();
        match groups.iter_mut().find(|(other, _)| *other == errors) {
            Some((_, operations)) => operations.push(id),
            None => groups.push((errors, vec![id])),
        }
    }
    let mut all = Vec::new();
    for (resource, groups) in groups {
        let Some(resource) = api.resources.get(resource.0 as usize) else {
            continue;
        };
        let resource = format!("resource {}", resource.name);
        let several = groups
            .into_iter()
            .filter(|(_, operations)| operations.len() > 1);
        let mut own: Vec<SharedErrors> = several
            .map(|(errors, operations)| group(api, &resource, &errors, operations))
            .collect();
        own.sort_by_cached_key(|it| {
            let count = Reverse(it.operations.len());
            (count, it.path.clone(), it.operation.clone())
        });
        if let Some(first) = own.first_mut() {
            first.is_usual = true;
        }
        for index in 1..own.len() {
            let (before, after) = own.split_at_mut(index);
            if let Some(one) = after.first_mut()
                && before.iter().any(|other| other.path == one.path)
            {
                one.path = format!("{} of {}", one.path, one.operation);
            }
        }
        all.extend(own);
    }
    all
}

/// Takes over the names that operations share.
pub(super) fn remember(
    names: &mut Names,
    derived: &BTreeMap<String, String>,
    shared: &[SharedErrors],
) {
    for one in shared {
        let name = derived.get(&one.path).cloned().unwrap_or_default();
        for id in &one.operations {
            if let Some(own) = names.operations.get_mut(id.0 as usize) {
                own.error = TypeIdent::new(name.clone());
                own.shares_error = true;
            }
        }
    }
}

fn group(
    api: &Api,
    resource: &str,
    errors: &[(StatusKey, Read<'_>)],
    operations: Vec<OperationId>,
) -> SharedErrors {
    let statuses: Vec<String> = errors
        .iter()
        .map(|(status, _)| status.to_string())
        .collect();
    let ids = operations
        .iter()
        .filter_map(|id| Some(&api.operation(*id)?.id));
    SharedErrors {
        path: format!("{resource} error {}", statuses.join("/")),
        resource: resource.to_owned(),
        operation: format!("operation {}", ids.min().map_or("", String::as_str)),
        operations,
        is_usual: false,
    }
}

fn errors(operation: &Operation) -> Errors<'_> {
    let failures = operation
        .responses
        .iter()
        .filter(|it| !it.status.is_success());
    let mut errors: Vec<_> = failures.map(|it| (it.status, read(it))).collect();
    errors.sort_by_key(|(status, _)| *status);
    errors
}

fn read(response: &Response) -> Read<'_> {
    let content = response.read()?;
    Some((
        &content.ty,
        content.codec,
        content.framing,
        content.enveloped,
    ))
}

/// Whether responses hold different things, so that they may become an enum by status. A name too many in the lock
/// does no harm.
fn differ<'a>(read: impl Iterator<Item = Read<'a>>) -> bool {
    let mut held = read.flatten().map(|(ty, _, framing, _)| (ty, framing));
    held.next()
        .is_some_and(|first| held.any(|other| other != first))
}

/// Whether these responses of an operation hold different things.
pub(super) fn responses_differ(operation: &Operation, are_successes: bool) -> bool {
    let wanted = |it: &&Response| it.status.is_success() == are_successes;
    differ(operation.responses.iter().filter(wanted).map(read))
}
