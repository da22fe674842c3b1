//! Operations: one part a file.

mod body;
mod collect;
mod headers;
mod ids;
mod media;
mod paging;
mod params;
mod path;
mod resources;
mod responses;
mod retry;
mod security;
mod sequence;
mod servers;

pub(super) use collect::Found;

use super::context::Lowering;
use super::{docs, rename};
use crate::ir::{Docs, Method, Operation};
use std::collections::BTreeMap;

impl Lowering<'_, '_> {
    /// Lowers all operations that were collected, in their order.
    pub(super) fn operations(&mut self, found: Vec<Found>) {
        let groups = self.resources(&found);
        for each in &found {
            let resource = groups
                .get(&resources::group_of(each))
                .copied()
                .unwrap_or(crate::ir::ResourceId(0));
            let operation = self.operation(each, resource);
            self.api.operations.push(operation);
            // A queue that is emptied often stays short.
            self.run_queue();
        }
        self.read = found;
    }

    fn operation(&mut self, found: &Found, resource: crate::ir::ResourceId) -> Operation {
        let view = &found.view;
        let place = view.place.clone();
        self.waiter_declared(view);
        let renamed = self.rename(view.extension(rename::KEY), &place);
        let (params, body) = (self.params(found), self.body(found));
        let responses = self.responses(found);
        Operation {
            id: found.id.clone(),
            rename: renamed,
            resource,
            method: method(&found.entry.method),
            path: found.entry.path.clone(),
            docs: operation_docs(found),
            params,
            body,
            security: self.operation_security(view),
            servers: servers::of(&view.servers),
            waiter: None,
            retry: self.retry(view, &found.entry.method, &responses),
            responses,
            paging: None,
            place,
        }
    }
}

fn operation_docs(found: &Found) -> Docs {
    let view = &found.view;
    let own = docs::of(view.summary(), view.description(), view.deprecated());
    if own.summary.is_some() || own.description.is_some() {
        return own;
    }
    docs::of(None, view.item_description.as_deref(), view.deprecated())
}

fn method(text: &str) -> Method {
    match text {
        "get" => Method::Get,
        "put" => Method::Put,
        "post" => Method::Post,
        "delete" => Method::Delete,
        "options" => Method::Options,
        "head" => Method::Head,
        "patch" => Method::Patch,
        "trace" => Method::Trace,
        "query" => Method::Query,
        other => Method::Other(other.to_uppercase()),
    }
}

/// The groups by name.
type Groups = BTreeMap<String, crate::ir::ResourceId>;
