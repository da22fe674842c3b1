//! Pages one after the other: each is asked for once the one before is used up. It is generic over nothing.

use super::super::api::SchemeKind;
#[cfg(not(target_arch = "wasm32"))]
use super::super::attempt;
use super::super::draft::Draft;
use super::super::page_error::{Fault, PageError};
use super::super::response::without_mark;
use super::super::transport::BoxFuture;
use super::super::uri::{self, Keep};
use super::super::wire::{self, ReadError, Wire};
use super::super::{Client, Descriptor, Error, RawResponse, RequestError, encode, send};
use super::progress::{Place, Progress};
use super::scan::{self, Facts};
use super::{Paging, ResumeToken, Turning};
use bytes::Bytes;
use std::fmt;
use std::task::{Context, Poll, ready};

/// Pages that are asked for one after the other.
pub(super) struct Pager {
    client: Client,
    operation: &'static Descriptor,
    paging: &'static Paging,
    draft: Draft,
    progress: Progress,
    /// How one asks for the first page.
    start: Place,
    /// How one asks for the page that came last.
    at: Place,
    /// How one asks for the next page, or for the one that failed.
    next: Option<Place>,
    sending: Option<BoxFuture<'static, Result<RawResponse, Error>>>,
    /// What is wrong with the way to the next page.
    fault: Option<Error>,
    has_failed: bool,
    page: Option<Page>,
}

/// A page as it came.
struct Page {
    response: RawResponse,
    /// The JSON text of its items.
    items: Option<Bytes>,
    total: Option<u64>,
}

impl Pager {
    pub(super) fn new(
        client: Client,
        operation: &'static Descriptor,
        paging: &'static Paging,
        draft: Draft,
    ) -> Self {
        let start = start(paging, &draft);
        Self {
            client,
            operation,
            paging,
            draft,
            progress: Progress::new(paging, start.clone()),
            at: start.clone(),
            start: start.clone(),
            next: Some(start),
            sending: None,
            fault: None,
            has_failed: false,
            page: None,
        }
    }

