//! Changes to nodes after reading, and where what is there now was written. It knows no overlay, only what one does.

use super::{Node, SourceSet};
use crate::diag::{FileId, Place, Pointer};

/// One change. Walked backwards, they tell where a node was written.
#[derive(Debug)]
enum Edit {
    /// A node was put at a place, as it stands at another.
    Put { at: Place, from: Place },
    /// An element was taken out of a list, and the later ones moved up.
    Removed { list: Place, index: usize },
    /// A member was taken out of an object.
    Dropped { object: Place },
}

/// All changes, in order.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<Edit>);

impl SourceSet {
    /// Puts a node at a place: as a member of that name, new or in place of the one that is there, or as an element.
    /// `from` is where it is written. Whether there was such a place.
    pub fn put(&mut self, at: &Place, node: Node, from: &Place) -> bool {
        if let Some(slot) = self.node_mut(at) {
            *slot = node;
        } else {
            let (Some(parent), Some(name)) = (parent(at), at.pointer.tokens().last()) else {
                return false;
            };
            match self.node_mut(&parent) {
                Some(Node::Map(map)) => {
                    map.insert(name.into_owned(), node);
                }
                Some(Node::List(list)) if name.parse() == Ok(list.len()) => list.push(node),
                _ => return false,
            }
        }
        self.edits.0.push(Edit::Put {
            at: at.clone(),
            from: from.clone(),
        });
        true
    }

    /// Takes out the member or element at a place. Whether it was there.
    pub fn take_out(&mut self, at: &Place) -> bool {
        let (Some(parent), Some(name)) = (parent(at), at.pointer.tokens().last()) else {
            return false;
        };
        let edit = match self.node_mut(&parent) {
            Some(Node::Map(map)) => match map.shift_remove(name.as_ref()) {
                Some(_) => Edit::Dropped { object: parent },
                None => return false,
            },
            Some(Node::List(list)) => match name.parse::<usize>() {
                Ok(index) if index < list.len() => {
                    list.remove(index);
                    Edit::Removed {
                        list: parent,
                        index,
                    }
                }
                _ => return false,
            },
            _ => return false,
        };
        self.edits.0.push(edit);
        true
    }

    /// Where what is at a place now was written: at another place of its file where elements before it were taken
    /// out, in an overlay where that brought it.
    pub fn origin(&self, place: &Place) -> Place {
        let mut place = place.clone();
        for edit in self.edits.0.iter().rev() {
            match edit {
                Edit::Put { at, from } => {
                    let rest = place.below(at);
                    if let Some(pointer) = rest.and_then(|rest| from.pointer.join(rest)) {
                        place = Place {
                            file: from.file,
                            pointer,
                        };
                    }
                }
                Edit::Removed { list, index } => {
                    if let Some(before) = moved_back(&place, list, *index) {
                        place = before;
                    }
                }
                Edit::Dropped { .. } => {}
            }
        }
        place
    }

    /// Whether anything was changed after reading.
    pub fn is_changed(&self) -> bool {
        !self.edits.0.is_empty()
    }

    /// Whether a file is no longer as it was read.
    pub fn is_edited(&self, file: FileId) -> bool {
        self.edits.0.iter().any(|edit| match edit {
            Edit::Put { at, .. } => at.file == file,
            Edit::Removed { list, .. } => list.file == file,
            Edit::Dropped { object } => object.file == file,
        })
    }
}

fn parent(place: &Place) -> Option<Place> {
    Some(Place {
        file: place.file,
        pointer: place.pointer.parent()?,
    })
}

/// The place before the element `index` of that list was taken out, if that moved it.
fn moved_back(place: &Place, list: &Place, index: usize) -> Option<Place> {
    let rest = Pointer::parse(place.below(list)?)?;
    let mut tokens = rest.tokens();
    let now: usize = tokens.next()?.parse().ok()?;
    let before = (now >= index).then(|| list.index(now + 1))?;
    Some(tokens.fold(before, |place, token| place.child(&token)))
}
