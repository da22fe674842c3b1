//! OpenAPI documents to Rust clients.
//!
//! ```text
//! bytes -> source -> overlay -> project -> document -> lower -> ir -> analyze ┐
//!                                                                └-> names ───┴-> plan -> emit -> files
//!                                                                                   └-> diff
//! ```
//!
//! A pure library: it reads through a reader passed in, writes nothing, prints nothing and panics on no input.
//!
//! | layer | may import |
//! |---|---|
//! | `diag` | |
//! | `config` | |
//! | `source` | `config`, `diag` |
//! | `overlay` | `source`, `config`, `diag` |
//! | `project` | `source`, `config`, `diag` |
//! | `document` | `project`, `source`, `diag` |
//! | `ir` | `diag` |
//! | `lower` | `document`, `ir`, `config`, `diag` |
//! | `analyze` | `ir`, `diag` |
//! | `names` | `ir`, `config`, `diag` |
//! | `plan` | `ir`, `analyze`, `names`, `config`, `diag` |
//! | `diff` | `plan`, `ir`, `names`, `diag` |
//! | `emit` | `plan` |
//! | `files` | `plan`, `emit`, `diag` |

#![cfg_attr(
    not(test),
    warn(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod analyze;
pub mod config;
pub mod diag;
pub mod diff;
pub mod document;
pub mod emit;
pub mod files;
pub mod ir;
pub mod lower;
pub mod names;
pub mod overlay;
pub mod plan;
pub mod project;
pub mod source;

mod pipeline;

pub use pipeline::{
    Client, Comparison, Loaded, Outcome, Request, Stage, compare, compare_wire, dump, generate,
    generate_loaded, generate_mapped, lint, read,
};
