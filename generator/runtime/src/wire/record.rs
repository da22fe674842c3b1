//! Structs by their tables: read, written, copied, compared and shown member by member.
//!
//! A struct shows its members twice, by reference and to be changed, and everything else is done here, once for all
//! structs: a derived body for each type and trait is what compiling would spend most of its time on.

use super::{Entries, Field, Peek, ReadError, Reader, Wire, Writer};
use std::any::Any;
use std::fmt;

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
            self.clone_from(from);
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

type Shown<'v> = &'v [&'v (dyn Member + 'static)];
type Filled<'v, 'm> = &'v mut [&'m mut (dyn Member + 'static)];

type See<'l> = dyn FnMut(&'static [Field], Shown<'_>, Option<&(dyn Rest + 'static)>) + 'l;
type Change<'f> = dyn FnMut(Filled<'_, '_>, Option<&mut (dyn Rest + 'static)>) + 'f;

/// What is shown the members of a struct.
#[allow(missing_debug_implementations)]
pub struct Look<'l>(&'l mut See<'l>);

impl Look<'_> {
    /// Shows the members, each with the field at its own index.
    pub fn object(&mut self, fields: &'static [Field], values: Shown<'_>) {
        (self.0)(fields, values, None);
    }

    /// The same, with the member that holds the rest.
    pub fn object_with_rest(
        &mut self,
        fields: &'static [Field],
        values: Shown<'_>,
        rest: &(dyn Rest + 'static),
    ) {
        (self.0)(fields, values, Some(rest));
    }
}

/// What changes the members of a struct.
#[allow(missing_debug_implementations)]
pub struct Fill<'f>(&'f mut Change<'f>);

impl Fill<'_> {
    /// Gives the members in the order of the fields.
    pub fn object(&mut self, values: Filled<'_, '_>) {
        (self.0)(values, None);
    }

    /// The same, with the member that holds the rest.
    pub fn object_with_rest(&mut self, values: Filled<'_, '_>, rest: &mut (dyn Rest + 'static)) {
        (self.0)(values, Some(rest));
    }
}

pub(super) fn read<T: Wire + ?Sized>(
    record: &mut T,
    peek: Peek,
    reader: &mut Reader<'_>,
) -> Result<(), ReadError> {
    let mut table: &'static [Field] = &[];
    record.members(&mut Look(&mut |fields, _, _| table = fields));
    let mut done = Ok(());
    record.members_mut(&mut Fill(&mut |values, rest| {
        done = match rest {
            None => reader.object(peek, table, values, None),
            Some(rest) => {
                rest.clear();
                reader.object(peek, table, values, Some(rest))
            }
        };
    }));
    done
}

pub(super) fn write<T: Wire + ?Sized>(record: &T, writer: &mut Writer) {
    record.members(&mut Look(&mut |fields, values, rest| match rest {
        None => writer.object(fields, values, None),
        Some(rest) => writer.object(fields, values, Some(rest)),
    }));
}

/// A copy, for `wire!` alone.
#[allow(dead_code, reason = "an API may have no struct")]
pub(crate) fn copy<T: Wire>(record: &T) -> T {
    let mut made = T::blank();
    made.members_mut(&mut Fill(&mut |made, made_rest| {
        // Each side is shown once, so what is taken here is there.
        let mut made_rest = made_rest;
        record.members(&mut Look(&mut |_, members, rest| {
            for (made, member) in made.iter_mut().zip(members) {
                made.copy(*member);
            }
            if let (Some(made), Some(rest)) = (made_rest.as_deref_mut(), rest) {
                made.copy(rest);
            }
        }));
    }));
    made
}

/// Whether two structs of one type are equal, for `wire!` alone.
#[allow(dead_code, reason = "an API may have no struct")]
pub(crate) fn same(one: &dyn Wire, other: &dyn Wire) -> bool {
    let mut is_same = false;
    one.members(&mut Look(&mut |_, members, rest| {
        other.members(&mut Look(&mut |_, others, other_rest| {
            let mut pairs = members.iter().zip(others);
            is_same = pairs.all(|(member, other)| member.same(*other))
                && match (rest, other_rest) {
                    (Some(rest), Some(other)) => rest.same(other),
                    _ => true,
                };
        }));
    }));
    is_same
}

/// Shows a struct as derived code would, for `wire!` alone: `names` are its own, its fields' and that of the rest.
///
/// # Errors
///
/// When the formatter has one.
#[allow(dead_code, reason = "an API may have no struct")]
pub(crate) fn show(record: &dyn Wire, names: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut names = names
        .split_whitespace()
        .map(|name| name.trim_start_matches("r#"));
    let mut shown = f.debug_struct(names.next().unwrap_or_default());
    record.members(&mut Look(&mut |_, members, rest| {
        // In this order, as a pair whose second is missing has taken its first.
        for (member, name) in members.iter().zip(names.by_ref()) {
            shown.field(name, member);
        }
        if let (Some(name), Some(rest)) = (names.next(), rest) {
            shown.field(name, &rest);
        }
    }));
    shown.finish()
}
