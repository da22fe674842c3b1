//! Names of types: of components from their own names, of inline types from their owner and the way from it.

use super::errors::{self, SharedErrors};
use super::paths::Paths;
use super::{
    Claim, Desk, FieldIdent, ModuleIdent, Names, Scope, TypeIdent, TypeNames, Words, keyword,
    members,
};
use crate::ir::{Enum, Literal, OperationId, Origin, Owner, Shape, Step, TypeDef, TypeId};
use std::collections::{BTreeMap, BTreeSet};

/// Who gets a contested name first.
mod rank {
    pub(super) const SPELLED_SO: u8 = 0;
    pub(super) const COMPONENT: u8 = 1;
    pub(super) const INLINE: u8 = 2;
    pub(super) const HANDLE: u8 = 3;
    pub(super) const MARKER: u8 = 4;
    pub(super) const DERIVED: u8 = 5;
}

/// Names the types, the resources' handles and the operations' markers, which share one scope.
pub(super) fn allocate(desk: &mut Desk<'_>, paths: &Paths, names: &mut Names) {
    let mut claims = Vec::new();
    for (id, def) in desk.api.types.iter() {
        claims.push(claim(desk, paths, id, def));
    }
    for resource in &desk.api.resources {
        let words = super::operations::resource_words(resource).or("default");
        let wishes = vec![words.clone(), words.and("api")];
        claims.push(Claim {
            path: format!("resource {}", resource.name),
            wishes,
            rank: rank::HANDLE,
        });
    }
    for operation in &desk.api.operations {
        let words = super::operations::marker_words(desk.api, operation);
        let wishes = vec![
            words.clone(),
            Words::of(&operation.id).or("call"),
            words.clone().and("operation"),
            words.and("call"),
        ];
        claims.push(Claim {
            path: format!("operation {}", operation.id),
            wishes,
            rank: rank::MARKER,
        });
    }
    let shared = errors::shared(desk.api);
    let derived_claims = derived_claims(desk, paths, &shared);
    claims.extend(kept(desk, &derived_claims));
    let mut scope = Scope::reserving(keyword::TYPES);
    for own in names.marker.iter() {
        scope = scope.and(own.as_str());
    }
    let given = desk.settle_locked(&mut scope, &claims, "", Words::pascal);
    let derived = derived(desk, &mut scope, &given, derived_claims);
    let modules = modules(desk, paths, &given);
    let get = |map: &BTreeMap<String, String>, path: &str| {
        TypeIdent::new(map.get(path).cloned().unwrap_or_default())
    };
    for (id, def) in desk.api.types.iter() {
        let path = paths.get(id);
        let types = members::Types {
            paths,
            given: &given,
        };
        let members = members::allocate(desk, &types, id, def);
        names.types.push(TypeNames {
            ty: get(&given, path),
            input: get(&derived, &format!("{path} input")),
            module: modules.get(path).cloned().map(ModuleIdent::new),
            fields: members.fields,
            rest: FieldIdent::new(members.rest),
            inserters: members.inserters,
            variants: members.variants,
        });
    }
    super::operations::remember_types(desk, names, &given, &derived);
    errors::remember(names, &derived, &shared);
    names.derived = derived;
}

fn claim(desk: &Desk<'_>, paths: &Paths, id: TypeId, def: &TypeDef) -> Claim {
    let path = paths.get(id).to_owned();
    if let Some(rename) = &def.rename {
        return Claim {
            path,
            wishes: vec![Words::of(rename).or("value")],
            rank: rank::SPELLED_SO,
        };
    }
    match &def.origin {
        Origin::Component(name) => {
            let words = Words::of(name).or("value");
            let rank = if words.pascal() == *name {
                rank::SPELLED_SO
            } else {
                rank::COMPONENT
            };
            let wishes = vec![words.clone(), words.and("schema")];
            Claim { path, wishes, rank }
        }
        Origin::Inline { .. } => {
            let mut wishes: Vec<Words> = [Detail::Short, Detail::Items, Detail::All]
                .map(|detail| inline_words(desk, id, detail, 0))
                .into();
            if let Some(shared) = shared_words(desk, id) {
                wishes.insert(0, shared);
            }
            wishes.dedup();
            Claim {
                path,
                wishes,
                rank: rank::INLINE,
            }
        }
    }
}

/// What a type is called that is written in several places of its owner: by the words that the ways there end with, or
/// by its values where there are few.
fn shared_words(desk: &Desk<'_>, id: TypeId) -> Option<Words> {
    let def = desk.api.types.get(id).filter(|def| !def.also.is_empty())?;
    let Origin::Inline { owner, .. } = &def.origin else {
        return None;
    };
    let all = || def.also.iter().chain([&def.origin]);
    let mut words = all().map(|origin| {
        let steps = match origin {
            Origin::Inline { path, .. } => path.as_slice(),
            Origin::Component(_) => &[],
        };
        let step = |words, step| follow(words, step, Detail::Short);
        steps.iter().fold(Words::default(), step)
    });
    let first = words.next()?;
    let common = words.fold(first, |common, other| common.common_end(&other));
    let common = match &def.shape {
        _ if !common.is_empty() => common,
        Shape::Enum(values) if values.values.len() <= FEW => values_words(values),
        _ => return None,
    };
    let is_own =
        |origin: &Origin| matches!(origin, Origin::Inline { owner: other, .. } if other == owner);
    let start = match owner {
        Owner::Operation(id) if !all().all(is_own) => words_of_its_resource(desk, *id),
        _ => owner_words(desk, owner, Detail::Short, 0),
    };
    Some(start.then(common))
}

