//! JSON in and out by tables: each type lists its fields once for reading and once for writing, and one
//! reader and one writer, generic over nothing, do the work.
//!
//! It knows nothing of HTTP, calls or APIs.

mod base64;
#[cfg(feature = "serde")]
mod bridge;
mod constant;
mod containers;
mod dates;
mod error;
pub(crate) mod initial;
mod json;
mod json_text;
mod macros;
mod maybe;
mod number;
mod object;
mod parts;
mod plain;
mod reader;
pub(crate) mod record;
mod scalars;
mod seconds;
mod secret;
mod union;
mod unrecognized;
mod uuids;
mod view;
mod writer;

pub use base64::Base64;
#[cfg(feature = "serde")]
pub use bridge::{deserialize, serialize};
pub use constant::Constant;
pub use containers::{Entries, Items, Slot, list};
pub use error::{ReadError, Segment};
pub use json::Json;
pub use json_text::JsonText;
#[allow(unused_imports, reason = "which of them are used depends on the API")]
pub(crate) use macros::{
    inserters, setters, wire, wire_bridge, wire_enum, wire_payloads, wire_record, wire_union,
};
pub use maybe::Maybe;
pub use object::Field;
pub use parts::{Attachment, PartValue, parts_of};
pub(crate) use plain::fill_plain;
pub use plain::{Plain, from_plain};
pub use reader::{Peek, Reader};
pub use record::{Fill, Look, Member, Rest};
pub use seconds::WholeSeconds;
pub use secret::Secret;
pub use union::{Form, Union};
pub use unrecognized::Unrecognized;
pub use writer::Writer;

/// A value that is read from JSON and written as JSON.
///
/// Reading fills a value that exists: [`Wire::blank`] makes it, [`Wire::read`] fills it.
pub trait Wire: Send + Sync {
    /// The value before it is read: empty, zero, absent.
    fn blank() -> Self
    where
        Self: Sized;

    /// Fills the value from the reader, whose next token is of the kind `peek`. What the value held before
    /// is replaced as a whole.
    ///
    /// # Errors
    ///
    /// When the JSON is malformed, of another type, or lacks a required member.
    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Done {
        record::read(self, peek, reader)
    }

    /// Writes the value.
    fn write(&self, writer: &mut Writer) {
        self.members(writer);
    }

    /// Shows the members of a struct; nothing else has any. What has, is read and written by them.
    fn members(&self, _: &mut dyn Look) {}

    /// Gives the members of a struct to be changed.
    fn members_mut(&mut self, _: &mut dyn Fill) {}

    /// Whether an optional member that holds this value is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// Whether the value is a secret, which must not be shown wherever it is put.
    fn is_secret(&self) -> bool {
        false
    }
}

/// What comes of reading into a value, by a name that is short in what macros write.
pub type Done = Result<(), ReadError>;

/// Reads one value from a whole JSON text.
///
/// # Errors
///
/// When the text is not UTF-8, is not JSON, holds something after the value, or is not the JSON of a `T`.
pub fn from_slice<T: Wire>(text: &[u8]) -> Result<T, ReadError> {
    let mut value = T::blank();
    fill_blank(text, &mut value)?;
    Ok(value)
}

/// Fills a value from a whole JSON text.
///
/// # Errors
///
/// As [`from_slice`].
pub fn fill(text: &[u8], value: &mut dyn Wire) -> Result<(), ReadError> {
    Reader::again(utf8(text)?).whole(value)
}

/// Fills a value in which there is nothing yet.
///
/// # Errors
///
/// As [`from_slice`].
pub(crate) fn fill_blank(text: &[u8], value: &mut dyn Wire) -> Result<(), ReadError> {
    Reader::new(utf8(text)?).whole(value)
}

/// The text, looked into once and for all: the parser looks into no string that it passes over.
fn utf8(text: &[u8]) -> Result<&str, ReadError> {
    let fault = |error: std::str::Utf8Error| {
        ReadError::new(format!("not UTF-8 (byte {})", error.valid_up_to()))
    };
    std::str::from_utf8(text).map_err(fault)
}

/// Reads one value from a whole JSON text.
///
/// # Errors
///
/// As [`from_slice`].
pub fn from_str<T: Wire>(text: &str) -> Result<T, ReadError> {
    let mut value = T::blank();
    Reader::new(text).whole(&mut value)?;
    Ok(value)
}

/// Writes one value as JSON text.
pub fn to_vec(value: &dyn Wire) -> Vec<u8> {
    to_string(value).into_bytes()
}

/// Writes one value as JSON text.
pub fn to_string(value: &dyn Wire) -> String {
    let mut writer = Writer::new();
    value.write(&mut writer);
    writer.into_string()
}
