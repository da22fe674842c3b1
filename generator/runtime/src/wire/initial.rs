//! What members hold before they are read, by the word that `wire!` has for each: for `wire!` alone.

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
