//! What an enum holds when a server sends a value that the API's description doesn't name.

use std::fmt;

/// The text of an enum's value that the API's description doesn't name.
///
/// Only the enum itself makes one, by `From<&str>`: so a text that has a variant of its own never hides in
/// here, and two equal texts are always equal values.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    /// For `wire_enum!` alone.
    #[allow(dead_code, reason = "an API may have no enums")]
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text as it was sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
