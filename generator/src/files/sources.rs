//! The run time's source, embedded: a generated crate stands alone.

use super::RuntimeFile;

macro_rules! sources {
    ($($path:literal)*) => {
        &[$(RuntimeFile { path: $path, text: include_str!(concat!("../../runtime/src/", $path)) }),*]
    };
}

/// Every file of the run time.
pub(super) const SOURCES: &[RuntimeFile] = sources![
    "lib.rs"
    "wire/error.rs"
    "wire/mod.rs"
    "wire/reader.rs"
    "wire/writer.rs"
];
