//! Media types and encodings.

use super::example::Examples;
use super::read::{place_of, places_by_name};
use super::{Document, Style};
use crate::diag::Place;
use crate::project::{internal, keys};
use indexmap::IndexMap;
use openapiv3::{Encoding, MediaType};
use serde_json::Value;

/// What is sent or received in one media type.
#[derive(Clone, Debug)]
pub struct MediaView {
    /// What it says, its children replaced by references to places.
    pub value: MediaType,
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
    pub value: Encoding,
    /// How its value is laid out, where it says so.
    pub style: Option<Style>,
    /// Whether elements and members are laid out one by one, where it says so.
    pub explode: Option<bool>,
    /// Its headers.
    pub headers: Vec<(String, Place)>,
}

impl MediaView {
    /// Whether it describes its items, or how they are encoded (3.2).
    pub fn has_items(&self) -> bool {
        self.item_schema.is_some() || self.value.extensions.contains_key(keys::ITEM_ENCODING)
    }

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

impl Document<'_> {
    /// The media types of the `content` at a place.
    pub(super) fn content(
        &self,
        base: &Place,
        content: IndexMap<String, MediaType>,
    ) -> Vec<(String, MediaView)> {
        content
            .into_iter()
            .map(|(name, media)| {
                let place = media.extensions.get(keys::PLACE);
                let place = place.and_then(|place| internal::place_of(base, place));
                let place = place.unwrap_or_else(|| base.child(&name));
                (name, self.media(place, media))
            })
            .collect()
    }

    fn media(&self, place: Place, value: MediaType) -> MediaView {
        let item_schema = value.extensions.get(keys::ITEM_SCHEMA);
        let examples = Examples {
            one: &value.example,
            named: &value.examples,
            extensions: &value.extensions,
        };
        MediaView {
            schema: value
                .schema
                .as_ref()
                .and_then(|schema| place_of(&place, schema)),
            item_schema: item_schema.and_then(|schema| internal::place_of(&place, schema)),
            encoding: value
                .encoding
                .iter()
                .map(|(name, encoding)| (name.clone(), EncodingView::of(&place, encoding)))
                .collect(),
            examples: self.examples(&place, &examples),
            value,
            place,
        }
    }
}

impl EncodingView {
    fn of(base: &Place, value: &Encoding) -> Self {
        let explode = value.extensions.get(keys::EXPLODE);
        Self {
            style: value.style.as_ref().map(Style::of_query),
            explode: explode.and_then(Value::as_bool),
            headers: places_by_name(base, &value.headers),
            value: value.clone(),
        }
    }
}
