//! A request in the making: what a call has been told so far, laid out and encoded.
//!
//! It knows neither client nor operation. Its methods never fail: the first fault is kept for sending.

use super::body::Body;
use super::retry::Retries;
use super::style::{self, Style};
use super::uri::{self, Keep};
use super::wire::{Plain, Wire};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::time::Duration;

/// What a call has been told.
#[derive(Clone, Default)]
pub(crate) struct Draft {
    /// The values of the path's parameters, encoded.
    pub(crate) path: Vec<String>,
    /// `a=1&b=2`
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    /// `a=1; b=2`
    pub(crate) cookies: String,
    pub(crate) body: Body,
    /// What `Accept` says, where that is not what the operation says.
    pub(crate) accept: Option<&'static str>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    /// How large a response may be that is read as a whole.
    pub(crate) max_response: Option<u64>,
    /// The path and the query to use in place of the operation's own.
    pub(crate) link: Option<String>,
    /// How many items of the first page were given before.
    pub(crate) skipped: usize,
    pub(crate) retries: Option<Retries>,
    /// The first thing that can't be sent.
    pub(crate) fault: Option<String>,
}

impl Draft {
    /// The next value of the path, as it is.
    pub(crate) fn segment(&mut self, text: String) {
        self.path(None, Style::SIMPLE, &Plain::Scalar(text));
    }

    /// The next value of the path, in a style.
    pub(crate) fn path_as(&mut self, style: Style, name: &str, value: &dyn Wire) {
        self.path(Some(name), style, &style::plain(style, value));
    }

    fn path(&mut self, name: Option<&str>, style: Style, value: &Plain) {
        let shown = name.map(|name| format!(" `{name}`")).unwrap_or_default();
        // A value that is encoded dots already is refused too: some servers decode twice.
        let raw_dots = matches!(value, Plain::Scalar(text) if uri::is_dotted(text));
        match style::path(name.unwrap_or_default(), style, value) {
            Some(text) if !raw_dots && !uri::is_dotted(&text) => self.path.push(text),
            Some(text) if !text.is_empty() => {
                self.fault(format!("path value{shown} must not be `.` or `..`"));
            }
            _ => self.fault(format!("path value{shown} must not be empty")),
        }
    }

    pub(crate) fn query(&mut self, name: &str, style: Style, value: &dyn Wire) {
        for (name, text) in style::pairs(name, style, &style::plain(style, value)) {
            append(&mut self.query, "&", &name, &text);
        }
    }

    /// The text of a query parameter, encoded.
    pub(crate) fn query_parameter(&self, name: &str) -> Option<&str> {
        let name = uri::encode(name, Keep::Unreserved);
        let mut pairs = self.query.split('&');
        let pair = pairs.find(|pair| uri::is_parameter(pair, &name))?;
        pair.split_once('=').map(|(_, text)| text)
    }

    /// Gives a query parameter a text, which is encoded, in place of its own.
    pub(crate) fn set_query(&mut self, name: &str, text: &str) {
        let name = uri::encode(name, Keep::Unreserved);
        let own = format!("{name}={text}");
        let mut pairs: Vec<&str> = self.query.split('&').filter(|it| !it.is_empty()).collect();
        match pairs.iter_mut().find(|pair| uri::is_parameter(pair, &name)) {
            Some(pair) => *pair = &own,
            None => pairs.push(&own),
        }
        self.query = pairs.join("&");
    }

    /// An object's members, as a form, some of them in styles.
    pub(crate) fn query_form(&mut self, styles: &[(&str, Style)], value: &dyn Wire) {
        self.query_text(&style::form(styles, value));
    }

    pub(crate) fn query_json(&mut self, value: &dyn Wire) {
        if !value.is_absent() {
            let json = super::wire::to_string(value);
            self.query_text(&uri::encode(&json, uri::Keep::Unreserved));
        }
    }

    /// Adds what is laid out and encoded already.
    pub(crate) fn query_text(&mut self, text: &str) {
        if !self.query.is_empty() && !text.is_empty() {
            self.query.push('&');
        }
        self.query.push_str(text);
    }

    pub(crate) fn header(&mut self, name: &str, style: Style, value: &dyn Wire) {
        if let Some(text) = style::header(style, &style::plain(style, value)) {
            match header(name, &text) {
                Ok((name, mut encoded)) => {
                    encoded.set_sensitive(encoded.is_sensitive() || value.is_secret());
                    self.headers.insert(name, encoded);
                }
                Err(fault) => self.fault(fault),
            }
        }
    }

    pub(crate) fn cookie(&mut self, name: &str, style: Style, value: &dyn Wire) {
        for (name, text) in style::pairs(name, style, &style::plain(style, value)) {
            append(&mut self.cookies, "; ", &name, &text);
        }
    }

    /// The body, or why there can't be one.
    pub(crate) fn body(&mut self, body: Result<Body, String>) {
        match body {
            Ok(body) => self.body = body,
            Err(fault) => self.fault(fault),
        }
    }

    /// Keeps what can't be sent, if it is the first.
    pub(crate) fn fault(&mut self, fault: String) {
        self.fault.get_or_insert(fault);
    }
}

/// Appends `name=text`.
pub(crate) fn append(list: &mut String, separator: &str, name: &str, text: &str) {
    if !list.is_empty() {
        list.push_str(separator);
    }
    list.push_str(name);
    list.push('=');
    list.push_str(text);
}

/// A header; one whose name sounds like a secret is marked sensitive.
///
/// # Errors
///
/// When HTTP can't hold it, in words that don't repeat the value.
pub(crate) fn header(name: &str, text: &str) -> Result<(HeaderName, HeaderValue), String> {
    let Ok(parsed) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(format!("`{name}` is not the name of a header"));
    };
    let Ok(mut value) = HeaderValue::from_bytes(text.as_bytes()) else {
        return Err(format!(
            "the value of header `{name}` holds what no header may hold"
        ));
    };
    const SECRETS: [&str; 6] = ["auth", "cookie", "key", "password", "secret", "token"];
    value.set_sensitive(SECRETS.iter().any(|word| parsed.as_str().contains(word)));
    Ok((parsed, value))
}
