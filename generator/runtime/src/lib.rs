//! The run time of generated clients: wire tables, calls as values, errors, transport.
//!
//! It is an ordinary crate with tests of its own, and its files are also what the generator copies into
//! each generated crate. So inside, paths are relative (`super::`), macros name nothing by `$crate`, and
//! no file knows which API it serves.

// modules:begin
pub mod wire;

pub use wire::{Base64, Json, Maybe, ReadError, Secret, Unrecognized, Wire};
#[allow(unused_imports, reason = "which of them are used depends on the API")]
pub(crate) use wire::{setters, wire, wire_enum, wire_union};
// modules:end

/// What the run time's files and macros find at `crate::runtime` in a generated crate.
#[doc(hidden)]
#[allow(unused_imports, reason = "only macros look here")]
mod runtime {
    pub(crate) use super::*;
}

#[cfg(test)]
#[path = "../tests/unit/mod.rs"]
mod tests;
