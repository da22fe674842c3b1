//! The document to the intermediate model: the only layer that sees both. It knows nothing of Rust.
//!
//! A schema is known by its place once references are followed, so two roads to it give one type. Named types are
//! reserved first and filled from a queue, so recursion in the document is none here.

mod aliases;
mod areas;
mod context;
mod docs;
mod envelope;
mod error_codes;
mod links;
mod literal;
mod operation;
mod origin;
mod rename;
mod request_ids;
mod schema;
mod select;
mod share;
mod waiters;

use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics, Ledger, Place};
use crate::document::Document;
use crate::ir::{Api, Origin, invariant};
use context::Lowering;
use schema::Part;

/// Lowers a document. What is wrong with one object costs that object: it is untyped or left out, counted in `ledger`
/// and reported in `found`.
pub fn lower(
    document: &Document<'_>,
    config: &Config,
    ledger: &mut Ledger,
    found: &mut Diagnostics,
) -> Api {
    let mut lowering = Lowering::new(document, config, ledger, found);
    lowering.api.title = document.title().to_owned();
    lowering.api.version = document.api_version().to_owned();
    lowering.api.docs = docs::of_api(document);
    let sources = document.sources();
    lowering.api.files = sources
        .files()
        .map(|file| sources.path(file).to_owned())
        .collect();
    lowering.security();
    lowering.envelope_declared();
    lowering.error_codes();
    lowering.request_ids();
    let operations = lowering.collect();
    lowering.select(&operations);
    lowering.components();
    lowering.operations(operations);
    lowering.areas();
    lowering.run_queue();
    lowering.envelope_used();
    lowering.waiters();
    let (api, found) = lowering.finish();
    document.report(found);
    invariant::check(&api, found);
    api
}

impl Lowering<'_, '_> {
    /// Lowers every component schema, used or not.
    fn components(&mut self) {
        for (name, place) in self.document.component_schemas() {
            let Some(target) = self.follow(&place).place() else {
                self.unreadable_component(&name, &place);
                continue;
            };
            self.use_of(&target);
            if target != place {
                self.alias_component(&name, &place, &target);
            }
        }
        self.run_queue();
    }

    /// A component that is only a reference is another name of what it leads to, unless that has the name already.
    fn alias_component(&mut self, name: &str, place: &Place, target: &Place) {
        if let Origin::Component(known) = self.origin_of(&Part::whole(target))
            && known == name
        {
            return;
        }
        self.ledger.schemas.came_in += 1;
        self.ledger.schemas.went_out += 1;
        let used = self.use_of(target);
        self.push_alias(name, place, used);
    }

    fn unreadable_component(&mut self, name: &str, place: &Place) {
        self.ledger.schemas.came_in += 1;
        self.ledger.schemas.skipped += 1;
        let used = self.use_of(place);
        self.push_alias(name, place, used);
        self.api.unreadable.insert(place.clone());
        self.found.push(
            Diagnostic::new(
                Code::SchemaSkipped,
                place,
                format!("the schema `{name}` cannot be read"),
            )
            .remedy("values of it are untyped"),
        );
    }
}
