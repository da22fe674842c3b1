//! A request taken apart: path and query decoded, bodies read.

use crate::server::Request;
use serde_json::Value;

/// What is asked for.
pub(super) struct Asked<'r> {
    pub(super) request: &'r Request,
    /// The parts of the path, decoded.
    pub(super) path: Vec<String>,
    /// The pairs of the query, decoded once.
    pub(super) query: Vec<(String, String)>,
}

/// A part of a multipart body.
pub(super) struct Piece {
    pub(super) name: String,
    pub(super) content_type: Option<String>,
    pub(super) body: Vec<u8>,
}

impl<'r> Asked<'r> {
    pub(super) fn new(request: &'r Request) -> Self {
        let (path, query) = request
            .target
            .split_once('?')
            .unwrap_or((&request.target, ""));
        Self {
            request,
            path: path
                .split('/')
                .skip(1)
                .map(|it| decode(it, false))
                .collect(),
            query: pairs(query),
        }
    }

    /// The first value of a query's parameter.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The address that the client used, for links.
    pub(super) fn base(&self) -> String {
        format!("http://{}", self.request.header("host").unwrap_or_default())
    }

    /// The body as JSON.
    pub(super) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.request.body).ok()
    }

    /// The body as a form.
    pub(super) fn form(&self) -> Vec<(String, String)> {
        pairs(&self.request.text())
    }

    /// The parts of a multipart body.
    pub(super) fn parts(&self) -> Option<Vec<Piece>> {
        let media = self.request.header("content-type")?;
        let (_, boundary) = media
            .strip_prefix("multipart/form-data")?
            .split_once("boundary=")?;
        let boundary = format!("\r\n--{}", boundary.trim_matches('"'));
        let body = [b"\r\n", &*self.request.body].concat();
        let mut pieces = Vec::new();
        let mut rest = after(&body, boundary.as_bytes())?;
        while let Some(begun) = rest.strip_prefix(b"\r\n") {
            let end = find(begun, boundary.as_bytes())?;
            pieces.push(piece(&begun[..end])?);
            rest = &begun[end + boundary.len()..];
        }
        rest.starts_with(b"--").then_some(pieces)
    }
}

fn piece(text: &[u8]) -> Option<Piece> {
    let end = find(text, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&text[..end]).into_owned();
    let header = |name: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.find_map(|(own, value)| own.eq_ignore_ascii_case(name).then(|| value.to_owned()))
    };
    let disposition = header("content-disposition")?;
    let (_, name) = disposition.split_once("name=\"")?;
    Some(Piece {
        name: name.split('"').next()?.to_owned(),
        content_type: header("content-type"),
        body: text[end + 4..].to_vec(),
    })
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len())
        .position(|window| window == wanted)
}

fn after<'t>(text: &'t [u8], wanted: &[u8]) -> Option<&'t [u8]> {
    find(text, wanted).map(|at| &text[at + wanted.len()..])
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .map(|(name, value)| (decode(name, true), decode(value, true)))
        .collect()
}

/// Percent-decodes, in queries and forms with `+` for a space.
pub(super) fn decode(text: &str, is_form: bool) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        rest = tail;
        match (first, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = &tail[2..];
            }
            (b'+', _) if is_form => bytes.push(b' '),
            (byte, _) => bytes.push(*byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
