//! YAML whose anchors are set more than once.
//!
//! YAML lets a later `&name` replace an earlier one. The parser that makes nodes (yaml_serde 0.10) then confuses that
//! anchor with the next one, without a word. Such a text, which is rare, is written anew from the events of the other
//! parser, with anchors that differ.

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;

/// The same text with anchors that differ; `None` where they do already, or where the text cannot be read.
pub(super) fn distinct(text: &str) -> Option<String> {
    if !repeats(text) {
        return None;
    }
    let mut writer = Writer::default();
    for event in Parser::new_from_str(text) {
        match event.ok()?.0 {
            Event::Scalar(value, style, anchor, tag) => writer.scalar(&value, style, anchor, tag),
            Event::Alias(anchor) => {
                writer.start(0, None);
                // The space keeps a colon out of the name.
                write!(writer.text, "*a{anchor} ").ok()?;
                writer.end();
            }
            Event::SequenceStart(anchor, tag) => writer.open(anchor, tag, Open::List),
            Event::MappingStart(anchor, tag) => writer.open(anchor, tag, Open::Key),
            Event::SequenceEnd | Event::MappingEnd => writer.close(),
            Event::DocumentStart(_) if !writer.text.is_empty() => return None,
            _ => {}
        }
    }
    Some(writer.text)
}

/// Whether something that looks like an anchor occurs twice. In a comment or a text it may be none: then the text is
/// written anew for nothing.
fn repeats(text: &str) -> bool {
    let mut seen = HashSet::new();
    let mut before = "";
    for part in text.split('&') {
        let starts = before.is_empty() || before.ends_with([' ', '\n', '\t', '[', '{', ',', ':']);
        let end = part.find(|c: char| c.is_whitespace() || "[]{},".contains(c));
        let name = part.get(..end.unwrap_or(part.len())).unwrap_or_default();
        if starts && !name.is_empty() && !seen.insert(name) {
            return true;
        }
        before = part;
    }
    false
}

/// What is open, and what comes next in it.
#[derive(Clone, Copy)]
enum Open {
    List,
    Key,
    Value,
}

#[derive(Default)]
struct Writer {
    text: String,
    open: Vec<Open>,
}

impl Writer {
    fn start(&mut self, anchor: usize, tag: Option<Cow<Tag>>) {
        if anchor > 0 {
            let _ = write!(self.text, "&a{anchor} ");
        }
        if let Some(tag) = tag.filter(|tag| tag.is_yaml_core_schema()) {
            let _ = write!(self.text, "!!{} ", tag.suffix);
        }
    }

    fn end(&mut self) {
        match self.open.last_mut() {
            Some(Open::List) => self.text.push_str(",\n"),
            Some(open @ Open::Key) => {
                *open = Open::Value;
                self.text.push_str(": ");
            }
            Some(open @ Open::Value) => {
                *open = Open::Key;
                self.text.push_str(",\n");
            }
            None => {}
        }
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, anchor: usize, tag: Option<Cow<Tag>>) {
        self.start(anchor, tag);
        // Every number, boolean and null is written with these, and nothing else needs to stay plain.
        let simple = |letter: char| letter.is_ascii_alphanumeric() || "+-.~<".contains(letter);
        let punctuation = value.chars().all(|letter| "-".contains(letter));
        if style == ScalarStyle::Plain && value.is_empty() {
            self.text.push('~');
        } else if style == ScalarStyle::Plain && value.chars().all(simple) && !punctuation {
            self.text.push_str(value);
        } else {
            self.text
                .push_str(&serde_json::Value::from(value).to_string());
        }
        self.end();
    }

    fn open(&mut self, anchor: usize, tag: Option<Cow<Tag>>, open: Open) {
        self.start(anchor, tag);
        self.text
            .push(if matches!(open, Open::List) { '[' } else { '{' });
        self.open.push(open);
    }

    fn close(&mut self) {
        let list = matches!(self.open.pop(), Some(Open::List));
        self.text.push(if list { ']' } else { '}' });
        self.end();
    }
}
