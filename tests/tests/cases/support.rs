//! A transport that answers from memory, and short forms of what most tests do.

use bytes::Bytes;
use launchway_tests::runtime::wire::{self, Wire};
use launchway_tests::runtime::{
    Api, BoxFuture, Builder, Call, Error, Limits, Operation, Transport, TransportError,
};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// Answers with what it was given, in turn, and keeps the requests.
#[derive(Clone, Default)]
pub(crate) struct Script {
    answers: Arc<Mutex<VecDeque<http::Response<Bytes>>>>,
    requests: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

impl Script {
    pub(crate) fn answer(
        self,
        status: u16,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Self {
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        self.answers
            .lock()
            .unwrap()
            .push_back(response.body(body.into()).unwrap());
        self
    }

    pub(crate) fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.requests.lock().unwrap().clone()
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.requests.lock().unwrap().push(request);
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async move { answer.ok_or_else(|| TransportError::connect("nobody there")) })
    }
}

/// A client that sends nothing.
pub(crate) fn client<A: Api>(builder: Builder<A>) -> A::Client {
    builder.transport(Script::default()).build().unwrap()
}

/// A client that gets one answer.
pub(crate) fn answering<A: Api>(
    builder: Builder<A>,
    status: u16,
    headers: &[(&str, &str)],
    body: impl Into<Bytes>,
) -> A::Client {
    builder
        .transport(Script::default().answer(status, headers, body))
        .retries(0)
        .build()
        .unwrap()
}

/// The value that a text of JSON holds.
#[track_caller]
pub(crate) fn read<T: Wire>(text: &str) -> T {
    match wire::from_str(text) {
        Ok(value) => value,
        Err(error) => panic!("{text}: {error}"),
    }
}

/// Why a text of JSON is no such value.
#[track_caller]
pub(crate) fn refused<T: Wire>(text: &str) -> String {
    match wire::from_str::<T>(text) {
        Ok(_) => panic!("{text} is read"),
        Err(error) => error.to_string(),
    }
}

/// The JSON of a value.
pub(crate) fn written(value: &dyn Wire) -> String {
    wire::to_string(value)
}

/// What is written of what is read is the same text.
#[track_caller]
pub(crate) fn keeps<T: Wire>(text: &str) {
    assert_eq!(written(&read::<T>(text)), text);
}

/// `GET https://host/path?query`
#[track_caller]
pub(crate) fn line<O: Operation>(call: &Call<O>) -> String {
    let request = call.to_request().unwrap();
    format!("{} {}", request.method(), request.uri())
}

/// The path and query.
#[track_caller]
pub(crate) fn target<O: Operation>(call: &Call<O>) -> String {
    call.to_request()
        .unwrap()
        .uri()
        .path_and_query()
        .unwrap()
        .to_string()
}

/// A header of the request.
#[track_caller]
pub(crate) fn header<O: Operation>(call: &Call<O>, name: &str) -> Option<String> {
    let request = call.to_request().unwrap();
    request
        .headers()
        .get(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The media type and the text of the body.
#[track_caller]
pub(crate) fn body<O: Operation>(call: &Call<O>) -> (String, String) {
    let request = call.to_request().unwrap();
    let media = request
        .headers()
        .get("content-type")
        .map(|value| value.to_str().unwrap().to_owned());
    (
        media.unwrap_or_default(),
        String::from_utf8(request.body().to_vec()).unwrap(),
    )
}

/// Why a call cannot be sent.
#[track_caller]
pub(crate) fn fault<O: Operation>(call: &Call<O>) -> String {
    match call.to_request() {
        Ok(request) => panic!("{} can be sent", request.uri()),
        Err(Error::Request(error)) => error.reason().to_owned(),
        Err(other) => panic!("{other}"),
    }
}
