//! The run time as it is copied into a generated crate: whole files, pointed at the place where they stand there.

use super::{FileSet, header};

/// A file of the run time's source.
#[derive(Clone, Copy, Debug)]
pub struct RuntimeFile {
    /// Its path below the run time's `src`.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// How the run time's own macros call the place where it is.
const HOME: &str = "crate::runtime";

/// The file that says which modules there are; only what is between the markers is copied.
const ROOT: &str = "lib.rs";
const BEGIN: &str = "// modules:begin";
const END: &str = "// modules:end";

/// The run time's files for a crate in which it is at `module`, such as `crate::runtime`.
pub fn runtime_files(module: &str, command: &str) -> FileSet {
    let header = header::line(command);
    let mut set = FileSet::default();
    for source in super::sources::SOURCES {
        let (path, text) = if source.path == ROOT {
            ("mod.rs", root(source.text))
        } else {
            (source.path, source.text.to_owned())
        };
        let text = if module == HOME {
            text
        } else {
            text.replace(HOME, module)
        };
        set.insert(path, format!("{header}\n\n{text}"));
    }
    set
}

/// The run time's root without what belongs to it as a crate of its own.
fn root(text: &str) -> String {
    let docs = text.lines().take_while(|line| line.starts_with("//!"));
    let modules = text
        .lines()
        .skip_while(|line| *line != BEGIN)
        .skip(1)
        .take_while(|line| *line != END);
    docs.chain([""])
        .chain(modules)
        .map(|line| format!("{line}\n"))
        .collect()
}
