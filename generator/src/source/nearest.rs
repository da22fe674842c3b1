//! What a reference that leads nowhere may have meant. It knows only names.

use super::reference::Reference;
use super::{Node, SourceSet};
use crate::diag::{FileId, Pointer, nearest};

impl SourceSet {
    /// The reference that is nearest to one that leads nowhere: another name in the same object.
    pub fn nearest(&self, from: FileId, text: &str) -> Option<String> {
        let reference = Reference::parse(self.path(from), text).ok()?;
        let file = match &reference.file {
            None => from,
            Some(path) => self.by_path(path)?,
        };
        let pointer = Pointer::parse(&reference.fragment)?;
        let wanted = pointer.tokens().last()?.into_owned();
        let parent = pointer.parent()?;
        let around = self.file(file)?.root.pointer(&parent)?;
        let Node::Map(members) = around else {
            return None;
        };
        let names = members.keys().map(String::as_str);
        let near = nearest(&wanted, names)?;
        let (before, _) = text.split_once('#')?;
        Some(format!("{before}#{}", parent.child(near)))
    }
}
