//! Schemas: what one says.

mod direct;
mod plain;
mod read;

use super::read::{named_places_in, place_of, places_by_name, places_in};
use super::{DiscriminatorView, SchemaLimits, limits};
use crate::diag::Place;
use crate::project::{internal, keys};
use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaData,
    SchemaKind, StringFormat, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;
use std::cell::OnceCell;

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

impl SchemaType {
    /// The type of a value, where it is not `null`. Any number is a `number`.
    pub fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        })
    }
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

/// A schema, its references not followed.
#[derive(Clone, Debug)]
pub struct SchemaView {
    place: Place,
    says: Says,
}

/// There are tens of thousands of schemas, half of them references: what those have no use for is in a box.
#[derive(Clone, Debug)]
enum Says {
    Reference(Place),
    Schema(Box<Said>),
}

#[derive(Clone, Debug)]
struct Said {
    value: Schema,
    types: Vec<SchemaType>,
    all_of: Vec<Place>,
    discriminator: Option<DiscriminatorView>,
    limits: OnceCell<Box<SchemaLimits>>,
}

/// Of a reference.
static NO_LIMITS: SchemaLimits = SchemaLimits::NONE;

impl SchemaView {
    /// What it says, its children replaced by references to places; nothing for a reference.
    pub fn value(&self) -> Option<&Schema> {
        self.said().map(|said| &said.value)
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Where it leads, if it is a reference and nothing else; then everything else is empty.
    pub fn reference(&self) -> Option<&Place> {
        match &self.says {
            Says::Reference(place) => Some(place),
            Says::Schema(_) => None,
        }
    }

    /// The types that a value may have, `null` left out; empty where any may be, and where only `null` may.
    pub fn types(&self) -> &[SchemaType] {
        self.said().map_or(&[], |said| &said.types)
    }

    /// Whether `null` is a value: by `nullable`, in a list of types, among the values of an `enum`, or as a member
    /// of `oneOf` or `anyOf`, which then does not list it.
    pub fn nullable(&self) -> bool {
        self.data().is_some_and(|data| data.nullable)
    }

    /// Whether `null` is the only value.
    pub fn is_null(&self) -> bool {
        self.says(keys::NULL)
    }

    /// Whether there is no value at all: the schema `false`.
    pub fn is_never(&self) -> bool {
        self.says(keys::NEVER)
    }

    /// The only value, if it says so and it is not `null`.
    pub fn constant(&self) -> Option<&Value> {
        self.extension(keys::CONST)
    }

    /// The values, if it lists them, without `null`.
    pub fn enumeration(&self) -> Option<Vec<Value>> {
        let values: Vec<Value> = match self.kind()? {
            SchemaKind::Type(Type::String(string)) => values(&string.enumeration),
            SchemaKind::Type(Type::Integer(integer)) => values(&integer.enumeration),
            SchemaKind::Type(Type::Boolean(boolean)) => values(&boolean.enumeration),
            SchemaKind::Type(Type::Number(number)) => {
                let numbers = number.enumeration.iter().flatten();
                numbers.map(|number| of_float(*number)).collect()
            }
            SchemaKind::Any(any) => any.enumeration.clone(),
            _ => Vec::new(),
        };
        (!values.is_empty()).then_some(values)
    }

    /// The members, in order of the document.
    pub fn properties(&self) -> Vec<(String, Place)> {
        match self.kind() {
            Some(SchemaKind::Type(Type::Object(object))) => {
                places_by_name(&self.place, &object.properties)
            }
            Some(SchemaKind::Any(any)) => places_by_name(&self.place, &any.properties),
            _ => Vec::new(),
        }
    }

    /// The members that are always there, listed among the properties or not.
    pub fn required(&self) -> &[String] {
        match self.kind() {
            Some(SchemaKind::Type(Type::Object(object))) => &object.required,
            Some(SchemaKind::Any(any)) => &any.required,
            _ => &[],
        }
    }

    /// What becomes of other members: by `additionalProperties`, else by `unevaluatedProperties`.
    pub fn additional(&self) -> Additional {
        let said = match self.kind() {
            Some(SchemaKind::Type(Type::Object(object))) => object.additional_properties.as_ref(),
            Some(SchemaKind::Any(any)) => any.additional_properties.as_ref(),
            _ => None,
        };
        let unevaluated = self.extension(keys::UNEVALUATED);
        let place = match (said, unevaluated) {
            (Some(AdditionalProperties::Any(true)), _) | (None, Some(Value::Bool(true))) => {
                return Additional::Allowed;
            }
            (Some(AdditionalProperties::Any(false)), _) | (None, Some(Value::Bool(false))) => {
                return Additional::Denied;
            }
            (Some(AdditionalProperties::Schema(schema)), _) => place_of(&self.place, schema),
            (None, Some(schema)) => internal::place_of(&self.place, schema),
            (None, None) => None,
        };
        place.map_or(Additional::NotSaid, Additional::Schema)
    }

    /// The schemas of members by regular expressions of their names.
    pub fn pattern_properties(&self) -> Vec<(String, Place)> {
        named_places_in(&self.place, self.extension(keys::PATTERN_PROPERTIES))
    }

    /// The schema of the elements; where there are `prefix_items`, of those after them.
    pub fn items(&self) -> Option<Place> {
        let items = match self.kind()? {
            SchemaKind::Type(Type::Array(array)) => array.items.as_ref(),
            SchemaKind::Any(any) => any.items.as_ref(),
            _ => None,
        };
        place_of(&self.place, items?)
    }

    /// The schemas of the first elements.
    pub fn prefix_items(&self) -> Vec<Place> {
        places_in(&self.place, self.extension(keys::PREFIX_ITEMS))
    }

    /// The schema of what a text holds once it is decoded.
    pub fn content_schema(&self) -> Option<Place> {
        internal::place_of(&self.place, self.extension(keys::CONTENT_SCHEMA)?)
    }

    /// The schemas that all hold. Of a reference that says more than itself, what it leads to is the first, and the
    /// rest is said by this view.
    pub fn all_of(&self) -> &[Place] {
        self.said().map_or(&[], |said| &said.all_of)
    }

    /// The schemas of which one holds, without one that is only `null`.
    pub fn one_of(&self) -> Vec<Place> {
        match self.kind() {
            Some(SchemaKind::OneOf { one_of }) => places(&self.place, one_of),
            Some(SchemaKind::Any(any)) => places(&self.place, &any.one_of),
            _ => Vec::new(),
        }
    }

    /// The schemas of which some hold, without one that is only `null`.
    pub fn any_of(&self) -> Vec<Place> {
        match self.kind() {
            Some(SchemaKind::AnyOf { any_of }) => places(&self.place, any_of),
            Some(SchemaKind::Any(any)) => places(&self.place, &any.any_of),
            _ => Vec::new(),
        }
    }

    /// The schemas that hold on a condition: `then` and `else` of an `if`, and `dependentSchemas`.
    pub fn conditional(&self) -> Vec<Place> {
        let Some(extensions) = self.data().map(|data| &data.extensions) else {
            return Vec::new();
        };
        let mut places = Vec::new();
        if extensions.contains_key("x-launchway-if") {
            for key in ["x-launchway-then", "x-launchway-else"] {
                let schema = extensions.get(key);
                places.extend(schema.and_then(|it| internal::place_of(&self.place, it)));
            }
        }
        let dependent = extensions.get("x-launchway-dependent-schemas");
        let dependent = named_places_in(&self.place, dependent);
        places.extend(dependent.into_iter().map(|(_, place)| place));
        places
    }

    /// The schema that does not hold.
    pub fn not(&self) -> Option<Place> {
        match self.kind()? {
            SchemaKind::Not { not } => place_of(&self.place, not),
            SchemaKind::Any(AnySchema { not, .. }) => place_of(&self.place, not.as_deref()?),
            _ => None,
        }
    }

    /// What tells the variants apart.
    pub fn discriminator(&self) -> Option<&DiscriminatorView> {
        self.said()?.discriminator.as_ref()
    }

    /// The format, as it is written.
    pub fn format(&self) -> Option<String> {
        let known = match self.kind()? {
            SchemaKind::Type(Type::String(string)) => format_text(&string.format, |format| {
                Some(match format {
                    StringFormat::Date => "date",
                    StringFormat::DateTime => "date-time",
                    StringFormat::Password => "password",
                    StringFormat::Byte => "byte",
                    StringFormat::Binary => "binary",
                })
            }),
            SchemaKind::Type(Type::Integer(integer)) => format_text(&integer.format, |format| {
                Some(match format {
                    IntegerFormat::Int32 => "int32",
                    IntegerFormat::Int64 => "int64",
                })
            }),
            SchemaKind::Type(Type::Number(number)) => format_text(&number.format, |format| {
                Some(match format {
                    NumberFormat::Float => "float",
                    NumberFormat::Double => "double",
                })
            }),
            SchemaKind::Any(any) => any.format.as_deref(),
            _ => None,
        };
        known.map(str::to_owned)
    }

    /// The bounds.
    pub fn limits(&self) -> &SchemaLimits {
        self.said().map_or(&NO_LIMITS, |said| {
            said.limits
                .get_or_init(|| Box::new(limits::of(&said.value)))
        })
    }

    /// Whether it is only received.
    pub fn read_only(&self) -> bool {
        self.data().is_some_and(|data| data.read_only)
    }

    /// Whether it is only sent.
    pub fn write_only(&self) -> bool {
        self.data().is_some_and(|data| data.write_only)
    }

    /// Whether one should stop using it.
    pub fn deprecated(&self) -> bool {
        self.data().is_some_and(|data| data.deprecated)
    }

    /// Its title.
    pub fn title(&self) -> Option<&str> {
        self.data()?.title.as_deref()
    }

    /// What it is.
    pub fn description(&self) -> Option<&str> {
        self.data()?.description.as_deref()
    }

    /// Its examples.
    pub fn examples(&self) -> Vec<Value> {
        let one = self.data().and_then(|data| data.example.clone());
        let listed = self.extension(keys::EXAMPLES).and_then(Value::as_array);
        let listed = listed.into_iter().flatten().cloned();
        one.into_iter().chain(listed).collect()
    }

    /// An extension, or a keyword that has no accessor as `x-launchway-<keyword>`, such as `x-launchway-if`.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        self.data()?.extensions.get(name)
    }

    fn says(&self, key: &str) -> bool {
        self.extension(key) == Some(&Value::Bool(true))
    }

    fn said(&self) -> Option<&Said> {
        match &self.says {
            Says::Reference(_) => None,
            Says::Schema(said) => Some(said),
        }
    }

    fn data(&self) -> Option<&SchemaData> {
        self.said().map(|said| &said.value.schema_data)
    }

    fn kind(&self) -> Option<&SchemaKind> {
        self.said().map(|said| &said.value.schema_kind)
    }
}

fn places(base: &Place, children: &[ReferenceOr<Schema>]) -> Vec<Place> {
    let children = children.iter();
    children.filter_map(|child| place_of(base, child)).collect()
}

fn values<T: Clone + Into<Value>>(list: &[Option<T>]) -> Vec<Value> {
    list.iter().flatten().cloned().map(Into::into).collect()
}

/// A number, as an integer where it is one that a floating point number holds exactly.
fn of_float(number: f64) -> Value {
    let exact = number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0;
    if exact {
        Value::from(number as i64)
    } else {
        Value::from(number)
    }
}

fn format_text<T>(
    format: &VariantOrUnknownOrEmpty<T>,
    known: impl Fn(&T) -> Option<&'static str>,
) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => known(item),
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
