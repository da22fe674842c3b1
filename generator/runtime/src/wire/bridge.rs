//! `serde`'s traits for the types of the wire, by way of JSON text.
//!
//! The text is walked, not passed on whole, so that formats other than JSON understand it too.

use super::view::View;
use super::{Base64, Json, Secret, Wire, Writer, from_str, to_string};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{self, Serializer};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Hands a value to a serializer.
///
/// # Errors
///
/// The serializer's own.
pub fn serialize<S: Serializer>(value: &dyn Wire, serializer: S) -> Result<S::Ok, S::Error> {
    Text(&to_string(value)).serialize(serializer)
}

/// Reads a value from a deserializer.
///
/// Integers beyond 64 bits are as exact as the deserializer makes them: `serde_json` hands them on as
/// `f64`, [`from_str`] does not.
///
/// # Errors
///
/// The deserializer's own, and when what it holds is not the JSON of a `T`.
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = deserializer.deserialize_any(Collect)?;
    from_str(&text).map_err(de::Error::custom)
}

/// A JSON text as the value that it says.
struct Text<'t>(&'t str);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match View::of(self.0).map_err(ser::Error::custom)? {
            View::Null => serializer.serialize_none(),
            View::Boolean(value) => serializer.serialize_bool(value),
            View::String(text) => serializer.serialize_str(&text),
            View::Number(text) => number(text, serializer),
            View::Array(items) => serializer.collect_seq(items.into_iter().map(Text)),
            View::Object(members) => serializer.collect_map(
                members
                    .iter()
                    .map(|(name, text)| (name.as_str(), Text(text))),
            ),
        }
    }
}

fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse() {
        serializer.serialize_i64(value)
    } else if let Ok(value) = text.parse() {
        serializer.serialize_u64(value)
    } else if let Ok(value) = text.parse() {
        serializer.serialize_i128(value)
    } else if let Ok(value) = text.parse() {
        serializer.serialize_u128(value)
    } else {
        serializer.serialize_f64(text.parse().map_err(ser::Error::custom)?)
    }
}

/// Collects what a deserializer holds as JSON text.
struct Collect;

/// The same as a value of its own, for the parts of arrays and maps.
struct Collected(String);

impl<'de> Deserialize<'de> for Collected {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Collect).map(Self)
    }
}

macro_rules! visits {
    ($($name:ident $type:ty),+) => { $(
        fn $name<E>(self, value: $type) -> Result<String, E> {
            Ok(to_string(&value))
        }
    )+ };
}

impl<'de> Visitor<'de> for Collect {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can say")
    }

    visits! { visit_bool bool, visit_i64 i64, visit_u64 u64, visit_i128 i128, visit_u128 u128, visit_f64 f64 }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        let mut writer = Writer::new();
        writer.string(text);
        Ok(writer.into_string())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok("null".to_owned())
    }

    fn visit_none<E: de::Error>(self) -> Result<String, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<String, A::Error> {
        let mut text = String::from("[");
        while let Some(Collected(item)) = items.next_element()? {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&item);
        }
        text.push(']');
        Ok(text)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<String, A::Error> {
        let mut text = String::from("{");
        while let Some((Collected(name), Collected(value))) = members.next_entry()? {
            if text.len() > 1 {
                text.push(',');
            }
            // Some formats have keys that are no strings.
            if name.starts_with('"') {
                text.push_str(&name);
            } else {
                text.push_str(&Collect.visit_str::<A::Error>(&name)?);
            }
            text.push(':');
            text.push_str(&value);
        }
        text.push('}');
        Ok(text)
    }
}

macro_rules! bridges {
    ($($name:ident)+) => { $(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize(self, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer)
            }
        }
    )+ };
}

bridges! { Json Secret Base64 }
