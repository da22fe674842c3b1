//! An operation as plain functions: decode and encode again, over a transport that plays one answer.

use launchway::runtime::wire::{self, Wire};
use launchway::runtime::{
    self, Api, BoxFuture, Builder, Bytes, Call, Error, Limits, Operation, ReadError, Scheme,
    Server, Transport, TransportError,
};
use std::marker::PhantomData;

/// Reads JSON as some type and writes it again.
pub(crate) type Again = fn(&[u8]) -> Result<String, ReadError>;

/// What the examples of an operation are read with. Each gives what was read as JSON.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    /// The operation's id in the document.
    pub(crate) id: &'static str,
    /// The member of an answer that holds the output.
    pub(crate) envelope: Option<&'static str>,
    /// Whether the operation has no output, so that its answer may be anything.
    pub(crate) reads_nothing: bool,
    /// Calls the operation and gets that answer.
    pub(crate) call: fn(&Answer) -> Result<String, Error>,
    /// Reads the body of an error as the document has it.
    pub(crate) failure: fn(&Error) -> Option<Result<String, Error>>,
    /// Reads the body of a request.
    pub(crate) body: Option<Again>,
}

/// An answer to be played.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) media: String,
    pub(crate) body: String,
}

impl Transport for Answer {
    fn send(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let response = http::Response::builder()
            .status(self.status)
            .header("content-type", &self.media)
            .body(Bytes::from(self.body.clone()))
            .map_err(TransportError::new);
        Box::pin(std::future::ready(response))
    }
}

/// An API whose client is the run time's own, so that one function calls any operation.
struct Bare<A>(PhantomData<A>);

impl<A: Api> Api for Bare<A> {
    const NAME: &'static str = A::NAME;
    const SERVERS: &'static [Server] = A::SERVERS;
    const SCHEMES: &'static [Scheme] = A::SCHEMES;
    const SECURITY: &'static [&'static [&'static str]] = A::SECURITY;
    const ENVELOPE: Option<runtime::Envelope> = A::ENVELOPE;
    type Client = runtime::Client;
}

fn call<A: Api, O: Operation>(answer: &Answer) -> Result<O::Output, Error> {
    let mut builder = Builder::<Bare<A>>::new()
        .transport(answer.clone())
        .retries(0);
    for scheme in A::SCHEMES {
        builder = builder.credential(scheme.name, "secret");
    }
    let client = builder.build()?;
    let places = O::DESCRIPTOR.path.matches('{').count();
    let call = (0..places).fold(Call::<O>::new(&client), |call, _| call.path("x"));
    call.send_blocking()
}

impl Row {
    /// The row of an operation whose output is JSON, or text.
    pub(crate) fn json<A: Api, O: Operation<Output: Wire, Error: Wire>>() -> Self {
        Self::new::<O>(|answer| Ok(wire::to_string(&call::<A, O>(answer)?)))
    }

    /// The row of an operation whose output is bytes, which are given as text.
    pub(crate) fn bytes<A: Api, O: Operation<Output = Bytes, Error: Wire>>() -> Self {
        Self::new::<O>(|answer| {
            let bytes = call::<A, O>(answer)?;
            Ok(wire::to_string(
                &String::from_utf8_lossy(&bytes).into_owned(),
            ))
        })
    }

    fn new<O: Operation<Error: Wire>>(call: fn(&Answer) -> Result<String, Error>) -> Self {
        Self {
            id: O::DESCRIPTOR.id,
            envelope: O::DESCRIPTOR.envelope,
            reads_nothing: size_of::<O::Output>() == 0,
            call,
            failure: |error| {
                let body = error.body::<O::Error>()?;
                Some(body.map(|body| wire::to_string(&body)))
            },
            body: None,
        }
    }

    /// Adds the type of the request's body.
    pub(crate) fn of<B: Wire>(mut self) -> Self {
        self.body = Some(again::<B>);
        self
    }
}

/// Reads a value and writes it again.
pub(crate) fn again<B: Wire>(text: &[u8]) -> Result<String, ReadError> {
    Ok(wire::to_string(&wire::from_slice::<B>(text)?))
}

/// The rows of an API: what the output is, the operation's marker, the type of the body if there is one.
macro_rules! rows {
    ($api:ty; $($kind:ident $operation:path $(=> $body:ty)?;)+) => {
        /// A row for each operation.
        pub(super) fn rows() -> Vec<super::row::Row> {
            vec![$(super::row::Row::$kind::<$api, $operation>()$(.of::<$body>())?),+]
        }
    };
}
pub(super) use rows;
