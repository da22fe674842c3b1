//! The files of one document, and the ways between them.

use super::edit::Edits;
use super::ids::Ids;
use super::locate::Spots;
use super::parse::Syntax;
use super::reference::Reference;
use super::uri::Uri;
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
    pub(super) edits: Box<Edits>,
    /// The parts that have a URI of their own.
    pub(super) resources: OnceLock<BTreeMap<Uri, Place>>,
}

#[derive(Debug)]
pub(super) struct SourceFile {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) syntax: Syntax,
    pub(super) root: Node,
    pub(super) part: Part,
    pub(super) spots: OnceLock<Spots>,
    /// What its parts are called.
    pub(super) ids: OnceLock<Ids>,
    /// Whether it may hold what its text does not.
    pub(super) is_changed: bool,
    /// Whether a part may have a URI of its own, as far as a look at the text tells.
    pub(super) names_parts: OnceLock<bool>,
}

impl SourceFile {
    pub(super) fn new(path: String, text: String, syntax: Syntax, root: Node) -> Self {
        Self {
            path,
            text,
            syntax,
            root,
            part: Part::Document,
            spots: OnceLock::new(),
            ids: OnceLock::new(),
            is_changed: false,
            names_parts: OnceLock::new(),
        }
    }
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
pub(super) const HOPS: usize = 32;

impl SourceSet {
    /// The node at a place.
    pub fn node(&self, place: &Place) -> Option<&Node> {
        self.file(place.file)?.root.pointer(&place.pointer)
    }

    /// Forgets what the files say, and keeps their texts.
    pub(crate) fn forget_nodes(&mut self) {
        for file in &mut self.files {
            file.root = Node::Null;
            file.ids = OnceLock::new();
        }
    }

    /// The node at a place, to be changed.
    pub(super) fn node_mut(&mut self, place: &Place) -> Option<&mut Node> {
        self.resources = OnceLock::new();
        let file = self.files.get_mut(place.file.0 as usize)?;
        file.ids = OnceLock::new();
        file.is_changed = true;
        file.names_parts = OnceLock::new();
        file.root.pointer_mut(&place.pointer)
    }

    /// Where the reference leads that stands at that place: one step, to a node that exists. A pointer that leads
    /// through references on its way follows them. Ids count first; where they lead nowhere, so does the file.
    pub fn resolve(&self, from: &Place, reference: &str) -> Result<Place, RefProblem> {
        self.resolve_within(from, reference, HOPS)
    }

    fn resolve_within(&self, from: &Place, text: &str, hops: usize) -> Result<Place, RefProblem> {
        match self.by_id(from, text, hops) {
            Some(place) => Ok(place),
            None => self.by_file(from.file, text, hops),
        }
    }

    fn by_file(&self, from: FileId, text: &str, hops: usize) -> Result<Place, RefProblem> {
        let reference = Reference::parse(self.path(from), text)?;
        let file = match &reference.file {
            None => from,
            Some(path) => self
                .by_path(path)
                .ok_or_else(|| RefProblem::File(path.clone()))?,
        };
        let start = Place::file(file);
        if reference.is_anchor() {
            let anywhere = || {
                let all = self.ids(file)?.anchors.values();
                let mut known = all.filter_map(|anchors| anchors.get(&reference.fragment));
                let pointer = known.next()?.clone();
                Some(Place { file, pointer })
            };
            return anywhere().ok_or_else(|| RefProblem::Anchor(reference.fragment.clone()));
        }
        self.below(&start, &reference, hops)
            .ok_or_else(|| RefProblem::Nothing(text.to_owned()))
    }

    /// What a reference's pointer leads to that starts at a place.
    pub(super) fn below(&self, start: &Place, reference: &Reference, hops: usize) -> Option<Place> {
        // `#/` is the member with the empty name, but many write it for the whole file.
        if reference.fragment == "/" && self.node(&start.child("")).is_none() {
            return Some(start.clone());
        }
        // A key may hold a `%41` of its own, so the fragment counts as it is written too.
        [&reference.fragment, &reference.raw_fragment]
            .into_iter()
            .find_map(|fragment| {
                let pointer = Pointer::parse(fragment)?;
                self.step_by_step(start, &pointer, hops)
            })
    }

    /// The node of a pointer that may meet references on its way.
    fn step_by_step(&self, start: &Place, pointer: &Pointer, hops: usize) -> Option<Place> {
        let straight = start.join(pointer);
        if self.node(&straight).is_some() {
            return Some(straight);
        }
        let mut here = start.clone();
        for token in pointer.tokens() {
            let mut hops = hops;
            loop {
                let node = self.node(&here)?;
                if node.step(&token).is_some() {
                    break;
                }
                hops = hops.checked_sub(1)?;
                let reference = node.get("$ref")?.as_str()?;
                here = self.resolve_within(&here, reference, hops / 2).ok()?;
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
        self.resources = OnceLock::new();
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
