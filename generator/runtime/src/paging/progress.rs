//! Which page is next: a plain function of what was asked for and what the pages say.
//!
//! It sends nothing and knows no types.

use super::super::page_error::Fault;
use super::super::uri::{self, Keep};
use super::scan::Facts;
use super::{Paging, Turning};
use bytes::Bytes;
use std::collections::BTreeSet;

/// How one asks for a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// As the call was told.
    Start,
    /// By that number.
    Number(u64),
    /// By that cursor, encoded.
    Cursor(String),
    /// By that path and query on the same origin.
    Link(String),
}

/// How far one has come.
#[derive(Clone, Debug)]
pub(crate) struct Progress {
    paging: &'static Paging,
    /// The page that was asked for last.
    at: Place,
    /// How many items there are before it, once that is known.
    before: Option<u64>,
    /// The items of the page before it.
    last: Option<Bytes>,
    /// Cursors and links that were used.
    used: BTreeSet<Place>,
}

impl Progress {
    /// One that begins at a page.
    pub(crate) fn new(paging: &'static Paging, start: Place) -> Self {
        Self {
            paging,
            at: start,
            before: None,
            last: None,
            used: BTreeSet::new(),
        }
    }

    /// How many items the pages had up to the last one.
    pub(crate) fn items(&self) -> u64 {
        self.before.unwrap_or_default()
    }

    /// Takes notice of the page that was asked for; the next one, if there is one. `url` is where the page was found,
    /// and `items` the text of its items.
    ///
    /// # Errors
    ///
    /// When the page is the one before once more, or the link to the next one can't be followed.
    pub(crate) fn turn(
        &mut self,
        url: &http::Uri,
        page: &Facts<'_>,
        items: Option<&Bytes>,
    ) -> Result<Option<Place>, Fault> {
        let items = items.filter(|_| page.count > 0);
        if items.is_some() && items == self.last.as_ref() {
            return Err(Fault::Repeated);
        }
        self.last = items.cloned();
        let next = match self.paging.turning {
            Turning::Number(_) => self.next_number(page),
            Turning::Cursor { .. } => self.next_cursor(page),
            Turning::Link(_) | Turning::Header(_) => self.next_link(url, page)?,
            Turning::Single => None,
        };
        self.before = Some(self.before.unwrap_or_default() + page.count);
        let Some(next) = next else { return Ok(None) };
        let at = std::mem::replace(&mut self.at, next.clone());
        if matches!(at, Place::Cursor(_) | Place::Link(_)) {
            self.used.insert(at);
        }
        // Whatever follows was given already.
        Ok((!self.used.contains(&next)).then_some(next))
    }

    /// By totals where a page tells them, so that none is asked for in vain.
    fn next_number(&mut self, page: &Facts<'_>) -> Option<Place> {
        let first = self.paging.first;
        let number = match self.at {
            Place::Number(number) => number,
            _ => first,
        };
        let size = page.page_size.filter(|size| *size > 0);
        // Who begins in the middle passes over full pages.
        let passed = number.saturating_sub(first);
        let passed = passed.saturating_mul(size.unwrap_or(page.count));
        let before = *self.before.get_or_insert(passed);
        let following = number.saturating_add(1);
        let next = Some(Place::Number(following));
        if page.count == 0 {
            return None;
        }
        // A total of nothing, where there is something, says nothing.
        let by_pages = page.total_pages.filter(|total| *total > 0);
        let by_pages = by_pages.map(|total| following.saturating_sub(first) < total);
        let by_items = page.total_items.filter(|total| *total > 0);
        let by_items = by_items.map(|total| before + page.count < total);
        if let Some(has_more) = by_pages.or(by_items) {
            // Servers that don't mind the size give all at once, and count pages all the same.
            return next.filter(|_| has_more && by_items != Some(false));
        }
        if let Some(size) = size {
            return next.filter(|_| page.count >= size);
        }
        let Paging {
            total_pages,
            total_items,
            page_size,
            ..
        } = self.paging;
        // A page that lacks what pages say is the only one.
        let is_silent = total_pages.or(*total_items).or(*page_size).is_some();
        next.filter(|_| !is_silent)
    }

    fn next_cursor(&self, page: &Facts<'_>) -> Option<Place> {
        let cursor = page.next.as_ref().filter(|_| self.may_go_on(page))?;
        let next = Place::Cursor(uri::encode(cursor, Keep::Unreserved));
        Some(next).filter(|next| *next != self.at)
    }

    fn next_link(&self, url: &http::Uri, page: &Facts<'_>) -> Result<Option<Place>, Fault> {
        let Some(link) = page.next.as_ref().filter(|_| self.may_go_on(page)) else {
            return Ok(None);
        };
        let target = uri::resolve(url, link).ok_or(Fault::NoLink)?;
        if !uri::same_origin(url, &target) {
            return Err(Fault::Elsewhere(uri::origin(&target)));
        }
        // Of the link only this is used: neither a user nor a password in it.
        let target = target.path_and_query().map_or("/", |it| it.as_str());
        let next = Place::Link(target.to_owned());
        Ok(Some(next).filter(|next| *next != self.at))
    }

    fn may_go_on(&self, page: &Facts<'_>) -> bool {
        page.count > 0 || self.paging.is_sparse
    }
}
