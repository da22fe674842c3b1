//! What members hold before they are read, by the word that `wire!` has for each: for `wire!` alone; and how
//! they are set, for `setters!` alone.

use super::{Constant, Wire};

/// Of a member that must be there: nothing yet.
#[allow(dead_code, reason = "an API may have none")]
pub(crate) fn required<T: Wire>() -> T {
    T::blank()
}

/// Of a member that may be missing: nothing.
#[allow(dead_code, reason = "an API may have none")]
pub(crate) fn optional<T: Wire>() -> T {
    T::blank()
}

/// Of a member that has but one value: this.
#[allow(dead_code, reason = "an API may have none")]
pub(crate) const fn constant(text: &'static str) -> Constant {
    Constant::new(text)
}

/// Sets a member of another form, such as an optional one, to what is taken for a `T`.
#[allow(dead_code, reason = "an API may have none")]
pub(crate) fn set<T, M: From<T>, V: Into<T>>(member: &mut M, value: V) {
    *member = M::from(value.into());
}
