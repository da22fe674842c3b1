//! What lowering carries along: what is known, what is left to do, what was counted.

use super::envelope::EnvelopeState;
use super::operation::Found;
use super::origin::Roots;
use super::schema::{Hierarchies, Item, Merged, Part};
use crate::config::Config;
use crate::diag::{ByPlace, Diagnostics, Ledger, Place, PlaceSet};
use crate::document::{Document, Recent};
use crate::ir::{AnyReason, Api, Docs, OperationId, Origin, Shape, TypeDef, TypeId, TypeRef};
use std::collections::VecDeque;
use std::rc::Rc;

/// One lowering.
pub(super) struct Lowering<'d, 's> {
    pub(super) document: &'d Document<'s>,
    pub(super) config: &'d Config,
    pub(super) ledger: &'d mut Ledger,
    pub(super) found: &'d mut Diagnostics,
    pub(super) api: Api,
    /// What origins start from.
    pub(super) roots: Roots,
    /// The type of each schema that was met.
    pub(super) memo: ByPlace<Key, TypeRef>,
    /// Schemas that are being lowered in place, against lists of themselves.
    pub(super) open: PlaceSet<Key>,
    /// What each schema says once everything that it is made of is merged.
    pub(super) merged: Recent<Rc<Merged>>,
    /// Schemas that are being merged, outermost first.
    pub(super) merging: Vec<Place>,
    /// Named types that are reserved and not filled.
    pub(super) queue: VecDeque<Job>,
    pub(super) envelope: EnvelopeState,
    /// What operations say of waiting, until types are known.
    pub(super) waiters: Vec<(OperationId, serde_json::Value)>,
    /// The operations, for what they say of pages and of links, until it is known which types there are.
    pub(super) read: Vec<Found>,
    pub(super) hierarchies: Hierarchies,
    counted: PlaceSet<(Place, AnyReason)>,
}

/// What a schema is known by: the places that make it up and, where these are several and it belongs to a type that
/// puts them together, its origin.
pub(super) type Key = (Vec<Part>, Option<Origin>);

/// A type to be filled.
pub(super) struct Job {
    pub(super) id: TypeId,
    /// The schema, by the places that make it up.
    pub(super) parts: Vec<Part>,
    /// What it is, if that is known.
    pub(super) item: Option<Item>,
}

impl<'d, 's> Lowering<'d, 's> {
    pub(super) fn new(
        document: &'d Document<'s>,
        config: &'d Config,
        ledger: &'d mut Ledger,
        found: &'d mut Diagnostics,
    ) -> Self {
        Self {
            document,
            config,
            ledger,
            found,
            api: Api::default(),
            roots: Roots::default(),
            memo: ByPlace::default(),
            open: PlaceSet::default(),
            merged: Recent::default(),
            merging: Vec::new(),
            queue: VecDeque::new(),
            envelope: EnvelopeState::default(),
            waiters: Vec::new(),
            read: Vec::new(),
            hierarchies: Hierarchies::default(),
            counted: PlaceSet::default(),
        }
    }

    /// The model, and the diagnostics for whoever has more to say.
    pub(super) fn finish(mut self) -> (Api, &'d mut Diagnostics) {
        super::aliases::break_cycles(&mut self);
        super::share::share(&mut self);
        self.links();
        self.paginations();
        (self.api, self.found)
    }

    /// Untyped JSON at a place, counted once.
    pub(super) fn any(&mut self, reason: AnyReason, place: &Place) -> TypeRef {
        if self.counted.insert((place.clone(), reason)) {
            *self.ledger.untyped.entry(reason.id()).or_insert(0) += 1;
            self.ledger.untyped_lost += usize::from(!reason.is_left_open());
        }
        TypeRef::any(reason)
    }

    /// Reserves a named type.
    pub(super) fn reserve(&mut self, part: &Part, origin: Origin, about: &About) -> TypeId {
        self.api.types.push(TypeDef {
            place: part.place.clone(),
            origin,
            rename: about.rename.clone(),
            also: Vec::new(),
            docs: about.docs.clone(),
            nullable: about.nullable,
            shape: Shape::Reserved,
        })
    }

    /// Another name of a type, for a component that is only a reference.
    pub(super) fn push_alias(&mut self, name: &str, place: &Place, target: TypeRef) {
        self.api.types.push(TypeDef {
            place: place.clone(),
            origin: Origin::Component(name.to_owned()),
            rename: None,
            also: Vec::new(),
            docs: Docs::default(),
            nullable: false,
            shape: Shape::Alias(target),
        });
    }
}

/// What a named type says beside its shape.
#[derive(Default)]
pub(super) struct About {
    pub(super) rename: Option<String>,
    pub(super) docs: Docs,
    pub(super) nullable: bool,
}
