//! Media types and encodings.

use super::Style;
use crate::diag::Place;
use serde_json::Value;

/// What is sent or received in one media type.
#[derive(Clone, Debug)]
pub struct MediaView {
    /// What it says, its children replaced by references to places.
    pub value: openapiv3::MediaType,
    /// Where it is.
    pub place: Place,
    /// The schema of the whole.
    pub schema: Option<Place>,
    /// The schema of each item of a stream (3.2).
    pub item_schema: Option<Place>,
    /// How members of a form or of a multipart body are encoded, by name.
    pub encoding: Vec<(String, EncodingView)>,
    /// Its examples.
    pub examples: Vec<Value>,
}

/// How a member of a form or of a multipart body is encoded.
#[derive(Clone, Debug)]
pub struct EncodingView {
    /// What it says.
    pub value: openapiv3::Encoding,
    /// How its value is laid out, where it says so.
    pub style: Option<Style>,
    /// Whether elements and members are laid out one by one, where it says so.
    pub explode: Option<bool>,
    /// Its headers.
    pub headers: Vec<(String, Place)>,
}

impl MediaView {
    /// An extension.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        self.value.extensions.get(name)
    }
}

impl EncodingView {
    /// The media type, or several separated by commas.
    pub fn content_type(&self) -> Option<&str> {
        self.value.content_type.as_deref()
    }

    /// Whether reserved characters stay as they are.
    pub fn allow_reserved(&self) -> bool {
        self.value.allow_reserved
    }
}
