//! Operations.

use super::Document;
use super::read::place_of;
use super::security::requirements;
use crate::diag::Place;
use serde_json::Value;

/// That there is an operation, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationEntry {
    /// The path, as the document writes it.
    pub path: String,
    /// The method in lower case, such as `get`; one of `additionalOperations` as the document writes it.
    pub method: String,
    /// Where the operation is.
    pub place: Place,
    /// The path item that holds it.
    pub item: Place,
    /// The path items whose references led to `item`, outermost first.
    pub through: Vec<Place>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct OperationView {
    /// What it says, its children replaced by references to places.
    pub value: openapiv3::Operation,
    /// Where it is.
    pub place: Place,
    /// The path item's parameters, then the operation's own. That the latter override the former is for the reader.
    pub parameters: Vec<Place>,
    /// The request body.
    pub body: Option<Place>,
    /// The responses by status (`200`, `4XX`, `default`), in order of the document, `default` last.
    pub responses: Vec<(String, Place)>,
    /// Where it is served: its own servers, else the path item's; empty where neither says so.
    pub servers: Vec<openapiv3::Server>,
    /// What it asks for, where it says so: any one of these, each a list of schemes that are needed together.
    pub security: Option<Vec<Vec<String>>>,
    /// What the path item says: summary, then description, where the operation has neither.
    pub item_description: Option<String>,
}

impl OperationView {
    /// `operationId`
    pub fn operation_id(&self) -> Option<&str> {
        self.value.operation_id.as_deref()
    }

    /// Its tags.
    pub fn tags(&self) -> &[String] {
        &self.value.tags
    }

    /// What it does, in one line.
    pub fn summary(&self) -> Option<&str> {
        self.value.summary.as_deref()
    }

    /// What it does.
    pub fn description(&self) -> Option<&str> {
        self.value.description.as_deref()
    }

    /// Whether one should stop using it.
    pub fn deprecated(&self) -> bool {
        self.value.deprecated
    }

    /// An extension.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        self.value.extensions.get(name)
    }
}

impl Document<'_> {
    /// What an operation says.
    pub fn operation(&self, entry: &OperationEntry) -> Option<OperationView> {
        let place = entry.place.clone();
        let node = self.sources.node(&place)?;
        let value = self.projector().operation(&place, node)?;
        let value: openapiv3::Operation = self.read(&place, value)?;
        let items = entry.through.iter().chain([&entry.item]);
        let items: Vec<_> = items.filter_map(|item| self.path_item(item)).collect();
        let own = value.parameters.iter();
        let own = own.filter_map(|parameter| place_of(&place, parameter));
        let shared = items
            .iter()
            .flat_map(|item| item.parameters.iter().cloned());
        let statuses = value.responses.responses.iter();
        let statuses = statuses.map(|(status, child)| (status.to_string(), child));
        let default = value.responses.default.iter();
        let default = default.map(|child| ("default".to_owned(), child));
        let servers = if value.servers.is_empty() {
            let mut said = items.iter().map(|item| &item.servers);
            said.find(|servers| !servers.is_empty()).cloned()
        } else {
            Some(value.servers.clone())
        };
        Some(OperationView {
            parameters: shared.chain(own).collect(),
            body: value
                .request_body
                .as_ref()
                .and_then(|body| place_of(&place, body)),
            responses: statuses
                .chain(default)
                .filter_map(|(status, child)| Some((status, place_of(&place, child)?)))
                .collect(),
            servers: servers.unwrap_or_default(),
            security: value.security.as_deref().map(requirements),
            item_description: items.iter().find_map(|item| item.description.clone()),
            place,
            value,
        })
    }
}
