//! Texts that must not show up in logs.

use super::{Peek, ReadError, Reader, Wire, Writer};
use std::fmt;

/// What is printed in place of a secret.
const MARK: &str = "<secret>";

/// A text that prints as a mark, such as a token or a password.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MARK)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MARK)
    }
}

impl Wire for Secret {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        self.0.read(peek, reader)
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(&self.0);
    }

    fn is_secret(&self) -> bool {
        true
    }
}
