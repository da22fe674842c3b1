//! Whether two variants of a union can be told apart. It mirrors how the run time picks: by tag, by JSON type, by
//! members, and among what is left the first that reads.

use super::profile::{Profile, Profiler, Texts};
use super::{JsonKind, Test};

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
    let both = first.test.kinds.and(second.test.kinds);
    let both = both.without(JsonKind::Null);
    // What reads anything is a fall-back, where it stands last.
    if second.profile.any && !first.profile.any {
        return true;
    }
    both.iter().all(|kind| match kind {
        JsonKind::Null => true,
        JsonKind::Boolean | JsonKind::Integer | JsonKind::Number => false,
        JsonKind::String => texts_differ(&first.profile.texts, &second.profile.texts),
        JsonKind::Array => items_differ(profiler, first.profile, second.profile),
        JsonKind::Object => {
            let tags = (&first.test.tags, &second.test.tags);
            let by_tag = !tags.0.is_empty()
                && !tags.1.is_empty()
                && !tags.0.iter().any(|tag| tags.1.contains(tag));
            by_tag || members_differ(first.profile, second.profile)
        }
    })
}

/// The first reads only some texts, so what it refuses is left to the second.
fn texts_differ(first: &[Texts], second: &[Texts]) -> bool {
    first.iter().all(|a| match a {
        Texts::All => false,
        Texts::Form(_) => second.iter().all(|b| a != b),
    })
}

fn items_differ(profiler: &Profiler<'_>, first: &Profile<'_>, second: &Profile<'_>) -> bool {
    if let (Some(a), Some(b)) = (first.length, second.length)
        && a != b
    {
        return true;
    }
    let (Some(a), Some(b)) = (first.items.first(), second.items.first()) else {
        return false;
    };
    let (a, b) = (profiler.profile(a), profiler.profile(b));
    let both = a.kinds.and(b.kinds).without(JsonKind::Null);
    both.iter().all(|kind| match kind {
        JsonKind::String => texts_differ(&a.texts, &b.texts),
        // What needs nothing reads every object, so only the first one's needs count.
        JsonKind::Object => a.needs.iter().any(|name| !b.needs.contains(name)),
        _ => false,
    })
}

fn members_differ(first: &Profile<'_>, second: &Profile<'_>) -> bool {
    let same = |a: &[&str], b: &[&str]| a.len() == b.len() && a.iter().all(|name| b.contains(name));
    !same(&first.needs, &second.needs) || !same(&first.knows, &second.knows)
}
