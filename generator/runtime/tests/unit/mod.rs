//! Tests of what only the crate itself can name: the macros.

mod structs;
