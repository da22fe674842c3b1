//! The spots of a JSON text. It was read before, so what breaks the rules is not looked for.

use super::{Builder, Content, Position, Spots};

pub(super) fn spots(text: &str) -> Spots {
    let mut scanner = Scanner {
        text,
        at: 0,
        line: 1,
        line_start: 0,
        inside: 0,
    };
    let mut builder = Builder::default();
    while let Some(byte) = scanner.peek() {
        let position = scanner.position();
        match byte {
            b'{' => {
                builder.open(position, Content::Map(Vec::new()));
                scanner.at += 1;
            }
            b'[' => {
                builder.open(position, Content::List(Vec::new()));
                scanner.at += 1;
            }
            b'}' | b']' => {
                builder.close();
                scanner.at += 1;
            }
            b'"' => {
                let quoted = scanner.string();
                if builder.wants_key() {
                    builder.key(key(quoted), position);
                } else {
                    builder.add(position, Content::Scalar(None));
                }
            }
            b'\n' => scanner.new_line(),
            b',' | b':' | b' ' | b'\r' | b'\t' => scanner.at += 1,
            _ => {
                let plain = scanner.plain();
                builder.add(position, Content::Scalar(Some(plain.to_owned())));
            }
        }
    }
    builder.finish()
}

/// What a key in quotes says.
fn key(quoted: &str) -> String {
    if quoted.contains('\\') {
        return serde_json::from_str(quoted).unwrap_or_default();
    }
    let inside = quoted.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    inside.unwrap_or_default().to_owned()
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    /// Where the line starts.
    line_start: usize,
    /// How many bytes of the line so far are not the first of a letter: columns count letters.
    inside: usize,
}

impl<'t> Scanner<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn position(&self) -> Position {
        Position {
            line: self.line,
            column: self.at - self.line_start - self.inside + 1,
        }
    }

    fn new_line(&mut self) {
        self.at += 1;
        self.line += 1;
        self.line_start = self.at;
        self.inside = 0;
    }

    fn step(&mut self, byte: u8) {
        self.at += 1;
        self.inside += usize::from(byte & 0xC0 == 0x80);
    }

    /// Passes a string, quotes included.
    fn string(&mut self) -> &'t str {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.step(byte);
            match byte {
                b'"' => break,
                b'\\' => self.at += 1,
                _ => {}
            }
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Passes a number or a word.
    fn plain(&mut self) -> &'t str {
        let start = self.at;
        while let Some(byte) = self.peek() {
            if matches!(byte, b',' | b':' | b'{' | b'}' | b'[' | b']' | b'"')
                || byte.is_ascii_whitespace()
            {
                break;
            }
            self.step(byte);
        }
        self.text.get(start..self.at).unwrap_or_default()
    }
}
