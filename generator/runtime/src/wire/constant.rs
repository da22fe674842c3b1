//! Members whose value the API's description fixes.

use super::{Peek, ReadError, Reader, Wire, Writer};
use std::borrow::Cow;
use std::fmt;

/// The text of a member that has but one value, such as the kind of an object.
///
/// What one makes has that value from the start. What a server sends instead is kept, and written as it came.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Constant(Cow<'static, str>);

impl Constant {
    pub(super) const fn new(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Constant {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Constant {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Wire for Constant {
    fn blank() -> Self {
        Self::new("")
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        let text = reader.string(peek)?;
        if *self != text {
            self.0 = Cow::Owned(text.to_owned());
            reader.lose();
        }
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(self.as_str());
    }
}
