//! Reading objects: members into values, by name.

use super::reader::expect;
use super::{Entries, Member, Peek, ReadError, Reader, Segment};

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

/// Whose a member is.
enum Owner {
    Field(usize),
    Rest(String),
    Nobody,
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
        let mut next = self
            .jiter
            .known_object()?
            .map(|key| owner(fields, hint, key, keep));
        while let Some(found) = next {
            let peek = self.jiter.peek()?;
            match (found, rest.as_deref_mut()) {
                (Owner::Field(index), _) => {
                    if let Err(error) = values[index].read(peek, self) {
                        return Err(error.within(Segment::Member(fields[index].name().to_owned())));
                    }
                    seen.add(index);
                    hint = index + 1;
                }
                (Owner::Rest(key), Some(rest)) => rest.read_entry(key, peek, self)?,
                _ => {
                    self.jiter.known_skip(peek)?;
                    self.lose();
                }
            }
            next = self
                .jiter
                .next_key()?
                .map(|key| owner(fields, hint, key, keep));
        }
        self.leave();
        finish(fields, values, &seen)
    }
}

/// The field of that name, looked for from `hint` on: servers send members in the order of their schema.
fn owner(fields: &[Field], hint: usize, key: &str, keep: bool) -> Owner {
    let (before, after) = fields.split_at(hint.min(fields.len()));
    if let Some(index) = after.iter().position(|field| field.name() == key) {
        return Owner::Field(before.len() + index);
    }
    match before.iter().position(|field| field.name() == key) {
        Some(index) => Owner::Field(index),
        None if keep => Owner::Rest(key.to_owned()),
        None => Owner::Nobody,
    }
}

/// Refuses an object that lacks a required member, and empties the optional values that it lacks.
///
/// They are empty already, unless the object is the second of two members of one name.
fn finish(
    fields: &[Field],
    values: &mut [&mut (dyn Member + 'static)],
    seen: &Seen,
) -> Result<(), ReadError> {
    for (index, (field, value)) in fields.iter().zip(values).enumerate() {
        if seen.has(index) {
            continue;
        }
        if field.is_required() {
            return Err(ReadError::new(format!("missing member {:?}", field.name())));
        }
        if !value.is_absent() {
            // Of what reads `null`, this makes what it is by default; the rest is never optional by itself.
            let _ = value.read(Peek::Null, &mut Reader::absent());
        }
    }
    Ok(())
}

/// A set of fields, without an allocation for the first 64.
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
