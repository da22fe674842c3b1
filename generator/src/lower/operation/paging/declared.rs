//! A declaration as it is written: its form checked, and nothing else.

use super::answers::Kind;
use super::members::{Members, Unfit};
use super::{KEY, SHARED};
use crate::diag::{Code, Diagnostic, Place};
use crate::ir::Turning;
use crate::lower::context::Lowering;
use serde_json::Value;

/// A text of a declaration, and where it is written.
type Said = (String, Place);

/// A declaration.
pub(super) struct Declared {
    pub(super) items: Said,
    pub(super) turning: Turning,
    pub(super) turning_place: Place,
    pub(super) is_sparse: bool,
    pub(super) first: u64,
    pub(super) total_pages: Option<Said>,
    pub(super) total_items: Option<Said>,
    pub(super) page_size: Option<Said>,
}

impl Declared {
    /// The places in an answer that it names, and what each should be.
    pub(super) fn pointers(&self) -> Vec<(Kind, &str, &Place)> {
        let next = match &self.turning {
            Turning::Cursor { next, .. } => Some((Kind::Cursor, next)),
            Turning::Link(next) => Some((Kind::Link, next)),
            Turning::Number(_) | Turning::Header(_) | Turning::Single => None,
        };
        let next = next.map(|(kind, pointer)| (kind, pointer.as_str(), &self.turning_place));
        let counts = [&self.total_pages, &self.total_items, &self.page_size];
        let counts = counts.into_iter().flatten();
        let counts = counts.map(|(pointer, place)| (Kind::Count, pointer.as_str(), place));
        let items = (Kind::List, self.items.0.as_str(), &self.items.1);
        [items].into_iter().chain(next).chain(counts).collect()
    }

    fn read(members: &Members) -> Result<Self, Unfit> {
        let (name, turning_place, said) = members.turning()?;
        let turning = match name {
            "number" => Turning::Number(Members::text(said, &turning_place)?),
            "next" => Turning::Link(Members::pointer(said, &turning_place)?),
            "single" if *said == Value::Bool(true) => Turning::Single,
            "single" => {
                let message = format!("`single` is {said}");
                return Err(Unfit::new(
                    &turning_place,
                    message,
                    "write `true`, or take it out",
                ));
            }
            "link" => Turning::Header(Members::text(said, &turning_place)?),
            _ => cursor(said, &turning_place)?,
        };
        let is_by_number = matches!(turning, Turning::Number(_));
        for (other, fits) in [
            ("sparse", !is_by_number && turning != Turning::Single),
            ("first", is_by_number),
            ("total_pages", is_by_number),
            ("page_size", is_by_number),
        ] {
            if let Some((_, place)) = members.get(other).filter(|_| !fits) {
                let message = format!("`{other}` says nothing where pages are turned by `{name}`");
                return Err(Unfit::new(place, message, "take it out"));
            }
        }
        let Some((items, items_place)) = members.get("items") else {
            let remedy =
                "say where in the answer they are: `items: /items`, or `items: ''` for all of it";
            return Err(Unfit::new(
                &members.place,
                "it does not say where the items are",
                remedy,
            ));
        };
        Ok(Self {
            items: (Members::pointer(items, items_place)?, items_place.clone()),
            turning,
            turning_place,
            is_sparse: match members.get("sparse") {
                Some((said, place)) => said.as_bool().ok_or_else(|| {
                    Unfit::new(
                        place,
                        format!("{said} is neither true nor false"),
                        "write `true`",
                    )
                })?,
                None => false,
            },
            first: match members.get("first") {
                Some((said, place)) => said.as_u64().ok_or_else(|| {
                    Unfit::new(place, format!("{said} is no number of a page"), "write `0`")
                })?,
                None => 1,
            },
            total_pages: members.optional_pointer("total_pages")?,
            total_items: members.optional_pointer("total_items")?,
            page_size: members.optional_pointer("page_size")?,
        })
    }
}

/// `{query: after, next: /cursors/after}`
fn cursor(said: &Value, place: &Place) -> Result<Turning, Unfit> {
    let member = |name: &str| said.get(name).map(|member| (member, place.child(name)));
    let count = said.as_object().map_or(0, serde_json::Map::len);
    match (member("query"), member("next")) {
        (Some((query, query_place)), Some((next, next_place))) if count == 2 => {
            Ok(Turning::Cursor {
                parameter: Members::text(query, &query_place)?,
                next: Members::pointer(next, &next_place)?,
            })
        }
        _ => {
            let message = "a cursor has a query parameter and a place in the answer";
            Err(Unfit::new(
                place,
                message,
                "write `cursor: {query: cursor, next: /next_cursor}`",
            ))
        }
    }
}

impl Lowering<'_, '_> {
    /// Reads a declaration; one that is not understood is reported.
    pub(super) fn declared(&mut self, said: &Value, place: &Place) -> Option<Declared> {
        let shared = self.document.extension(SHARED);
        let read = Members::of(said, place, shared).and_then(|members| Declared::read(&members));
        read.map_err(|unfit| {
            let message = format!("`{KEY}`: {}", unfit.message);
            let found = Diagnostic::new(Code::PaginationUnfit, &unfit.place, message);
            self.found.push(found.remedy(unfit.remedy));
        })
        .ok()
    }
}
