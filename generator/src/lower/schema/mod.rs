//! Schemas to types: a chain of named attempts, one construct a file.

mod all_of;
mod array;
pub(super) mod bounds;
mod conditional;
mod discriminator;
mod enums;
mod hierarchy;
mod intersect;
mod map;
mod merged;
mod object;
mod overlap;
mod part;
mod reference;
pub(super) mod scalar;
mod sole;
mod union;

pub(super) use hierarchy::Hierarchies;
pub(super) use merged::{Extra, Merged};
pub(super) use part::{Cut, Part};
pub(super) use reference::Followed;
pub(super) use union::Branch;

use super::context::{About, Job, Key, Lowering};
use crate::diag::{Code, Diagnostic, Place};
use crate::document::SchemaType;
use crate::ir::{AnyReason, Enum, Origin, Owner, Scalar, Shape, Step, Type, TypeId, TypeRef};
use std::rc::Rc;

/// A schema that is being lowered.
pub(super) struct Case<'p> {
    /// The places that make it up, references followed.
    pub(super) parts: &'p [Part],
    /// What it says.
    pub(super) merged: Rc<Merged>,
}

impl Case<'_> {
    /// Where it is: the last of its places.
    pub(super) fn place(&self) -> Option<&Place> {
        self.parts.last().map(|part| &part.place)
    }
}

/// What a schema is.
pub(super) enum Outcome {
    /// A type that is written where it is used.
    Use(TypeRef),
    /// A type with a name; whether a variant of it is `null`.
    Item(Item, bool),
}

impl Outcome {
    /// The same, allowing `null` if `nullable` is set.
    fn or_null(self, nullable: bool) -> Self {
        match self {
            Self::Use(used) => Self::Use(used.or_null(nullable)),
            Self::Item(item, has_null) => Self::Item(item, has_null || nullable),
        }
    }
}

/// A type with a name, its members or variants not lowered yet.
pub(super) enum Item {
    Struct(Rc<Merged>),
    Enum(Enum),
    Union(Vec<Branch>, Option<String>),
}

impl Lowering<'_, '_> {
    /// The type of the schema at a place, or of what the reference there leads to.
    pub(super) fn use_of(&mut self, place: &Place) -> TypeRef {
        self.use_of_parts(&[Part::whole(place)])
    }

    /// The type of a schema that is made up of several places that all hold; its origin is the last of them.
    pub(super) fn use_of_parts(&mut self, written: &[Part]) -> TypeRef {
        self.use_with_origin(written, None)
    }

    /// The same, with its origin where that is not a place of its own.
    pub(super) fn use_with_origin(&mut self, written: &[Part], origin: Option<Origin>) -> TypeRef {
        let parts = match self.follow_parts(written) {
            Ok(parts) => parts,
            Err(instead) => return instead,
        };
        // What is put together from several places is known by where they are written, which names it, too.
        let key = match parts.len() {
            1 => (parts.clone(), None),
            _ => (written.to_vec(), origin.clone()),
        };
        if let Some(known) = self.memo.get(&key) {
            return known.clone();
        }
        let (Some(last), Some(named)) = (parts.last(), written.last()) else {
            return TypeRef::any(AnyReason::Unreadable);
        };
        let alone = parts.len() == 1 && last.cut == Cut::Whole;
        let named = if alone { last } else { named };
        let origin = match origin.filter(|_| !alone) {
            Some(origin) => origin,
            None => self.origin_of(named),
        };
        if alone && let Origin::Component(name) = origin {
            return self.component(last, name);
        }
        let place = last.place.clone();
        if !self.open.insert(key.clone()) {
            return self.recursive(&place);
        }
        self.ledger.positions += 1;
        let used = if self.open.len() > self.config.limits.depth {
            self.report_deep(&place);
            self.any(AnyReason::NotExpressible, &place)
        } else {
            self.use_of_new(&parts, named, origin)
        };
        self.open.remove(&key);
        self.remember(key, &used);
        used
    }

