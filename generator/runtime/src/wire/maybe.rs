//! The member that may be left out, and may be null, and the two mean different things.

use super::{Peek, ReadError, Reader, Wire, Writer};

/// An optional member that may also be null: left out, `null`, or a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maybe<T> {
    /// Left out: in an update, what is there stays.
    #[default]
    Absent,
    /// `null`: in an update, what is there goes.
    Null,
    /// A value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The same by reference.
    pub fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// The value, where there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether it is left out.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether it is a value.
    pub fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Maybe<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl From<&str> for Maybe<super::Secret> {
    fn from(value: &str) -> Self {
        Self::Value(value.into())
    }
}

impl<T> From<Option<T>> for Maybe<T> {
    /// `None` is `null`: who has nothing to say leaves the member alone.
    fn from(value: Option<T>) -> Self {
        match value {
            Some(value) => Self::Value(value),
            None => Self::Null,
        }
    }
}

impl<T: Wire> Wire for Maybe<T> {
    fn blank() -> Self {
        Self::Absent
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        if peek == Peek::Null {
            *self = if reader.is_absent() {
                Self::Absent
            } else {
                Self::Null
            };
            return reader.null(peek);
        }
        if !matches!(self, Self::Value(_)) {
            *self = Self::Value(T::blank());
        }
        match self {
            Self::Value(value) => value.read(peek, reader),
            Self::Absent | Self::Null => Ok(()),
        }
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Value(value) => value.write(writer),
            Self::Absent | Self::Null => writer.raw("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_absent()
    }
}
