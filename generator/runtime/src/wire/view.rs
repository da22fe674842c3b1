//! One level of a JSON text: what kind of value it is, and the texts of its parts.

use super::number::Decimal;
use super::{Peek, ReadError, Reader};
use std::collections::BTreeMap;

/// A JSON value with its parts still as text.
#[derive(Debug)]
pub(super) enum View<'t> {
    Null,
    Boolean(bool),
    Number(&'t str),
    String(String),
    Array(Vec<&'t str>),
    Object(Vec<(String, &'t str)>),
}

impl<'t> View<'t> {
    /// Looks at a whole text.
    pub(super) fn of(text: &'t str) -> Result<Self, ReadError> {
        let mut reader = Reader::new(text);
        let peek = reader.jiter.peek()?;
        let view = Self::take(peek, &mut reader)?;
        reader.jiter.finish()?;
        Ok(view)
    }

    fn take(peek: Peek, reader: &mut Reader<'t>) -> Result<Self, ReadError> {
        Ok(match peek {
            Peek::Null => {
                reader.null(peek)?;
                Self::Null
            }
            Peek::True | Peek::False => Self::Boolean(reader.boolean(peek)?),
            Peek::String => Self::String(reader.string(peek)?.to_owned()),
            Peek::Array => Self::Array(take_items(reader)?),
            Peek::Object => Self::Object(take_members(reader)?),
            peek => Self::Number(reader.raw(peek)?),
        })
    }
}

fn take_items<'t>(reader: &mut Reader<'t>) -> Result<Vec<&'t str>, ReadError> {
    let mut items = Vec::new();
    let mut next = reader.jiter.known_array()?;
    while let Some(peek) = next {
        items.push(reader.raw(peek)?);
        next = reader.jiter.array_step()?;
    }
    Ok(items)
}

fn take_members<'t>(reader: &mut Reader<'t>) -> Result<Vec<(String, &'t str)>, ReadError> {
    let mut members = Vec::new();
    let mut next = reader.jiter.known_object()?.map(str::to_owned);
    while let Some(name) = next {
        let peek = reader.jiter.peek()?;
        members.push((name, reader.raw(peek)?));
        next = reader.jiter.next_key()?.map(str::to_owned);
    }
    Ok(members)
}

/// A JSON value by what it means: no order of members, no spelling of numbers, of two members of one name
/// the last.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Canonical<'t> {
    Null,
    Boolean(bool),
    Number(Decimal),
    String(String),
    Array(Vec<Canonical<'t>>),
    Object(BTreeMap<String, Canonical<'t>>),
    /// What is no JSON is only equal to itself.
    Broken(&'t str),
}

impl<'t> Canonical<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let Ok(view) = View::of(text) else {
            return Self::Broken(text);
        };
        match view {
            View::Null => Self::Null,
            View::Boolean(value) => Self::Boolean(value),
            View::Number(text) => match Decimal::parse(text) {
                Some(number) => Self::Number(number),
                None => Self::Broken(text),
            },
            View::String(text) => Self::String(text),
            View::Array(items) => Self::Array(items.into_iter().map(Self::of).collect()),
            View::Object(members) => {
                // Collecting would sort them first, by code that each client would have for this alone.
                let mut object = BTreeMap::new();
                for (name, text) in members {
                    object.insert(name, Self::of(text));
                }
                Self::Object(object)
            }
        }
    }
}
