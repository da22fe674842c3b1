//! An API to call, and a transport that answers from memory.

use crate::runtime::*;
use http::StatusCode;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

pub(super) struct Demo;

impl Api for Demo {
    const NAME: &'static str = "demo";
    const SERVERS: &'static [Server] = &[
        Server {
            url: "https://{api_host}/client/v4",
            variables: &[("api_host", "api.example.com")],
        },
        Server {
            url: "https://{needed}",
            variables: &[("needed", "")],
        },
        Server {
            url: "/relative",
            variables: &[],
        },
    ];
    const SCHEMES: &'static [Scheme] = &[
        Scheme {
            name: "api_token",
            kind: SchemeKind::Bearer,
        },
        Scheme {
            name: "api_email",
            kind: SchemeKind::Header("X-Auth-Email"),
        },
        Scheme {
            name: "api_key",
            kind: SchemeKind::Header("X-Auth-Key"),
        },
        Scheme {
            name: "login",
            kind: SchemeKind::Basic,
        },
        Scheme {
            name: "session",
            kind: SchemeKind::Cookie("sid"),
        },
        Scheme {
            name: "query_key",
            kind: SchemeKind::Query("api key"),
        },
    ];
    const SECURITY: &'static [&'static [&'static str]] =
        &[&["api_token"], &["api_email", "api_key"]];
    const ENVELOPE: Option<Envelope> = Some(Envelope {
        success: "success",
        errors: "errors",
    });
    type Client = Client;
}

/// An API whose answers share nothing and that needs no credentials.
pub(super) struct Bare;

impl Api for Bare {
    const NAME: &'static str = "bare";
    const SERVERS: &'static [Server] = &[Server {
        url: "https://bare.example.com",
        variables: &[],
    }];
    const SCHEMES: &'static [Scheme] = &[];
    const SECURITY: &'static [&'static [&'static str]] = &[];
    const ENVELOPE: Option<Envelope> = None;
    type Client = Client;
}

/// Answers with what it was given, in turn, and keeps the requests.
#[derive(Clone, Default)]
pub(super) struct Script {
    answers: Arc<Mutex<VecDeque<http::Response<Bytes>>>>,
    requests: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

impl Script {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn answer(
        self,
        status: u16,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Self {
        let mut response = http::Response::new(body.into());
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        for (name, value) in headers {
            let name: http::HeaderName = name.parse().unwrap();
            response.headers_mut().append(name, value.parse().unwrap());
        }
        self.answers.lock().unwrap().push_back(response);
        self
    }

    pub(super) fn requests(&self) -> Vec<http::Request<Bytes>> {
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

pub(super) fn demo(script: &Script) -> Client {
    Builder::<Demo>::new()
        .credential("api_token", "t0ps3cret")
        .transport(script.clone())
        .retries(0)
        .build()
        .unwrap()
}

pub(super) fn bare(script: &Script) -> Client {
    Builder::<Bare>::new()
        .transport(script.clone())
        .retries(0)
        .build()
        .unwrap()
}

/// What a call of `O` gives when it is answered so.
pub(super) fn answered<O: Operation>(
    client: fn(&Script) -> Client,
    status: u16,
    headers: &[(&str, &str)],
    body: &'static str,
) -> Result<O::Output, Error> {
    let script = Script::new().answer(status, headers, body);
    Call::<O>::new(&client(&script)).send_blocking()
}

/// The request's path and query.
pub(super) fn target<O: Operation>(call: &Call<O>) -> String {
    call.to_request()
        .unwrap()
        .uri()
        .path_and_query()
        .unwrap()
        .to_string()
}

pub(super) fn header<'r>(request: &'r http::Request<Bytes>, name: &str) -> Option<&'r str> {
    request
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap())
}

/// A text that is written as JSON: `&str` can't be read, so it is no `Wire`.
pub(super) fn s(text: &str) -> String {
    text.to_owned()
}
