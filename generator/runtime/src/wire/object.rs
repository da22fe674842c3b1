//! Reading objects: members into values, by name.

use super::reader::expect;
use super::{Entries, Member, Peek, ReadError, Reader, Segment};
use jiter::Jiter;
use std::borrow::Cow;

/// A member in the table of an object, by its name in JSON.
///
/// The variants are called by the words that `wire!` has: what makes one is no call, which would have to be checked
/// for each member of each type.
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum Field {
    /// A member that is always there: without it an object is refused.
    required(&'static str),
    /// A member that may be missing, and is left out when it is absent.
    optional(&'static str),
    /// A member that is always there, and has but one value.
    constant(&'static str),
}

impl Field {
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::required(name) | Self::optional(name) | Self::constant(name) => name,
        }
    }

    pub(super) const fn is_required(&self) -> bool {
        !matches!(self, Self::optional(_))
    }
}

impl Reader<'_> {
    /// Adds all members of an object to `entries`; `null` is an empty object.
    ///
    /// # Errors
    ///
    /// When the value is not an object, or has a member that can't be read.
    pub fn map(&mut self, peek: Peek, entries: &mut dyn Entries) -> Result<(), ReadError> {
        if peek == Peek::Null {
            return self.null(peek);
        }
        self.object(peek, &[], &mut [], Some(entries))
    }

    /// Fills values from an object, each from the member of the field at its own index; members that no
    /// field names are added to `rest`, or passed over.
    ///
    /// # Errors
    ///
    /// When the value is not an object, lacks a required member, or has a member that can't be read.
    pub(super) fn object(
        &mut self,
        peek: Peek,
        fields: &[Field],
        values: &mut [&mut (dyn Member + 'static)],
        mut rest: Option<&mut (dyn Entries + '_)>,
    ) -> Result<(), ReadError> {
        expect(peek, Peek::Object, "an object")?;
        self.enter()?;
        let keep = rest.is_some();
        let mut seen = Seen::default();
        let mut hint = 0;
        // Keys as they are written: nearly none has escapes, and then there is nothing to decode.
        let mut next = self.jiter.next_object_bytes()?;
        while let Some(key) = next {
            let found = match position(fields, hint, key) {
                Some(index) => Ok(index),
                None => stranger(fields, key, keep),
            };
            let peek = self.jiter.peek()?;
            match found {
                Ok(index) => {
                    self.is_again |= seen.add(index);
                    if let Err(error) = values[index].read(peek, self) {
                        return Err(error.within(Segment::Member(fields[index].name().to_owned())));
                    }
                    hint = index + 1;
                }
                Err(name) => match (name, rest.as_deref_mut()) {
                    (Some(name), Some(rest)) => rest.read_entry(name, peek, self)?,
                    _ => {
                        self.jiter.known_skip(peek)?;
                        self.lose();
                    }
                },
            }
            next = self.jiter.next_key_bytes()?;
        }
        self.leave();
        require(fields, &seen)?;
        if self.is_again {
            empty(fields, values, &seen);
        }
        Ok(())
    }
}

/// The field of that name, looked for from `hint` on: servers send members in the order of their schema.
fn position(fields: &[Field], hint: usize, name: &[u8]) -> Option<usize> {
    let is = |field: &Field| field.name().as_bytes() == name;
    if fields.get(hint).is_some_and(is) {
        return Some(hint);
    }
    let (before, after) = fields.split_at(hint);
    let found = after.iter().position(is).map(|index| hint + index);
    found.or_else(|| before.iter().position(is))
}

/// Whose member a key is that names no field as it is written: a field's after all, for it has escapes, or nobody's,
/// and then its name, if that is to be kept.
fn stranger(fields: &[Field], key: &[u8], keep: bool) -> Result<usize, Option<String>> {
    let key = unescape(key);
    let found = match &key {
        Cow::Owned(name) => position(fields, 0, name.as_bytes()),
        Cow::Borrowed(_) => None,
    };
    found.ok_or_else(|| keep.then(|| key.into_owned()))
}

/// What a key stands for; the parser has passed over it and found no fault.
fn unescape(key: &[u8]) -> Cow<'_, str> {
    if !key.contains(&b'\\') {
        return String::from_utf8_lossy(key);
    }
    let quoted = [b"\"", key, b"\""].concat();
    let mut jiter = Jiter::new(&quoted);
    Cow::Owned(jiter.next_str().unwrap_or_default().to_owned())
}

/// Refuses an object that lacks a required member.
fn require(fields: &[Field], seen: &Seen) -> Result<(), ReadError> {
    let mut all = fields.iter().enumerate();
    match all.find(|(index, field)| field.is_required() && !seen.has(*index)) {
        Some((_, field)) => Err(ReadError::new(format!("missing member {:?}", field.name()))),
        None => Ok(()),
    }
}

/// Empties the optional values that an object lacks, where they may hold what was read before.
#[cold]
fn empty(fields: &[Field], values: &mut [&mut (dyn Member + 'static)], seen: &Seen) {
    for (index, (field, value)) in fields.iter().zip(values).enumerate() {
        if !field.is_required() && !seen.has(index) && !value.is_absent() {
            // Of what reads `null`, this makes what it is by default; the rest is never optional by itself.
            let _ = value.read(Peek::Null, &mut Reader::absent());
        }
    }
}

/// A set of fields, without an allocation for the first 64.
#[derive(Default)]
struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    /// Adds a field, and says whether it was there.
    fn add(&mut self, index: usize) -> bool {
        let word = match index / 64 {
            0 => &mut self.first,
            word => {
                if self.more.len() < word {
                    self.more.resize(word, 0);
                }
                &mut self.more[word - 1]
            }
        };
        let was = *word & (1 << (index % 64)) != 0;
        *word |= 1 << (index % 64);
        was
    }

    fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.more.get(word - 1).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }
}
