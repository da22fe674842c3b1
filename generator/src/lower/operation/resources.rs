//! Groups of operations: tags.

use super::{Found, Groups, path};
use crate::ir::{Resource, ResourceId};
use crate::lower::context::Lowering;
use crate::lower::{docs, rename};
use std::collections::BTreeSet;

/// The name of the group that an operation belongs to: its first tag, else what its path is about.
pub(super) fn group_of(found: &Found) -> String {
    let tag = found.view.tags().iter().find(|tag| !tag.trim().is_empty());
    match tag {
        Some(tag) => tag.clone(),
        None => path::subject(&found.entry.path)
            .unwrap_or("root")
            .to_owned(),
    }
}

impl Lowering<'_, '_> {
    /// Makes the groups that have operations: those that the document describes in its order, then others by name.
    pub(super) fn resources(&mut self, all: &[Found]) -> Groups {
        let mut used: BTreeSet<String> = all.iter().map(group_of).collect();
        for (index, tag) in self.document.tags().iter().enumerate() {
            if !used.remove(&tag.name) {
                continue;
            }
            let place = crate::diag::Place::file(crate::diag::FileId::ROOT)
                .child("tags")
                .index(index);
            let renamed = self.rename(tag.extensions.get(rename::KEY), &place);
            let summary = tag.extensions.get("x-launchway-summary");
            let summary = summary.and_then(|summary| summary.as_str());
            self.api.resources.push(Resource {
                name: tag.name.clone(),
                rename: renamed,
                docs: docs::of(summary, tag.description.as_deref(), false),
            });
        }
        for name in used {
            self.api.resources.push(Resource {
                name,
                rename: None,
                docs: docs::of(None, None, false),
            });
        }
        let named = self.api.resources.iter().enumerate();
        named
            .map(|(index, it)| (it.name.clone(), ResourceId(index as u32)))
            .collect()
    }
}
