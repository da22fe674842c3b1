//! Inline schemas of one file that say the same are one type: what a document writes ten times, one reads once.
//!
//! A file holds a component, or the operations of a resource: what stands in another one changes nothing here.

use super::context::Lowering;
use crate::ir::{
    Access, Api, Docs, Field, Origin, Owner, ResourceId, Rest, Shape, Step, Type, TypeDef, TypeId,
    TypeRef,
};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Makes the inline types of each file that say the same one type.
pub(super) fn share(lowering: &mut Lowering<'_, '_>) {
    let groups = groups(&lowering.api);
    let mut become_of: Vec<TypeId> = lowering.api.types.iter().map(|(id, _)| id).collect();
    for mut group in groups {
        let lock = &lowering.config.names.names;
        let rank = |id: &TypeId| {
            let path = lowering.api.origin_path(*id);
            let steps = path_of(&lowering.api, *id).map_or(0, <[Step]>::len);
            (!lock.contains_key(&path), steps, path)
        };
        group.sort_by_cached_key(rank);
        let Some((kept, others)) = group.split_first() else {
            continue;
        };
        let origin = |id: &TypeId| Some(lowering.api.types.get(*id)?.origin.clone());
        let also: Vec<Origin> = others.iter().filter_map(origin).collect();
        let differs = |id: &TypeId| docs_of(&lowering.api, *id) != docs_of(&lowering.api, *kept);
        let differ = others.iter().any(differs);
        for other in others {
            if let Some(slot) = become_of.get_mut(other.0 as usize) {
                *slot = *kept;
            }
        }
        if let Some(def) = lowering.api.types.get_mut(*kept) {
            def.also = also;
            if differ {
                def.docs = Docs::default();
            }
        }
    }
    lowering.api.merge_types(&become_of);
}

/// What the file of an inline type is about.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum File<'a> {
    Type(TypeId),
    Resource(Option<ResourceId>),
    Shared(&'a str),
}

fn file_of<'a>(api: &'a Api, owner: &'a Owner) -> File<'a> {
    match owner {
        Owner::Type(id) => File::Type(*id),
        Owner::Operation(id) => File::Resource(api.operation(*id).map(|it| it.resource)),
        Owner::Shared(name) => File::Shared(name),
    }
}

