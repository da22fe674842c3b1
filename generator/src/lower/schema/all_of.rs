//! `allOf`: all that a schema is made of, merged into one.

use super::intersect;
use super::merged::{Extra, Merged};
use super::part::{Cut, Part};
use super::reference::Followed;
use super::sole::is_written_in;
use crate::diag::{Code, Diagnostic, Place, PlaceSet};
use crate::document::SchemaType;
use crate::ir::Docs;
use crate::lower::context::Lowering;
use crate::lower::rename;
use indexmap::IndexMap;
use std::rc::Rc;

/// How many schemas may be merged into each other; what real documents have is below ten.
const DEEPEST: usize = 64;

impl Lowering<'_, '_> {
    /// What a schema says that is made up of `parts`, whose references were followed.
    pub(in crate::lower) fn merge(&mut self, parts: &[Part]) -> Rc<Merged> {
        let mut all = parts.iter();
        let Some(first) = all.next() else {
            return Rc::default();
        };
        let first = self.merge_part(first);
        if parts.len() == 1 {
            return first;
        }
        let mut merged = (*first).clone();
        for part in all {
            let later = self.merge_part(part);
            merged = merged.and(&later);
        }
        Rc::new(merged)
    }

    fn merge_part(&mut self, part: &Part) -> Rc<Merged> {
        let whole = self.merge_place(&part.place);
        match part.cut {
            Cut::Whole => whole,
            Cut::Common => Rc::new(self.common(&whole, &part.place)),
            Cut::Only(ty, _) => {
                let mut merged = (*whole).clone();
                merged.types = vec![ty];
                if let Some(values) = &mut merged.values {
                    let ty = match ty {
                        SchemaType::Integer => SchemaType::Number,
                        other => other,
                    };
                    values.retain(|it| SchemaType::of(&it.value) == Some(ty));
                }
                merged.null = Some(false);
                merged.docs = Docs::default();
                merged.rename = None;
                Rc::new(merged)
            }
        }
    }

    /// What the schema at a place says, of which references were followed.
    pub(in crate::lower) fn merge_place(&mut self, place: &Place) -> Rc<Merged> {
        if let Some(merged) = self.merged.get(place) {
            return merged;
        }
        if self.merging.is_empty() {
            self.merge_inner_first(place);
        }
        self.merge_noted(place)
    }

    /// Merges what a schema is made of before itself, so that a long chain of `allOf` is not deep.
    fn merge_inner_first(&mut self, place: &Place) {
        let mut seen = PlaceSet::default();
        let mut stack = vec![(place.clone(), false)];
        while let Some((at, ready)) = stack.pop() {
            if ready {
                self.merge_noted(&at);
                continue;
            }
            if !seen.insert(at.clone()) || self.merged.get(&at).is_some() {
                continue;
            }
            stack.push((at.clone(), true));
            let Some(view) = self.document.schema(&at) else {
                continue;
            };
            for branch in view.all_of() {
                if let Followed::At(target) = self.follow(branch) {
                    stack.push((target, false));
                }
            }
        }
    }

    fn merge_noted(&mut self, place: &Place) -> Rc<Merged> {
        if let Some(merged) = self.merged.get(place) {
            return merged;
        }
        if self.merging.contains(place) {
            self.report_self(place);
            return Rc::new(contradictory("it is made of itself"));
        }
        if self.merging.len() >= DEEPEST {
            self.report_deep(place);
            return Rc::new(contradictory("it is made of too many others"));
        }
        self.merging.push(place.clone());
        let merged = Rc::new(self.merge_new(place));
        self.merging.pop();
        self.merged.insert(place.clone(), Rc::clone(&merged));
        merged
    }

    fn merge_new(&mut self, place: &Place) -> Merged {
        let Some(view) = self.document.schema(place) else {
            return Merged {
                unreadable: true,
                ..Merged::default()
            };
        };
        let mut own = Merged::of(&view);
        own.rename = self.rename(view.extension(rename::KEY), place);
        self.note_conditional(&mut own, place);
        if view.all_of().is_empty() {
            return self.without_conditions(own);
        }
        let mut merged: Option<Merged> = None;
        for branch in view.all_of() {
            let part = self.merge_branch(branch, place);
            merged = Some(match merged {
                None => (*part).clone(),
                Some(before) => before.and(&part),
            });
        }
        let mut merged = merged.unwrap_or_default();
        let says_null = own.null;
        merged = merged.and(&own);
        if says_null == Some(true) {
            // Strictly, a branch without `null` forbids it; documents that say it here mean it.
            merged.null = Some(true);
        }
        self.drop_own(&mut merged, place);
        self.without_conditions(merged)
    }

