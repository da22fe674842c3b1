//! `anyOf` of objects that are not alternatives: a value may fit several of them at once, and nothing in it says which.
//! A union would keep the members of one and lose those of the others.

use super::Case;
use super::merged::{Extra, Merged};
use super::union::Branch;
use crate::document::SchemaType;
use crate::lower::context::Lowering;
use std::rc::Rc;

impl Lowering<'_, '_> {
    /// The one object with the members of all branches, where each value of one may be a value of the others, too.
    pub(super) fn overlapping(&mut self, case: &Case<'_>, branches: &[Branch]) -> Option<Merged> {
        let (first, rest) = branches.split_first()?;
        let is_any_of = branches.iter().all(|branch| {
            let list = branch.place.pointer.parent();
            list.is_some_and(|list| list.tokens().last().as_deref() == Some("anyOf"))
        });
        if !is_any_of || case.merged.discriminator.is_some() || case.merged.unions.len() > 1 {
            return None;
        }
        let alike = |branch: &Branch| {
            is_open_object(&branch.merged) && branch.merged.required == first.merged.required
        };
        if !branches.iter().all(alike) {
            return None;
        }
        let mut merged = (*first.merged).clone();
        for branch in rest {
            for (name, parts) in &branch.merged.members {
                match merged.members.get(name).cloned() {
                    None => {
                        merged.members.insert(name.clone(), parts.clone());
                    }
                    Some(known) if known == *parts => {}
                    Some(known) => {
                        let (one, other) = (self.merge_members(&known), self.merge_members(parts));
                        if !one.same_shape(&other) {
                            return None;
                        }
                    }
                }
            }
            if branch.merged.additional == Extra::Allowed {
                merged.additional = Extra::Allowed;
            }
        }
        merged.docs = case.merged.docs.clone();
        merged.rename.clone_from(&case.merged.rename);
        merged.null = Some(false);
        Some(merged)
    }

    fn merge_members(&mut self, parts: &[super::Part]) -> Rc<Merged> {
        let followed: Vec<super::Part> = parts
            .iter()
            .filter_map(|part| self.follow(&part.place).place())
            .map(|place| super::Part::whole(&place))
            .collect();
        self.merge(&followed)
    }
}

/// Whether it is an object of named members that leaves room for others.
fn is_open_object(merged: &Merged) -> bool {
    merged.types == [SchemaType::Object]
        && !merged.members.is_empty()
        && merged.patterns.is_empty()
        && matches!(merged.additional, Extra::NotSaid | Extra::Allowed)
        && merged.unions.is_empty()
        && merged.constant.is_none()
        && merged.values.is_none()
        && merged.contradiction.is_none()
        && !merged.unreadable
}
