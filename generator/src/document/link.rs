//! Links: which operation may follow an answer, and what it takes from there.

use super::{Document, keywords};
use crate::diag::Place;
use openapiv3::LinkOperation;
use serde_json::Value;
use std::rc::Rc;

/// A link, its references followed.
#[derive(Clone, Debug)]
pub struct LinkView {
    /// What it says.
    pub value: openapiv3::Link,
    /// Where it is, at the end of the references.
    pub place: Place,
    /// The operation that it leads to.
    pub target: LinkTarget,
    pub(super) description: Option<String>,
}

/// The operation that a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// By its `operationId`; empty where the link names nothing.
    Id(String),
    /// By its place, at the end of the references.
    Place(Place),
    /// By a reference that leads nowhere, with what is wrong with it.
    Nowhere(String),
}

impl LinkView {
    /// What it is for.
    pub fn description(&self) -> Option<&str> {
        self.description
            .as_deref()
            .or(self.value.description.as_deref())
    }

    /// An extension.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        self.value.extensions.get(name)
    }
}

impl Document<'_> {
    /// The link at that place, or that the reference there leads to.
    pub fn link(&self, place: &Place) -> Option<Rc<LinkView>> {
        self.view(&self.links, place, |followed| {
            let place = followed.place;
            self.count_once(&place, followed.node, keywords::link);
            let value = self.projector().link(&place, followed.node)?;
            let value: openapiv3::Link = self.read(&place, value)?;
            Some(LinkView {
                target: match &value.operation {
                    LinkOperation::OperationId(id) => LinkTarget::Id(id.clone()),
                    LinkOperation::OperationRef(text) => self.linked(&place, text),
                },
                description: followed.description,
                place,
                value,
            })
        })
    }

    /// Where a reference to an operation ends.
    fn linked(&self, from: &Place, reference: &str) -> LinkTarget {
        match self.sources.resolve(from, reference) {
            Ok(target) => match self.follow(&target) {
                Some(followed) => LinkTarget::Place(followed.place),
                None => LinkTarget::Nowhere(format!("`{reference}` leads nowhere")),
            },
            Err(problem) => LinkTarget::Nowhere(problem.message()),
        }
    }
}
