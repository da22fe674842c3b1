//! What a reference that leads nowhere may have meant. It knows only names.

use super::reference::Reference;
use super::{Node, SourceSet};
use crate::diag::{Place, Pointer, nearest};

impl SourceSet {
    /// The reference that is nearest to one that leads nowhere: another name in the same object.
    pub fn nearest(&self, from: &Place, text: &str) -> Option<String> {
        let (before, _) = text.split_once('#')?;
        let start = self.resource(from, text).or_else(|| {
            let reference = Reference::parse(self.path(from.file), text).ok()?;
            Some(Place::file(match &reference.file {
                None => from.file,
                Some(path) => self.by_path(path)?,
            }))
        })?;
        let pointer = Pointer::parse(&Reference::fragment(text)?.fragment)?;
        let wanted = pointer.tokens().last()?.into_owned();
        let parent = pointer.parent()?;
        let Node::Map(members) = self.node(&start.join(&parent))? else {
            return None;
        };
        let names = members.keys();
        let near = nearest(&wanted, names)?;
        Some(format!("{before}#{}", parent.child(near)))
    }
}
