//! What an error body says, found without knowing its type; and how a body's beginning may be shown.
//!
//! It covers the shapes in use: lists of `errors`, OAuth's `error` and `error_description`, RFC 9457's
//! `title` and `detail`, plain `message`s. It goes by content alone: JSON is also sent as `text/plain`.

use super::wire::Json;
use std::fmt;

/// One thing that went wrong, as the API says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The API's code for it.
    pub code: Option<String>,
    /// What it says.
    pub message: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.message, &self.code) {
            (Some(message), Some(code)) => write!(f, "{message} [code {code}]"),
            (Some(message), None) => f.write_str(message),
            (None, Some(code)) => write!(f, "code {code}"),
            (None, None) => Ok(()),
        }
    }
}

/// The members that hold a message, the most telling first.
const MESSAGES: &[&str] = &[
    "message",
    "detail",
    "error_description",
    "title",
    "description",
    "error_message",
    "msg",
    "reason",
];
/// The members that hold a code.
const CODES: &[&str] = &["code", "error_code", "errorCode", "type"];

/// Everything that the body says went wrong; `errors` is the member that the API lists it in.
pub(crate) fn find(body: &[u8], errors: Option<&str>) -> Vec<Problem> {
    let Some(json) = std::str::from_utf8(body)
        .ok()
        .and_then(|text| Json::parse(text).ok())
    else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    for list in errors.into_iter().chain(["errors"]) {
        if let Some(found) = json.get(list) {
            each(&found, &mut problems);
        }
        if !problems.is_empty() {
            return problems;
        }
    }
    each(&json, &mut problems);
    problems
}

/// What a value says went wrong: a list, one thing, or a text; null says nothing.
pub(crate) fn all(value: &Json) -> Vec<Problem> {
    let mut problems = Vec::new();
    each(value, &mut problems);
    problems
}

/// The entries of a list of problems, or the one that stands in its place.
fn each(list: &Json, problems: &mut Vec<Problem>) {
    match list.items() {
        Some(entries) => problems.extend(entries.iter().filter_map(one)),
        None => problems.extend(one(list)),
    }
}

/// The problem that a value tells of.
fn one(value: &Json) -> Option<Problem> {
    if let Some(message) = value.as_str() {
        return Some(Problem {
            code: None,
            message: Some(message.to_string()),
        });
    }
    let text = |name: &&str| value.get(name).and_then(|member| scalar(&member));
    let mut problem = Problem {
        message: MESSAGES.iter().find_map(text),
        code: CODES.iter().find_map(text),
    };
    match value.get("error") {
        // `{"error": "invalid_grant", "error_description": "..."}`: a code where a message stands beside it.
        Some(error) if scalar(&error).is_some() => match problem.message {
            Some(_) => problem.code = problem.code.or_else(|| scalar(&error)),
            None => problem.message = scalar(&error),
        },
        Some(error) if problem.message.is_none() => {
            return one(&error).or_else(|| (problem.code.is_some()).then_some(problem));
        }
        _ => {}
    }
    (problem != Problem::default()).then_some(problem)
}

fn scalar(value: &Json) -> Option<String> {
    if let Some(text) = value.as_str() {
        return Some(text.to_string()).filter(|text| !text.is_empty());
    }
    value.as_i64().map(|number| number.to_string())
}

/// The beginning of a body on one line. Strings in JSON show as a mark: any of them may be a secret.
pub(crate) fn excerpt(body: &[u8]) -> String {
    const SHOWN: usize = 100;
    let start = String::from_utf8_lossy(&body[..body.len().min(4 * SHOWN)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let shown = match start.starts_with(['{', '[', '"']) {
        true => masked(start),
        false => start.to_owned(),
    };
    let line: String = shown
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(SHOWN)
        .collect();
    let more = if shown.chars().count() > SHOWN || body.len() > 4 * SHOWN {
        "..."
    } else {
        ""
    };
    format!("`{line}{more}`")
}

/// JSON text, whole or cut, with each string but the keys as a mark.
fn masked(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('"') {
        shown.push_str(before);
        let end = string_end(after);
        let (string, tail) = after.split_at(end.unwrap_or(after.len()));
        let tail = tail.strip_prefix('"').unwrap_or(tail);
        if end.is_some() && tail.trim_start().starts_with(':') {
            shown.push_str(&format!("\"{string}\""));
        } else {
            shown.push_str("\"***\"");
        }
        rest = tail;
    }
    shown.push_str(rest);
    shown
}

/// Where a JSON string ends whose opening quote is behind.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}