    /// The next page.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<(), Error>>> {
        match self.begin() {
            Some(Ok(mut sending)) => {
                let polled = sending.as_mut().poll(context);
                if polled.is_pending() {
                    self.sending = Some(sending);
                }
                Poll::Ready(Some(self.arrive(ready!(polled))))
            }
            Some(Err(error)) => Poll::Ready(Some(Err(error))),
            None => Poll::Ready(None),
        }
    }

    /// The next page; this thread waits for it.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn wait(&mut self) -> Option<Result<(), Error>> {
        match self.begin()? {
            Ok(sending) => {
                let done = super::super::blocking::wait(sending);
                let failed = |cause| Err(attempt::failure(self.operation, 0, cause));
                let response = done.unwrap_or_else(failed);
                Some(self.arrive(response))
            }
            Err(error) => Some(Err(error)),
        }
    }

    /// The call for the next page, if there is one.
    fn begin(&mut self) -> Option<Result<BoxFuture<'static, Result<RawResponse, Error>>, Error>> {
        if let Some(fault) = self.fault.take() {
            self.has_failed = true;
            return Some(Err(fault));
        }
        let place = self.next.as_ref().filter(|_| !self.has_failed)?;
        let sending = self.sending.take().unwrap_or_else(|| {
            let mut draft = self.draft.clone();
            match (self.paging.turning, place) {
                (_, Place::Start) => {}
                (_, Place::Link(link)) => draft.link = Some(link.clone()),
                (Turning::Number(parameter), Place::Number(number)) => {
                    draft.set_query(parameter, &number.to_string());
                }
                (Turning::Cursor { parameter, .. }, Place::Cursor(cursor)) => {
                    draft.set_query(parameter, cursor);
                }
                _ => {}
            }
            send::send(self.client.clone(), self.operation, draft)
        });
        Some(Ok(sending))
    }

    fn arrive(&mut self, response: Result<RawResponse, Error>) -> Result<(), Error> {
        let taken = response.and_then(|response| self.take(response));
        self.has_failed = taken.is_err();
        taken
    }

    fn take(&mut self, response: RawResponse) -> Result<(), Error> {
        let url = encode::url(&self.client.0, self.operation, &self.draft)?;
        let facts = if response.is_empty() {
            Facts::default()
        } else {
            let body = without_mark(&response.body);
            let looked = scan::look(self.paging, &response.headers, body);
            looked.map_err(|cause| response.unwrapped(cause))?
        };
        let items = facts.items.map(|items| response.body.slice_ref(items));
        let turned = self.progress.turn(&url, &facts, items.as_ref());
        let next = match turned {
            Ok(next) => next,
            Err(Fault::Repeated) => return Err(error(&response, Fault::Repeated)),
            Err(fault) => {
                // What this page has is fine.
                self.fault = Some(error(&response, fault));
                None
            }
        };
        let next = next.map(|next| self.without_credentials(next));
        if let Some(at) = std::mem::replace(&mut self.next, next) {
            self.at = at;
        }
        self.page = Some(Page {
            total: facts.total_items,
            items,
            response,
        });
        Ok(())
    }

    /// The place, without credentials that a link repeats: they are put on each request anew, and are for no token.
    fn without_credentials(&self, place: Place) -> Place {
        let Place::Link(link) = place else {
            return place;
        };
        let Some((path, query)) = link.split_once('?') else {
            return Place::Link(link);
        };
        let schemes = self.client.0.api.schemes.iter();
        let secrets: Vec<String> = schemes
            .filter_map(|scheme| match scheme.kind {
                SchemeKind::Query(name) => Some(uri::encode(name, Keep::Unreserved)),
                _ => None,
            })
            .collect();
        let is_secret = |pair: &&str| secrets.iter().any(|name| uri::is_parameter(pair, name));
        let kept: Vec<&str> = query.split('&').filter(|pair| !is_secret(pair)).collect();
        Place::Link(format!("{path}?{}", kept.join("&")))
    }

    /// Goes no further: what came can't be read. One may try that page again.
    pub(super) fn fail(&mut self) {
        self.has_failed = true;
        self.fault = None;
        self.next = Some(self.at.clone());
    }

    /// Reads the items of the page that came last.
    pub(super) fn items<T: Wire>(&self) -> Result<Vec<T>, Error> {
        let Some(page) = &self.page else {
            return Ok(Vec::new());
        };
        match &page.items {
            Some(items) => wire::from_slice(items)
                .map_err(|cause| page.response.unwrapped(scan::within(self.paging, cause))),
            None if self.paging.lists_may_lack || page.response.is_empty() => Ok(Vec::new()),
            None => {
                let cause = scan::within(self.paging, ReadError::new("missing list"));
                Err(page.response.unwrapped(cause))
            }
        }
    }

    /// The page that came last.
    pub(super) fn response(&self) -> Option<&RawResponse> {
        self.page.as_ref().map(|page| &page.response)
    }

    /// How many items there are on all pages, where the last one says it.
    pub(super) fn total(&self) -> Option<u64> {
        self.page.as_ref()?.total
    }

    /// How many items of the page that came last were given before.
    pub(super) fn skipped(&self) -> usize {
        self.skipped_at(&self.at)
    }

    fn skipped_at(&self, place: &Place) -> usize {
        match *place == self.start {
            true => self.draft.skipped,
            false => 0,
        }
    }

    /// Where one may go on later: on the page that came last, of which only so many items were given, or on the next.
    pub(super) fn token(&self, given: Option<usize>) -> Option<ResumeToken> {
        let (place, given) = match given {
            Some(given) => (&self.at, given),
            None => {
                let next = self.next.as_ref()?;
                (next, self.skipped_at(next))
            }
        };
        Some(ResumeToken::new(self.operation, place, given))
    }

    /// The error for a list that has not the one item that was asked for.
    pub(super) fn not_one(&self) -> Error {
        let Some(page) = &self.page else {
            return RequestError::call(self.operation, "no page came").into();
        };
        let seen = self.progress.items();
        let count = page.total.unwrap_or(seen).max(seen);
        let is_all = page.total.is_some() || self.next.is_none();
        error(&page.response, Fault::NotOne { count, is_all })
    }

    pub(super) fn show(&self, mut shown: fmt::DebugStruct<'_, '_>) -> fmt::Result {
        let Descriptor { method, path, .. } = self.operation;
        shown
            .field("operation", &format_args!("{method} {path}"))
            .field("total_items", &self.total())
            .finish_non_exhaustive()
    }
}

/// The page that a call asks for by itself.
fn start(paging: &Paging, draft: &Draft) -> Place {
    let told = |parameter| {
        draft
            .query_parameter(parameter)
            .filter(|text| !text.is_empty())
    };
    let place = match paging.turning {
        Turning::Number(parameter) => told(parameter)
            .and_then(|number| number.parse().ok())
            .map(Place::Number),
        Turning::Cursor { parameter, .. } => {
            told(parameter).map(|cursor| Place::Cursor(cursor.to_owned()))
        }
        Turning::Link(_) | Turning::Header(_) => draft.link.clone().map(Place::Link),
        Turning::Single => None,
    };
    place.unwrap_or(Place::Start)
}

#[cold]
fn error(response: &RawResponse, fault: Fault) -> Error {
    Error::Page(Box::new(PageError {
        response: response.clone(),
        fault,
    }))
}
