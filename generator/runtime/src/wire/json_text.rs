//! JSON as the text of a JSON string.

use super::{Peek, ReadError, Reader, Wire, Writer, from_str, to_string};

/// A value that travels as the text of a JSON string: `"{\"id\":1}"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JsonText<T>(
    /// The value.
    pub T,
);

impl<T> From<T> for JsonText<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Wire> Wire for JsonText<T> {
    fn blank() -> Self {
        Self(T::blank())
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        let text = reader.string(peek)?.to_owned();
        self.0 = from_str(&text)?;
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(&to_string(&self.0));
    }

    fn is_secret(&self) -> bool {
        self.0.is_secret()
    }
}

#[cfg(feature = "serde")]
impl<T: Wire> serde::Serialize for JsonText<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::serialize(self, serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de, T: Wire> serde::Deserialize<'de> for JsonText<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::deserialize(deserializer)
    }
}
