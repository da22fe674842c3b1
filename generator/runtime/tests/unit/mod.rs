//! Tests of the wire. They are part of the crate because its macros are not exported.
#![allow(
    unreachable_pub,
    reason = "what the macros make is public where the types are"
)]

mod containers;
mod dates;
mod enums;
mod json;
mod limits;
mod numbers;
mod plain;
#[cfg(feature = "serde")]
mod serde;
mod strings;
mod structs;
mod unions;

use crate::wire::{Member, ReadError, Wire, from_str, to_string};

/// Reads a text that must be readable.
fn read<T: Wire>(text: &str) -> T {
    from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The error of a text that must not be readable, as a user sees it.
fn error<T: Wire>(text: &str) -> String {
    match from_str::<T>(text) {
        Ok(value) => panic!("{text} was read as {}", to_string(&value)),
        Err(error) => error.to_string(),
    }
}

/// Reads a text as a `T` and writes it again.
fn again<T: Wire>(text: &str) -> String {
    to_string(&read::<T>(text))
}

/// Reads one text as a `T`, then another into the same value.
fn read_twice<T: Wire + Member>(first: &str, second: &str) -> Result<T, ReadError> {
    // A pair whose second member comes twice is how one value gets filled twice.
    struct Twice<T>(T);
    impl<T: Wire + Member> Wire for Twice<T> {
        fn blank() -> Self {
            Self(T::blank())
        }
        fn members(&self, look: &mut dyn crate::wire::Look) {
            look.object(&[crate::wire::Field::required("v")], &[&self.0], None);
        }
        fn members_mut(&mut self, fill: &mut dyn crate::wire::Fill) {
            fill.object(&mut [&mut self.0], None);
        }
    }
    from_str::<Twice<T>>(&format!(r#"{{"v":{first},"v":{second}}}"#)).map(|twice| twice.0)
}
