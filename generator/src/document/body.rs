//! Request bodies, responses and headers.

use super::read::{place_of, places_by_name};
use super::{Document, MediaView, keywords};
use crate::diag::Place;
use crate::project::keys;
use openapiv3::ParameterSchemaOrContent;
use serde_json::Value;
use std::mem::take;
use std::rc::Rc;

/// A request body, its references followed.
#[derive(Clone, Debug)]
pub struct RequestBodyView {
    /// What it says, its children replaced by references to places, and its content by [`RequestBodyView::content`].
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
    /// What it says, its children replaced by references to places, and its content by [`ResponseView::content`].
    pub value: openapiv3::Response,
    /// Where it is, at the end of the references.
    pub place: Place,
    /// What is in it, by media type, in order of the document.
    pub content: Vec<(String, MediaView)>,
    /// Its headers, in order of the document.
    pub headers: Vec<(String, Place)>,
    /// Its links, in order of the document.
    pub links: Vec<(String, Place)>,
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

    /// What it means, in a line (3.2).
    pub fn summary(&self) -> Option<&str> {
        self.value.extensions.get(keys::SUMMARY)?.as_str()
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

impl Document<'_> {
    /// The request body at that place, or that the reference there leads to.
    pub fn request_body(&self, place: &Place) -> Option<Rc<RequestBodyView>> {
        self.view(&self.bodies, place, |followed| {
            let place = followed.place;
            self.count_once(&place, followed.node, keywords::body);
            let value = self.projector().request_body(&place, followed.node)?;
            let mut value: openapiv3::RequestBody = self.read(&place, value)?;
            Some(RequestBodyView {
                content: self.content(&place.child("content"), take(&mut value.content)),
                description: followed.description,
                place,
                value,
            })
        })
    }

    /// The response at that place, or that the reference there leads to.
    pub fn response(&self, place: &Place) -> Option<Rc<ResponseView>> {
        self.view(&self.responses, place, |followed| {
            let place = followed.place;
            self.count_once(&place, followed.node, keywords::response);
            let value = self.projector().response(&place, followed.node)?;
            let mut value: openapiv3::Response = self.read(&place, value)?;
            Some(ResponseView {
                content: self.content(&place.child("content"), take(&mut value.content)),
                headers: places_by_name(&place, &value.headers),
                links: places_by_name(&place, &value.links),
                description: followed.description,
                place,
                value,
            })
        })
    }

    /// The header at that place, or that the reference there leads to.
    pub fn header(&self, place: &Place) -> Option<Rc<HeaderView>> {
        self.view(&self.headers, place, |followed| {
            let place = followed.place;
            self.count_once(&place, followed.node, keywords::header);
            let value = self.projector().header(&place, followed.node)?;
            let value: openapiv3::Header = self.read(&place, value)?;
            let (schema, content) = match &value.format {
                ParameterSchemaOrContent::Schema(schema) => (place_of(&place, schema), Vec::new()),
                ParameterSchemaOrContent::Content(content) => {
                    (None, self.content(&place.child("content"), content.clone()))
                }
            };
            let explode = value.extensions.get(keys::EXPLODE);
            Some(HeaderView {
                explode: explode.and_then(Value::as_bool).unwrap_or(false),
                description: followed.description,
                place,
                schema,
                content,
                value,
            })
        })
    }
}
