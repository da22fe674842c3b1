//! The reader: one JSON text, pulled token by token into slots.

use super::{ReadError, Segment, Wire};
use jiter::Jiter;

pub use jiter::Peek;

/// How deep values may nest: hostile input must not overflow the stack.
const DEPTH: usize = 128;

/// Reads one JSON text.
#[derive(Debug)]
pub struct Reader<'s> {
    jiter: Jiter<'s>,
    depth: usize,
}

/// A member of an object and the value that it fills.
pub struct Slot<'v> {
    name: &'static str,
    required: bool,
    value: &'v mut dyn Wire,
}

impl<'v> Slot<'v> {
    /// A member without which the object is refused.
    pub fn required(name: &'static str, value: &'v mut dyn Wire) -> Self {
        Self {
            name,
            required: true,
            value,
        }
    }

    /// A member that may be missing.
    pub fn optional(name: &'static str, value: &'v mut dyn Wire) -> Self {
        Self {
            name,
            required: false,
            value,
        }
    }
}

impl<'s> Reader<'s> {
    /// Fills `value` from the whole of `text`.
    pub(super) fn document(text: &'s [u8], value: &mut dyn Wire) -> Result<(), ReadError> {
        let mut reader = Self {
            jiter: Jiter::new(text),
            depth: 0,
        };
        let peek = reader.jiter.peek()?;
        value.read(peek, &mut reader)?;
        Ok(reader.jiter.finish()?)
    }

    /// Fills the slots from an object; members that no slot names are passed over.
    pub fn object(&mut self, peek: Peek, slots: &mut [Slot<'_>]) -> Result<(), ReadError> {
        if peek != Peek::Object {
            return Err(ReadError::new("expected an object"));
        }
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(ReadError::new("nested too deep"));
        }
        let _ = (slots, Segment::Index(0));
        unreachable!("skeleton")
    }
}
