//! What every view is read with: references followed, projections turned into `openapiv3` values, problems kept.

use super::Document;
use super::open::Cache;
use crate::diag::{Code, Diagnostic, Place};
use crate::project::{Projector, internal};
use crate::source::{Node, RefProblem};
use openapiv3::ReferenceOr;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::rc::Rc;

/// How many references may follow each other.
const HOPS: usize = 64;

/// Where references ended.
pub(super) struct Followed<'s> {
    pub(super) place: Place,
    pub(super) node: &'s Node,
    /// The places on the way, outermost first.
    pub(super) through: Vec<Place>,
    /// What the outermost reference says beside itself that says anything.
    pub(super) description: Option<String>,
}

impl<'s> Document<'s> {
    pub(super) fn projector<'a>(&'a self) -> Projector<'a> {
        Projector {
            sources: self.sources,
            version: self.version,
            found: &self.found,
        }
    }

    pub(super) fn say(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Turns a projection into a value of `openapiv3`.
    pub(super) fn read<T: DeserializeOwned>(&self, place: &Place, value: Value) -> Option<T> {
        match serde_json::from_value(value) {
            Ok(value) => Some(value),
            Err(error) => {
                self.say(
                    Diagnostic::new(
                        Code::ObjectUnreadable,
                        place,
                        format!("the object is not understood: {error}"),
                    )
                    .remedy("it is left out; mend it"),
                );
                None
            }
        }
    }

    /// What stands at a place, or at the end of the references there: read once, and the same for all references
    /// that say nothing beside themselves.
    pub(super) fn view<T>(
        &self,
        cache: &Cache<T>,
        place: &Place,
        read: impl FnOnce(Followed<'s>) -> Option<T>,
    ) -> Option<Rc<T>> {
        cache.get(place, || {
            let followed = self.follow(place)?;
            if followed.through.is_empty() || followed.description.is_some() {
                return read(followed).map(Rc::new);
            }
            let end = followed.place.clone();
            cache.get(&end, || read(followed).map(Rc::new))
        })
    }

    /// Follows references from a place to something else. One that leads nowhere is reported.
    pub(super) fn follow(&self, place: &Place) -> Option<Followed<'s>> {
        let mut here = place.clone();
        let mut through = Vec::new();
        let mut description = None;
        loop {
            let node = self.sources.node(&here)?;
            let Some(reference) = node.get("$ref").and_then(Node::as_str) else {
                return Some(Followed {
                    place: here,
                    node,
                    through,
                    description,
                });
            };
            if description.is_none() {
                let said = node.get("description").or_else(|| node.get("summary"));
                description = said.and_then(Node::as_str).map(str::to_owned);
            }
            let next = match self.sources.resolve(&here, reference) {
                Ok(next) if through.contains(&next) || next == here || through.len() > HOPS => {
                    Err(RefProblem::Loop(reference.to_owned()))
                }
                other => other,
            };
            match next {
                Ok(next) => through.push(std::mem::replace(&mut here, next)),
                Err(problem) => {
                    self.projector().dangling(&here, &problem);
                    return None;
                }
            }
        }
    }
}

/// The place of a child that was cut out.
pub(super) fn place_of<T>(base: &Place, child: &ReferenceOr<T>) -> Option<Place> {
    match child {
        ReferenceOr::Reference { reference } => internal::place(base, reference),
        ReferenceOr::Item(_) => None,
    }
}

/// The places of children by name.
pub(super) fn places_by_name<'c, T: 'c>(
    base: &Place,
    children: impl IntoIterator<Item = (&'c String, &'c ReferenceOr<T>)>,
) -> Vec<(String, Place)> {
    children
        .into_iter()
        .filter_map(|(name, child)| Some((name.clone(), place_of(base, child)?)))
        .collect()
}

/// The places of children that an extension lists.
pub(super) fn places_in(base: &Place, list: Option<&Value>) -> Vec<Place> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|child| internal::place_of(base, child))
        .collect()
}

/// The places of children that an extension names.
pub(super) fn named_places_in(base: &Place, map: Option<&Value>) -> Vec<(String, Place)> {
    let map = map.and_then(Value::as_object).into_iter().flatten();
    map.filter_map(|(name, child)| Some((name.clone(), internal::place_of(base, child)?)))
        .collect()
}