    /// Keeps the type of a schema, and what the schema is if it is a whole one.
    fn remember(&mut self, key: Key, used: &TypeRef) {
        if let ([part], None) = (key.0.as_slice(), &key.1)
            && part.cut == Cut::Whole
        {
            self.api.uses.push((part.place.clone(), used.clone()));
        }
        self.memo.insert(key, used.clone());
    }

    fn use_of_new(&mut self, parts: &[Part], named: &Part, origin: Origin) -> TypeRef {
        let case = Case {
            parts,
            merged: self.merge(parts),
        };
        let (item, nullable) = match self.outcome(&case) {
            Outcome::Use(used) => return used,
            Outcome::Item(item, nullable) => (item, nullable),
        };
        let about = about(&case.merged, nullable);
        let id = self.reserve(named, origin, &about);
        self.queue.push_back(Job {
            id,
            parts: parts.to_vec(),
            item: Some(item),
        });
        TypeRef::named(id)
    }

    /// The origin of what belongs to a type and is not at one place of its own.
    pub(super) fn inner_origin(&self, id: TypeId, step: Step) -> Origin {
        match self.api.types.get(id).map(|def| def.origin.clone()) {
            Some(Origin::Inline { owner, mut path }) => {
                path.push(step);
                Origin::Inline { owner, path }
            }
            Some(Origin::Component(_)) | None => Origin::Inline {
                owner: Owner::Type(id),
                path: vec![step],
            },
        }
    }

    /// Follows the references of all parts; the type to use instead where nothing is left.
    fn follow_parts(&mut self, written: &[Part]) -> Result<Vec<Part>, TypeRef> {
        let mut parts: Vec<Part> = Vec::new();
        for part in written {
            match self.follow(&part.place) {
                Followed::At(place) => {
                    let part = Part {
                        place,
                        cut: part.cut,
                    };
                    if !parts.contains(&part) {
                        parts.push(part);
                    }
                }
                Followed::Missing => {}
            }
        }
        match written.last() {
            Some(last) if parts.is_empty() => Err(self.any(AnyReason::Unreadable, &last.place)),
            _ => Ok(parts),
        }
    }

    /// Reserves a schema that has a name of its own; whatever it is, it is filled later.
    fn component(&mut self, part: &Part, name: String) -> TypeRef {
        let about = About::default();
        let id = self.reserve(part, Origin::Component(name), &about);
        let used = TypeRef::named(id);
        let parts = vec![part.clone()];
        self.remember((parts.clone(), None), &used);
        self.ledger.schemas.came_in += 1;
        self.ledger.positions += 1;
        self.queue.push_back(Job {
            id,
            parts,
            item: None,
        });
        used
    }

    fn recursive(&mut self, place: &Place) -> TypeRef {
        self.found.push(
            Diagnostic::new(
                Code::SchemaCycle,
                place,
                "a list or map holds nothing but itself",
            )
            .remedy("its elements are untyped"),
        );
        self.any(AnyReason::NotExpressible, place)
    }

    /// Fills types until none is left to fill.
    pub(super) fn run_queue(&mut self) {
        while let Some(mut job) = self.queue.pop_front() {
            let (shape, about) = match job.item.take() {
                Some(item) => (self.fill(item, &job), None),
                None => self.fill_component(&job),
            };
            if let Some(def) = self.api.types.get_mut(job.id) {
                def.shape = shape;
                if let Some(about) = about {
                    def.docs = about.docs;
                    def.rename = about.rename;
                    def.nullable = about.nullable;
                }
            }
        }
    }

    fn fill_component(&mut self, job: &Job) -> (Shape, Option<About>) {
        let case = Case {
            parts: &job.parts,
            merged: self.merge(&job.parts),
        };
        self.ledger.schemas.went_out += 1;
        let (shape, nullable) = match self.outcome(&case) {
            // What an alias stands for says itself whether it may be `null`.
            Outcome::Use(used) => (Shape::Alias(used), false),
            Outcome::Item(item, nullable) => (self.fill(item, job), nullable),
        };
        (shape, Some(about(&case.merged, nullable)))
    }

