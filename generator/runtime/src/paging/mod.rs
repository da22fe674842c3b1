//! Answers that come in pages: how an operation's pages hang together, as data.
//!
//! `scan` looks into a page, `progress` decides which one is next, `pager` sends the calls, `streams` is what users
//! see of all that.

mod call;
mod header;
mod pager;
pub(crate) mod progress;
pub(crate) mod scan;
mod streams;
mod token;

pub use streams::{Items, Pages};
pub use token::ResumeToken;

use super::Operation;
use super::wire::Wire;

/// An operation that answers in pages; implemented by `operation!`.
pub trait Paged: Operation {
    /// An item of the list that the pages are cut from.
    type Item: Wire;
    /// How the pages hang together.
    const PAGING: Paging;
}

/// How the pages of a list hang together: where a page has its items, and how one asks for the next page.
///
/// Places in an answer are JSON pointers (RFC 6901) into the whole body, whatever of it the output is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Paging {
    /// Where the items are.
    pub items: &'static str,
    /// How one asks for the next page.
    pub turning: Turning,
    /// Whether a page without the list is an empty one.
    pub lists_may_lack: bool,
    /// Whether pages may be empty though others follow.
    pub is_sparse: bool,
    /// The number of the first page.
    pub first: u64,
    /// Where a page says how many pages there are.
    pub total_pages: Option<&'static str>,
    /// Where a page says how many items there are on all pages.
    pub total_items: Option<&'static str>,
    /// Where a page says how many items a page holds at most.
    pub page_size: Option<&'static str>,
}

/// How one asks for the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turning {
    /// By its number, in that query parameter.
    Number(&'static str),
    /// By what a page says of the next one.
    Cursor {
        /// The query parameter.
        parameter: &'static str,
        /// Where a page says it.
        next: &'static str,
    },
    /// By a link at that place.
    Link(&'static str),
    /// By the link of that relation in the header `Link` (RFC 8288).
    Header(&'static str),
    /// There is none: an answer is the whole list.
    Single,
}

impl Paging {
    const fn new(items: &'static str, turning: Turning) -> Self {
        Self {
            items,
            turning,
            lists_may_lack: false,
            is_sparse: false,
            first: 1,
            total_pages: None,
            total_items: None,
            page_size: None,
        }
    }

    /// Pages by numbers.
    pub const fn number(items: &'static str, parameter: &'static str) -> Self {
        Self::new(items, Turning::Number(parameter))
    }

    /// Pages by cursors.
    pub const fn cursor(items: &'static str, parameter: &'static str, next: &'static str) -> Self {
        Self::new(items, Turning::Cursor { parameter, next })
    }

    /// Pages by links in their bodies.
    pub const fn link(items: &'static str, next: &'static str) -> Self {
        Self::new(items, Turning::Link(next))
    }

    /// Pages by links in their headers.
    pub const fn header(items: &'static str, relation: &'static str) -> Self {
        Self::new(items, Turning::Header(relation))
    }

    /// One page.
    pub const fn single(items: &'static str) -> Self {
        Self::new(items, Turning::Single)
    }

    /// A page without the list is an empty one.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.lists_may_lack = true;
        self
    }

    /// Pages may be empty though others follow.
    #[must_use]
    pub const fn sparse(mut self) -> Self {
        self.is_sparse = true;
        self
    }

    /// Says the number of the first page, where that is not 1.
    #[must_use]
    pub const fn first(mut self, number: u64) -> Self {
        self.first = number;
        self
    }

    /// Says where the number of pages is.
    #[must_use]
    pub const fn total_pages(mut self, at: &'static str) -> Self {
        self.total_pages = Some(at);
        self
    }

    /// Says where the number of items is.
    #[must_use]
    pub const fn total_items(mut self, at: &'static str) -> Self {
        self.total_items = Some(at);
        self
    }

    /// Says where the size of pages is.
    #[must_use]
    pub const fn page_size(mut self, at: &'static str) -> Self {
        self.page_size = Some(at);
        self
    }
}
