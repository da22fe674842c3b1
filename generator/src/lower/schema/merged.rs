//! What a schema says, `allOf` merged in: the form that all attempts to lower it look at. It knows views of the
//! document, and no types.

use super::Part;
use crate::diag::Place;
use crate::document::{Additional, DiscriminatorView, SchemaLimits, SchemaType, SchemaView};
use crate::ir::Docs;
use crate::lower::{docs, literal};
use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

/// What a schema says.
#[derive(Clone, Debug, Default)]
pub(in crate::lower) struct Merged {
    /// The types that a value may have; none is said where it is empty.
    pub(in crate::lower) types: Vec<SchemaType>,
    /// Whether `null` is a value, where anything is said of it.
    pub(in crate::lower) null: Option<bool>,
    /// Whether `null` is the only value.
    pub(in crate::lower) only_null: bool,
    /// Whether there is no value (the schema `false`).
    pub(in crate::lower) never: bool,
    /// Why no value can be, if two parts exclude each other.
    pub(in crate::lower) contradiction: Option<String>,
    /// Whether something that it is made of cannot be read.
    pub(in crate::lower) unreadable: bool,
    /// The only value.
    pub(in crate::lower) constant: Option<Value>,
    /// The values, with what is said of each.
    pub(in crate::lower) values: Option<Vec<Listed>>,
    /// The members, each of one or more schemas that all hold.
    pub(in crate::lower) members: IndexMap<String, Vec<Part>>,
    pub(in crate::lower) required: IndexSet<String>,
    /// The members that are described on a condition, each as often as it is.
    pub(in crate::lower) conditional: IndexMap<String, Vec<Place>>,
    pub(in crate::lower) additional: Extra,
    pub(in crate::lower) patterns: Vec<Place>,
    pub(in crate::lower) items: Vec<Part>,
    pub(in crate::lower) positions: Vec<Place>,
    /// What a text holds once it is decoded (`contentSchema`).
    pub(in crate::lower) content: Vec<Part>,
    pub(in crate::lower) format: Option<String>,
    pub(in crate::lower) limits: SchemaLimits,
    /// Each `oneOf` and each `anyOf`.
    pub(in crate::lower) unions: Vec<Vec<Place>>,
    pub(in crate::lower) discriminator: Option<DiscriminatorView>,
    pub(in crate::lower) has_not: bool,
    pub(in crate::lower) is_secret: bool,
    /// How exact instants are, where that is said.
    pub(in crate::lower) precision: Option<Value>,
    pub(in crate::lower) read_only: bool,
    pub(in crate::lower) write_only: bool,
    pub(in crate::lower) docs: Docs,
    pub(in crate::lower) rename: Option<String>,
}

/// A value of an enum, with what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lower) struct Listed {
    pub(in crate::lower) value: Value,
    pub(in crate::lower) name: Option<String>,
    pub(in crate::lower) docs: Docs,
}

/// What becomes of members that are not listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::lower) enum Extra {
    #[default]
    NotSaid,
    Allowed,
    Denied,
    Schema(Vec<Part>),
}

impl Merged {
    /// What a view says itself, without its `allOf`.
    pub(super) fn of(view: &SchemaView) -> Self {
        let mut merged = Self {
            types: view.types().to_vec(),
            only_null: view.is_null(),
            never: view.is_never(),
            constant: view.constant().cloned(),
            values: view.enumeration().map(|values| listed(view, values)),
            members: members(view),
            required: view.required().iter().cloned().collect(),
            additional: match view.additional() {
                Additional::NotSaid => Extra::NotSaid,
                Additional::Allowed => Extra::Allowed,
                Additional::Denied => Extra::Denied,
                Additional::Schema(place) => Extra::Schema(vec![Part::whole(&place)]),
            },
            patterns: places(view.pattern_properties()),
            items: view.items().iter().map(Part::whole).collect(),
            positions: view.prefix_items(),
            content: view.content_schema().iter().map(Part::whole).collect(),
            format: view.format(),
            limits: view.limits().clone(),
            unions: [view.one_of().to_vec(), view.any_of().to_vec()]
                .into_iter()
                .filter(|branches| !branches.is_empty())
                .collect(),
            discriminator: view.discriminator().cloned(),
            has_not: view.not().is_some(),
            is_secret: view
                .extension("x-launchway-secret")
                .and_then(Value::as_bool)
                .unwrap_or(false),
            precision: view.extension("x-launchway-precision").cloned(),
            read_only: view.read_only(),
            write_only: view.write_only(),
            docs: docs::of_schema(view),
            ..Self::default()
        };
        merged.infer_type();
        merged.null = if view.nullable() {
            Some(true)
        } else {
            let said = !merged.types.is_empty() || merged.values.is_some() || merged.never;
            said.then_some(false)
        };
        merged
    }

