//! Schemas.

use crate::diag::Place;
use serde_json::Value;

/// A type that a value may have. `null` is not one of them: see [`SchemaView::nullable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SchemaType {
    /// `string`
    String,
    /// `number`
    Number,
    /// `integer`
    Integer,
    /// `boolean`
    Boolean,
    /// `array`
    Array,
    /// `object`
    Object,
}

/// What becomes of members that are not listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Additional {
    /// Nothing is said: they are allowed.
    NotSaid,
    /// They are allowed, explicitly.
    Allowed,
    /// There are none.
    Denied,
    /// They are of this schema.
    Schema(Place),
}

/// Bounds of a value: numbers as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaLimits {
    /// The least value.
    pub minimum: Option<String>,
    /// Whether the least value itself is excluded.
    pub exclusive_minimum: bool,
    /// The greatest value.
    pub maximum: Option<String>,
    /// Whether the greatest value itself is excluded.
    pub exclusive_maximum: bool,
    /// What every value is a multiple of.
    pub multiple_of: Option<String>,
    /// The least number of characters.
    pub min_length: Option<u64>,
    /// The greatest number of characters.
    pub max_length: Option<u64>,
    /// The least number of elements.
    pub min_items: Option<u64>,
    /// The greatest number of elements.
    pub max_items: Option<u64>,
    /// The least number of members.
    pub min_properties: Option<u64>,
    /// The greatest number of members.
    pub max_properties: Option<u64>,
    /// The regular expression that a text matches.
    pub pattern: Option<String>,
    /// Whether the elements of a list differ from each other.
    pub unique: bool,
    /// The default, as JSON.
    pub default: Option<String>,
    /// `contentEncoding`, such as `base64` (3.1).
    pub content_encoding: Option<String>,
    /// `contentMediaType` (3.1)
    pub content_media_type: Option<String>,
}

/// Which member tells the variants of a union apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscriminatorView {
    /// The member.
    pub property: String,
    /// The schema of each value that is listed, in order of the document.
    pub mapping: Vec<(String, Place)>,
    /// The schema of every other value (3.2).
    pub default: Option<Place>,
}

/// A schema, its references not followed.
#[derive(Clone, Debug)]
pub struct SchemaView {
    pub(super) value: openapiv3::ReferenceOr<openapiv3::Schema>,
    pub(super) place: Place,
    pub(super) reference: Option<Place>,
    pub(super) types: Vec<SchemaType>,
    pub(super) all_of: Vec<Place>,
    pub(super) discriminator: Option<DiscriminatorView>,
    pub(super) required: Vec<String>,
    pub(super) limits: SchemaLimits,
}

impl SchemaView {
    /// What it says, its children replaced by references to places.
    pub fn value(&self) -> &openapiv3::ReferenceOr<openapiv3::Schema> {
        &self.value
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Where it leads, if it is a reference and nothing else; then everything else is empty.
    pub fn reference(&self) -> Option<&Place> {
        self.reference.as_ref()
    }

    /// The types that a value may have, `null` left out; empty where any may be, and where only `null` may.
    pub fn types(&self) -> &[SchemaType] {
        &self.types
    }

    /// Whether `null` is a value: by `nullable`, in a list of types, among the values of an `enum`, or as a member
    /// of `oneOf` or `anyOf`, which then does not list it.
    pub fn nullable(&self) -> bool {
        false
    }

    /// Whether `null` is the only value.
    pub fn is_null(&self) -> bool {
        false
    }

    /// Whether there is no value at all: the schema `false`.
    pub fn is_never(&self) -> bool {
        false
    }

    /// The only value, if it says so.
    pub fn constant(&self) -> Option<&Value> {
        None
    }

    /// The values, if it lists them, without `null`.
    pub fn enumeration(&self) -> Option<Vec<Value>> {
        None
    }

    /// The members, in order of the document.
    pub fn properties(&self) -> Vec<(String, Place)> {
        Vec::new()
    }

    /// The members that are always there, listed among the properties or not.
    pub fn required(&self) -> &[String] {
        &self.required
    }

    /// What becomes of other members: by `additionalProperties`, else by `unevaluatedProperties`.
    pub fn additional(&self) -> Additional {
        Additional::NotSaid
    }

    /// The schemas of members by regular expressions of their names.
    pub fn pattern_properties(&self) -> Vec<(String, Place)> {
        Vec::new()
    }

    /// The schema of the elements; where there are `prefix_items`, of those after them.
    pub fn items(&self) -> Option<Place> {
        None
    }

    /// The schemas of the first elements.
    pub fn prefix_items(&self) -> Vec<Place> {
        Vec::new()
    }

    /// The schemas that all hold. Of a reference that says more than itself, what it leads to is the first, and the
    /// rest is said by this view.
    pub fn all_of(&self) -> &[Place] {
        &self.all_of
    }

    /// The schemas of which one holds, without one that is only `null`.
    pub fn one_of(&self) -> Vec<Place> {
        Vec::new()
    }

    /// The schemas of which some hold, without one that is only `null`.
    pub fn any_of(&self) -> Vec<Place> {
        Vec::new()
    }

    /// The schema that does not hold.
    pub fn not(&self) -> Option<Place> {
        None
    }

    /// What tells the variants apart.
    pub fn discriminator(&self) -> Option<&DiscriminatorView> {
        self.discriminator.as_ref()
    }

    /// The format, as it is written.
    pub fn format(&self) -> Option<String> {
        None
    }

    /// The bounds.
    pub fn limits(&self) -> &SchemaLimits {
        &self.limits
    }

    /// Whether it is only received.
    pub fn read_only(&self) -> bool {
        false
    }

    /// Whether it is only sent.
    pub fn write_only(&self) -> bool {
        false
    }

    /// Whether one should stop using it.
    pub fn deprecated(&self) -> bool {
        false
    }

    /// Its title.
    pub fn title(&self) -> Option<&str> {
        None
    }

    /// What it is.
    pub fn description(&self) -> Option<&str> {
        None
    }

    /// Its examples.
    pub fn examples(&self) -> Vec<Value> {
        Vec::new()
    }

    /// An extension, or a keyword that has no accessor as `x-launchway-<keyword>`, such as `x-launchway-if`.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        let _ = name;
        None
    }
}
