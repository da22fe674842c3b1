//! A call as a value: it can be told more, looked at, awaited or waited for.
//!
//! All that it does is done elsewhere, by code that is generic over nothing.

use super::body::{Body, Source};
use super::draft::Draft;
use super::style::Style;
use super::transport::BoxFuture;
use super::wire::Wire;
use super::{
    Client, Descriptor, Error, Operation, PathId, RequestError, Response, Retries, credentials,
    encode, send,
};
use bytes::Bytes;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

/// A call of the operation `O` that is not sent yet: await it, or [`send_blocking`](Call::send_blocking).
///
/// Of an operation that answers in pages, awaiting it gives one page; `items`, `pages`, `first`, `one` and
/// `collect` ask for those that they need.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<O> {
    client: Client,
    draft: Draft,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Call<O> {
    const OPERATION: &'static Descriptor = &O::DESCRIPTOR;

    /// A call without parameters.
    pub fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            draft: Draft::default(),
            operation: PhantomData,
        }
    }

    pub(crate) fn into_parts(self) -> (Client, &'static Descriptor, Draft) {
        (self.client, Self::OPERATION, self.draft)
    }

    /// What the call has been told so far. Methods that tell it more are shells around those of the draft, which
    /// are there once and not for each operation.
    pub(crate) fn draft_mut(&mut self) -> &mut Draft {
        &mut self.draft
    }

    /// Whether the body was a stream and has been read.
    pub(crate) fn is_spent(&self) -> bool {
        self.draft.body.source().is_some_and(Source::is_spent)
    }
}

/// What generated methods tell a call. What can't be sent is told when it would be.
impl<O: Operation> Call<O> {
    /// The next parameter of the path.
    pub fn path(mut self, value: impl PathId) -> Self {
        self.draft.segment(value.into_text());
        self
    }

    /// The next parameter of the path, in a style.
    pub fn path_as(mut self, style: Style, name: &str, value: &dyn Wire) -> Self {
        self.draft.path_as(style, name, value);
        self
    }

    /// A parameter of the query, in the style `form`, exploded.
    pub fn query(mut self, name: &str, value: &dyn Wire) -> Self {
        self.draft.query(name, Style::FORM, value);
        self
    }

    /// A parameter of the query, in a style.
    pub fn query_as(mut self, style: Style, name: &str, value: &dyn Wire) -> Self {
        self.draft.query(name, style, value);
        self
    }

    /// The whole query: an object's members, as a form.
    pub fn query_form(mut self, value: &dyn Wire) -> Self {
        self.draft.query_form(&[], value);
        self
    }

    /// The whole query: an object's members, as a form, some of them in styles.
    pub fn query_form_with(mut self, styles: &[(&str, Style)], value: &dyn Wire) -> Self {
        self.draft.query_form(styles, value);
        self
    }

    /// The whole query: a value as JSON.
    pub fn query_json(mut self, value: &dyn Wire) -> Self {
        self.draft.query_json(value);
        self
    }

    /// A header, in the style `simple`.
    pub fn header(mut self, name: &str, value: &dyn Wire) -> Self {
        self.draft.header(name, Style::SIMPLE, value);
        self
    }

    /// A header, in a style.
    pub fn header_as(mut self, style: Style, name: &str, value: &dyn Wire) -> Self {
        self.draft.header(name, style, value);
        self
    }

    /// A cookie, in the style `form`.
    pub fn cookie(mut self, name: &str, value: &dyn Wire) -> Self {
        self.draft.cookie(name, Style::FORM, value);
        self
    }

    /// A cookie, in a style.
    pub fn cookie_as(mut self, style: Style, name: &str, value: &dyn Wire) -> Self {
        self.draft.cookie(name, style, value);
        self
    }

    /// A body of JSON.
    pub fn json(mut self, value: &dyn Wire) -> Self {
        self.draft.body(Body::json("application/json", value));
        self
    }

    /// A body of JSON by another media type.
    pub fn json_as(mut self, media: &str, value: &dyn Wire) -> Self {
        self.draft.body(Body::json(media, value));
        self
    }

