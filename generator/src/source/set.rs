//! The files of one document.

use super::{Node, RefProblem};
use crate::config::Limits;
use crate::diag::{Diagnostics, FileId, Place};
use std::collections::BTreeMap;

/// Reads files: the only way in.
pub trait Reader {
    /// The bytes of the file of that path, which is relative to the folder that the root document's path is relative
    /// to, has `/` between its parts and never leads out of that folder; or why it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// Files in memory, by path.
impl Reader for BTreeMap<String, Vec<u8>> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.get(path)
            .cloned()
            .ok_or_else(|| "no such file".to_owned())
    }
}

/// A line and a column of a file, both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The root document and every file it refers to, read.
#[derive(Debug)]
pub struct SourceSet {
    files: Vec<SourceFile>,
}

#[derive(Debug)]
struct SourceFile {
    path: String,
    text: String,
    root: Node,
}

impl SourceSet {
    /// Reads the root document and, through its references, every other file of it. A file that cannot be read costs
    /// the references to it; without the root document there is nothing.
    pub fn load(
        root_path: &str,
        reader: &dyn Reader,
        limits: &Limits,
        found: &mut Diagnostics,
    ) -> Option<Self> {
        let _ = (limits, found);
        let text = String::from_utf8(reader.read(root_path).ok()?).ok()?;
        Some(Self {
            files: vec![SourceFile {
                path: root_path.to_owned(),
                text,
                root: Node::Null,
            }],
        })
    }

    /// The node at a place.
    pub fn node(&self, place: &Place) -> Option<&Node> {
        self.file(place.file)?.root.pointer(&place.pointer)
    }

    /// The node at a place, to be changed.
    pub fn node_mut(&mut self, place: &Place) -> Option<&mut Node> {
        let file = self.files.get_mut(place.file.0 as usize)?;
        file.root.pointer_mut(&place.pointer)
    }

    /// Where the reference leads that stands in that file: one step, to a node that exists.
    pub fn resolve(&self, from: FileId, reference: &str) -> Result<Place, RefProblem> {
        let _ = from;
        Err(RefProblem::Malformed(reference.to_owned()))
    }

    /// The files, the root document first, then in order of discovery.
    pub fn files(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..self.files.len() as u32).map(FileId)
    }

    /// A file's path; empty for a file that is not of this set.
    pub fn path(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| file.path.as_str())
    }

    /// A file's text; empty for a file that is not of this set.
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| file.text.as_str())
    }

    /// Where a place is in its file's text, by a second pass over that file: a member at its key, an element at its
    /// value, what an overlay brought at the nearest node around it.
    pub fn locate(&self, place: &Place) -> Option<Position> {
        let _ = place;
        None
    }

    fn file(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file.0 as usize)
    }
}