fn words_of_its_resource(desk: &Desk<'_>, id: OperationId) -> Words {
    let operation = desk.api.operation(id);
    let resource = operation.and_then(|it| desk.api.resources.get(it.resource.0 as usize));
    resource
        .map(super::operations::resource_words)
        .unwrap_or_default()
}

/// How many values an enum may have to be called by them.
const FEW: usize = 3;

fn values_words(values: &Enum) -> Words {
    let texts = values
        .values
        .iter()
        .filter_map(|value| match &value.literal {
            Literal::Text(text) => Some(Words::of(text)),
            _ => None,
        });
    let mut words = Words::default();
    for (index, text) in texts.enumerate() {
        words = match index {
            0 => text,
            _ => words.and("or").then(text),
        };
    }
    words
}

/// How much of the way to an inline type its name tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// What is in a list is called by the singular of the list's name.
    Short,
    /// What is in a list is called an item.
    Items,
    /// Statuses and requests are told, too.
    All,
}

fn inline_words(desk: &Desk<'_>, id: TypeId, detail: Detail, depth: usize) -> Words {
    let known = || desk.inline.borrow().get(&(id, detail)).cloned();
    if let Some(words) = known() {
        return words;
    }
    let words = inline_words_of(desk, id, detail, depth);
    // Deeper down, the way up may have been cut.
    if depth == 0 {
        let mut inline = desk.inline.borrow_mut();
        inline.insert((id, detail), words.clone());
    }
    words
}

fn inline_words_of(desk: &Desk<'_>, id: TypeId, detail: Detail, depth: usize) -> Words {
    let Some(def) = desk.api.types.get(id).filter(|_| depth < 64) else {
        return Words::default();
    };
    if let Some(rename) = &def.rename {
        return Words::of(rename);
    }
    let Origin::Inline { owner, path } = &def.origin else {
        return match &def.origin {
            Origin::Component(name) => Words::of(name).or("value"),
            Origin::Inline { .. } => Words::default(),
        };
    };
    let mut words = owner_words(desk, owner, detail, depth);
    for (index, step) in path.iter().enumerate() {
        // A shared parameter or header is mostly called as what it is the component of.
        let is_told = matches!((owner, step), (Owner::Shared(own), Step::Param(name) | Step::Header(name))
            if index == 0 && detail != Detail::All && Words::of(own) == Words::of(name));
        if !is_told {
            words = follow(words, step, detail);
        }
    }
    words.or("value")
}

fn owner_words(desk: &Desk<'_>, owner: &Owner, detail: Detail, depth: usize) -> Words {
    match owner {
        Owner::Type(owner) => inline_words(desk, *owner, detail, depth + 1),
        Owner::Operation(owner) => desk
            .api
            .operation(*owner)
            .map(|operation| super::operations::marker_words(desk.api, operation))
            .unwrap_or_default(),
        Owner::Shared(name) => Words::of(name),
    }
}

fn follow(words: Words, step: &Step, detail: Detail) -> Words {
    match step {
        Step::Member(name) | Step::Param(name) | Step::Header(name) => {
            words.then(Words::of(name).or("value"))
        }
        Step::Rest => words.and("value"),
        Step::Item => match words.singular().filter(|_| detail == Detail::Short) {
            Some(one) => one,
            None => words.and("item"),
        },
        Step::Position(index) => words.and(&format!("item{}", index + 1)),
        Step::Variant(index, hint) => match hint
            .as_deref()
            .map(Words::of)
            .filter(|hint| !hint.is_empty())
        {
            Some(hint) => words.then(hint),
            None => words.and(&format!("variant{}", index + 1)),
        },
        Step::Body(media) => {
            let words = if detail == Detail::All {
                words.and("request")
            } else {
                words
            };
            media
                .as_deref()
                .map_or(words.clone(), |media| words.then(media_words(media)))
                .and("body")
        }
        Step::Response(status, media) => {
            let words = if status == "200" && detail != Detail::All {
                words
            } else {
                words.then(Words::of(status))
            };
            media
                .as_deref()
                .map_or(words.clone(), |media| words.then(media_words(media)))
                .and("response")
        }
    }
}

