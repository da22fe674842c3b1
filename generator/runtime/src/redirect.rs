//! Redirects: which request follows which response, and what must not travel with it.
//!
//! A plain function over values. Transports don't follow redirects by themselves.

use super::{Descriptor, uri};
use bytes::Bytes;
use http::header::{
    AUTHORIZATION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, COOKIE,
    LOCATION, PROXY_AUTHORIZATION,
};
use http::{HeaderMap, Method, StatusCode};

/// How many redirects one call follows.
pub(crate) const MOST: usize = 10;

/// The request that a response asks for in place of the one that it answers; `None` where the response is
/// the last word, as one is that the operation's document lists itself.
pub(crate) fn next<B>(
    request: &http::Request<Bytes>,
    response: &http::Response<B>,
    operation: &Descriptor,
) -> Option<http::Request<Bytes>> {
    let status = response.status();
    if !is_redirect(status) || operation.expects(status) {
        return None;
    }
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    let target = uri::resolve(request.uri(), location)?;
    // What went encrypted doesn't go on in the clear.
    if request.uri().scheme_str() == Some("https") && target.scheme_str() != Some("https") {
        return None;
    }
    let mut next = request.clone();
    if becomes_get(status, request.method()) {
        *next.method_mut() = Method::GET;
        *next.body_mut() = Bytes::new();
        for name in [
            CONTENT_TYPE,
            CONTENT_LENGTH,
            CONTENT_ENCODING,
            CONTENT_LANGUAGE,
        ] {
            next.headers_mut().remove(name);
        }
    }
    if !uri::same_origin(request.uri(), &target) {
        drop_secrets(next.headers_mut());
    }
    *next.uri_mut() = target;
    Some(next)
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// As browsers do it: 303 always, 301 and 302 after `POST`.
fn becomes_get(status: StatusCode, method: &Method) -> bool {
    match status.as_u16() {
        303 => method != Method::HEAD,
        301 | 302 => method == Method::POST,
        _ => false,
    }
}

/// Credentials are marked sensitive when they are put on a request; so is what only sounds like one.
fn drop_secrets(headers: &mut HeaderMap) {
    for name in [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION] {
        headers.remove(name);
    }
    let sensitive = headers.iter().filter(|(_, value)| value.is_sensitive());
    let names: Vec<_> = sensitive.map(|(name, _)| name.clone()).collect();
    for name in names {
        headers.remove(name);
    }
}
