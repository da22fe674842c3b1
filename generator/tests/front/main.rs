//! The front end from outside: bytes in, views and diagnostics out.

mod codes;
mod corpus;
mod document;
mod limits;
mod locate;
mod overlay;
mod references;
mod repairs;
mod schema;
mod syntax;
mod versions;

use launchway_generator::config::Limits;
use launchway_generator::diag::{Diagnostics, FileId, Place, Pointer};
use launchway_generator::document::{Document, SchemaView};
use launchway_generator::source::{Node, SourceSet};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Files in memory, the first being the root document.
pub fn files(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let files = files.iter();
    files
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

/// Loads them, within the usual limits.
pub fn load(list: &[(&str, &str)]) -> (Option<SourceSet>, Diagnostics) {
    let mut found = Diagnostics::default();
    let set = SourceSet::load(list[0].0, &files(list), &Limits::default(), &mut found).ok();
    (set, found)
}

/// The root of one YAML or JSON text, which nothing must be said of.
pub fn tree(text: &str) -> Node {
    let (set, found) = load(&[("a.yaml", text)]);
    assert_eq!(codes(&found), [""; 0], "{:?}", found);
    set.unwrap()
        .node(&Place::file(FileId::ROOT))
        .unwrap()
        .clone()
}

/// The codes of what was found, in order.
pub fn codes(found: &Diagnostics) -> Vec<&'static str> {
    found.iter().map(|each| each.code.id()).collect()
}

/// A place in the root document.
pub fn at(pointer: &str) -> Place {
    Place {
        file: FileId::ROOT,
        pointer: Pointer::parse(pointer).unwrap(),
    }
}

/// Looks at a document, and says what was found in it.
pub fn look<T>(text: &str, with: impl FnOnce(&Document) -> T) -> (T, Vec<&'static str>) {
    let (set, mut found) = load(&[("a.yaml", text)]);
    let set = set.unwrap_or_else(|| panic!("{found:?}"));
    let document = Document::open(&set, &mut found).unwrap_or_else(|| panic!("{found:?}"));
    let value = with(&document);
    document.report(&mut found);
    (value, codes(&found))
}

/// The schema `S`, in a document of that version.
pub fn schema(version: &str, yaml: &str) -> (Option<Rc<SchemaView>>, Vec<&'static str>) {
    let text = format!(
        "openapi: {version}\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    T: {{type: string}}\n    S: {yaml}\n"
    );
    look(&text, |document| {
        document.schema(&at("/components/schemas/S"))
    })
}
