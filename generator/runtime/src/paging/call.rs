//! What can be done with a call that answers in pages.

use super::super::{Call, Error};
use super::{Items, Paged, Pages, ResumeToken};

/// Lists that come in pages. Each page is a request of its own, with all that the call was told.
impl<O: Paged> Call<O> {
    /// The pages, each asked for when it is wanted.
    pub fn pages(self) -> Pages<O> {
        Pages::new(self)
    }

    /// The items of all pages, each page asked for when it is wanted.
    pub fn items(self) -> Items<O::Item> {
        Items::new(self)
    }

    /// Goes on where another call of the operation, with the same parameters, stopped.
    pub fn resume(mut self, token: impl Into<ResumeToken>) -> Self {
        token
            .into()
            .apply(&O::DESCRIPTOR, &O::PAGING, self.draft_mut());
        self
    }

    /// The first item, if there is one.
    ///
    /// # Errors
    ///
    /// Those of awaiting the call.
    pub async fn first(self) -> Result<Option<O::Item>, Error> {
        self.items().next().await.transpose()
    }

    /// The only item.
    ///
    /// # Errors
    ///
    /// [`Error::Page`], which tells how many there are, where it is not exactly one; else those of awaiting the call.
    pub async fn one(self) -> Result<O::Item, Error> {
        self.items().one().await
    }

    /// All items of all pages.
    ///
    /// # Errors
    ///
    /// Those of awaiting the call, and [`Error::Page`] where the pages don't hang together.
    pub async fn collect(self) -> Result<Vec<O::Item>, Error> {
        self.items().collect().await
    }
}

/// The same for threads that may wait.
#[cfg(not(target_arch = "wasm32"))]
impl<O: Paged> Call<O> {
    /// The first item, if there is one; this thread waits for it.
    ///
    /// # Errors
    ///
    /// Those of [`first`](Call::first).
    pub fn first_blocking(self) -> Result<Option<O::Item>, Error> {
        self.items().next_blocking().transpose()
    }

    /// The only item; this thread waits for it.
    ///
    /// # Errors
    ///
    /// Those of [`one`](Call::one).
    pub fn one_blocking(self) -> Result<O::Item, Error> {
        self.items().one_blocking()
    }

    /// All items of all pages; this thread waits for them.
    ///
    /// # Errors
    ///
    /// Those of [`collect`](Call::collect).
    pub fn collect_blocking(self) -> Result<Vec<O::Item>, Error> {
        self.items().blocking().collect()
    }
}
