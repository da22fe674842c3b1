//! What can be wrong about pages, though each of them is fine.

use super::RawResponse;
use super::failure;
use std::fmt;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A page is the one before it once more.
    Repeated,
    /// The next page is on another origin.
    Elsewhere(String),
    /// The link to the next page is no URL.
    NoLink,
    /// Another number of items than one.
    NotOne { count: u64, is_all: bool },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeated => f.write_str("the page before came once more"),
            Self::Elsewhere(origin) => {
                write!(
                    f,
                    "the link to the next page leads to another origin, `{origin}`"
                )
            }
            Self::NoLink => f.write_str("the link to the next page is no URL"),
            Self::NotOne { count, is_all } => {
                let least = if *is_all { "" } else { "at least " };
                let s = if *count == 1 { "" } else { "s" };
                write!(f, "{least}{count} item{s} where one was asked for")
            }
        }
    }
}

/// What is wrong about the pages of a list.
#[derive(Clone, Debug)]
pub struct PageError {
    pub(crate) response: RawResponse,
    pub(crate) fault: Fault,
}

impl PageError {
    /// How many items there are, where exactly one was asked for; at least, where the pages don't say it.
    pub fn count(&self) -> Option<u64> {
        match self.fault {
            Fault::NotOne { count, .. } => Some(count),
            Fault::Repeated | Fault::Elsewhere(_) | Fault::NoLink => None,
        }
    }

    /// The page at which it was found.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = failure::Place(Some(self.response.operation()));
        write!(f, "{place}: {}: {}", self.response.status(), self.fault)?;
        failure::show_facts(f, self.response.request_id(), self.response.attempts())
    }
}

impl std::error::Error for PageError {}
