//! The path of each type in the document, as text: what the lock file calls it, and what ties are broken by.

use crate::ir::{Api, Origin, Owner, Step, TypeId};
use std::collections::BTreeMap;

/// The path of every type, unique and the same from run to run.
#[derive(Debug)]
pub(super) struct Paths(Vec<String>);

impl Paths {
    /// The paths of an API's types.
    pub(super) fn of(api: &Api) -> Self {
        let mut paths: Vec<String> = api.types.iter().map(|(id, _)| path(api, id, 0)).collect();
        let mut count: BTreeMap<&str, u32> = BTreeMap::new();
        for path in &paths {
            *count.entry(path).or_default() += 1;
        }
        let shared: Vec<String> = count.into_iter().filter(|(_, times)| *times > 1).map(|(path, _)| path.to_owned()).collect();
        for ((_, def), path) in api.types.iter().zip(&mut paths) {
            if shared.contains(path) {
                path.push_str(&format!(" at {}#{}", def.place.file.0, def.place.pointer));
            }
        }
        Self(paths)
    }

    /// The path of a type.
    pub(super) fn get(&self, id: TypeId) -> &str {
        self.0.get(id.0 as usize).map_or("", String::as_str)
    }
}

fn path(api: &Api, id: TypeId, depth: usize) -> String {
    // Owners form no cycle; the bound keeps a broken graph from recursing for ever.
    let Some(def) = api.types.get(id).filter(|_| depth < 64) else { return String::new() };
    match &def.origin {
        Origin::Component(name) => name.clone(),
        Origin::Inline { owner, path: steps } => {
            let mut text = match owner {
                Owner::Type(owner) => path(api, *owner, depth + 1),
                Owner::Operation(owner) => api.operation(*owner).map(|operation| operation.id.clone()).unwrap_or_default() + "()",
                Owner::Shared(name) => format!("{name}*"),
            };
            for step in steps {
                text.push('/');
                text.push_str(&step_text(step));
            }
            text
        }
    }
}

fn step_text(step: &Step) -> String {
    match step {
        Step::Member(name) => name.clone(),
        Step::Rest => "*".to_owned(),
        Step::Item => "[]".to_owned(),
        Step::Position(index) => format!("[{index}]"),
        Step::Variant(index, _) => format!("|{index}"),
        Step::Param(name) => format!("?{name}"),
        Step::Body(media) => format!("<{}", media.as_deref().unwrap_or_default()),
        Step::Response(status, media) => format!(">{status} {}", media.as_deref().unwrap_or_default()).trim_end().to_owned(),
        Step::Header(name) => format!(":{name}"),
    }
}
