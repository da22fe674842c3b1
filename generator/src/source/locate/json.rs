//! The spots of a JSON text. It was read before, so what breaks the rules is not looked for.

use super::{Builder, Content, Position, Spots};
use std::iter::Peekable;
use std::str::CharIndices;

pub(super) fn spots(text: &str) -> Spots {
    let mut scanner = Scanner {
        text,
        letters: text.char_indices().peekable(),
        at: Position { line: 1, column: 1 },
    };
    let mut builder = Builder::default();
    while let Some((start, letter)) = scanner.letters.peek().copied() {
        let position = scanner.at;
        match letter {
            '{' => {
                builder.open(position, Content::Map(Vec::new()));
                scanner.step();
            }
            '[' => {
                builder.open(position, Content::List(Vec::new()));
                scanner.step();
            }
            '}' | ']' => {
                builder.close();
                scanner.step();
            }
            '"' => {
                let end = scanner.string();
                if builder.wants_key() {
                    let quoted = text.get(start..end).unwrap_or_default();
                    let key = serde_json::from_str(quoted).unwrap_or_default();
                    builder.key(key, position);
                } else {
                    builder.add(position, Content::Scalar(None));
                }
            }
            ',' | ':' => scanner.step(),
            space if space.is_whitespace() => scanner.step(),
            _ => {
                let plain = scanner.plain();
                builder.add(position, Content::Scalar(Some(plain.to_owned())));
            }
        }
    }
    builder.finish()
}

struct Scanner<'t> {
    text: &'t str,
    letters: Peekable<CharIndices<'t>>,
    at: Position,
}

impl<'t> Scanner<'t> {
    fn step(&mut self) {
        match self.letters.next() {
            Some((_, '\n')) => {
                self.at.line += 1;
                self.at.column = 1;
            }
            Some(_) => self.at.column += 1,
            None => {}
        }
    }

    /// Passes a string; the offset after it.
    fn string(&mut self) -> usize {
        self.step();
        loop {
            let letter = self.letters.peek().map(|(_, letter)| *letter);
            self.step();
            match letter {
                Some('\\') => self.step(),
                Some('"') | None => break,
                Some(_) => {}
            }
        }
        self.offset()
    }

    /// Passes a number or a word.
    fn plain(&mut self) -> &'t str {
        let start = self.offset();
        while let Some((_, letter)) = self.letters.peek() {
            if matches!(letter, ',' | ':' | '{' | '}' | '[' | ']' | '"') || letter.is_whitespace() {
                break;
            }
            self.step();
        }
        let end = self.offset();
        self.text.get(start..end).unwrap_or_default()
    }

    fn offset(&mut self) -> usize {
        self.letters
            .peek()
            .map_or(self.text.len(), |(offset, _)| *offset)
    }
}
