//! URIs as text: percent-encoding, path templates, base URLs, references to resolve.
//!
//! It knows nothing of parameter styles and requests.

use std::borrow::Cow;

/// The characters that a percent-encoding leaves alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// RFC 3986's unreserved characters.
    Unreserved,
    /// Those, RFC 3986's reserved ones but for `#`, and what is percent-encoded already.
    Reserved,
    /// As [`Keep::Reserved`], without what ends a path segment.
    ReservedInPath,
}

impl Keep {
    fn keeps(self, byte: u8) -> bool {
        let unreserved = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        unreserved
            || match self {
                Self::Unreserved => false,
                Self::Reserved => b":/?[]@!$&'()*+,;=".contains(&byte),
                Self::ReservedInPath => b":@!$&'()*+,;=".contains(&byte),
            }
    }
}

/// Percent-encodes the text.
pub(crate) fn encode(text: &str, keep: Keep) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = text.as_bytes();
    let mut encoded = String::with_capacity(text.len());
    for (index, &byte) in bytes.iter().enumerate() {
        let escaped = || matches!(bytes.get(index + 1..index + 3), Some(hex) if hex.iter().all(u8::is_ascii_hexdigit));
        if keep.keeps(byte) || (byte == b'%' && keep != Keep::Unreserved && escaped()) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    encoded
}

/// The text that is percent-encoded; nothing where that is not UTF-8.
pub(crate) fn decode(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        (rest, _) = match code.filter(|_| first == b'%') {
            Some(code) => (&tail[2..], bytes.push(code)),
            None => (tail, bytes.push(first)),
        };
    }
    String::from_utf8(bytes).ok()
}

/// Whether a path segment would be taken for a step to here or upwards, or vanish.
pub(crate) fn is_dotted(segment: &str) -> bool {
    let bare: Cow<'_, str> = match segment.contains('%') {
        true => segment.replace("%2e", ".").replace("%2E", ".").into(),
        false => segment.into(),
    };
    matches!(&*bare, "" | "." | "..")
}

/// The path of a template: its placeholders, in their order, filled with values that are encoded already.
///
/// # Errors
///
/// What is wrong with the values, in words.
pub(crate) fn fill(template: &str, values: &[String]) -> Result<String, String> {
    let mut path = String::with_capacity(template.len() + values.len() * 16);
    let mut named: Vec<(&str, &str)> = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        path.push_str(&literal(before));
        let value = match named.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => value,
            None => values
                .get(named.len())
                .map(|value| {
                    named.push((name, value));
                    value.as_str()
                })
                .ok_or_else(|| format!("path parameter `{name}` has no value"))?,
        };
        path.push_str(value);
        rest = after;
    }
    path.push_str(&literal(rest));
    if values.len() > named.len() {
        return Err(String::from(
            "more path values than the path has parameters",
        ));
    }
    let before_query = path.split('?').next().unwrap_or_default();
    if !values.is_empty()
        && before_query
            .split('/')
            .any(|segment| !segment.is_empty() && is_dotted(segment))
    {
        return Err(String::from("the path would hold a segment `.` or `..`"));
    }
    Ok(path)
}

/// The document's own text in a path: what a URI can't hold is encoded, the rest stays.
fn literal(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| byte == b'/' || Keep::Unreserved.keeps(byte))
    {
        return text.into();
    }
    encode(text, Keep::Reserved).into()
}

/// The URL of a server: its variables given values.
///
/// # Errors
///
/// What is missing, in words.
pub(crate) fn server(
    template: &str,
    value_of: impl Fn(&str) -> Option<String>,
) -> Result<String, String> {
    let mut url = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        url.push_str(before);
        match value_of(name) {
            Some(value) if !value.is_empty() => url.push_str(&value),
            _ => return Err(format!("server variable `{name}` has no value")),
        }
        rest = after;
    }
    url.push_str(rest);
    Ok(url)
}

/// Checks a base URL and takes the slashes off its end.
///
/// # Errors
///
/// What is wrong with it, in words that don't repeat it: it may hold a password.
pub(crate) fn base(url: &str) -> Result<String, String> {
    let trimmed = url.trim().trim_end_matches('/');
    let parsed: http::Uri = trimmed
        .parse()
        .map_err(|error| format!("the base URL is not a URL: {error}"))?;
    if !matches!(parsed.scheme_str(), Some("https" | "http"))
        || parsed.host().is_none_or(str::is_empty)
    {
        return Err(String::from(
            "the base URL must begin with `https://` or `http://` and a host",
        ));
    }
    if parsed
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'))
    {
        return Err(String::from(
            "the base URL must not hold a user or a password",
        ));
    }
    if trimmed.contains(['?', '#']) {
        return Err(String::from(
            "the base URL must not hold a query or a fragment",
        ));
    }
    Ok(trimmed.to_owned())
}

/// Whether a pair of a query is of the parameter of that name, which is encoded.
pub(crate) fn is_parameter(pair: &str, name: &str) -> bool {
    pair.split('=').next() == Some(name)
}

/// Whether both URIs name the same scheme, host and port.
pub(crate) fn same_origin(a: &http::Uri, b: &http::Uri) -> bool {
    let port = |uri: &http::Uri| {
        uri.port_u16().or(match uri.scheme_str() {
            Some("https") => Some(443),
            Some("http") => Some(80),
            _ => None,
        })
    };
    let host = |uri: &http::Uri| uri.host().map(str::to_ascii_lowercase);
    a.scheme() == b.scheme() && host(a) == host(b) && port(a) == port(b)
}

/// Scheme, host and port, without whatever user is named.
pub(crate) fn origin(uri: &http::Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or_default();
    let port = uri.port_u16().map(|port| format!(":{port}"));
    let host = uri.host().unwrap_or_default();
    format!("{scheme}://{host}{}", port.unwrap_or_default())
}

/// The URI that a reference means where `base` is the URI that it was found under (RFC 3986, 5.2).
pub(crate) fn resolve(base: &http::Uri, reference: &str) -> Option<http::Uri> {
    let reference = reference.split('#').next()?.trim();
    let scheme = base.scheme_str()?;
    let authority = base.authority()?.as_str();
    let text = if has_scheme(reference) {
        reference.to_owned()
    } else if reference.starts_with("//") {
        format!("{scheme}:{reference}")
    } else if reference.is_empty() || reference.starts_with('?') {
        let query = if reference.is_empty() {
            base.query().map(|query| format!("?{query}"))
        } else {
            None
        };
        format!(
            "{scheme}://{authority}{}{}",
            base.path(),
            query.as_deref().unwrap_or(reference)
        )
    } else {
        let directory = match reference.starts_with('/') {
            true => "",
            false => base
                .path()
                .rsplit_once('/')
                .map_or("/", |(directory, _)| directory),
        };
        let (path, query) = match reference.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (reference, None),
        };
        let separator = if path.starts_with('/') { "" } else { "/" };
        let path = without_dots(&format!("{directory}{separator}{path}"));
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        format!("{scheme}://{authority}{path}{query}")
    };
    let resolved: http::Uri = text.parse().ok()?;
    (resolved.host().is_some() && matches!(resolved.scheme_str(), Some("https" | "http")))
        .then_some(resolved)
}

fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// A path without its `.` and `..` segments.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            segment => kept.push(segment),
        }
    }
    let ends_above = path.ends_with("/.") || path.ends_with("/..");
    let tail = if ends_above && !kept.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{tail}", kept.join("/"))
}
