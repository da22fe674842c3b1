//! Whether two variants of a union can be told apart. It mirrors how the run time picks: by tag, by JSON type, by
//! members, and among what is left the first that reads.

use super::profile::{Profile, Profiler, Texts};
use super::{JsonKind, Test};
use crate::ir::{IntWidth, TypeRef};

/// How deep what is in lists and members is compared.
const DEEPEST: usize = 4;

/// A variant as it is compared.
pub(super) struct Seen<'s, 'a> {
    pub(super) test: &'s Test,
    pub(super) profile: &'s Profile<'a>,
}

/// Whether some test tells `first` and `second` apart, which stand in this order.
pub(super) fn told_apart(
    profiler: &Profiler<'_>,
    first: &Seen<'_, '_>,
    second: &Seen<'_, '_>,
) -> bool {
    let (a, b) = (&first.test.tags, &second.test.tags);
    let by_tag = !a.is_empty() && !b.is_empty() && !a.iter().any(|tag| b.contains(tag));
    let compare = Compare { profiler, by_tag };
    compare.differ(first.profile, second.profile, 0)
}

struct Compare<'p, 'a> {
    profiler: &'p Profiler<'a>,
    /// Whether the outermost objects differ in their tags.
    by_tag: bool,
}

impl<'a> Compare<'_, 'a> {
    fn differ(&self, first: &Profile<'a>, second: &Profile<'a>, depth: usize) -> bool {
        // What reads anything is a fall-back, where it stands last.
        if second.any && !first.any {
            return true;
        }
        let both = first.kinds.and(second.kinds);
        both.iter().all(|kind| match kind {
            JsonKind::Null => true,
            JsonKind::Boolean | JsonKind::Number => false,
            JsonKind::Integer => widths_differ(&first.widths, &second.widths),
            JsonKind::String => texts_differ(&first.texts, &second.texts),
            JsonKind::Array => self.items_differ(first, second, depth),
            JsonKind::Object => {
                (depth == 0 && self.by_tag) || self.objects_differ(first, second, depth)
            }
        })
    }

    fn items_differ(&self, first: &Profile<'a>, second: &Profile<'a>, depth: usize) -> bool {
        match (first.length, second.length) {
            (Some(a), Some(b)) if a != b => true,
            _ => self.uses_differ(
                first.items.first().copied(),
                second.items.first().copied(),
                depth,
            ),
        }
    }

    fn objects_differ(&self, first: &Profile<'a>, second: &Profile<'a>, depth: usize) -> bool {
        let same =
            |a: &[&str], b: &[&str]| a.len() == b.len() && a.iter().all(|name| b.contains(name));
        if !same(&first.needs, &second.needs) || !same(&first.knows, &second.knows) {
            return true;
        }
        if first.knows.is_empty() {
            return self.uses_differ(first.values, second.values, depth);
        }
        // The same members: one of them that the first does not read leaves the object to the second.
        first.members.iter().any(|(name, a)| {
            let b = second.members.iter().find(|(other, _)| other == name);
            self.uses_differ(Some(a), b.map(|(_, b)| *b), depth)
        })
    }

    fn uses_differ(
        &self,
        first: Option<&'a TypeRef>,
        second: Option<&'a TypeRef>,
        depth: usize,
    ) -> bool {
        match (first, second) {
            (Some(a), Some(b)) if depth < DEEPEST && a != b => {
                let (a, b) = (self.profiler.profile(a), self.profiler.profile(b));
                self.differ(&a, &b, depth + 1)
            }
            _ => false,
        }
    }
}

/// The first reads only some texts, so what it refuses is left to the second.
fn texts_differ(first: &[Texts], second: &[Texts]) -> bool {
    first.iter().all(|a| match a {
        Texts::All => false,
        Texts::Form(_) => second.iter().all(|b| a != b),
    })
}

/// The second reads integers that the first does not hold.
fn widths_differ(first: &[IntWidth], second: &[IntWidth]) -> bool {
    let holds =
        |a: &IntWidth, b: &IntWidth| range(*a).0 <= range(*b).0 && range(*a).1 >= range(*b).1;
    !first.iter().any(|a| second.iter().any(|b| holds(a, b)))
}

fn range(width: IntWidth) -> (i128, i128) {
    match width {
        IntWidth::I32 => (i32::MIN.into(), i32::MAX.into()),
        IntWidth::I64 => (i64::MIN.into(), i64::MAX.into()),
        IntWidth::U32 => (0, u32::MAX.into()),
        IntWidth::U64 => (0, u64::MAX.into()),
        IntWidth::I128 => (i128::MIN, i128::MAX),
    }
}
