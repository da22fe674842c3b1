//! Answers by operation.

use super::table::{Example, Reply, Table};
use super::{Mock, response};
use bytes::Bytes;
use std::sync::Arc;

/// Answers by operation, which stay. What was given to be answered in turn goes before them.
impl Mock {
    /// One that answers by examples.
    #[doc(hidden)]
    pub fn examples(bases: &'static [&'static str], examples: &'static [Example]) -> Self {
        let mock = Self::new();
        mock.state().table = Table::of(bases, examples);
        mock
    }

    /// An operation that is to be answered otherwise, from now on.
    ///
    /// It is named by its id in the document, or by a method and a path: `GET /v3/apps/{guid}` for all apps,
    /// `GET /v3/apps/gone` for one. A path need not be the document's, so that a token endpoint can be answered, too;
    /// where several fit, that with more text of its own is taken. An id that the document does not have makes all
    /// calls fail, with an error that says so.
    pub fn on(&self, operation: &str) -> On {
        On {
            mock: self.clone(),
            operation: operation.to_owned(),
        }
    }

    /// The requests of an operation until now, credentials and all; it is named as for [`on`](Mock::on).
    pub fn requests_of(&self, operation: &str) -> Vec<http::Request<Bytes>> {
        let state = self.state();
        let requests = state.requests.iter();
        let own = requests.filter(|request| state.table.is_of(request, operation));
        own.cloned().collect()
    }
}

/// An operation that is to be answered otherwise; from [`Mock::on`]. Each method gives the mock back.
#[derive(Debug)]
#[must_use = "it does nothing until it is told the answer"]
pub struct On {
    mock: Mock,
    operation: String,
}

impl On {
    /// This, each time.
    pub fn answer(self, response: http::Response<impl Into<Bytes>>) -> Mock {
        self.put(Reply::Fixed(Box::new(response.map(Into::into))))
    }

    /// A status without headers or a body. What is no status becomes 500.
    pub fn status(self, status: u16) -> Mock {
        self.answer(response(status, None, Bytes::new()))
    }

    /// JSON. What is no status becomes 500.
    pub fn json(self, status: u16, body: impl Into<Bytes>) -> Mock {
        self.answer(response(status, Some("application/json"), body.into()))
    }

    /// What is made of each request.
    pub fn with(
        self,
        make: impl Fn(&http::Request<Bytes>) -> http::Response<Bytes> + Send + Sync + 'static,
    ) -> Mock {
        self.put(Reply::Made(Arc::new(make)))
    }

    fn put(self, reply: Reply) -> Mock {
        self.mock.state().table.put(&self.operation, reply);
        self.mock
    }
}
