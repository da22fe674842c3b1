//! Several types becoming one, wherever they are used.

use super::{Api, Content, Origin, Owner, Rest, Shape, Type, TypeGraph, TypeId, TypeRef};

impl Api {
    /// Puts another type in the place of each that is not to be itself (`become_of`, by id), and closes the ranks.
    pub fn merge_types(&mut self, become_of: &[TypeId]) {
        let mut ids = vec![TypeId(0); become_of.len()];
        let mut next = 0;
        for ((index, target), id) in become_of.iter().enumerate().zip(&mut ids) {
            if target.0 as usize == index {
                *id = TypeId(next);
                next += 1;
            }
        }
        if next as usize == become_of.len() {
            return;
        }
        let new = |id: TypeId| -> TypeId {
            let target = become_of.get(id.0 as usize).copied().unwrap_or(id);
            ids.get(target.0 as usize).copied().unwrap_or(target)
        };
        let old = std::mem::take(&mut self.types);
        self.types = TypeGraph::of(old.into_defs().enumerate().filter_map(|(index, def)| {
            let stays = become_of
                .get(index)
                .is_some_and(|target| target.0 as usize == index);
            stays.then_some(def)
        }));
        self.each_use(&mut |id| *id = new(*id));
    }

    /// Calls `change` with every mention of a type.
    fn each_use(&mut self, change: &mut impl FnMut(&mut TypeId)) {
        for def in self.types.defs_mut() {
            for origin in def.also.iter_mut().chain([&mut def.origin]) {
                if let Origin::Inline {
                    owner: Owner::Type(owner),
                    ..
                } = origin
                {
                    change(owner);
                }
            }
            match &mut def.shape {
                Shape::Alias(target) => target.each_use(change),
                Shape::Struct(object) => {
                    let fields = object.fields.iter_mut();
                    fields.for_each(|field| field.ty.each_use(change));
                    if let Rest::Kept(rest) = &mut object.rest {
                        rest.each_use(change);
                    }
                }
                Shape::Union(union) => {
                    let variants = union.variants.iter_mut();
                    variants.for_each(|variant| variant.ty.each_use(change));
                }
                Shape::Enum(_) | Shape::Reserved => {}
            }
        }
        let uses = self.uses.iter_mut();
        uses.for_each(|(_, used)| used.each_use(change));
        for operation in &mut self.operations {
            let params = operation.params.iter_mut();
            params.for_each(|param| param.ty.each_use(change));
            let bodies = operation
                .body
                .iter_mut()
                .flat_map(|body| &mut body.contents);
            let mut content = |content: &mut Content| content.ty.each_use(change);
            bodies.for_each(&mut content);
            for response in &mut operation.responses {
                response.contents.iter_mut().for_each(&mut content);
            }
            let headers = operation
                .responses
                .iter_mut()
                .flat_map(|response| &mut response.headers);
            headers.for_each(|header| header.ty.each_use(change));
        }
    }
}

impl TypeRef {
    fn each_use(&mut self, change: &mut impl FnMut(&mut TypeId)) {
        match &mut self.ty {
            Type::Named(id) => change(id),
            Type::List(inner) | Type::Map(inner) | Type::Json(inner) => inner.each_use(change),
            Type::Tuple(items) => items.iter_mut().for_each(|item| item.each_use(change)),
            Type::Scalar(_) | Type::Any(_) => {}
        }
    }
}
