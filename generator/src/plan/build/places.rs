//! Schemas to Rust types, for who holds the values of a document against what is generated from it.

use super::Desk;
use super::types::Side;
use crate::ir::{Shape, TypeId, TypeRef};
use crate::plan::{Input, PlacedType, PlacedUnion, TypeMap};

/// What every schema and every union is in Rust.
pub(in crate::plan) fn type_map(input: Input<'_>) -> TypeMap {
    let desk = Desk::of(input);
    let runtime = &input.config.runtime;
    let mut map = TypeMap::default();
    for (place, used) in &input.api.uses {
        let placed = PlacedType {
            read: desk.ty(used, Side::Read).path_text(runtime),
            sent: desk.ty(used, desk.sent_side(used)).path_text(runtime),
        };
        map.types.insert(place.clone(), placed);
    }
    for (id, _) in input.api.types.iter() {
        desk.add_union(id, &mut map);
    }
    map
}

impl Desk<'_> {
    /// What is sent of a type that is never sent is what is read of it: nothing else is generated.
    fn sent_side(&self, used: &TypeRef) -> Side {
        let mut is_sent = true;
        used.each_named(&mut |id| is_sent &= self.facts().is_sent(id));
        if is_sent { Side::Sent } else { Side::Read }
    }

    fn add_union(&self, id: TypeId, map: &mut TypeMap) {
        let Some(def) = self.api().types.get(id) else {
            return;
        };
        let (Shape::Union(union), Some(names)) = (&def.shape, self.names().ty(id)) else {
            return;
        };
        let variants = union.variants.iter().zip(&names.variants);
        let variants: Vec<_> = variants
            .map(|(variant, name)| (name.as_str().to_owned(), variant.place.clone()))
            .collect();
        let has_input = self.facts().is_split(id) && self.facts().is_sent(id);
        let input = has_input.then_some(Side::Sent);
        for side in [Side::Read].into_iter().chain(input) {
            let used = TypeRef::named(id);
            let path = self.ty(&used, side).without_option();
            let placed = PlacedUnion {
                place: def.place.clone(),
                is_input: side == Side::Sent,
                variants: variants.clone(),
            };
            map.unions
                .insert(path.path_text(&self.input.config.runtime), placed);
        }
    }
}