    /// A body of JSON lines: an item each.
    pub fn json_lines(mut self, media: &str, items: &dyn super::wire::Items) -> Self {
        self.draft.body(Ok(Body::sequence(media, "", items)));
        self
    }

    /// A body of JSON after a record separator each (RFC 7464).
    pub fn json_seq(mut self, media: &str, items: &dyn super::wire::Items) -> Self {
        self.draft.body(Ok(Body::sequence(media, "\u{1e}", items)));
        self
    }

    /// A form of an object's members.
    pub fn form(mut self, value: &dyn Wire) -> Self {
        self.draft.body(Ok(Body::form(&[], value)));
        self
    }

    /// A form of an object's members, some of them in styles.
    pub fn form_with(mut self, styles: &[(&str, Style)], value: &dyn Wire) -> Self {
        self.draft.body(Ok(Body::form(styles, value)));
        self
    }

    /// A body of text.
    pub fn text(mut self, media: &str, text: impl Into<String>) -> Self {
        self.draft
            .body(Ok(Body::Whole(media.to_owned(), text.into().into())));
        self
    }
}

/// What every call can be told, and what can be done with it.
impl<O: Operation> Call<O> {
    /// How long this call may take with all its attempts, in place of the client's timeout.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.timeout = Some(timeout);
        self
    }

    /// How long one attempt of this call may take, in place of what the client says.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.draft.attempt_timeout = Some(timeout);
        self
    }

    /// How many bytes the response may have if it is read as a whole, in place of what the client says.
    pub fn max_response(mut self, bytes: u64) -> Self {
        self.draft.max_response = Some(bytes);
        self
    }

    /// How often this call is sent again, in place of what the client does: a number, or more exactly
    /// [`Retries`].
    pub fn retries(mut self, retries: impl Into<Retries>) -> Self {
        self.draft.retries = Some(retries.into());
        self
    }

    /// The request as it would be sent, with its credentials: headers that hold one are marked sensitive,
    /// but a credential in the URL or in the body is there to be read. A token that would have to be fetched first is
    /// not on it. A file in the body is read whole.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] when the call was told what can't be sent, or when its body is a stream, which only sending
    /// reads; [`Error::Credentials`] when the client lacks some.
    pub fn to_request(&self) -> Result<http::Request<Bytes>, Error> {
        let client = &self.client.0;
        let tokens = credentials::held(client);
        let mut request = encode::encode(client, Self::OPERATION, &self.draft, &tokens)?;
        if let Some(source) = self.draft.body.source() {
            let read = source.read();
            *request.body_mut() =
                read.map_err(|fault| RequestError::call(Self::OPERATION, fault))?;
        }
        Ok(request)
    }

    /// Sends the call; its output comes with status and headers.
    ///
    /// The future's errors are those of awaiting the call itself.
    pub fn with_response(self) -> BoxFuture<'static, Result<Response<O>, Error>> {
        let raw = send::send(self.client, Self::OPERATION, self.draft);
        Box::pin(async move { Response::read(raw.await?) })
    }

    /// Sends the call, and waits on this thread.
    ///
    /// # Errors
    ///
    /// Those of awaiting the call.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn send_blocking(self) -> Result<O::Output, Error> {
        O::decode(&send::send_blocking(
            self.client,
            Self::OPERATION,
            self.draft,
        )?)
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let raw = send::send(self.client, Self::OPERATION, self.draft);
        Box::pin(async move { O::decode(&raw.await?) })
    }
}

impl<O> Clone for Call<O> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            draft: self.draft.clone(),
            operation: PhantomData,
        }
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    // Parameters and bodies may hold secrets; `to_request` shows them to whoever asks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field(
                "operation",
                &format_args!("{} {}", Self::OPERATION.method, Self::OPERATION.path),
            )
            .field("id", &Self::OPERATION.id)
            .field("body", &self.draft.body)
            .finish_non_exhaustive()
    }
}