/// Inline types of one file that say the same, two at least in each group.
fn groups(api: &Api) -> Vec<Vec<TypeId>> {
    let mut inline: Vec<(TypeId, &Owner, usize)> = Vec::new();
    for (id, def) in api.types.iter() {
        if let Origin::Inline { owner, path } = &def.origin
            && !matches!(def.shape, Shape::Alias(_) | Shape::Reserved)
            && !is_of_its_operation(path)
        {
            inline.push((id, owner, path.len()));
        }
    }
    // What is written inside a schema has more steps than the schema: it is known by then.
    inline.sort_by_key(|(_, _, steps)| Reverse(*steps));
    let mut class: Vec<TypeId> = api.types.iter().map(|(id, _)| id).collect();
    // By a number made of what they say: the texts of all together would be as large as the document.
    let mut first: BTreeMap<(File<'_>, u64), Vec<TypeId>> = BTreeMap::new();
    let mut members: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    for (id, owner, _) in inline {
        let Some(def) = api.types.get(id) else {
            continue;
        };
        let said = content(def, &class);
        let alike = first
            .entry((file_of(api, owner), number(&said)))
            .or_default();
        let says_it = |id: &&TypeId| {
            let def = api.types.get(**id);
            def.is_some_and(|def| content(def, &class) == said)
        };
        let known = alike.iter().find(says_it).copied().unwrap_or(id);
        if known == id {
            alike.push(id);
        }
        if let Some(slot) = class.get_mut(id.0 as usize) {
            *slot = known;
        }
        if let Some(group) = members.get_mut(known.0 as usize) {
            group.push(id);
        }
    }
    members.retain(|group| group.len() > 1);
    members
}

/// A number that texts share which are the same, and hardly any others.
fn number(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Whether it is all that an operation takes or answers: one looks for that by the operation's name. Errors are mostly
/// the same for all.
fn is_of_its_operation(path: &[Step]) -> bool {
    match path {
        [Step::Body(_)] => true,
        [Step::Response(status, _)] => status.starts_with(['2', '3']),
        _ => false,
    }
}

fn path_of(api: &Api, id: TypeId) -> Option<&[Step]> {
    match &api.types.get(id)?.origin {
        Origin::Inline { path, .. } => Some(path),
        Origin::Component(_) => None,
    }
}

fn docs_of(api: &Api, id: TypeId) -> Option<&Docs> {
    Some(&api.types.get(id)?.docs)
}

/// What a type says, as text: the same for two types exactly if they say the same, wherever they stand.
fn content(def: &TypeDef, class: &[TypeId]) -> String {
    let mut text = String::new();
    put_some(def.rename.as_deref(), &mut text);
    put_flag(def.nullable, &mut text);
    match &def.shape {
        Shape::Struct(object) => {
            for field in &object.fields {
                field_content(field, class, &mut text);
            }
            if let Rest::Kept(rest) = &object.rest {
                text.push_str("* ");
                use_content(rest, class, &mut text);
            }
        }
        Shape::Enum(values) => {
            for value in &values.values {
                let _ = write!(text, "= {:?} ", value.literal);
                put_some(value.rename.as_deref(), &mut text);
                docs_content(&value.docs, &mut text);
            }
        }
        Shape::Union(union) => {
            let _ = write!(text, "{:?}", union.discriminator);
            for variant in &union.variants {
                let _ = write!(text, "| {:?} {:?} ", variant.hint, variant.tags);
                docs_content(&variant.docs, &mut text);
                use_content(&variant.ty, class, &mut text);
            }
        }
        Shape::Alias(_) | Shape::Reserved => {}
    }
    text
}

fn field_content(field: &Field, class: &[TypeId], text: &mut String) {
    let Field {
        name,
        rename,
        ty,
        required,
        access,
        constant,
        docs,
        limits,
        place: _,
    } = field;
    put(name, text);
    put_some(rename.as_deref(), text);
    put_flag(*required, text);
    // Nearly all say nothing of these.
    if *access != Access::Both || constant.is_some() || limits.is_some() {
        let _ = write!(text, "{access:?} {constant:?} {limits:?} ");
    }
    docs_content(docs, text);
    use_content(ty, class, text);
}

fn docs_content(docs: &Docs, text: &mut String) {
    let Docs {
        summary,
        description,
        deprecated,
    } = docs;
    put_some(summary.as_deref(), text);
    put_some(description.as_deref(), text);
    put_flag(*deprecated, text);
}

/// A text with its length, so that it ends where it ends, whatever it holds.
fn put(said: &str, text: &mut String) {
    let _ = write!(text, "{} ", said.len());
    text.push_str(said);
}

fn put_some(said: Option<&str>, text: &mut String) {
    match said {
        Some(said) => put(said, text),
        None => text.push('-'),
    }
}

fn put_flag(flag: bool, text: &mut String) {
    text.push(if flag { '+' } else { '-' });
}

fn use_content(used: &TypeRef, class: &[TypeId], text: &mut String) {
    let _ = write!(text, "{} ", used.nullable);
    match &used.ty {
        Type::Named(id) => {
            let known = class.get(id.0 as usize).unwrap_or(id);
            let _ = write!(text, "#{} ", known.0);
        }
        Type::List(inner) => {
            text.push_str("[] ");
            use_content(inner, class, text);
        }
        Type::Map(inner) => {
            text.push_str("{} ");
            use_content(inner, class, text);
        }
        Type::Json(inner) => {
            text.push_str("\"\" ");
            use_content(inner, class, text);
        }
        Type::Tuple(items) => {
            let _ = write!(text, "({}) ", items.len());
            items.iter().for_each(|item| use_content(item, class, text));
        }
        Type::Scalar(_) | Type::Any(_) => {
            let _ = write!(text, "{:?} ", used.ty);
        }
    }
}
