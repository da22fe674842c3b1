//! References by id: which part of which file a URI names (JSON Schema 2020-12, section 8.2).

use super::SourceSet;
use super::ids::Ids;
use super::reference::Reference;
use super::set::{HOPS, SourceFile};
use super::uri::Uri;
use crate::diag::{FileId, Place};
use std::collections::BTreeMap;

impl SourceSet {
    /// Where a reference leads by the ids around it and of what it names, if anything has one.
    pub(super) fn by_id(&self, from: &Place, text: &str, hops: usize) -> Option<Place> {
        let start = self.resource(from, text)?;
        let reference = Reference::fragment(text)?;
        if !reference.is_anchor() {
            return self.below(&start, &reference, hops);
        }
        let anchors = self.ids(start.file)?.anchors.get(&start.pointer)?;
        Some(Place {
            file: start.file,
            pointer: anchors.get(&reference.fragment)?.clone(),
        })
    }

    /// The part of a file that a reference names, without its fragment.
    pub(super) fn resource(&self, from: &Place, text: &str) -> Option<Place> {
        if self.resources().is_empty() {
            return None;
        }
        let path = text.split('#').next().unwrap_or_default();
        if path.is_empty() && !text.starts_with('#') {
            return None;
        }
        let source = self.file(from.file)?;
        let uri = if may_have_ids(source) {
            let (pointer, base) = self.ids(from.file)?.around(&from.pointer);
            if path.is_empty() {
                let file = from.file;
                return Some(Place { file, pointer });
            }
            base.join(path)?
        } else if path.is_empty() {
            return Some(Place::file(from.file));
        } else {
            Uri::of_file(&source.path).join(path)?
        };
        match self.resources().get(&uri) {
            Some(place) => Some(place.clone()),
            None => Some(Place::file(self.by_path(uri.as_file()?)?)),
        }
    }

    /// The file that a reference names by an id around it, where that is not the file that it names by itself.
    pub(super) fn file_by_base(&self, from: &Place, text: &str) -> Option<String> {
        let source = self.file(from.file).filter(|file| may_have_ids(file))?;
        let (_, base) = self.ids(from.file)?.around(&from.pointer);
        if *base == Uri::of_file(&source.path) {
            return None;
        }
        let uri = base.join(text.split('#').next()?)?;
        uri.as_file().map(str::to_owned)
    }

    /// Whether a reference that leads somewhere does so only because the id of the schema around it was left aside.
    pub fn disregards_id(&self, from: &Place, text: &str) -> bool {
        let is_below_an_id = || {
            let ids = self.file(from.file).filter(|file| may_have_ids(file));
            let ids = ids.and_then(|_| self.ids(from.file));
            ids.is_some_and(|ids| !ids.around(&from.pointer).0.as_str().is_empty())
        };
        is_below_an_id() && self.by_id(from, text, HOPS).is_none()
    }

    /// Whether it depends on the road where a dynamic reference to this place leads: the anchor by which it names the
    /// place is dynamic, and not the only one of its name.
    pub fn is_dynamic(&self, target: &Place, text: &str) -> bool {
        let Some((_, name)) = text.split_once('#') else {
            return false;
        };
        let mut others = 0;
        let mut is_one = false;
        for file in self.files() {
            let holds = |file: &SourceFile| file.is_changed || file.text.contains("$dynamicAnchor");
            if !self.file(file).is_some_and(holds) {
                continue;
            }
            let dynamic = self.ids(file).map(|ids| ids.dynamic.as_slice());
            for (known, pointer) in dynamic.unwrap_or_default() {
                if known != name {
                    continue;
                }
                if file == target.file && *pointer == target.pointer {
                    is_one = true;
                } else {
                    others += 1;
                }
            }
        }
        is_one && others > 0
    }

    /// The parts whose URI another part has before them.
    pub(super) fn repeated_ids(&self) -> Vec<(Place, String)> {
        let mut repeated = Vec::new();
        for file in self.files().filter(|_| !self.resources().is_empty()) {
            if !self.file(file).is_some_and(may_have_ids) {
                continue;
            }
            for (pointer, uri) in self.ids(file).into_iter().flat_map(|ids| &ids.resources) {
                let pointer = pointer.clone();
                let place = Place { file, pointer };
                if self.resources().get(uri) != Some(&place) {
                    repeated.push((place, uri.to_string()));
                }
            }
        }
        repeated
    }

    /// The parts that have a URI of their own; of several with the same, the first.
    fn resources(&self) -> &BTreeMap<Uri, Place> {
        self.resources.get_or_init(|| {
            let mut resources = BTreeMap::new();
            for file in self.files() {
                if !self.file(file).is_some_and(may_have_ids) {
                    continue;
                }
                for (pointer, uri) in self.ids(file).into_iter().flat_map(|ids| &ids.resources) {
                    let pointer = pointer.clone();
                    resources
                        .entry(uri.clone())
                        .or_insert(Place { file, pointer });
                }
            }
            resources
        })
    }

    /// What a file calls its parts.
    pub(super) fn ids(&self, file: FileId) -> Option<&Ids> {
        let file = self.file(file)?;
        Some(file.ids.get_or_init(|| Ids::of(&file.path, &file.root)))
    }
}

/// Whether a file may have a part with a URI of its own. Few have, and this is asked of each reference.
fn may_have_ids(file: &SourceFile) -> bool {
    *file
        .names_parts
        .get_or_init(|| file.is_changed || file.text.contains("$id") || file.text.contains("$self"))
}
