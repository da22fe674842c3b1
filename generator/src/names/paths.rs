//! The path of each type in the document, as text: what the lock file calls it, and what ties are broken by.

use crate::ir::{Api, TypeId};
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
        let mut times: BTreeMap<String, u32> = BTreeMap::new();
        for path in &paths {
            *times.entry(path.clone()).or_default() += 1;
        }
        for ((_, def), path) in api.types.iter().zip(&mut paths) {
            if times.get(path).is_some_and(|times| *times > 1) {
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