    /// A schema that names members is of an object, and one that says what elements are is of an array.
    fn infer_type(&mut self) {
        if !self.types.is_empty() {
            return;
        }
        let listed = self.values.iter().flatten().map(|it| &it.value);
        let mut values = listed.chain(&self.constant);
        if let Some(first) = values.next() {
            let all = |is: fn(&Value) -> bool| is(first) && values.clone().all(is);
            if all(Value::is_object) {
                self.types.push(SchemaType::Object);
            } else if all(Value::is_array) {
                self.types.push(SchemaType::Array);
            }
            return;
        }
        let is_object = !self.members.is_empty()
            || !self.patterns.is_empty()
            || matches!(self.additional, Extra::Schema(_));
        if is_object {
            self.types.push(SchemaType::Object);
        } else if !self.items.is_empty() || !self.positions.is_empty() {
            self.types.push(SchemaType::Array);
        } else if let Some(format) = self.format.as_deref() {
            self.types.extend(super::scalar::type_of_format(format));
        }
    }

    /// The value that it fixes wherever it is used: its constant, or the only boolean that it lists.
    pub(super) fn only_value(&self) -> Option<&Value> {
        let listed = match self.values.as_deref() {
            Some([only]) if only.value.is_boolean() => Some(&only.value),
            _ => None,
        };
        self.constant.as_ref().or(listed)
    }

    /// Whether `null` is a value.
    pub(in crate::lower) fn is_nullable(&self) -> bool {
        self.only_null || self.null == Some(true)
    }

    /// Whether only objects are values.
    pub(in crate::lower) fn is_object(&self) -> bool {
        self.types == [SchemaType::Object]
    }

    /// Whether it says nothing of which values there are.
    pub(in crate::lower) fn is_open(&self) -> bool {
        self.types.is_empty()
            && !self.only_null
            && !self.never
            && self.constant.is_none()
            && self.values.is_none()
            && self.unions.is_empty()
            && !self.has_not
    }

    /// Whether it says nothing but which members must be there: a condition on what others describe.
    pub(super) fn is_condition(&self) -> bool {
        (self.types.is_empty() || self.is_object())
            && !self.only_null
            && !self.never
            && self.constant.is_none()
            && self.values.is_none()
            && self.members.is_empty()
            && self.patterns.is_empty()
            && self.unions.is_empty()
            && !matches!(self.additional, Extra::Schema(_))
            && (!self.required.is_empty() || self.has_not)
    }

    /// Whether both have the same values, as far as types can tell.
    pub(super) fn same_shape(&self, other: &Self) -> bool {
        self.types == other.types
            && self.constant == other.constant
            && self.values == other.values
            && self.members == other.members
            && self.conditional == other.conditional
            && self.required == other.required
            && self.additional == other.additional
            && self.patterns == other.patterns
            && self.items == other.items
            && self.positions == other.positions
            && self.content == other.content
            && self.format == other.format
            && self.unions == other.unions
            && self.is_secret == other.is_secret
            && self.precision == other.precision
    }

    /// The value, if it has one text.
    pub(in crate::lower) fn texts(&self) -> Option<Vec<Listed>> {
        if let Some(Value::String(text)) = &self.constant {
            return Some(vec![Listed {
                value: Value::String(text.clone()),
                name: None,
                docs: self.docs.clone(),
            }]);
        }
        let values = self.values.as_ref()?;
        let are_texts = !values.is_empty() && values.iter().all(|it| it.value.is_string());
        are_texts.then(|| values.clone())
    }

    /// The values, if all are integers.
    pub(in crate::lower) fn integers(&self) -> Option<Vec<Listed>> {
        let whole = |value: &Value| literal::integer(value).is_some();
        if let Some(value) = &self.constant {
            return whole(value).then(|| {
                vec![Listed {
                    value: value.clone(),
                    name: None,
                    docs: self.docs.clone(),
                }]
            });
        }
        let values = self.values.as_ref()?;
        let are_whole = !values.is_empty() && values.iter().all(|it| whole(&it.value));
        are_whole.then(|| values.clone())
    }
}

fn places(named: Vec<(String, Place)>) -> Vec<Place> {
    named.into_iter().map(|(_, place)| place).collect()
}

fn members(view: &SchemaView) -> IndexMap<String, Vec<Part>> {
    view.properties()
        .into_iter()
        .map(|(name, place)| (name, vec![Part::whole(&place)]))
        .collect()
}

/// The values of an enum with the names and descriptions that `x-enum-varnames` and `x-enum-descriptions` list.
fn listed(view: &SchemaView, values: Vec<Value>) -> Vec<Listed> {
    let texts = |key: &str| -> Vec<String> {
        let list = view.extension(key).and_then(Value::as_array);
        list.into_iter()
            .flatten()
            .map(|text| text.as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let names = texts("x-enum-varnames");
    let words = texts("x-enum-descriptions");
    let said = |list: &[String], index: usize| {
        list.get(index)
            .filter(|text| !text.trim().is_empty())
            .cloned()
    };
    values
        .into_iter()
        .enumerate()
        .map(|(index, value)| Listed {
            value,
            name: said(&names, index),
            docs: Docs {
                description: said(&words, index),
                ..Docs::default()
            },
        })
        .collect()
}
