//! The order in which rules look at types: by origin, never by arrival. It knows nothing of shapes.

use crate::ir::{Api, Origin, Owner, TypeId};

/// The place of each type, by [`TypeId`], when types are sorted by what their origin is (components, then what is
/// written in shared objects, then what is written in operations), then by the origin's path, then by file and pointer.
pub(super) fn by_origin(api: &Api) -> Vec<usize> {
    let mut keyed: Vec<(u8, String, &str, &str, TypeId)> = api
        .types
        .iter()
        .map(|(id, def)| {
            let file = api.files.get(def.place.file.0 as usize);
            (
                kind(api, id),
                api.origin_path(id),
                file.map_or("", String::as_str),
                def.place.pointer.as_str(),
                id,
            )
        })
        .collect();
    keyed.sort();
    let mut order = vec![0; api.types.len()];
    for (position, key) in keyed.into_iter().enumerate() {
        if let Some(slot) = order.get_mut(key.4.0 as usize) {
            *slot = position;
        }
    }
    order
}

fn kind(api: &Api, id: TypeId) -> u8 {
    match api.types.get(id).map(|def| &def.origin) {
        Some(Origin::Component(_)) | None => 0,
        Some(Origin::Inline { owner, .. }) => match owner {
            Owner::Type(_) => 0,
            Owner::Shared(_) => 1,
            Owner::Operation(_) => 2,
        },
    }
}