/// What tells one media type from another: `application/merge-patch+json` is `merge_patch`.
pub(super) fn media_words(media: &str) -> Words {
    let essence = media.split(';').next().unwrap_or(media).trim();
    let kind = essence.rsplit('/').next().unwrap_or(essence);
    let bare = kind.split('+').next().unwrap_or(kind);
    let bare = bare.strip_prefix("x-").unwrap_or(bare);
    Words::of(match bare {
        "x-www-form-urlencoded" | "www-form-urlencoded" => "form",
        "form-data" => "multipart",
        "octet-stream" | "*" => "bytes",
        "plain" => "text",
        other => other,
    })
    .or("other")
}

/// A type that follows from others: from whose paths, that whose name it would rather have first, by which word, and
/// whether the client has it.
struct Derived {
    path: String,
    bases: Vec<String>,
    suffix: &'static str,
    is_there: bool,
    rank: u8,
}

impl Derived {
    fn of(base: String, suffix: &'static str, is_there: bool) -> Self {
        Self {
            path: format!("{base} {suffix}"),
            bases: vec![base],
            suffix,
            is_there,
            rank: rank::DERIVED,
        }
    }
}

/// Types that follow from others: what is sent of a type that is split, and enums by status.
fn derived_claims(desk: &Desk<'_>, paths: &Paths, shared: &[SharedErrors]) -> Vec<Derived> {
    let mut all = Vec::new();
    for (id, _) in desk.api.types.iter() {
        let path = paths.get(id).to_owned();
        all.push(Derived::of(path, "input", (desk.is_split)(id)));
    }
    for one in shared {
        all.push(Derived {
            path: one.path.clone(),
            bases: vec![one.resource.clone(), one.operation.clone()],
            suffix: "error",
            is_there: true,
            rank: rank::DERIVED + u8::from(!one.is_usual),
        });
    }
    let sharing: BTreeSet<&OperationId> = shared.iter().flat_map(|it| &it.operations).collect();
    for (id, operation) in desk.api.operations() {
        let base = format!("operation {}", operation.id);
        let output = errors::responses_differ(operation, true);
        all.push(Derived::of(base.clone(), "output", output));
        if !sharing.contains(&id) {
            let error = errors::responses_differ(operation, false);
            all.push(Derived::of(base, "error", error));
        }
    }
    all
}

/// The derived names that the lock holds. They are settled with all others that it holds, before any new name, so that
/// a new schema does not take what the client has already.
fn kept(desk: &Desk<'_>, derived: &[Derived]) -> Vec<Claim> {
    let locked = |path: &str| desk.config.names.names.get(path);
    let claim = |each: &Derived| {
        let path = each.path.clone();
        let wishes = vec![Words::of(locked(&path)?).or("value").and("type")];
        Some(Claim {
            path,
            wishes,
            rank: rank::DERIVED,
        })
    };
    derived.iter().filter_map(claim).collect()
}

fn derived(
    desk: &mut Desk<'_>,
    scope: &mut Scope,
    given: &BTreeMap<String, String>,
    all: Vec<Derived>,
) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut claims = Vec::new();
    for each in &all {
        let path = each.path.clone();
        if let Some(name) = given.get(&path) {
            names.insert(path, name.clone());
            continue;
        }
        let words = |base: &String| given.get(base).map(|name| Words::of(name));
        let words: Vec<Words> = each.bases.iter().filter_map(words).collect();
        let first = words.first().cloned().unwrap_or_default();
        let mut wishes: Vec<Words> = words.into_iter().map(|it| it.and(each.suffix)).collect();
        wishes.push(first.and("type").and(each.suffix));
        claims.push(Claim {
            path,
            wishes,
            rank: each.rank,
        });
    }
    names.extend(scope.settle(&claims, Words::pascal, |_| None).names);
    for each in all.iter().filter(|each| each.is_there) {
        if let Some(name) = names.get(&each.path) {
            desk.lock.names.insert(each.path.clone(), name.clone());
        }
    }
    names
}

/// The modules of component types and of types that belong to none: one file each.
fn modules(
    desk: &mut Desk<'_>,
    paths: &Paths,
    given: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut claims = Vec::new();
    for (id, def) in desk.api.types.iter() {
        let alone = match &def.origin {
            Origin::Component(_) => true,
            Origin::Inline { owner, .. } => matches!(owner, Owner::Shared(_)),
        };
        if alone {
            let path = paths.get(id);
            let words = given
                .get(path)
                .map(|name| Words::of(name))
                .unwrap_or_default();
            let wishes = if keyword::is_device(&words.snake()) {
                vec![words.and("type")]
            } else {
                vec![words.clone(), words.and("type")]
            };
            claims.push(Claim {
                path: path.to_owned(),
                wishes,
                rank: 0,
            });
        }
    }
    let mut scope = Scope::reserving(&["mod", "self", "super", "crate"]);
    desk.settle_members(&mut scope, &claims, "module", module_case)
        .names
}

/// A module's name, which is a file's name too: no keyword, raw or not.
pub(super) fn module_case(words: &Words) -> String {
    let name = words.snake();
    if keyword::is_keyword(&name) {
        format!("{name}_")
    } else {
        name
    }
}
