//! The path of each type in the document, as text: what the lock file calls it, and what ties are broken by.

use crate::diag::{FileId, Place};
use crate::ir::{Api, Origin, Owner, TypeId};
use std::collections::BTreeMap;

/// The path of every type, unique and the same from run to run.
#[derive(Debug)]
pub(super) struct Paths(Vec<String>);

impl Paths {
    /// The paths of an API's types.
    pub(super) fn of(api: &Api) -> Self {
        let mut paths: Vec<String> = api
            .types
            .iter()
            .map(|(id, _)| api.origin_path(id))
            .collect();
        for ((id, def), path) in api.types.iter().zip(&mut paths) {
            // By the place alone, whether or not another has the same path today: who comes tomorrow renames nothing.
            if !is_of_component(api, id) {
                let file = api
                    .files
                    .get(def.place.file.0 as usize)
                    .map_or("", String::as_str);
                path.push_str(&format!(" at {file}#{}", def.place.pointer));
            }
        }
        // Types put together at one place, such as members shared out among variants, differ by their order alone.
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for path in &mut paths {
            let before = seen.entry(path.clone()).or_default();
            *before += 1;
            if *before > 1 {
                path.push_str(&format!(" ({before})"));
            }
        }
        Self(paths)
    }

    /// The path of a type.
    pub(super) fn get(&self, id: TypeId) -> &str {
        self.0.get(id.0 as usize).map_or("", String::as_str)
    }
}

/// Whether the path that a type's origin gives can be no other type's: it starts at an operation, or at a component
/// of the root document, and not at a schema that only looks like one, such as an entry of `$defs`.
fn is_of_component(api: &Api, id: TypeId) -> bool {
    let mut at = id;
    // Owners form no cycle (an invariant); the bound keeps a broken graph from hanging.
    for _ in 0..=api.types.len() {
        let Some(def) = api.types.get(at) else { break };
        match &def.origin {
            Origin::Component(_) => return depth(&def.place, "schemas") == Some(1),
            Origin::Inline { owner, .. } => match owner {
                Owner::Type(outer) => at = *outer,
                Owner::Operation(_) => return true,
                Owner::Shared(_) => return depth(&def.place, "").is_some(),
            },
        }
    }
    false
}

/// How deep a place is in a section of the root document's components, or in all of them.
fn depth(place: &Place, section: &str) -> Option<usize> {
    let mut tokens = place.pointer.tokens();
    let inside = place.file == FileId::ROOT
        && tokens.next().as_deref() == Some("components")
        && tokens
            .next()
            .is_some_and(|token| section.is_empty() || token == section);
    inside.then(|| tokens.count())
}
