//! Request bodies, responses and headers.

use super::MediaView;
use crate::diag::Place;
use serde_json::Value;

/// A request body, its references followed.
#[derive(Clone, Debug)]
pub struct RequestBodyView {
    /// What it says, its children replaced by references to places.
    pub value: openapiv3::RequestBody,
    /// Where it is, at the end of the references.
    pub place: Place,
    /// What is in it, by media type, in order of the document.
    pub content: Vec<(String, MediaView)>,
    pub(super) description: Option<String>,
}

impl RequestBodyView {
    /// Whether it must be given.
    pub fn required(&self) -> bool {
        self.value.required
    }

    /// What it is.
    pub fn description(&self) -> Option<&str> {
        self.description
            .as_deref()
            .or(self.value.description.as_deref())
    }

    /// An extension.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        self.value.extensions.get(name)
    }
}

/// A response, its references followed.
#[derive(Clone, Debug)]
pub struct ResponseView {
    /// What it says, its children replaced by references to places.
    pub value: openapiv3::Response,
    /// Where it is, at the end of the references.
    pub place: Place,
    /// What is in it, by media type, in order of the document.
    pub content: Vec<(String, MediaView)>,
    /// Its headers, in order of the document.
    pub headers: Vec<(String, Place)>,
    pub(super) description: Option<String>,
}

impl ResponseView {
    /// What it means.
    pub fn description(&self) -> Option<&str> {
        self.description
            .as_deref()
            .or(Some(self.value.description.as_str()))
            .filter(|text| !text.is_empty())
    }

    /// An extension.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        self.value.extensions.get(name)
    }
}

/// A header of a response or of a part, its references followed. Its style is always `simple`.
#[derive(Clone, Debug)]
pub struct HeaderView {
    /// What it says, its children replaced by references to places.
    pub value: openapiv3::Header,
    /// Where it is, at the end of the references.
    pub place: Place,
    /// Whether members of an object are laid out as `key=value`.
    pub explode: bool,
    /// Its schema. None has one that is described by `content`, or one that says nothing.
    pub schema: Option<Place>,
    /// Its media type and what is in it, where it is described so.
    pub content: Vec<(String, MediaView)>,
    pub(super) description: Option<String>,
}

impl HeaderView {
    /// Whether it is always there.
    pub fn required(&self) -> bool {
        self.value.required
    }

    /// Whether one should stop using it.
    pub fn deprecated(&self) -> bool {
        self.value.deprecated.unwrap_or(false)
    }

    /// What it is.
    pub fn description(&self) -> Option<&str> {
        self.description
            .as_deref()
            .or(self.value.description.as_deref())
    }

    /// An extension.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        self.value.extensions.get(name)
    }
}
