//! Structs by their tables: read, written, copied, compared and shown member by member.
//!
//! A struct shows its members twice, by reference and to be changed, and everything else is done here, once for all
//! structs: a derived body for each type and trait is what compiling would spend most of its time on.

use super::{Entries, Field, Peek, ReadError, Reader, Wire, Writer};
use std::any::Any;
use std::fmt;
use std::str::SplitWhitespace;

/// A member of a struct, whatever its type.
pub trait Member: Wire + Any + fmt::Debug {
    /// Becomes what another member of the same type is.
    fn copy(&mut self, from: &(dyn Member + 'static));

    /// Whether another member of the same type is equal.
    fn same(&self, other: &(dyn Member + 'static)) -> bool;
}

impl<T: Wire + Clone + PartialEq + fmt::Debug + 'static> Member for T {
    fn copy(&mut self, from: &(dyn Member + 'static)) {
        let from: &dyn Any = from;
        if let Some(from) = from.downcast_ref::<T>() {
            // Not `clone_from`: what is here is blank, and for lists that would be one more loop of each type.
            *self = from.clone();
        }
    }

    fn same(&self, other: &(dyn Member + 'static)) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref::<T>() == Some(self)
    }
}

/// The member that holds what no field names.
pub trait Rest: Entries + Member {}

impl<T: Entries + Member> Rest for T {}

/// The members of a struct as they are.
type Shown<'v> = &'v [&'v (dyn Member + 'static)];

/// The members of a struct to be changed.
type Filled<'v, 'm> = &'v mut [&'m mut (dyn Member + 'static)];

// What looks at members and what fills them are types of their own, not closures: a closure in what is generic over
// the struct would be made for each struct there is.

/// What is shown the members of a struct.
pub trait Look {
    /// Shows the members, each with the field at its own index, and the one that holds the rest.
    fn object(
        &mut self,
        fields: &'static [Field],
        members: Shown<'_>,
        rest: Option<&(dyn Rest + 'static)>,
    );
}

/// What changes the members of a struct.
pub trait Fill {
    /// Gives the members in the order of the fields, and the one that holds the rest.
    fn object(&mut self, members: Filled<'_, '_>, rest: Option<&mut (dyn Rest + 'static)>);
}

pub(super) fn read<T: Wire + ?Sized>(
    record: &mut T,
    peek: Peek,
    reader: &mut Reader<'_>,
) -> Result<(), ReadError> {
    let mut reading = Reading::of(peek, reader);
    record.members(&mut reading);
    record.members_mut(&mut reading);
    reading.done
}

/// Learns which members there are, and then reads them.
struct Reading<'r, 's> {
    fields: &'static [Field],
    peek: Peek,
    reader: &'r mut Reader<'s>,
    done: Result<(), ReadError>,
}

impl<'r, 's> Reading<'r, 's> {
    fn of(peek: Peek, reader: &'r mut Reader<'s>) -> Self {
        Self {
            fields: &[],
            peek,
            reader,
            done: Ok(()),
        }
    }
}

impl Look for Reading<'_, '_> {
    fn object(&mut self, fields: &'static [Field], _: Shown<'_>, _: Option<&(dyn Rest + 'static)>) {
        self.fields = fields;
    }
}

impl Fill for Reading<'_, '_> {
    fn object(&mut self, members: Filled<'_, '_>, rest: Option<&mut (dyn Rest + 'static)>) {
        self.done = match rest {
            None => self.reader.object(self.peek, self.fields, members, None),
            Some(rest) => {
                rest.clear();
                self.reader
                    .object(self.peek, self.fields, members, Some(rest))
            }
        };
    }
}

impl Look for Writer {
    fn object(
        &mut self,
        fields: &'static [Field],
        members: Shown<'_>,
        rest: Option<&(dyn Rest + 'static)>,
    ) {
        match rest {
            None => self.object(fields, members, None),
            Some(rest) => self.object(fields, members, Some(rest)),
        }
    }
}

/// A copy, for `wire!` alone.
#[allow(dead_code, reason = "an API may have no struct")]
#[inline(never)]
pub(crate) fn copy<T: Wire>(record: &T) -> T {
    let mut made = T::blank();
    made.members_mut(&mut Copying(record));
    made
}

/// What fills a blank struct with the members of another.
struct Copying<'o>(&'o dyn Wire);

impl Fill for Copying<'_> {
    fn object(&mut self, members: Filled<'_, '_>, rest: Option<&mut (dyn Rest + 'static)>) {
        self.0.members(&mut Onto { members, rest });
    }
}

struct Onto<'o, 'v, 'm> {
    members: Filled<'v, 'm>,
    rest: Option<&'o mut (dyn Rest + 'static)>,
}

impl Look for Onto<'_, '_, '_> {
    fn object(
        &mut self,
        _: &'static [Field],
        members: Shown<'_>,
        rest: Option<&(dyn Rest + 'static)>,
    ) {
        for (made, member) in self.members.iter_mut().zip(members) {
            made.copy(*member);
        }
        if let (Some(made), Some(rest)) = (&mut self.rest, rest) {
            made.copy(rest);
        }
    }
}

/// Whether two structs of one type are equal, for `wire!` alone.
#[allow(dead_code, reason = "an API may have no struct")]
#[inline(never)]
pub(crate) fn same(one: &dyn Wire, other: &dyn Wire) -> bool {
    let mut comparing = Comparing {
        other,
        is_same: false,
    };
    one.members(&mut comparing);
    comparing.is_same
}

struct Comparing<'o> {
    other: &'o dyn Wire,
    is_same: bool,
}

impl Look for Comparing<'_> {
    fn object(
        &mut self,
        _: &'static [Field],
        members: Shown<'_>,
        rest: Option<&(dyn Rest + 'static)>,
    ) {
        let mut beside = Beside {
            members,
            rest,
            is_same: false,
        };
        self.other.members(&mut beside);
        self.is_same = beside.is_same;
    }
}

struct Beside<'v> {
    members: Shown<'v>,
    rest: Option<&'v (dyn Rest + 'static)>,
    is_same: bool,
}

impl Look for Beside<'_> {
    fn object(
        &mut self,
        _: &'static [Field],
        members: Shown<'_>,
        rest: Option<&(dyn Rest + 'static)>,
    ) {
        let mut pairs = self.members.iter().zip(members);
        self.is_same = pairs.all(|(member, other)| member.same(*other))
            && match (self.rest, rest) {
                (Some(rest), Some(other)) => rest.same(other),
                _ => true,
            };
    }
}

/// Shows a struct as derived code would, for `wire!` alone: `names` are its own, its fields' and that of the rest.
///
/// # Errors
///
/// When the formatter has one.
#[allow(dead_code, reason = "an API may have no struct")]
#[inline(never)]
pub(crate) fn show(record: &dyn Wire, names: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut names = names.split_whitespace();
    let mut showing = Showing {
        shown: f.debug_struct(names.next().unwrap_or_default()),
        names,
    };
    record.members(&mut showing);
    showing.shown.finish()
}

struct Showing<'n, 's, 'f> {
    names: SplitWhitespace<'n>,
    shown: fmt::DebugStruct<'s, 'f>,
}

impl Look for Showing<'_, '_, '_> {
    fn object(
        &mut self,
        _: &'static [Field],
        members: Shown<'_>,
        rest: Option<&(dyn Rest + 'static)>,
    ) {
        let mut names = self
            .names
            .by_ref()
            .map(|name| name.trim_start_matches("r#"));
        // In this order, as a pair whose second is missing has taken its first.
        for (member, name) in members.iter().zip(names.by_ref()) {
            self.shown.field(name, member);
        }
        if let (Some(name), Some(rest)) = (names.next(), rest) {
            self.shown.field(name, &rest);
        }
    }
}
