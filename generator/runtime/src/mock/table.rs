//! Which operation a request is for, and what it is answered.

use super::super::transport::TransportError;
use super::super::wire::Json;
use super::route::{self, Fit};
use bytes::Bytes;
use http::header::{ACCEPT, ALLOW, CONTENT_TYPE};
use std::collections::BTreeSet;
use std::sync::Arc;

/// An operation's answer by the example of its document, as a generated table has it: method, path template, operation,
/// status, headers, body.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Example(
    pub &'static str,
    pub &'static str,
    pub &'static str,
    pub u16,
    pub &'static [(&'static str, &'static str)],
    pub &'static str,
);

/// What makes an answer of a request.
type Make = dyn Fn(&http::Request<Bytes>) -> http::Response<Bytes> + Send + Sync;

/// What a request is answered.
#[derive(Clone)]
pub(super) enum Reply {
    /// Always the same.
    Fixed(Box<http::Response<Bytes>>),
    /// What is made of the request.
    Made(Arc<Make>),
    /// Nothing: the mock was told something that makes no sense.
    Fault(String),
}

impl Reply {
    /// The answer to a request.
    pub(super) fn to(
        self,
        request: &http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        match self {
            Self::Fixed(response) => Ok(*response),
            Self::Made(make) => Ok(make(request)),
            Self::Fault(fault) => Err(TransportError::last(fault)),
        }
    }
}

/// What operations are answered.
#[derive(Default)]
pub(super) struct Table {
    /// The paths below which the API is served.
    bases: &'static [&'static str],
    /// The examples of the document.
    examples: &'static [Example],
    /// What was said instead, the newest last.
    own: Vec<Own>,
    /// What was said that makes no sense.
    fault: Option<String>,
}

/// An answer that takes the place of an example.
struct Own {
    route: Route,
    reply: Reply,
}

/// A method and a path template.
#[derive(Clone, PartialEq, Eq)]
struct Route {
    method: String,
    path: String,
}

/// A path that fits a template.
struct Found<'t> {
    fit: Fit,
    method: &'t str,
    reply: Source<'t>,
}

/// Where an answer is.
enum Source<'t> {
    Own(&'t Reply),
    Example(&'t Example),
}

impl Table {
    pub(super) fn of(bases: &'static [&'static str], examples: &'static [Example]) -> Self {
        Self {
            bases,
            examples,
            ..Self::default()
        }
    }

    /// Answers an operation otherwise from now on.
    pub(super) fn put(&mut self, operation: &str, reply: Reply) {
        match self.route(operation) {
            Ok(route) => {
                self.own.retain(|own| own.route != route);
                self.own.push(Own { route, reply });
            }
            Err(fault) => self.fault = self.fault.take().or(Some(fault)),
        }
    }

    /// The route of an operation: by its id, or by a method and a path.
    fn route(&self, operation: &str) -> Result<Route, String> {
        if let Some((method, path)) = operation.split_once(' ') {
            let is_path = path.starts_with('/');
            return is_path
                .then(|| Route::of(method, path))
                .ok_or_else(|| format!("`{operation}` is no method and path"));
        }
        let mut examples = self.examples.iter();
        let found = examples.find(|example| example.2 == operation);
        found
            .map(|example| Route::of(example.0, example.1))
            .ok_or_else(|| format!("the mock knows no operation `{operation}`"))
    }

    /// What a request is answered; nothing where the mock answers no operation at all.
    pub(super) fn reply(&self, request: &http::Request<Bytes>) -> Option<Reply> {
        if let Some(fault) = &self.fault {
            return Some(Reply::Fault(fault.clone()));
        }
        if self.examples.is_empty() && self.own.is_empty() {
            return None;
        }
        let (method, path) = (request.method().as_str(), request.uri().path());
        let mut others = BTreeSet::new();
        for base in self.bases.iter().copied().chain([""]) {
            let found = self.found(base, request.uri());
            let own = found.iter().filter(|it| it.method == method);
            // Of several that fit as well, what was said last, and then what is asked for.
            if let Some(best) = own.min_by_key(|it| (&it.fit, it.reply.rank(request))) {
                return Some(best.reply.reply());
            }
            others.extend(found.iter().map(|it| it.method));
        }
        let others: Vec<&str> = others.into_iter().collect();
        Some(Reply::Fixed(Box::new(match others.is_empty() {
            true => problem(404, &format!("the mock knows no `{method} {path}`"), ""),
            false => {
                let others = others.join(", ");
                let what = format!("the mock knows `{path}` by {others}, and not by {method}");
                problem(405, &what, &others)
            }
        })))
    }

    /// Everything that a URI fits below a base.
    fn found(&self, base: &str, uri: &http::Uri) -> Vec<Found<'_>> {
        let Some(path) = route::below(base, uri.path()) else {
            return Vec::new();
        };
        let own = self.own.iter().rev().map(|own| {
            let Route { method, path } = &own.route;
            (method.as_str(), path.as_str(), Source::Own(&own.reply))
        });
        let examples = self.examples.iter();
        let examples = examples.filter(|it| !self.own.iter().any(|own| own.route.is_of(it)));
        let examples = examples.map(|it| (it.0, it.1, Source::Example(it)));
        own.chain(examples)
            .filter_map(|(method, template, reply)| {
                let fit = route::fit(template, path, uri.query())?;
                Some(Found { fit, method, reply })
            })
            .collect()
    }

    /// Whether a request is one of an operation.
    pub(super) fn is_of(&self, request: &http::Request<Bytes>, operation: &str) -> bool {
        let Ok(route) = self.route(operation) else {
            return false;
        };
        let (method, uri) = (request.method().as_str(), request.uri());
        if method != route.method {
            return false;
        }
        let mut bases = self.bases.iter().copied().chain([""]);
        bases.any(|base| {
            let path = route::below(base, uri.path());
            let fit = path.and_then(|path| route::fit(&route.path, path, uri.query()));
            // Where the document has an operation that fits better, it is one of that.
            fit.is_some_and(|fit| {
                let found = self.found(base, uri);
                let mut others = found.iter().filter(|it| it.method == method);
                !others.any(|it| match it.reply {
                    Source::Example(example) => it.fit < fit && !route.is_of(example),
                    Source::Own(_) => false,
                })
            })
        })
    }
}

