//! The bytes of one file to a tree: by what they hold, not by the file's name.

use super::Node;
use super::anchors::distinct;
use super::keys::Keys;
use super::visit::{Growth, Unfinished};
use crate::config::Limits;
use crate::diag::{Pointer, Position};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
    /// Neither: the whole file is one text, such as a description in Markdown.
    Text,
}

/// A file that was understood.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) text: String,
    pub(super) root: Node,
    pub(super) syntax: Syntax,
    pub(super) repeated: Vec<Pointer>,
}

/// Why a file was not understood; each with a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It is something else than a document: a web page, nothing at all.
    Other(String),
    /// It breaks the rules of its syntax.
    Syntax {
        /// How.
        what: String,
        /// Where, as far as the parser knows.
        position: Option<Position>,
        /// The text, to show the line.
        text: String,
    },
    /// It is too large, or nests too deeply.
    Limit(String),
}

/// An alias may repeat what was written, but a file may not grow without bounds from it: it has as many nodes as this
/// and four times its bytes at most.
const NODES: usize = 1_000_000;

/// Understands a file. `bytes_left` is what all files together may still hold.
pub(super) fn parse(
    path: &str,
    bytes: Vec<u8>,
    limits: &Limits,
    bytes_left: usize,
) -> Result<Parsed, Unreadable> {
    if bytes.len() > bytes_left {
        return Err(Unreadable::Limit(format!(
            "it has {} bytes, and all files together may have {}",
            bytes.len(),
            limits.bytes
        )));
    }
    let text = decode(bytes)?;
    let start = text.trim_start();
    if start.is_empty() {
        return Err(Unreadable::Other("it is empty".to_owned()));
    }
    if start.starts_with('<') {
        return Err(Unreadable::Other("it is a web page or XML".to_owned()));
    }
    if is_prose(path) {
        let root = Node::Text(text.clone());
        return Ok(Parsed {
            text,
            root,
            syntax: Syntax::Text,
            repeated: Vec::new(),
        });
    }
    let growth = |syntax| Growth {
        nodes: Cell::new(
            limits
                .nodes
                .min(NODES.saturating_add(text.len().saturating_mul(4))),
        ),
        bytes: Cell::new(limits.bytes),
        depth: limits.depth,
        syntax,
        text: &text,
        wide: OnceCell::new(),
        repeated: RefCell::default(),
        exceeded: Cell::new(false),
        keys: Keys::default(),
        unfinished: Unfinished::default(),
    };
    let mut failed = None;
    if start.starts_with(['{', '[']) {
        let growth = growth(Syntax::Json);
        match read_json(&text, &growth) {
            Ok(root) => {
                let repeated = growth.repeated.into_inner();
                return Ok(Parsed {
                    text,
                    root,
                    syntax: Syntax::Json,
                    repeated,
                });
            }
            Err(error) => {
                let position = position(error.line(), error.column());
                failed = Some(problem(error.to_string(), position, &growth));
            }
        }
    }
    // JSON that is broken may be YAML in its flow style. If it is not that either, what JSON says of it helps more.
    let growth = growth(Syntax::Yaml);
    let distinct = distinct(&text);
    let yaml = distinct.as_deref().unwrap_or(&text);
    match (
        growth.read(serde_yaml::Deserializer::from_str(yaml)),
        failed,
    ) {
        (Ok(root), _) => {
            let repeated = growth.repeated.into_inner();
            Ok(Parsed {
                text,
                root,
                syntax: Syntax::Yaml,
                repeated,
            })
        }
        (Err(_), Some(failed)) => Err(failed),
        (Err(error), None) => {
            let at = error.location();
            let position = at.and_then(|at| position(at.line(), at.column()));
            Err(problem(error.to_string(), position, &growth))
        }
    }
}

fn read_json(text: &str, growth: &Growth) -> Result<Node, serde_json::Error> {
    let mut parser = serde_json::Deserializer::from_str(text);
    let root = growth.read(&mut parser)?;
    parser.end()?;
    Ok(root)
}

/// A position, if the parser knows one: it counts lines from 1.
fn position(line: usize, column: usize) -> Option<Position> {
    (line > 0).then_some(Position {
        line,
        column: column.max(1),
    })
}

fn problem(message: String, position: Option<Position>, growth: &Growth) -> Unreadable {
    let limit = growth.exceeded.get()
        || message.contains("recursion limit")
        || message.contains("repetition limit");
    if limit {
        Unreadable::Limit(message)
    } else {
        Unreadable::Syntax {
            what: message,
            position,
            text: growth.text.to_owned(),
        }
    }
}

/// UTF-8 without its mark.
fn decode(bytes: Vec<u8>) -> Result<String, Unreadable> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Unreadable::Other("it is UTF-16, not UTF-8".to_owned()));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        Unreadable::Other(format!("it is not UTF-8 after {valid} bytes"))
    })?;
    if text.starts_with('\u{FEFF}') {
        text.remove(0);
    }
    Ok(text)
}

/// Whether the name says that the file is for people.
fn is_prose(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["md", "markdown", "txt"]
        .iter()
        .any(|prose| extension.eq_ignore_ascii_case(prose))
}

/// The integers of a JSON text that need more than 64 bits and no more than 128, in order: `serde_json` makes floating
/// point numbers of them.
pub(super) fn wide_integers(text: &str) -> VecDeque<String> {
    let mut found = VecDeque::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        let (_, at) = rest.split_at(start);
        if let Some(inside) = at.strip_prefix('"') {
            rest = inside.get(end_of_string(inside)..).unwrap_or_default();
            continue;
        }
        let end = at
            .find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'))
            .unwrap_or(at.len());
        let (number, after) = at.split_at(end);
        let integer = !number.contains(['.', 'e', 'E']);
        if integer && number.parse::<i64>().is_err() && number.parse::<u64>().is_err() {
            let fits = number.parse::<i128>().is_ok() || number.parse::<u128>().is_ok();
            if fits {
                found.push_back(number.to_owned());
            }
        }
        rest = after;
    }
    found
}

/// The bytes up to and with the closing quote of a string.
fn end_of_string(inside: &str) -> usize {
    let mut escaped = false;
    for (index, byte) in inside.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    inside.len()
}
