//! A page looked into without reading what it holds: one pass over its JSON for the few places that matter.
//!
//! It knows nothing of requests, nor which page is next.

use super::super::wire::{self, ReadError, Segment};
use super::{Paging, Turning, header};
use http::HeaderMap;
use jiter::{Jiter, Peek};
use std::borrow::Cow;

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts<'b> {
    /// The JSON text of its items.
    pub(crate) items: Option<&'b [u8]>,
    /// How many they are.
    pub(crate) count: u64,
    pub(crate) total_pages: Option<u64>,
    pub(crate) total_items: Option<u64>,
    pub(crate) page_size: Option<u64>,
    /// The cursor or the link of the next page, where there is one that is not empty.
    pub(crate) next: Option<String>,
}

/// Looks into a page.
///
/// # Errors
///
/// When the body is not JSON, or has something else where its items should be.
pub(crate) fn look<'b>(
    paging: &Paging,
    headers: &HeaderMap,
    body: &'b [u8],
) -> Result<Facts<'b>, ReadError> {
    let next = match paging.turning {
        Turning::Cursor { next, .. } | Turning::Link(next) => Some(next),
        Turning::Number(_) | Turning::Header(_) | Turning::Single => None,
    };
    let places = [
        Some(paging.items),
        next,
        paging.total_pages,
        paging.total_items,
        paging.page_size,
    ];
    let [items, next, total_pages, total_items, page_size] = find(body, places)?;
    let (items, count) = match items {
        Some(list) => (items, count(list).map_err(|cause| within(paging, cause))?),
        None => (None, 0),
    };
    Ok(Facts {
        items,
        count,
        total_pages: total_pages.and_then(whole),
        total_items: total_items.and_then(whole),
        page_size: page_size.and_then(whole),
        next: match paging.turning {
            Turning::Header(relation) => header::link(headers, relation),
            _ => next.and_then(text),
        },
    })
}

/// Looks for the values at some JSON pointers, in one pass.
fn find<'b, const N: usize>(
    body: &'b [u8],
    pointers: [Option<&'static str>; N],
) -> Result<[Option<&'b [u8]>; N], ReadError> {
    let mut search = Search {
        paths: pointers.map(|pointer| pointer.map(tokens)),
        found: [None; N],
    };
    let wanted: Vec<usize> = (0..N)
        .filter(|index| search.paths[*index].is_some())
        .collect();
    let mut jiter = Jiter::new(body);
    search.value(&mut jiter, 0, &wanted)?;
    jiter.finish()?;
    Ok(search.found)
}

struct Search<'b, const N: usize> {
    paths: [Option<Vec<Cow<'static, str>>>; N],
    found: [Option<&'b [u8]>; N],
}

impl<'b, const N: usize> Search<'b, N> {
    /// Goes through a value that lies on the way to those that are wanted, `depth` steps from the top.
    fn value(
        &mut self,
        jiter: &mut Jiter<'b>,
        depth: usize,
        wanted: &[usize],
    ) -> Result<(), ReadError> {
        let peek = jiter.peek()?;
        let (here, below): (Vec<usize>, Vec<usize>) = wanted
            .iter()
            .partition(|index| self.path(**index).len() == depth);
        if !here.is_empty() || peek != Peek::Object {
            let start = jiter.current_index();
            jiter.known_skip(peek)?;
            let text = jiter.slice_to_current(start);
            for index in here {
                self.found[index] = Some(text);
            }
            if peek == Peek::Object && !below.is_empty() {
                self.object(&mut Jiter::new(text), depth, &below)?;
            }
            return Ok(());
        }
        self.object(jiter, depth, &below)
    }

    fn object(
        &mut self,
        jiter: &mut Jiter<'b>,
        depth: usize,
        wanted: &[usize],
    ) -> Result<(), ReadError> {
        let mut key = jiter.next_object()?;
        while let Some(name) = key {
            let is_next =
                |index: &&usize| self.path(**index).get(depth).is_some_and(|it| it == name);
            let inside: Vec<usize> = wanted.iter().filter(is_next).copied().collect();
            if inside.is_empty() {
                jiter.next_skip()?;
            } else {
                self.value(jiter, depth + 1, &inside)?;
            }
            key = jiter.next_key()?;
        }
        Ok(())
    }

    fn path(&self, index: usize) -> &[Cow<'static, str>] {
        self.paths[index].as_deref().unwrap_or_default()
    }
}

/// The steps of a JSON pointer.
fn tokens(pointer: &'static str) -> Vec<Cow<'static, str>> {
    let unescape = |token: &'static str| match token.contains('~') {
        true => token.replace("~1", "/").replace("~0", "~").into(),
        false => token.into(),
    };
    pointer.split('/').skip(1).map(unescape).collect()
}

/// An error about the items, seen from the top.
pub(super) fn within(paging: &Paging, cause: ReadError) -> ReadError {
    let tokens = tokens(paging.items).into_iter().rev();
    tokens.fold(cause, |cause, token| {
        cause.within(Segment::Member(token.into_owned()))
    })
}

/// How many elements a list has; `null` is an empty one.
fn count(list: &[u8]) -> Result<u64, ReadError> {
    let mut jiter = Jiter::new(list);
    let mut count = 0;
    let mut element = match jiter.peek()? {
        Peek::Array => jiter.known_array()?,
        Peek::Null => None,
        _ => return Err(ReadError::new("expected a list")),
    };
    while let Some(peek) = element {
        jiter.known_skip(peek)?;
        count += 1;
        element = jiter.array_step()?;
    }
    Ok(count)
}

/// A number that counts something; APIs write some of them as `3.0`.
fn whole(json: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(json).ok()?;
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let number: f64 = text.parse().ok()?;
    let is_count = number.fract() == 0.0 && (0.0..=u32::MAX.into()).contains(&number);
    is_count.then_some(number as u64)
}

/// A string or a number as text.
fn text(json: &[u8]) -> Option<String> {
    let text = match json.first()? {
        b'"' => wire::from_slice(json).ok()?,
        b'-' | b'0'..=b'9' => String::from_utf8(json.to_vec()).ok()?,
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
