//! A call encoded: client, operation and draft to the request that goes over the wire.
//!
//! A plain function over values: no transport, no time.

use super::body::Body;
use super::client::Inner;
use super::credentials::{self, Target, Tokens};
use super::draft::Draft;
use super::{Descriptor, Error, Method, RequestError, uri};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderValue};
use std::borrow::Cow;

/// The request of a call, credentials included; `tokens` are those that were fetched.
///
/// # Errors
///
/// When the call was told what can't be sent, or credentials are missing.
pub(crate) fn encode(
    client: &Inner,
    operation: &'static Descriptor,
    draft: &Draft,
    tokens: &Tokens,
) -> Result<http::Request<Bytes>, Error> {
    let refuse = |reason: String| RequestError::call(operation, reason);
    if let Some(fault) = &draft.fault {
        return Err(refuse(fault.clone()).into());
    }
    let path = uri::fill(operation.path, &draft.path).map_err(refuse)?;
    let (body, length) = body(draft).map_err(refuse)?;
    let mut headers = headers(client, operation, draft).map_err(refuse)?;
    if let Some(length) = length {
        headers.insert(CONTENT_LENGTH, length.into());
    }
    let base = base(client, operation).map_err(refuse)?;
    let (base, path, mut query) = match &draft.link {
        Some(link) => at_link(&base, link),
        None => (base.into_owned(), path, draft.query.clone()),
    };
    let mut cookies = draft.cookies.clone();
    // An API's own `Cookie` header comes first, so that nothing it says is lost.
    if let Some(own) = headers
        .remove(COOKIE)
        .as_ref()
        .and_then(|own| own.to_str().ok())
    {
        cookies = if cookies.is_empty() {
            own.to_owned()
        } else {
            format!("{own}; {cookies}")
        };
    }
    let target = Target {
        headers: &mut headers,
        query: &mut query,
        cookies: &mut cookies,
    };
    credentials::apply(&client.api, operation, &client.credentials, tokens, target)?;
    credentials::set_cookies(&mut headers, &cookies);

    let mut request = http::Request::new(body);
    *request.headers_mut() = headers;
    *request.method_mut() = http::Method::from_bytes(operation.method.as_str().as_bytes())
        .map_err(|_| refuse(format!("`{}` is not a method", operation.method)))?;
    *request.uri_mut() = address(&base, &path, &query)
        .parse()
        .map_err(|error| refuse(format!("the request has no valid URL: {error}")))?;
    Ok(request)
}

/// The body as far as it is in memory, and how long it is where it isn't.
fn body(draft: &Draft) -> Result<(Bytes, Option<u64>), String> {
    match &draft.body {
        Body::Empty => Ok((Bytes::new(), None)),
        Body::Whole(_, bytes) => Ok((bytes.clone(), None)),
        Body::Source(_, source) if source.is_spent() => {
            Err("the stream in the body was sent before".to_owned())
        }
        Body::Source(_, source) => Ok((Bytes::new(), source.len()?)),
    }
}

/// The URL of a call's first page, without its query: what links in its answer refer to.
///
/// # Errors
///
/// As [`encode`].
pub(crate) fn url(
    client: &Inner,
    operation: &'static Descriptor,
    draft: &Draft,
) -> Result<http::Uri, Error> {
    let refuse = |reason: String| RequestError::call(operation, reason);
    let base = base(client, operation).map_err(refuse)?;
    let path = uri::fill(operation.path, &draft.path).map_err(refuse)?;
    let url = address(&base, &path, "").parse();
    url.map_err(|_| refuse("the request has no valid URL".to_owned()).into())
}

/// The origin of the base URL, and the path and the query of a link on it.
fn at_link(base: &str, link: &str) -> (String, String, String) {
    let origin = base.parse().map(|base| uri::origin(&base));
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    (
        origin.unwrap_or_default(),
        path.to_owned(),
        query.to_owned(),
    )
}

/// The headers of a request, without credentials: the call's before the client's before the defaults.
fn headers(client: &Inner, operation: &Descriptor, draft: &Draft) -> Result<HeaderMap, String> {
    let mut headers = client.headers.clone();
    for (name, value) in &draft.headers {
        headers.insert(name, value.clone());
    }
    // A document may call a media type what no header can hold: then nothing is asked for.
    let accept = draft.accept.or(operation.accept).map(str::as_bytes);
    let accept = accept.map(|accept| HeaderValue::from_maybe_shared(Bytes::from_static(accept)));
    if let Some(Ok(accept)) = accept {
        headers.entry(ACCEPT).or_insert(accept);
    }
    headers
        .entry(USER_AGENT)
        .or_insert(HeaderValue::from_static(concat!(
            env!("CARGO_PKG_NAME"),
            "/",
            env!("CARGO_PKG_VERSION")
        )));
    match draft.body.media() {
        Some(media) => {
            let value = HeaderValue::from_str(media)
                .map_err(|_| format!("`{media}` is not a media type"))?;
            headers.entry(CONTENT_TYPE).or_insert(value);
        }
        // Transports say nothing about a body that isn't there, and some servers answer that with 411.
        None if matches!(operation.method, Method::Post | Method::Put | Method::Patch) => {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        None => {}
    }
    Ok(headers)
}

/// Where the operation is served.
fn base<'c>(client: &'c Inner, operation: &Descriptor) -> Result<Cow<'c, str>, String> {
    let Some(server) = operation.server.filter(|_| !client.is_base_given) else {
        return Ok(client.base.as_str().into());
    };
    if server.contains("://") {
        return uri::base(server).map(Cow::Owned);
    }
    let own = client.base.parse().ok();
    match own.and_then(|own| uri::resolve(&own, server)) {
        Some(url) => uri::base(&url.to_string()).map(Cow::Owned),
        None => Err(format!("`{server}` is no place on the server")),
    }
}

/// The base URL, whose own path is kept, with path and query.
fn address(base: &str, path: &str, query: &str) -> String {
    let slash = if path.starts_with('/') { "" } else { "/" };
    let mark = match (query.is_empty(), path.contains('?')) {
        (true, _) => "",
        (false, true) => "&",
        (false, false) => "?",
    };
    format!("{base}{slash}{path}{mark}{query}")
}
