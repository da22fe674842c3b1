//! Paths: which operations there are.

use super::read::{named_places_in, place_of};
use super::{Document, OperationEntry};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Place};
use crate::project::keys;
use crate::source::Node;
use openapiv3::{PathItem, Server};
use std::rc::Rc;

/// What a path item says for all of its operations.
#[derive(Debug)]
pub(super) struct PathItemView {
    pub(super) parameters: Vec<Place>,
    pub(super) operations: Vec<(String, Place)>,
    pub(super) servers: Vec<Server>,
    pub(super) description: Option<String>,
}

impl Document<'_> {
    /// Every method of every path, in order of the document. Webhooks and callbacks are reported, one note each.
    pub fn operations(&self, found: &mut Diagnostics) -> Vec<OperationEntry> {
        let mut entries = Vec::new();
        let place = Place::file(FileId::ROOT).child("paths");
        let paths = self.sources.node(&place);
        if let Some(Node::Map(paths)) = paths {
            for (path, node) in paths {
                if path.starts_with("x-") || node.is_null() {
                    continue;
                }
                let place = place.child(path);
                let path = self.rooted(&place, path);
                self.each_operation(&place, &path, &mut entries);
            }
        } else if let Some(other) = paths.filter(|node| !node.is_null()) {
            let message = format!("`paths` is {}, not an object", other.kind());
            found.push(
                Diagnostic::new(Code::ObjectUnreadable, &place, message)
                    .remedy("no operation is generated; make it an object of paths"),
            );
        }
        self.webhooks(found);
        self.report(found);
        entries
    }

    fn rooted(&self, place: &Place, path: &str) -> String {
        if path.starts_with('/') {
            return path.to_owned();
        }
        let message = format!("the path `{path}` does not start with a slash");
        self.say(
            Diagnostic::new(Code::PathRepaired, place, message)
                .remedy(format!("`/{path}` is assumed; write that")),
        );
        format!("/{path}")
    }

    fn each_operation(&self, place: &Place, path: &str, entries: &mut Vec<OperationEntry>) {
        let Some(followed) = self.follow(place) else {
            return;
        };
        let mut through = followed.through;
        through.push(followed.place);
        let first = entries.len();
        for (index, item) in through.iter().enumerate() {
            let Some(view) = self.path_item(item) else {
                continue;
            };
            for (method, place) in &view.operations {
                let known = entries.get(first..).unwrap_or_default();
                if known.iter().any(|entry| entry.method == *method) {
                    continue;
                }
                // Some documents refer to operations in files of their own, though no version says that one may.
                let Some(operation) = self.follow(place) else {
                    continue;
                };
                self.callbacks(&operation.place, operation.node);
                entries.push(OperationEntry {
                    path: path.to_owned(),
                    method: method.clone(),
                    place: operation.place,
                    item: item.clone(),
                    through: through.get(..index).unwrap_or_default().to_vec(),
                });
            }
        }
    }

    pub(super) fn path_item(&self, place: &Place) -> Option<std::rc::Rc<PathItemView>> {
        self.items.get(place, || {
            let node = self.sources.node(place)?;
            let value = self.projector().path_item(place, node)?;
            let value: PathItem = self.read(place, value)?;
            let parameters = value.parameters.iter();
            Some(Rc::new(PathItemView {
                parameters: parameters
                    .filter_map(|parameter| place_of(place, parameter))
                    .collect(),
                operations: named_places_in(place, value.extensions.get(keys::OPERATIONS)),
                servers: value.servers,
                description: value.summary.or(value.description),
            }))
        })
    }

    fn callbacks(&self, place: &Place, operation: &Node) {
        let callbacks = operation.get("callbacks").and_then(Node::as_map);
        if let Some(callbacks) = callbacks.filter(|map| !map.is_empty()) {
            let message = format!("{} callbacks are left out", callbacks.len());
            self.say(
                Diagnostic::new(Code::CallbacksLeftOut, &place.child("callbacks"), message)
                    .remedy("a client sends requests, and does not receive them"),
            );
        }
    }

    fn webhooks(&self, found: &mut Diagnostics) {
        let place = Place::file(FileId::ROOT);
        for key in ["webhooks", "x-webhooks"] {
            let webhooks = self.sources.node(&place.child(key)).and_then(Node::as_map);
            if let Some(webhooks) = webhooks.filter(|map| !map.is_empty()) {
                let message = format!("{} webhooks are left out", webhooks.len());
                found.push(
                    Diagnostic::new(Code::WebhooksLeftOut, &place.child(key), message)
                        .remedy("a client sends requests, and does not receive them"),
                );
            }
        }
    }
}