    fn fill(&mut self, item: Item, job: &Job) -> Shape {
        match item {
            Item::Struct(merged) => Shape::Struct(self.struct_of(&merged, &job.parts, job.id)),
            Item::Enum(values) => Shape::Enum(values),
            Item::Union(branches, property) => {
                Shape::Union(self.union_of(branches, property, job.id))
            }
        }
    }

    /// Tries each construct in turn.
    pub(super) fn outcome(&mut self, case: &Case<'_>) -> Outcome {
        if let Some(instead) = self.impossible(case) {
            return Outcome::Use(instead);
        }
        let nullable = case.merged.is_nullable();
        self.sole(case)
            .or_else(|| self.null(case))
            .or_else(|| self.listed_values(case))
            .or_else(|| self.union(case))
            .or_else(|| self.several_types(case))
            .or_else(|| self.hierarchy(case))
            .or_else(|| self.map(case))
            .or_else(|| self.object(case))
            .or_else(|| self.array(case))
            .or_else(|| self.json_text(case))
            .or_else(|| self.scalar(case))
            .unwrap_or_else(|| self.unconstrained(case))
            .or_null(nullable)
    }

    fn impossible(&mut self, case: &Case<'_>) -> Option<TypeRef> {
        let place = case.place()?.clone();
        if scalar::is_unfit(&case.merged) {
            self.found.push(
                Diagnostic::new(
                    Code::ExtensionUnfit,
                    &place,
                    "`x-launchway-precision` says `seconds` of a `date-time`, and nothing else"
                        .to_owned(),
                )
                .remedy("leave it out, or write `seconds` at a text with `format: date-time`"),
            );
        }
        if let Some(why) = &case.merged.contradiction {
            self.found.push(
                Diagnostic::new(
                    Code::SchemaContradiction,
                    &place,
                    format!("no value satisfies the schema: {why}"),
                )
                .remedy("it is untyped"),
            );
            return Some(self.any(AnyReason::Contradiction, &place));
        }
        if case.merged.never {
            return Some(self.any(AnyReason::Contradiction, &place));
        }
        None
    }

    fn null(&mut self, case: &Case<'_>) -> Option<Outcome> {
        let is_null = case.merged.only_null;
        is_null.then(|| Outcome::Use(TypeRef::new(Type::Scalar(Scalar::Null))))
    }

    /// A text that holds JSON of which the schema says more.
    fn json_text(&mut self, case: &Case<'_>) -> Option<Outcome> {
        let content = self.content_of(&case.merged)?;
        let inner = self.use_of_parts(&content);
        Some(Outcome::Use(TypeRef::new(Type::Json(Box::new(inner)))))
    }

    /// The schemas of the JSON that a text holds, where it holds JSON and they say anything.
    pub(super) fn content_of(&mut self, merged: &Merged) -> Option<Vec<Part>> {
        let limits = &merged.limits;
        let is_json = limits.content_media_type.as_deref().is_some_and(is_json);
        let is_text = merged.types == [SchemaType::String] && limits.content_encoding.is_none();
        let is_plain = is_text && !merged.is_secret && merged.format.is_none();
        (is_json && is_plain && !merged.content.is_empty()).then(|| merged.content.clone())
    }

    fn scalar(&mut self, case: &Case<'_>) -> Option<Outcome> {
        let scalar = scalar::of(&case.merged)?;
        Some(Outcome::Use(TypeRef::new(Type::Scalar(scalar))))
    }

    fn unconstrained(&mut self, case: &Case<'_>) -> Outcome {
        let reason = if case.merged.unreadable {
            AnyReason::Unreadable
        } else if case.merged.has_not {
            AnyReason::NotExpressible
        } else {
            AnyReason::Unconstrained
        };
        Outcome::Use(match case.place() {
            Some(place) => self.any(reason, &place.clone()),
            None => TypeRef::any(reason),
        })
    }
}

fn is_json(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    matches!(essence.as_str(), "application/json" | "text/json") || essence.ends_with("+json")
}

fn about(merged: &Merged, nullable: bool) -> About {
    About {
        rename: merged.rename.clone(),
        docs: merged.docs.clone(),
        nullable,
    }
}
