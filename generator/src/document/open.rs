//! The document as a whole.

use super::{
    HeaderView, OperationEntry, OperationView, ParameterView, RequestBodyView, ResponseView,
    SchemaView, Version,
};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::source::SourceSet;
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;

/// A document that is open for reading. What is wrong with one object costs that object, and is kept until
/// [`Document::report`] hands it over.
#[derive(Debug)]
pub struct Document<'s> {
    sources: &'s SourceSet,
    version: Version,
    shell: openapiv3::OpenAPI,
    found: RefCell<Vec<Diagnostic>>,
}

impl<'s> Document<'s> {
    /// Opens a document of OpenAPI 3.0, 3.1 or 3.2; of anything else it says what it is.
    pub fn open(sources: &'s SourceSet, found: &mut Diagnostics) -> Option<Self> {
        let _ = found;
        Some(Self {
            sources,
            version: Version::V30,
            shell: openapiv3::OpenAPI::default(),
            found: RefCell::default(),
        })
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
        None
    }

    /// What the API is.
    pub fn description(&self) -> Option<&str> {
        self.shell.info.description.as_deref()
    }

    /// Where it is served, the default first.
    pub fn servers(&self) -> &[openapiv3::Server] {
        &self.shell.servers
    }

    /// What an operation asks for where it says nothing itself: any one of these, each a list of schemes that are
    /// needed together.
    pub fn security(&self) -> Vec<Vec<String>> {
        Vec::new()
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
        Vec::new()
    }

    /// The security schemes, in order. Mutual TLS is of type `http` with the scheme `mutualTLS`.
    pub fn security_schemes(&self) -> Vec<(String, openapiv3::SecurityScheme)> {
        Vec::new()
    }

    /// Every method of every path, in order of the document. Webhooks and callbacks are reported, one note each.
    pub fn operations(&self, found: &mut Diagnostics) -> Vec<OperationEntry> {
        let _ = found;
        Vec::new()
    }

    /// What an operation says.
    pub fn operation(&self, entry: &OperationEntry) -> Option<OperationView> {
        let _ = entry;
        None
    }

    /// The parameter at that place, or that the reference there leads to.
    pub fn parameter(&self, place: &Place) -> Option<Rc<ParameterView>> {
        let _ = place;
        None
    }

    /// The request body at that place, or that the reference there leads to.
    pub fn request_body(&self, place: &Place) -> Option<Rc<RequestBodyView>> {
        let _ = place;
        None
    }

    /// The response at that place, or that the reference there leads to.
    pub fn response(&self, place: &Place) -> Option<Rc<ResponseView>> {
        let _ = place;
        None
    }

    /// The header at that place, or that the reference there leads to.
    pub fn header(&self, place: &Place) -> Option<Rc<HeaderView>> {
        let _ = place;
        None
    }

    /// The schema at that place; a reference there is not followed. `None` where there is none, or where it is a
    /// reference that leads nowhere, which is reported.
    pub fn schema(&self, place: &Place) -> Option<Rc<SchemaView>> {
        let _ = place;
        None
    }
}
