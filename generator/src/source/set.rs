//! The files of one document, and the ways between them.

use super::edit::Edit;
use super::locate::Spots;
use super::parse::Syntax;
use super::reference::Reference;
use super::{Node, RefProblem};
use crate::diag::{FileId, Place, Pointer, Position};
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// The root document and every file it refers to, read.
#[derive(Debug, Default)]
pub struct SourceSet {
    files: Vec<SourceFile>,
    by_path: HashMap<String, FileId>,
    /// What was changed after reading, in order.
    pub(super) edits: Vec<Edit>,
}

#[derive(Debug)]
pub(super) struct SourceFile {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) syntax: Syntax,
    pub(super) root: Node,
    pub(super) part: Part,
    pub(super) spots: OnceLock<Spots>,
    pub(super) anchors: OnceLock<BTreeMap<String, Pointer>>,
}

/// What a file is to the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// It holds some of it.
    Document,
    /// It says what to change in it.
    Overlay,
}

/// How many references may lie on the way of one pointer, where it leads through them.
const HOPS: usize = 32;

impl SourceSet {
    /// The node at a place.
    pub fn node(&self, place: &Place) -> Option<&Node> {
        self.file(place.file)?.root.pointer(&place.pointer)
    }

    /// The node at a place, to be changed.
    pub(super) fn node_mut(&mut self, place: &Place) -> Option<&mut Node> {
        let file = self.files.get_mut(place.file.0 as usize)?;
        file.anchors = OnceLock::new();
        file.root.pointer_mut(&place.pointer)
    }

    /// Where the reference leads that stands in that file: one step, to a node that exists. A pointer that leads
    /// through references on its way follows them.
    pub fn resolve(&self, from: FileId, reference: &str) -> Result<Place, RefProblem> {
        self.resolve_within(from, reference, HOPS)
    }

    fn resolve_within(&self, from: FileId, text: &str, hops: usize) -> Result<Place, RefProblem> {
        let reference = Reference::parse(self.path(from), text)?;
        let file = match &reference.file {
            None => from,
            Some(path) => self
                .by_path(path)
                .ok_or_else(|| RefProblem::File(path.clone()))?,
        };
        if !reference.fragment.is_empty() && !reference.fragment.starts_with('/') {
            return self.anchor(file, &reference.fragment);
        }
        // `#/` is the member with the empty name, but many write it for the whole file.
        if reference.fragment == "/" && self.node(&Place::file(file).child("")).is_none() {
            return Ok(Place::file(file));
        }
        // A key may hold a `%41` of its own, so the fragment counts as it is written too.
        for fragment in [&reference.fragment, &reference.raw_fragment] {
            if let Some(pointer) = Pointer::parse(fragment) {
                let place = Place { file, pointer };
                if self.node(&place).is_some() {
                    return Ok(place);
                }
                if let Some(place) = self.through_references(&place, hops) {
                    return Ok(place);
                }
            }
        }
        Err(RefProblem::Nothing(text.to_owned()))
    }

    fn anchor(&self, file: FileId, name: &str) -> Result<Place, RefProblem> {
        let missing = || RefProblem::Anchor(name.to_owned());
        let source = self.file(file).ok_or_else(missing)?;
        let anchors = source.anchors.get_or_init(|| {
            let mut anchors = BTreeMap::new();
            collect_anchors(&source.root, &Pointer::root(), &mut anchors);
            anchors
        });
        let pointer = anchors.get(name).cloned().ok_or_else(missing)?;
        Ok(Place { file, pointer })
    }

    /// The node of a pointer that meets references on its way.
    fn through_references(&self, place: &Place, hops: usize) -> Option<Place> {
        let mut here = Place::file(place.file);
        for token in place.pointer.tokens() {
            let mut hops = hops;
            loop {
                let node = self.node(&here)?;
                if node.step(&token).is_some() {
                    break;
                }
                hops = hops.checked_sub(1)?;
                let reference = node.get("$ref")?.as_str()?;
                here = self.resolve_within(here.file, reference, hops / 2).ok()?;
            }
            here = here.child(&token);
        }
        Some(here)
    }

    /// The files of the document, the root first, then in order of discovery. Overlays are not among them.
    pub fn files(&self) -> impl Iterator<Item = FileId> + '_ {
        let all = self.files.iter().zip(0..);
        let files = all.filter(|(file, _)| file.part == Part::Document);
        files.map(|(_, id)| FileId(id))
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
    /// value, and what is not in the text at the nearest node around it. What overlays changed has moved or come from
    /// elsewhere: ask for the place that [`SourceSet::origin`] gives.
    pub fn locate(&self, place: &Place) -> Option<Position> {
        self.spots(place.file)?.find(&place.pointer)
    }

    /// The scalar at a place as its file writes it, such as `1.10`, if it is neither quoted nor folded there. It takes
    /// the second pass of [`SourceSet::locate`].
    pub fn plain_text(&self, place: &Place) -> Option<&str> {
        let place = &self.origin(place);
        self.spots(place.file)?.plain(&place.pointer)
    }

    pub(super) fn by_path(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The id of the file that is added next.
    pub(super) fn next_id(&self) -> FileId {
        FileId(self.files.len() as u32)
    }

    pub(super) fn add(&mut self, file: SourceFile) -> FileId {
        let id = FileId(self.files.len() as u32);
        if file.part == Part::Document {
            self.by_path.insert(file.path.clone(), id);
        }
        self.files.push(file);
        id
    }

    pub(super) fn file(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file.0 as usize)
    }

    fn spots(&self, file: FileId) -> Option<&Spots> {
        let file = self.file(file)?;
        Some(
            file.spots
                .get_or_init(|| Spots::of(&file.text, file.syntax)),
        )
    }
}

/// The first node of each `$anchor` and `$dynamicAnchor`. Trees nest no deeper than the limits.
fn collect_anchors(node: &Node, at: &Pointer, into: &mut BTreeMap<String, Pointer>) {
    match node {
        Node::Map(map) => {
            for keyword in ["$anchor", "$dynamicAnchor"] {
                if let Some(name) = map.get(keyword).and_then(Node::as_str) {
                    into.entry(name.to_owned()).or_insert_with(|| at.clone());
                }
            }
            for (key, child) in map {
                if matches!(child, Node::Map(_) | Node::List(_)) {
                    collect_anchors(child, &at.child(key), into);
                }
            }
        }
        Node::List(list) => {
            for (index, child) in list.iter().enumerate() {
                if matches!(child, Node::Map(_) | Node::List(_)) {
                    collect_anchors(child, &at.index(index), into);
                }
            }
        }
        _ => {}
    }
}
