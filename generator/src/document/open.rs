//! The document as a whole.

use super::keywords::Counting;
use super::paths::PathItemView;
use super::recent::Recent;
use super::{
    HeaderView, LinkView, ParameterView, RequestBodyView, ResponseView, SchemaView, Version,
    version,
};
use crate::diag::{ByPlace, Diagnostic, Diagnostics, FileId, Place};
use crate::project::{Projector, keys};
use crate::source::{Node, SourceSet};
use openapiv3::OpenAPI;
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;

/// A document that is open for reading. What is wrong with one object costs that object, and is kept until
/// [`Document::report`] hands it over.
#[derive(Debug)]
pub struct Document<'s> {
    pub(super) sources: &'s SourceSet,
    pub(super) version: Version,
    pub(super) shell: OpenAPI,
    pub(super) found: RefCell<Vec<Diagnostic>>,
    pub(super) counting: RefCell<Counting>,
    pub(super) items: Cache<PathItemView>,
    pub(super) parameters: Cache<ParameterView>,
    pub(super) bodies: Cache<RequestBodyView>,
    pub(super) responses: Cache<ResponseView>,
    pub(super) headers: Cache<HeaderView>,
    pub(super) links: Cache<LinkView>,
    pub(super) schemas: RefCell<Recent<Option<Rc<SchemaView>>>>,
}

/// What was read, by place: much is referred to from many places, and is reported once.
#[derive(Debug)]
pub(super) struct Cache<T>(RefCell<ByPlace<Place, Option<Rc<T>>>>);

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T> Cache<T> {
    pub(super) fn get(&self, place: &Place, read: impl FnOnce() -> Option<Rc<T>>) -> Option<Rc<T>> {
        if let Some(known) = self.0.borrow().get(place) {
            return known.clone();
        }
        let value = read();
        self.0.borrow_mut().insert(place.clone(), value.clone());
        value
    }
}

impl<'s> Document<'s> {
    /// Opens a document of OpenAPI 3.0, 3.1 or 3.2; of anything else it says what it is.
    pub fn open(sources: &'s SourceSet, found: &mut Diagnostics) -> Option<Self> {
        let version = version::of(sources, found)?;
        let mut document = Self {
            sources,
            version,
            shell: OpenAPI::default(),
            found: RefCell::default(),
            counting: RefCell::default(),
            items: Cache::default(),
            parameters: Cache::default(),
            bodies: Cache::default(),
            responses: Cache::default(),
            headers: Cache::default(),
            links: Cache::default(),
            schemas: RefCell::default(),
        };
        let place = Place::file(FileId::ROOT);
        let projector = Projector {
            sources,
            version,
            found: &document.found,
        };
        let shell = projector.root(&place, sources.node(&place)?);
        let shell = shell.and_then(|shell| document.read(&place, shell));
        document.report(found);
        // What cannot be read is reported, and costs itself: paths and components do not need it.
        document.shell = shell.unwrap_or_default();
        Some(document)
    }

    /// Hands over what was found while reading since the last time. Whoever reads a document calls it at the end.
    pub fn report(&self, into: &mut Diagnostics) {
        for diagnostic in self.found.take() {
            into.push(diagnostic);
        }
    }

    /// The files behind the document.
    pub fn sources(&self) -> &'s SourceSet {
        self.sources
    }

    /// The version of OpenAPI.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The API's title.
    pub fn title(&self) -> &str {
        &self.shell.info.title
    }

    /// The version of the API's description.
    pub fn api_version(&self) -> &str {
        &self.shell.info.version
    }

    /// What the API is, in one line (3.1).
    pub fn summary(&self) -> Option<&str> {
        self.shell.info.extensions.get(keys::SUMMARY)?.as_str()
    }

    /// What the API is.
    pub fn description(&self) -> Option<&str> {
        self.shell.info.description.as_deref()
    }

    /// Where it is served, the default first.
    pub fn servers(&self) -> &[openapiv3::Server] {
        &self.shell.servers
    }

    /// What the document says of its tags.
    pub fn tags(&self) -> &[openapiv3::Tag] {
        &self.shell.tags
    }

    /// An extension of the document itself, such as `x-launchway-envelope`.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        self.shell.extensions.get(name)
    }

    /// The component schemas of the root document, in order.
    pub fn component_schemas(&self) -> Vec<(String, Place)> {
        self.components("schemas")
    }

    /// The components of one kind, in order. A kind may be written in a file of its own.
    pub(super) fn components(&self, kind: &str) -> Vec<(String, Place)> {
        let components = Place::file(FileId::ROOT).child("components");
        let Some(outer) = self.section(&components) else {
            return Vec::new();
        };
        let Some(place) = self.section(&outer.child(kind)) else {
            return Vec::new();
        };
        let map = self.sources.node(&place).and_then(Node::as_map);
        let names = map.into_iter().flatten().map(|(name, _)| name);
        names
            .filter(|name| !name.starts_with("x-"))
            .map(|name| (name.to_owned(), place.child(name)))
            .collect()
    }

    fn section(&self, place: &Place) -> Option<Place> {
        match self.sources.node(place)? {
            Node::Map(map) if map.len() == 1 && map.contains_key("$ref") => {
                Some(self.follow(place)?.place)
            }
            Node::Map(_) => Some(place.clone()),
            Node::Null => None,
            other => {
                self.projector().misfit(place, "an object", other);
                None
            }
        }
    }
}
