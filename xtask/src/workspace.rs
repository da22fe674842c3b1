//! Where the project is on this machine. The path is for reading and writing; no file ever holds it.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// The folder of the workspace that this program was built from.
pub(crate) fn root() -> PathBuf {
    // Cargo says where it runs the program from; the path of the build is only the next best.
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map(Path::to_path_buf).unwrap_or(package)
}

/// How many threads this machine runs at a time.
pub(crate) fn threads() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Whether a folder lies below a workspace of Cargo's.
pub(crate) fn surrounds(folder: &Path) -> bool {
    let Ok(folder) = std::path::absolute(folder) else {
        return false;
    };
    folder.ancestors().skip(1).any(|above| {
        std::fs::read_to_string(above.join("Cargo.toml"))
            .ok()
            .and_then(|text| text.parse::<toml::Table>().ok())
            .is_some_and(|manifest| manifest.contains_key("workspace"))
    })
}