impl Route {
    fn of(method: &str, path: &str) -> Self {
        Self {
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
        }
    }

    /// Whether an example is one of that very operation, for whatever query it is.
    fn is_of(&self, example: &Example) -> bool {
        let path = example.1.split('?').next();
        self.method == example.0 && path == Some(self.path.as_str())
    }
}

impl Source<'_> {
    /// What goes before what: what was said by hand, then the media type that a request asks for first.
    fn rank(&self, request: &http::Request<Bytes>) -> usize {
        match self {
            Self::Own(_) => 0,
            Self::Example(example) => {
                let accept = request.headers().get(ACCEPT);
                let accept = accept.and_then(|value| value.to_str().ok());
                let media = example.4.iter().find(|(name, _)| *name == "content-type");
                let at = accept.zip(media).and_then(|(accept, (_, media))| {
                    accept.split(',').position(|each| each.trim() == *media)
                });
                at.map_or(usize::MAX, |at| at + 1)
            }
        }
    }

    fn reply(&self) -> Reply {
        match self {
            Self::Own(reply) => (*reply).clone(),
            Self::Example(Example(.., status, headers, body)) => {
                let mut response =
                    super::response(*status, None, Bytes::from_static(body.as_bytes()));
                for (name, value) in *headers {
                    // A document may describe what is no header: it is left out here as it is on the wire.
                    if let (Ok(name), Ok(value)) = (
                        http::HeaderName::try_from(*name),
                        http::HeaderValue::try_from(*value),
                    ) {
                        response.headers_mut().append(name, value);
                    }
                }
                Reply::Fixed(Box::new(response))
            }
        }
    }
}

/// What a request is answered that no operation is for (RFC 9457).
fn problem(status: u16, detail: &str, allow: &str) -> http::Response<Bytes> {
    let title = http::StatusCode::from_u16(status).ok();
    let title = title.and_then(|status| status.canonical_reason());
    let body = Json::object(&[
        ("title", &title.unwrap_or_default().to_owned()),
        ("status", &i64::from(status)),
        ("detail", &detail.to_owned()),
    ]);
    let mut response = super::response(status, None, Bytes::from(body.as_text().to_owned()));
    let media = http::HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(CONTENT_TYPE, media);
    if let Ok(allow) = http::HeaderValue::try_from(allow)
        && !allow.is_empty()
    {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}
