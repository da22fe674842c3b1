//! Reading objects: members into slots, by name.

use super::reader::expect;
use super::{Entries, Peek, ReadError, Reader, Segment, Wire};

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

/// Whose a member is.
enum Owner {
    Slot(usize),
    Rest(String),
    Nobody,
}

impl Reader<'_> {
    /// Fills the slots from an object; members that no slot names are passed over.
    ///
    /// # Errors
    ///
    /// When the value is not an object, lacks a required member, or has a member that can't be read.
    pub fn object(&mut self, peek: Peek, slots: &mut [Slot<'_>]) -> Result<(), ReadError> {
        self.members(peek, slots, None)
    }

    /// Fills the slots from an object, and `rest` from the members that no slot names.
    ///
    /// # Errors
    ///
    /// As [`Reader::object`].
    pub fn object_with_rest(
        &mut self,
        peek: Peek,
        slots: &mut [Slot<'_>],
        rest: &mut dyn Entries,
    ) -> Result<(), ReadError> {
        rest.clear();
        self.members(peek, slots, Some(rest))
    }

    /// Fills `entries` from all members of an object; `null` is an empty one.
    ///
    /// # Errors
    ///
    /// When the value is not an object, or has a member that can't be read.
    pub fn map(&mut self, peek: Peek, entries: &mut dyn Entries) -> Result<(), ReadError> {
        entries.clear();
        if peek == Peek::Null {
            return self.null(peek);
        }
        self.members(peek, &mut [], Some(entries))
    }

    fn members(
        &mut self,
        peek: Peek,
        slots: &mut [Slot<'_>],
        mut rest: Option<&mut (dyn Entries + '_)>,
    ) -> Result<(), ReadError> {
        expect(peek, Peek::Object, "an object")?;
        self.enter()?;
        let keep = rest.is_some();
        let mut seen = Seen::default();
        let mut hint = 0;
        let mut next = self
            .jiter
            .known_object()?
            .map(|key| owner(slots, hint, key, keep));
        while let Some(found) = next {
            let peek = self.jiter.peek()?;
            match (found, rest.as_deref_mut()) {
                (Owner::Slot(index), _) => {
                    let slot = &mut slots[index];
                    if let Err(error) = slot.value.read(peek, self) {
                        return Err(error.within(Segment::Member(slot.name.to_owned())));
                    }
                    seen.add(index);
                    hint = index + 1;
                }
                (Owner::Rest(key), Some(rest)) => rest.read_entry(key, peek, self)?,
                _ => self.jiter.known_skip(peek)?,
            }
            next = self
                .jiter
                .next_key()?
                .map(|key| owner(slots, hint, key, keep));
        }
        self.leave();
        finish(slots, &seen)
    }
}

/// The slot of that name, looked for from `hint` on: servers send members in the order of their schema.
fn owner(slots: &[Slot<'_>], hint: usize, key: &str, keep: bool) -> Owner {
    let (before, after) = slots.split_at(hint.min(slots.len()));
    if let Some(index) = after.iter().position(|slot| slot.name == key) {
        return Owner::Slot(before.len() + index);
    }
    match before.iter().position(|slot| slot.name == key) {
        Some(index) => Owner::Slot(index),
        None if keep => Owner::Rest(key.to_owned()),
        None => Owner::Nobody,
    }
}

/// Refuses an object that lacks a required member, and empties the optional ones that it lacks.
///
/// They are blank already, unless the object is the second of two members of one name.
fn finish(slots: &mut [Slot<'_>], seen: &Seen) -> Result<(), ReadError> {
    for (index, slot) in slots.iter_mut().enumerate() {
        if !seen.has(index) {
            if slot.required {
                return Err(ReadError::new(format!("missing member {:?}", slot.name)));
            }
            slot.value.set_absent();
        }
    }
    Ok(())
}

/// A set of slots, without an allocation for the first 64.
#[derive(Default)]
struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    fn add(&mut self, index: usize) {
        if index < 64 {
            self.first |= 1 << index;
            return;
        }
        let word = index / 64 - 1;
        if self.more.len() <= word {
            self.more.resize(word + 1, 0);
        }
        self.more[word] |= 1 << (index % 64);
    }

    fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.more.get(word - 1).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }
}
