//! A JSON value of any shape, kept as the text that it came as.

use super::view::{Canonical, View};
use super::{Peek, ReadError, Reader, Wire, Writer, from_str};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A JSON value of any shape, kept as its text.
///
/// Two of them are equal when they say the same: the order of members and the spelling of numbers don't
/// count, so `1.0` equals `1`.
///
/// [`Display`](fmt::Display) shows the text.
#[derive(Clone, Default)]
pub struct Json(
    /// Empty for `null`, so that a blank value costs no allocation.
    Box<str>,
);

impl Json {
    /// The JSON of a value.
    pub fn of(value: &dyn Wire) -> Self {
        let mut writer = Writer::new();
        value.write(&mut writer);
        Self(writer.into_string().into())
    }

    /// The value that a text says.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or holds something after the value.
    pub fn parse(text: &str) -> Result<Self, ReadError> {
        from_str(text)
    }

    /// An object of those members.
    pub fn object(members: &[(&str, &dyn Wire)]) -> Self {
        let mut writer = Writer::new();
        writer.pairs(members);
        Self(writer.into_string().into())
    }

    /// The text.
    pub fn as_text(&self) -> &str {
        if self.0.is_empty() { "null" } else { &self.0 }
    }

    /// Reads the value as a `T`.
    ///
    /// # Errors
    ///
    /// When it is not the JSON of a `T`.
    pub fn decode<T: Wire>(&self) -> Result<T, ReadError> {
        from_str(self.as_text())
    }

    /// The member of that name, if the value is an object that has it.
    pub fn get(&self, name: &str) -> Option<Self> {
        let members = self.members()?;
        members
            .into_iter()
            .rev()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// The members in their order, if the value is an object.
    pub fn members(&self) -> Option<Vec<(String, Self)>> {
        match View::of(self.as_text()) {
            Ok(View::Object(members)) => Some(
                members
                    .into_iter()
                    .map(|(name, text)| (name, Self(text.into())))
                    .collect(),
            ),
            _ => None,
        }
    }

    /// The elements, if the value is an array.
    pub fn items(&self) -> Option<Vec<Self>> {
        match View::of(self.as_text()) {
            Ok(View::Array(items)) => {
                Some(items.into_iter().map(|text| Self(text.into())).collect())
            }
            _ => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<Cow<'_, str>> {
        let inner = self.as_text().strip_prefix('"')?.strip_suffix('"')?;
        if inner.contains('\\') {
            self.decode().ok().map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(inner))
        }
    }

    /// A whole number, if it fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.number()?.decode().ok()
    }

    /// A number.
    pub fn as_f64(&self) -> Option<f64> {
        self.number()?.decode().ok()
    }

    /// A boolean.
    pub fn as_bool(&self) -> Option<bool> {
        self.decode().ok()
    }

    /// Whether the value is `null`.
    pub fn is_null(&self) -> bool {
        self.as_text() == "null"
    }

    /// The value, if it is a number: a string that holds one is none here.
    fn number(&self) -> Option<&Self> {
        if self.as_text().starts_with('"') {
            None
        } else {
            Some(self)
        }
    }
}

impl Wire for Json {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        self.0 = match peek {
            Peek::Null => {
                reader.null(peek)?;
                Box::default()
            }
            peek => reader.raw(peek)?.into(),
        };
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(self.as_text());
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.as_text() == other.as_text()
            || Canonical::of(self.as_text()) == Canonical::of(other.as_text())
    }
}

impl Eq for Json {}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_text())
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Json({self})")
    }
}

impl FromStr for Json {
    type Err = ReadError;

    fn from_str(text: &str) -> Result<Self, ReadError> {
        Self::parse(text)
    }
}

impl From<&str> for Json {
    /// A JSON string; [`Json::parse`] reads JSON text.
    fn from(text: &str) -> Self {
        let mut writer = Writer::new();
        writer.string(text);
        Self(writer.into_string().into())
    }
}

macro_rules! json_from {
    ($($name:ty)+) => { $(
        impl From<$name> for Json {
            fn from(value: $name) -> Self {
                Self::of(&value)
            }
        }
    )+ };
}

json_from! { bool i64 f64 String Vec<Json> }
