//! All operations with what they refer to, read before any schema is lowered: what origins start from must be known
//! first.

use super::ids;
use crate::diag::{Code, Diagnostic, Place};
use crate::document::{
    OperationEntry, OperationView, ParameterView, RequestBodyView, ResponseView,
};
use crate::ir::{Operation, OperationId, Response};
use crate::lower::context::Lowering;
use crate::lower::origin::Shared;
use std::rc::Rc;

/// An operation with what it refers to.
pub(in crate::lower) struct Found {
    pub(super) entry: OperationEntry,
    pub(super) view: OperationView,
    /// Its id, which no other operation has.
    pub(super) id: String,
    /// The path item's parameters, then its own; those that could be read.
    pub(super) params: Vec<Rc<ParameterView>>,
    pub(super) body: Option<Rc<RequestBodyView>>,
    /// By status, as it is written.
    pub(super) responses: Vec<(String, Rc<ResponseView>)>,
}

impl Found {
    /// `operationId`, or what stands for it, and the tags.
    pub(in crate::lower) fn names(&self) -> impl Iterator<Item = &str> {
        let tags = self.view.tags().iter().map(String::as_str);
        std::iter::once(self.id.as_str()).chain(tags)
    }

    /// The method in lower case, but for an unusual one.
    pub(in crate::lower) fn method(&self) -> &str {
        &self.entry.method
    }

    /// The path, as the document writes it.
    pub(in crate::lower) fn path(&self) -> &str {
        &self.entry.path
    }

    /// Its id.
    pub(in crate::lower) fn id(&self) -> &str {
        &self.id
    }

    /// Where it is.
    pub(in crate::lower) fn place(&self) -> &Place {
        &self.view.place
    }

    /// The links of its answers, each with its answer, its name and its place.
    pub(in crate::lower) fn links<'a>(
        &'a self,
        operation: &'a Operation,
    ) -> impl Iterator<Item = (&'a Response, &'a (String, Place))> {
        let both = operation.responses.iter().zip(&self.responses);
        both.flat_map(|(response, (_, view))| view.links.iter().map(move |link| (response, link)))
    }

    /// `GET /path`
    pub(in crate::lower) fn route(&self) -> String {
        format!("{} {}", self.method().to_uppercase(), self.path())
    }
}

impl Lowering<'_, '_> {
    /// Reads all operations and notes what origins start from.
    pub(in crate::lower) fn collect(&mut self) -> Vec<Found> {
        let entries = self.document.operations(self.found);
        self.ledger.operations.came_in += entries.len();
        let mut all = Vec::new();
        for entry in entries {
            match self.document.operation(&entry) {
                Some(view) => all.push(self.read(entry, view)),
                None => self.skip_operation(&entry),
            }
        }
        ids::assign(&mut all, self.found);
        self.note_operations(&all);
        for found in &all {
            self.note_shared(found);
        }
        all
    }

    fn read(&mut self, entry: OperationEntry, view: OperationView) -> Found {
        let document = self.document;
        Found {
            params: view
                .parameters
                .iter()
                .filter_map(|place| document.parameter(place))
                .collect(),
            body: view
                .body
                .as_ref()
                .and_then(|place| document.request_body(place)),
            responses: view
                .responses
                .iter()
                .filter_map(|(status, place)| Some((status.clone(), document.response(place)?)))
                .collect(),
            id: String::new(),
            entry,
            view,
        }
    }

    fn skip_operation(&mut self, entry: &OperationEntry) {
        self.ledger.operations.skipped += 1;
        let method = entry.method.to_uppercase();
        self.found.push(
            Diagnostic::new(
                Code::OperationSkipped,
                &entry.place,
                format!("`{method} {}` cannot be read", entry.path),
            )
            .remedy("it is left out of the client"),
        );
    }

    /// Notes where operations and path items are; of several at one place, the first by path and method counts.
    fn note_operations(&mut self, all: &[Found]) {
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|index| all.get(*index).map(Found::key));
        for index in order {
            let Some(found) = all.get(index) else {
                continue;
            };
            let id = OperationId(index as u32);
            let operations = &mut self.roots.operations;
            operations.insert_first(&found.view.place, id);
            operations.insert_first(&found.entry.item, id);
        }
    }

    fn note_shared(&mut self, found: &Found) {
        for param in &found.params {
            self.note(&param.place, Shared::Parameter);
            let name = param.name().to_owned();
            self.roots.params.insert(param.place.clone(), name);
        }
        if let Some(body) = &found.body {
            self.note(&body.place, Shared::Body);
            self.note_several(&body.place, body.content.len());
        }
        for (_, response) in &found.responses {
            self.note(&response.place, Shared::Response);
            self.note_several(&response.place, response.content.len());
            for (_, place) in &response.headers {
                if let Some(header) = self.document.header(place)
                    && header.place.below(&response.place).is_none()
                {
                    self.note(&header.place, Shared::Header);
                }
            }
        }
    }

    fn note_several(&mut self, place: &Place, count: usize) {
        if count > 1 {
            self.roots.several.insert(place.clone());
        }
    }

    /// Notes a shared object, unless it is written in an operation or is a component, which says so by itself.
    fn note(&mut self, place: &Place, kind: Shared) {
        let mut tokens = place.pointer.tokens();
        if tokens.next().as_deref() == Some("components") && tokens.count() == 2 {
            return;
        }
        if self.roots.operations.holds(place) {
            return;
        }
        self.roots.shared.insert_first(place, kind);
    }
}

impl Found {
    /// What orders operations, whatever the order of the document.
    pub(super) fn key(&self) -> (&str, &str) {
        (&self.entry.path, &self.entry.method)
    }
}
