//! Answers that are one page of a list: a mock answers always the same, so its page has to be the last.

use crate::ir::{Paging, Turning};
use serde_json::{Value, json};

/// The page after the last one, which nobody would ask for if pages said that there is none.
pub(super) struct Empty<T> {
    /// How it is asked for.
    pub(super) query: String,
    /// What it holds.
    pub(super) body: T,
}

impl<T> Empty<T> {
    pub(super) fn map<U>(self, make: impl FnOnce(T) -> U) -> Empty<U> {
        Empty {
            query: self.query,
            body: make(self.body),
        }
    }
}

/// Makes a page the last one, as far as it `fits` its schema then.
pub(super) fn last(
    paging: &Paging,
    page: &mut Value,
    fits: &dyn Fn(&Value) -> bool,
) -> Option<Empty<Value>> {
    match &paging.turning {
        Turning::Link(next) | Turning::Cursor { next, .. } => {
            without(page, next, fits);
            None
        }
        Turning::Number(parameter) => {
            let count = page.pointer(&paging.items).and_then(Value::as_array)?.len();
            let totals = [(&paging.total_pages, 1), (&paging.total_items, count)];
            let has_total = totals.map(|(place, number)| set(page, place, number));
            // Without a total, a page that is not full is the last.
            if has_total.contains(&true) || set(page, &paging.page_size, count + 1) {
                return None;
            }
            let mut empty = page.clone();
            *empty.pointer_mut(&paging.items)? = json!([]);
            Some(Empty {
                query: format!("{parameter}={}", paging.first.saturating_add(1)),
                body: empty,
            })
        }
        Turning::Header(_) | Turning::Single => None,
    }
}

/// Says a number at a place, where there is one already.
fn set(page: &mut Value, place: &Option<String>, number: usize) -> bool {
    let place = place.as_ref().and_then(|place| page.pointer_mut(place));
    match place.filter(|value| value.is_number()) {
        Some(value) => {
            *value = json!(number);
            true
        }
        None => false,
    }
}

/// Takes what is at a place away, or else what is around it.
fn without(page: &mut Value, place: &str, fits: &dyn Fn(&Value) -> bool) {
    let mut at = place;
    while !at.is_empty() {
        match page.pointer(at) {
            None | Some(Value::Null) => return,
            Some(_) => {}
        }
        let mut nothing = page.clone();
        if let Some(value) = nothing.pointer_mut(at) {
            *value = Value::Null;
        }
        if fits(&nothing) {
            *page = nothing;
            return;
        }
        let (parent, name) = at.rsplit_once('/').unwrap_or(("", at));
        let mut less = page.clone();
        if let Some(Value::Object(members)) = less.pointer_mut(parent) {
            members.shift_remove(&name.replace("~1", "/").replace("~0", "~"));
        }
        if fits(&less) {
            *page = less;
            return;
        }
        at = parent;
    }
}
