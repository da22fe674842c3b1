//! Answers that are one page of a list.

use super::TypeRef;

/// How the pages of a list hang together. Places are JSON pointers (RFC 6901) into the whole answer, whatever of it an
/// operation gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Where a page has its items.
    pub items: String,
    /// An item.
    pub item: TypeRef,
    /// Whether a page may lack the list of its items.
    pub lists_may_lack: bool,
    /// How one asks for the next page.
    pub turning: Turning,
    /// Whether pages may be empty though others follow.
    pub is_sparse: bool,
    /// The number of the first page.
    pub first: u64,
    /// Where a page says how many pages there are.
    pub total_pages: Option<String>,
    /// Where a page says how many items there are on all pages.
    pub total_items: Option<String>,
    /// Where a page says how many items a page holds at most.
    pub page_size: Option<String>,
}

/// How one asks for the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turning {
    /// By its number, in that query parameter.
    Number(String),
    /// By what a page says of the next one.
    Cursor {
        /// The query parameter.
        parameter: String,
        /// Where a page says it.
        next: String,
    },
    /// By a link at that place.
    Link(String),
    /// By the link of that relation in the header `Link`.
    Header(String),
    /// There is none: an answer is the whole list.
    Single,
}
