//! The run time as it is copied into a generated crate: whole files, those that an API needs, pointed at the place
//! where they stand there.

use super::{FileSet, header};
use crate::plan::Part;
use std::collections::BTreeSet;

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

/// What a run time with parts left out is free of: it is one text for all that may be left out.
const LEAN: &str =
    "#![allow(dead_code, unused_imports, reason = \"what an API has no use for is left out\")]\n";

/// The run time's files for a crate in which it is at `module`, such as `crate::runtime`: all that every client needs,
/// and those parts.
pub fn runtime_files(module: &str, command: &str, parts: &BTreeSet<Part>) -> FileSet {
    let header = header::line(command);
    let left_out: Vec<&str> = MODULES
        .iter()
        .filter(|(_, wanted_by)| !wanted_by.iter().any(|part| parts.contains(part)))
        .map(|(module, _)| *module)
        .collect();
    let mut set = FileSet::default();
    for source in super::sources::SOURCES {
        let (path, text) = if source.path == ROOT {
            ("mod.rs", root(source.text, &left_out))
        } else {
            (source.path, source.text.to_owned())
        };
        if left_out.contains(&module_of(path)) {
            continue;
        }
        let text = if module == HOME {
            text
        } else {
            text.replace(HOME, module)
        };
        set.insert(path, format!("{header}\n\n{text}"));
    }
    set
}

/// The modules of the run time that are not in every client, and the parts that they are in.
const MODULES: &[(&str, &[Part])] = &[
    ("disk", &[Part::Downloads, Part::Multipart, Part::Sources]),
    ("download", &[Part::Downloads]),
    ("framing", &[Part::Streams]),
    ("multipart", &[Part::Multipart]),
    ("oauth", &[Part::OAuth]),
    ("once", &[Part::Once]),
    ("pace", &[Part::Once, Part::Waits]),
    ("paging", &[Part::Paging]),
    ("source", &[Part::Multipart, Part::Sources]),
    ("stream", &[Part::Streams]),
    ("wait", &[Part::Waits]),
];

/// The module of the run time that a file belongs to.
fn module_of(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The run time's root without what belongs to it as a crate of its own, and without what is left out.
fn root(text: &str, left_out: &[&str]) -> String {
    let docs = text.lines().take_while(|line| line.starts_with("//!"));
    let modules = text
        .lines()
        .skip_while(|line| *line != BEGIN)
        .skip(1)
        .take_while(|line| *line != END);
    let mut out: String = docs.map(|line| format!("{line}\n")).collect();
    if !left_out.is_empty() {
        out.push_str(LEAN);
    }
    out.push('\n');
    let mut statement = String::new();
    for line in modules {
        statement.push_str(line);
        statement.push('\n');
        // Attributes and comments stand before what they belong to.
        if line.is_empty() || line.contains(';') {
            if !left_out.contains(&subject(&statement)) {
                out.push_str(&statement);
            }
            statement.clear();
        }
    }
    out
}

/// The module that a statement of the root declares or takes names from.
fn subject(statement: &str) -> &str {
    let lines = statement.lines();
    let code = lines
        .map(str::trim_start)
        .find(|line| !line.starts_with("#[") && !line.starts_with("//"));
    let named = code.and_then(|code| {
        let (_, rest) = code
            .split_once("mod ")
            .or_else(|| code.split_once("use "))?;
        rest.split([';', ':']).next()
    });
    named.unwrap_or_default()
}
