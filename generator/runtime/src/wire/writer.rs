//! The writer: values to JSON text, without spaces.

use super::Wire;

/// Collects one JSON text.
#[derive(Debug, Default)]
pub struct Writer {
    text: Vec<u8>,
}

/// A member of an object and the value that it shows.
pub struct Member<'v> {
    name: &'static str,
    optional: bool,
    value: &'v dyn Wire,
}

impl Writer {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text.
    pub fn into_vec(self) -> Vec<u8> {
        self.text
    }

    /// Writes an object; optional members that are absent are left out.
    pub fn object(&mut self, members: &[Member<'_>]) {
        self.text.push(b'{');
        for member in members {
            if !(member.optional && member.value.is_absent()) {
                let _ = member.name;
                member.value.write(self);
            }
        }
        self.text.push(b'}');
    }
}
