//! The writer: values to JSON text, without spaces.

use super::view::View;
use super::{Attachment, Entries, Field, Items, Member, Wire};
use std::fmt::{self, Write};

/// Collects one JSON text.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    /// Where bytes stand that travel beside the text, in order; nothing where the text has to hold them.
    attached: Option<Vec<(usize, Attachment)>>,
    /// The first thing that no JSON can hold.
    fault: Option<&'static str>,
}

/// Which bytes a JSON string can't hold as they are.
static IS_ESCAPED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table
};

impl Writer {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty text beside which bytes are kept.
    pub(super) fn attaching() -> Self {
        Self {
            attached: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// The text, and the bytes beside it by the place of their `null` in it.
    pub(super) fn into_parts(self) -> (String, Vec<(usize, Attachment)>) {
        (self.text, self.attached.unwrap_or_default())
    }

    /// Writes what holds bytes: beside the text if it goes with parts, else its bytes as a string, as base64 where
    /// they are no UTF-8. Without bytes in memory that is a fault.
    pub fn attach(&mut self, bytes: Option<&[u8]>, whole: impl FnOnce() -> Attachment) {
        if let Some(attached) = &mut self.attached {
            attached.push((self.text.len(), whole()));
            self.text.push_str("null");
            return;
        }
        match bytes.map(|bytes| (bytes, std::str::from_utf8(bytes))) {
            Some((_, Ok(text))) => self.string(text),
            Some((bytes, Err(_))) => super::Base64::from(bytes).write(self),
            None => {
                self.fault = Some("a file or a stream can't be sent inside JSON");
                self.text.push_str("null");
            }
        }
    }

    /// What of the value no JSON can hold.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        self.fault
    }

    /// The text.
    pub fn into_string(self) -> String {
        self.text
    }

    /// Writes a text that is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Writes a value by its `Display`, which must be JSON.
    pub fn display(&mut self, json: fmt::Arguments<'_>) {
        // Writing to a `String` doesn't fail.
        let _ = self.text.write_fmt(json);
    }

    /// Writes a finite float, given by its `Debug`: the shortest text that round-trips, once `.0` is off.
    pub(super) fn float(&mut self, json: fmt::Arguments<'_>) {
        self.display(json);
        if self.text.ends_with(".0") {
            self.text.truncate(self.text.len() - 2);
        }
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.text.reserve(text.len() + 2);
        self.text.push('"');
        let mut start = 0;
        for (at, &byte) in text.as_bytes().iter().enumerate() {
            if IS_ESCAPED[usize::from(byte)] {
                self.text.push_str(&text[start..at]);
                self.escape(byte);
                start = at + 1;
            }
        }
        self.text.push_str(&text[start..]);
        self.text.push('"');
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'"' => self.text.push_str("\\\""),
            b'\\' => self.text.push_str("\\\\"),
            b'\n' => self.text.push_str("\\n"),
            b'\r' => self.text.push_str("\\r"),
            b'\t' => self.text.push_str("\\t"),
            0x08 => self.text.push_str("\\b"),
            0x0c => self.text.push_str("\\f"),
            byte => self.display(format_args!("\\u{byte:04x}")),
        }
    }

    /// Writes an object of values under the names of the fields, and the entries of `rest` after them; optional ones
    /// that are absent are left out.
    pub(super) fn object(
        &mut self,
        fields: &[Field],
        values: &[&(dyn Member + 'static)],
        rest: Option<&dyn Entries>,
    ) {
        self.text.push('{');
        for (field, value) in fields.iter().zip(values) {
            if is_written(field, *value) {
                self.member(field.name(), *value);
            }
        }
        if let Some(rest) = rest {
            rest.each(&mut |name, value| {
                // A name twice in one object is no JSON that two readers agree on: the field goes first.
                let mut members = fields.iter().zip(values);
                if !members.any(|(field, value)| field.name() == name && is_written(field, *value))
                {
                    self.member(name, value);
                }
            });
        }
        self.text.push('}');
    }

    /// Writes an object of entries.
    pub fn map(&mut self, entries: &dyn Entries) {
        self.object(&[], &[], Some(entries));
    }

    /// Writes an object of pairs.
    pub(super) fn pairs(&mut self, pairs: &[(&str, &dyn Wire)]) {
        self.text.push('{');
        for (name, value) in pairs {
            self.member(name, *value);
        }
        self.text.push('}');
    }

    /// Writes an array.
    pub fn list(&mut self, items: &dyn Items) {
        self.text.push('[');
        let mut index = 0;
        while let Some(item) = items.item(index) {
            self.element(item);
            index += 1;
        }
        self.text.push(']');
    }

    /// Writes an array of fixed positions.
    pub fn tuple(&mut self, positions: &[&dyn Wire]) {
        self.text.push('[');
        for position in positions {
            self.element(*position);
        }
        self.text.push(']');
    }

    /// Writes an object, with the member `tag` put first if the object lacks it.
    pub fn tagged(&mut self, tag: &str, value: &str, payload: &dyn Wire) {
        let start = self.text.len();
        payload.write(self);
        let Ok(View::Object(members)) = View::of(&self.text[start..]) else {
            return;
        };
        if members.iter().any(|(name, _)| name == tag) {
            return;
        }
        let separator = if members.is_empty() { "" } else { "," };
        let mut first = Self::new();
        first.member(tag, &value.to_owned());
        let tag = first.text + separator;
        self.text.insert_str(start + 1, &tag);
        let moved = self.attached.iter_mut().flatten();
        moved
            .filter(|(at, _)| *at > start)
            .for_each(|(at, _)| *at += tag.len());
    }

    fn member(&mut self, name: &str, value: &dyn Wire) {
        self.separate('{');
        self.string(name);
        self.text.push(':');
        value.write(self);
    }

    fn element(&mut self, value: &dyn Wire) {
        self.separate('[');
        value.write(self);
    }

    /// A comma, unless nothing was written since the bracket.
    fn separate(&mut self, open: char) {
        if !self.text.is_empty() && !self.text.ends_with(open) {
            self.text.push(',');
        }
    }
}

fn is_written(field: &Field, value: &dyn Wire) -> bool {
    field.is_required() || !value.is_absent()
}
