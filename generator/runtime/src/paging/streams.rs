//! Lists as their users see them: page by page, or item by item.

use super::super::{Call, Error, RawResponse, Wire};
use super::pager::Pager;
use super::{Paged, Paging, ResumeToken};
use futures_core::Stream;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

/// The pages of a list, from [`Call::pages`].
///
/// A page is asked for when it is wanted, with the call's own parameters and options; the timeout is for each. After an
/// error there is nothing more, but one may [go on](Pages::resume_token) from the page that failed.
#[must_use = "nothing is sent before a page is asked for"]
pub struct Pages<O> {
    pager: Pager,
    operation: PhantomData<fn() -> O>,
}

/// The items of a list, from [`Call::items`].
///
/// A page is asked for when the items of the one before are used up; the call's timeout is for each. After an error
/// there is nothing more, but one may [go on](Items::resume_token) from the page that failed.
///
/// ```text
/// let mut apps = client.apps().list().items();
/// while let Some(app) = apps.next().await {
///     show(app?);
/// }
/// ```
#[must_use = "nothing is sent before an item is asked for"]
pub struct Items<T> {
    pager: Pager,
    page: IntoIter<T>,
    /// How many items of the page were given.
    given: usize,
}

impl<O: Paged> Pages<O> {
    const PAGING: &'static Paging = &O::PAGING;

    pub(crate) fn new(call: Call<O>) -> Self {
        let (client, operation, draft) = call.into_parts();
        Self {
            pager: Pager::new(client, operation, Self::PAGING, draft),
            operation: PhantomData,
        }
    }

    /// The next page.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// The next page; this thread waits for it.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn next_blocking(&mut self) -> Option<Result<O::Output, Error>> {
        let turned = self.pager.wait();
        self.read(turned)
    }

    /// The page that came last as it came, with its status and headers.
    pub fn response(&self) -> Option<&RawResponse> {
        self.pager.response()
    }

    /// How many items there are on all pages, where the last page said it.
    pub fn total_items(&self) -> Option<u64> {
        self.pager.total()
    }

    /// Where to go on later with the page that comes next, or with the one that failed; nothing after the last one.
    pub fn resume_token(&self) -> Option<ResumeToken> {
        self.pager.token(None)
    }

    fn read(&mut self, turned: Option<Result<(), Error>>) -> Option<Result<O::Output, Error>> {
        if let Err(error) = turned? {
            return Some(Err(error));
        }
        let output = O::decode(self.pager.response()?);
        if output.is_err() {
            self.pager.fail();
        }
        Some(output)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Output, Error>>> {
        let turned = ready!(self.pager.poll(context));
        Poll::Ready(self.read(turned))
    }
}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<O::Output, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T: Wire> Items<T> {
    pub(crate) fn new<O: Paged<Item = T>>(call: Call<O>) -> Self {
        Self {
            pager: Pages::new(call).pager,
            page: Vec::new().into_iter(),
            given: 0,
        }
    }

    /// The next item.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// The next item; this thread waits for it.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn next_blocking(&mut self) -> Option<Result<T, Error>> {
        match self.advance(|pager| Poll::Ready(pager.wait())) {
            Poll::Ready(item) => item,
            Poll::Pending => None,
        }
    }

    /// The items one after the other; this thread waits for them.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn blocking(mut self) -> impl Iterator<Item = Result<T, Error>> {
        std::iter::from_fn(move || self.next_blocking())
    }

    /// The page that came last as it came, with its status and headers.
    pub fn response(&self) -> Option<&RawResponse> {
        self.pager.response()
    }

    /// How many items there are on all pages, where the last page said it.
    pub fn total_items(&self) -> Option<u64> {
        self.pager.total()
    }

    /// Where to go on later with the item that comes next; nothing after the last one.
    pub fn resume_token(&self) -> Option<ResumeToken> {
        let is_amid = !self.page.as_slice().is_empty();
        self.pager.token(is_amid.then_some(self.given))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        self.advance(|pager| pager.poll(context))
    }

    /// The next item, turning pages as that is needed.
    fn advance(
        &mut self,
        mut turn: impl FnMut(&mut Pager) -> Poll<Option<Result<(), Error>>>,
    ) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                self.given += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(turn(&mut self.pager)) {
                Some(Ok(())) => {}
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
            match self.pager.items() {
                Ok(items) => {
                    self.given = self.pager.skipped().min(items.len());
                    self.page = items.into_iter();
                    self.page.by_ref().take(self.given).for_each(drop);
                }
                Err(error) => {
                    self.pager.fail();
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }

    /// The only item there is.
    pub(super) async fn one(mut self) -> Result<T, Error> {
        let item = self.next().await.transpose()?;
        let more = match item {
            Some(_) => self.next().await.transpose()?,
            None => None,
        };
        self.only(item, more)
    }

    /// The only item there is; this thread waits for it.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn one_blocking(mut self) -> Result<T, Error> {
        let item = self.next_blocking().transpose()?;
        let more = match item {
            Some(_) => self.next_blocking().transpose()?,
            None => None,
        };
        self.only(item, more)
    }

    fn only(&self, item: Option<T>, more: Option<T>) -> Result<T, Error> {
        match (item, more) {
            (Some(item), None) => Ok(item),
            _ => Err(self.pager.not_one()),
        }
    }

    /// All items there are.
    pub(super) async fn collect(mut self) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }
}

impl<T: Wire> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

// Items are never pinned: they only lie in a list.
impl<T> Unpin for Items<T> {}

impl<O> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pager.show(f.debug_struct("Pages"))
    }
}

impl<T> fmt::Debug for Items<T> {
    // What an item is may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pager.show(f.debug_struct("Items"))
    }
}
