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
            b',' | b':' | b' ' | b'\r' | b'\t' => scanner.space(),
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

    /// Passes what stands between values on one line.
    fn space(&mut self) {
        let rest = self.rest().iter();
        let between = |byte: &&u8| matches!(byte, b',' | b':' | b' ' | b'\r' | b'\t');
        self.at += rest.take_while(between).count();
    }

    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// What was passed since `start`.
    fn since(&mut self, start: usize) -> &'t str {
        let passed = self.text.get(start..self.at).unwrap_or_default();
        let goes_on = |byte: &&u8| **byte & 0xC0 == 0x80;
        self.inside += passed.as_bytes().iter().filter(goes_on).count();
        passed
    }

    /// Passes a string, quotes included.
    fn string(&mut self) -> &'t str {
        let start = self.at;
        self.at += 1;
        loop {
            let inside = self.rest().iter();
            let simple = |byte: &&u8| !matches!(byte, b'"' | b'\\');
            self.at += inside.take_while(simple).count();
            match self.peek() {
                Some(b'\\') => self.at += 2,
                Some(_) => {
                    self.at += 1;
                    return self.since(start);
                }
                None => return self.since(start),
            }
        }
    }

    /// Passes a number or a word.
    fn plain(&mut self) -> &'t str {
        let start = self.at;
        let ends = |byte: &u8| {
            matches!(byte, b',' | b':' | b'{' | b'}' | b'[' | b']' | b'"')
                || byte.is_ascii_whitespace()
        };
        let rest = self.rest().iter();
        self.at += rest.take_while(|byte| !ends(byte)).count();
        self.since(start)
    }
}
