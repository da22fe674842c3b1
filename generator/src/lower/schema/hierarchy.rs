//! A base and the schemas that are made of it ("Models with Polymorphism Support"): a discriminator without `oneOf`.
//!
//! Where such a base is used, a value is one of the heirs, told by the discriminator. What is made of it by `allOf`
//! takes the members that it describes, which merging does without asking what type it is.

use super::discriminator::Tags;
use super::part::{Cut, Part};
use super::union::Branch;
use super::{Case, Item, Outcome};
use crate::diag::{Code, Diagnostic, Place};
use crate::lower::context::Lowering;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What to call the base itself among its heirs.
const BASE: &str = "Base";

/// What is known of hierarchies.
#[derive(Default)]
pub(in crate::lower) struct Hierarchies {
    /// The components that are made of one, with their names.
    heirs: Option<Rc<Heirs>>,
    /// The hierarchy of each base that was asked for.
    known: BTreeMap<Place, Option<Rc<Hierarchy>>>,
}

type Heirs = BTreeMap<Place, Vec<(String, Place)>>;

/// A base and its heirs.
struct Hierarchy {
    /// The discriminator.
    property: String,
    /// The values that the mapping has for each schema.
    mapping: BTreeMap<Place, Tags>,
    /// The heirs, in the order of the mapping, then by name.
    heirs: Vec<Place>,
    set: BTreeSet<Place>,
}

impl Lowering<'_, '_> {
    /// A schema with a discriminator and heirs, but no `oneOf`.
    pub(super) fn hierarchy(&mut self, case: &Case<'_>) -> Option<Outcome> {
        let [part] = case.parts else { return None };
        let is_base = part.cut == Cut::Whole && case.merged.unions.is_empty();
        if !is_base || !case.merged.is_object() {
            return None;
        }
        let base = part.place.clone();
        let known = self.hierarchy_of(&base)?;
        let listed = self.constants(&case.merged, &known.property);
        let mut branches = Vec::new();
        for heir in &known.heirs {
            branches.push(self.heir(heir, &known, listed.as_ref()));
        }
        if !are_told_apart(&branches, listed.as_ref()) {
            return None;
        }
        self.report_strangers(&base, &known);
        let tags = self.left_for_base(&base, &known, listed, &branches);
        if !tags.is_empty() {
            branches.push(Branch {
                place: base.clone(),
                target: base.clone(),
                parts: vec![Part::whole(&base).common()],
                merged: Rc::clone(&case.merged),
                hint: Some(BASE.to_owned()),
                tags,
            });
        }
        let property = Some(known.property.clone());
        Some(Outcome::Item(Item::Union(branches, property), false))
    }

    /// Reports what the mapping names and is not made of the base.
    fn report_strangers(&mut self, base: &Place, known: &Hierarchy) {
        for (target, values) in &known.mapping {
            if target == base || known.set.contains(target) {
                continue;
            }
            for value in values {
                self.found.push(
                    Diagnostic::new(
                        Code::MappingUnknown,
                        base,
                        format!("the discriminator maps `{value}` to what is not made of this schema"),
                    )
                    .remedy("objects with that value are kept as unknown variants; add the schema to its `allOf`"),
                );
            }
        }
    }

    /// Whether a schema is an heir of a base, so that it is not the base even where it adds nothing.
    pub(super) fn is_heir(&mut self, schema: &Place, base: &Place) -> bool {
        let known = self.hierarchy_of(base);
        known.is_some_and(|known| known.set.contains(schema))
    }

    fn hierarchy_of(&mut self, base: &Place) -> Option<Rc<Hierarchy>> {
        if let Some(known) = self.hierarchies.known.get(base) {
            return known.clone();
        }
        let found = self.find_hierarchy(base).map(Rc::new);
        let known = &mut self.hierarchies.known;
        known.insert(base.clone(), found.clone());
        found
    }

    fn find_hierarchy(&mut self, base: &Place) -> Option<Hierarchy> {
        let view = self.document.schema(base)?;
        let said = view.discriminator()?;
        if !view.one_of().is_empty() || !view.any_of().is_empty() {
            return None;
        }
        let all = self.all_heirs();
        let (below, mut rest) = self.below(base, &all);
        rest.sort();
        let mut mapping: BTreeMap<Place, Tags> = BTreeMap::new();
        let mut order: Vec<Place> = Vec::new();
        for (value, target) in &said.mapping {
            if let Some(target) = self.follow(target).place() {
                let tags = mapping.entry(target.clone()).or_default();
                tags.push(value.clone());
                order.push(target);
            }
        }
        // What is no component is an heir, too, if the mapping names it.
        order.retain(|heir| below.contains(heir) || self.is_made_of(heir, base));
        let mapped = order.into_iter();
        let mut heirs: Vec<Place> = Vec::new();
        let mut set: BTreeSet<Place> = BTreeSet::new();
        for heir in mapped.chain(rest.into_iter().map(|(_, heir)| heir)) {
            if set.insert(heir.clone()) {
                heirs.push(heir);
            }
        }
        (!heirs.is_empty()).then(|| Hierarchy {
            property: said.property.clone(),
            mapping,
            heirs,
            set,
        })
    }

