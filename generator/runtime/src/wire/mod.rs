//! JSON in and out by tables: each type lists its fields once for reading and once for writing, and one
//! reader and one writer, generic over nothing, do the work.
//!
//! It knows nothing of HTTP, calls or APIs.

mod error;
mod reader;
mod writer;

pub use error::{ReadError, Segment};
pub use reader::{Peek, Reader, Slot};
pub use writer::{Member, Writer};

/// A value that is read from JSON and written as JSON.
///
/// Reading fills a value that exists: [`Wire::blank`] makes it, [`Wire::read`] fills it.
pub trait Wire: Send + Sync {
    /// The value before it is read: empty, zero, absent.
    fn blank() -> Self
    where
        Self: Sized;

    /// Fills the value from the reader, whose next token is of the kind `peek`.
    ///
    /// # Errors
    ///
    /// When the JSON is malformed, of another type, or lacks a required member.
    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError>;

    /// Writes the value.
    fn write(&self, writer: &mut Writer);

    /// Whether an optional member that holds this value is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Reads one value from a whole JSON text.
///
/// # Errors
///
/// When the text is not JSON, holds something after the value, or is not the JSON of a `T`.
pub fn from_slice<T: Wire>(text: &[u8]) -> Result<T, ReadError> {
    let mut value = T::blank();
    Reader::document(text, &mut value)?;
    Ok(value)
}

/// Writes one value as JSON text.
pub fn to_vec(value: &dyn Wire) -> Vec<u8> {
    let mut writer = Writer::new();
    value.write(&mut writer);
    writer.into_vec()
}
