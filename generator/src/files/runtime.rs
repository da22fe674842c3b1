//! The run time as it is copied into a generated crate: whole files, their paths and macros pointed at their new home.

use super::FileSet;

/// A file of the run time's source.
#[derive(Clone, Copy, Debug)]
pub struct RuntimeFile {
    /// Its path below the run time's `src`.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// The run time's files for a crate in which it is at `module`, such as `crate::runtime`.
pub fn needed(sources: &[RuntimeFile], module: &str, command: &str) -> FileSet {
    let header = super::header::line(command);
    let mut set = FileSet::default();
    for source in sources {
        let (path, text) = if source.path == "lib.rs" { ("mod.rs", source.text) } else { (source.path, source.text) };
        let text = if module == HOME { text.to_owned() } else { text.replace(HOME, module) };
        set.insert(path, format!("{header}\n\n{text}"));
    }
    set
}

/// How the run time's own macros call the place where it is.
const HOME: &str = "crate::runtime";