    /// Whether a schema is made of another by its `allOf`, in some number of steps.
    fn is_made_of(&mut self, schema: &Place, base: &Place) -> bool {
        let mut seen: BTreeSet<Place> = BTreeSet::new();
        let mut open = vec![schema.clone()];
        while let Some(at) = open.pop() {
            let Some(view) = self.document.schema(&at) else {
                continue;
            };
            for branch in view.all_of() {
                let Some(target) = self.follow(branch).place() else {
                    continue;
                };
                if target == *base {
                    return true;
                }
                if seen.insert(target.clone()) {
                    open.push(target);
                }
            }
        }
        false
    }

    /// All that is made of a schema, in some number of steps; and of these, with their names, what no other heir with a
    /// discriminator of its own stands for.
    fn below(&mut self, base: &Place, all: &Heirs) -> (BTreeSet<Place>, Vec<(String, Place)>) {
        let mut found: BTreeSet<Place> = BTreeSet::new();
        let mut near: Vec<(String, Place)> = Vec::new();
        // What is near is met first, so that a second road through another heir hides nothing.
        let mut open = vec![(base, true)];
        let mut later = Vec::new();
        while let Some((at, is_near)) = open.pop().or_else(|| later.pop()) {
            for (name, heir) in all.get(at).into_iter().flatten() {
                if heir == base || !found.insert(heir.clone()) {
                    continue;
                }
                if is_near {
                    near.push((name.clone(), heir.clone()));
                }
                let view = self.document.schema(heir);
                let is_base = view.is_some_and(|view| view.discriminator().is_some());
                if is_near && !is_base {
                    open.push((heir, true));
                } else {
                    later.push((heir, false));
                }
            }
        }
        (found, near)
    }

    /// Which components are made of which, by their `allOf`.
    fn all_heirs(&mut self) -> Rc<Heirs> {
        if let Some(known) = &self.hierarchies.heirs {
            return Rc::clone(known);
        }
        let mut heirs = Heirs::new();
        for (name, place) in self.document.component_schemas() {
            let Some(heir) = self.follow(&place).place() else {
                continue;
            };
            let Some(view) = self.document.schema(&heir) else {
                continue;
            };
            for branch in view.all_of() {
                if let Some(base) = self.follow(branch).place() {
                    let list = heirs.entry(base).or_default();
                    list.push((name.clone(), heir.clone()));
                }
            }
        }
        let heirs = Rc::new(heirs);
        self.hierarchies.heirs = Some(Rc::clone(&heirs));
        heirs
    }

    fn heir(&mut self, heir: &Place, known: &Hierarchy, listed: Option<&Tags>) -> Branch {
        let merged = self.merge_place(heir);
        let tags = match known.mapping.get(heir) {
            Some(tags) => tags.clone(),
            // What the base lists is of all of its heirs; only what an heir says itself tells it from others.
            None => match self.constants(&merged, &known.property) {
                Some(own) if own.len() == 1 || Some(&own) != listed => own,
                _ => self.implicit(heir).into_iter().collect(),
            },
        };
        Branch {
            place: heir.clone(),
            target: heir.clone(),
            parts: vec![Part::whole(heir)],
            merged,
            hint: None,
            tags,
        }
    }

    /// The values that mean the base itself: those that are mapped to it, those that it lists and no heir has, and its
    /// name where nothing is mapped or listed.
    fn left_for_base(
        &mut self,
        base: &Place,
        known: &Hierarchy,
        listed: Option<Tags>,
        heirs: &[Branch],
    ) -> Tags {
        let mut tags = known.mapping.get(base).cloned().unwrap_or_default();
        tags.extend(self.mapped_above(base, &known.property));
        match listed {
            Some(listed) => tags.extend(listed),
            // Where a mapping names others and not the base, nothing is only that.
            None if tags.is_empty() && known.mapping.is_empty() => tags.extend(self.implicit(base)),
            None => {}
        }
        let heirs = heirs.iter().flat_map(|heir| &heir.tags);
        let mut taken: BTreeSet<String> = heirs.cloned().collect();
        tags.retain(|tag| taken.insert(tag.clone()));
        tags
    }

    /// The values that the bases of a base have for it.
    fn mapped_above(&mut self, base: &Place, property: &str) -> Tags {
        let Some(view) = self.document.schema(base) else {
            return Tags::new();
        };
        let mut tags = Tags::new();
        for branch in view.all_of() {
            let above = self.follow(branch).place();
            let known = above.filter(|above| above != base);
            let known = known.and_then(|above| self.hierarchy_of(&above));
            if let Some(known) = known.filter(|known| known.property == property) {
                tags.extend(known.mapping.get(base).into_iter().flatten().cloned());
            }
        }
        tags
    }
}

/// Whether the heirs have values that tell them apart: each its own, and, where the base lists the values, some that are
/// listed.
fn are_told_apart(heirs: &[Branch], listed: Option<&Tags>) -> bool {
    let mut seen: BTreeSet<&String> = BTreeSet::new();
    let mut tags = heirs.iter().flat_map(|heir| &heir.tags);
    if !tags.all(|tag| seen.insert(tag)) {
        return false;
    }
    match listed {
        Some(listed) => listed.iter().any(|value| seen.contains(value)),
        None => !seen.is_empty(),
    }
}