    /// A branch of `allOf`. What a reference leads to keeps its words: they are about the thing it leads to.
    fn merge_branch(&mut self, branch: &Place, place: &Place) -> Rc<Merged> {
        let target = match self.follow(branch) {
            Followed::At(target) => target,
            Followed::Missing => {
                return Rc::new(Merged {
                    unreadable: true,
                    ..Merged::default()
                });
            }
        };
        let part = self.merge_place(&target);
        if is_written_in(&target, place) {
            return part;
        }
        let mut part = (*part).clone();
        part.docs = Docs::default();
        part.rename = None;
        Rc::new(part)
    }

    /// A schema that is one of the variants of what it is made of takes no variants from there.
    fn drop_own(&mut self, merged: &mut Merged, place: &Place) {
        let unions = std::mem::take(&mut merged.unions);
        for union in unions {
            let has_own = union
                .iter()
                .any(|branch| self.follow(branch) == Followed::At(place.clone()));
            if !has_own {
                merged.unions.push(union);
            }
        }
        if merged.unions.is_empty() && !merged.members.is_empty() {
            merged.discriminator = None;
        }
    }

    /// Drops each union whose branches only say which members must be there: no type can say that.
    fn without_conditions(&mut self, mut merged: Merged) -> Merged {
        let unions = std::mem::take(&mut merged.unions);
        for union in unions {
            let is_condition = union.iter().all(|branch| {
                self.document.schema(branch).is_some_and(|view| {
                    view.reference().is_none()
                        && view.all_of().is_empty()
                        && Merged::of(&view).is_condition()
                })
            });
            if !is_condition {
                merged.unions.push(union);
            }
        }
        merged
    }

    /// What a schema says beside its union. Of a second union no type can be said, so that the members of its
    /// variants become optional members.
    pub(in crate::lower) fn common(&mut self, merged: &Merged, place: &Place) -> Merged {
        let mut common = merged.clone();
        let unions = std::mem::take(&mut common.unions);
        common.discriminator = None;
        common.docs = Docs::default();
        common.rename = None;
        if merged.null == Some(true) {
            common.null = None;
        }
        if unions.len() < 2 {
            return common;
        }
        self.found.push(
            Diagnostic::new(
                Code::UnionsCombined,
                place,
                "it combines several `oneOf` or `anyOf`",
            )
            .remedy("the first is a union; the members of the others are optional members"),
        );
        for branch in unions.iter().skip(1).flatten() {
            let Some(target) = self.follow(branch).place() else {
                continue;
            };
            let members = self.merge_place(&target).members.clone();
            add_missing(&mut common.members, members);
        }
        if common.types.is_empty() && !common.members.is_empty() {
            common.types.push(crate::document::SchemaType::Object);
        }
        common
    }

    /// Whether merging with `other` could leave values at all, by their types.
    pub(super) fn may_meet(&self, one: &Merged, other: &Merged) -> bool {
        one.types.is_empty()
            || other.types.is_empty()
            || !intersect::common_types(&one.types, &other.types).is_empty()
    }

    fn report_self(&mut self, place: &Place) {
        self.found.push(
            Diagnostic::new(Code::SchemaCycle, place, "its `allOf` leads back to itself")
                .remedy("it is untyped"),
        );
    }

    pub(super) fn report_deep(&mut self, place: &Place) {
        self.found.push(
            Diagnostic::new(
                Code::SchemaTooDeep,
                place,
                "schemas are written into each other deeper than the limit",
            )
            .remedy("it is untyped; give one of them a name in `components`"),
        );
    }
}

fn add_missing(own: &mut IndexMap<String, Vec<Part>>, more: IndexMap<String, Vec<Part>>) {
    for (name, parts) in more {
        own.entry(name).or_insert(parts);
    }
}

fn contradictory(why: &str) -> Merged {
    Merged {
        contradiction: Some(why.to_owned()),
        additional: Extra::NotSaid,
        ..Merged::default()
    }
}
