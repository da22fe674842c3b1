//! Where things are that tests read.

use std::path::{Path, PathBuf};

/// The folder of the project.
pub fn project() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = package.parent().unwrap_or(package);
    project.to_path_buf()
}

/// The folder of the real documents, if this machine has them.
pub fn corpus() -> Option<PathBuf> {
    let named = std::env::var_os("LAUNCHWAY_CORPUS").map(PathBuf::from);
    let corpus = named.unwrap_or_else(|| project().join("../shared/corpus"));
    if !corpus.is_dir() {
        let shown = corpus.display();
        eprintln!("SKIPPED: there are no real documents at {shown} (set LAUNCHWAY_CORPUS)");
        return None;
    }
    Some(corpus)
}
