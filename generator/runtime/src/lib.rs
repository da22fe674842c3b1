//! The run time of generated clients: wire tables, calls as values, errors, transport.
//!
//! It is an ordinary crate with tests of its own, and its files are also what the generator copies into
//! each generated crate. So inside, paths are relative (`super::`), macros name nothing by `$crate`, and
//! no file knows which API it serves.

pub mod wire;
