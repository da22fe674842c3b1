//! A Rust file as tokens that know their lines.
//!
//! `proc-macro2` has them only with a feature that, by unification, every token of the generator in the same program
//! would pay for, in time and in memory that is never given back. Comments are no tokens here, those of documentation
//! included; what a literal is does not matter to any rule.

use std::fmt;
use std::iter::Peekable;
use std::str::CharIndices;

/// A token, or what stands in brackets.
#[derive(Clone, Debug)]
pub(crate) enum Token {
    /// A name or a keyword, and its line.
    Word(String, usize),
    /// A letter that is no bracket.
    Punct(char),
    /// A number, a text, a letter in quotes.
    Literal(String),
    /// Brackets and what they hold.
    Group(Group),
}

/// Brackets and what they hold.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// The bracket that opens it.
    pub(crate) bracket: char,
    /// The line of that bracket.
    pub(crate) open: usize,
    /// The line of the bracket that closes it.
    pub(crate) close: usize,
    /// What it holds.
    pub(crate) tokens: Vec<Token>,
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(text, _) | Self::Literal(text) => f.write_str(text),
            Self::Punct(letter) => write!(f, "{letter}"),
            Self::Group(group) => {
                let close = closing(group.bracket).unwrap_or_default();
                write!(f, "{}{}{close}", group.bracket, text(&group.tokens))
            }
        }
    }
}

/// Tokens with a space between each two.
pub(crate) fn text(tokens: &[Token]) -> String {
    let words: Vec<String> = tokens.iter().map(ToString::to_string).collect();
    words.join(" ")
}

/// The tokens of a file.
///
/// # Errors
///
/// When a bracket, a text or a comment is not closed.
pub(crate) fn tokens(source: &str) -> Result<Vec<Token>, String> {
    let mut lexer = Lexer {
        source,
        letters: source.char_indices().peekable(),
        line: 1,
    };
    let (tokens, end) = lexer.until_closed()?;
    match end {
        None => Ok(tokens),
        Some(letter) => Err(format!("line {}: `{letter}` closes nothing", lexer.line)),
    }
}

fn closing(bracket: char) -> Option<char> {
    match bracket {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}

struct Lexer<'a> {
    source: &'a str,
    letters: Peekable<CharIndices<'a>>,
    line: usize,
}

impl<'a> Lexer<'a> {
    /// The tokens up to a bracket that none of them opened, which is taken too.
    fn until_closed(&mut self) -> Result<(Vec<Token>, Option<char>), String> {
        let mut tokens = Vec::new();
        while let Some((at, letter)) = self.next() {
            if letter.is_whitespace() {
                continue;
            }
            if letter == '/' && self.comment(at)? {
                continue;
            }
            tokens.push(match letter {
                '(' | '[' | '{' => self.group(letter)?,
                ')' | ']' | '}' => return Ok((tokens, Some(letter))),
                '"' => self.quoted(at, '"')?,
                '\'' if self.is_letter_in_quotes(at) => self.quoted(at, '\'')?,
                '0'..='9' => self.number(at),
                _ if letter == '_' || letter.is_alphabetic() => self.word(at)?,
                _ => Token::Punct(letter),
            });
        }
        Ok((tokens, None))
    }

    fn next(&mut self) -> Option<(usize, char)> {
        let (at, letter) = self.letters.next()?;
        self.line += usize::from(letter == '\n');
        Some((at, letter))
    }

    fn peek(&mut self) -> Option<char> {
        self.letters.peek().map(|(_, letter)| *letter)
    }

    fn rest(&self, at: usize) -> &'a str {
        self.source.get(at..).unwrap_or_default()
    }

    /// What was taken since `start`.
    fn taken(&mut self, start: usize) -> String {
        let end = self.letters.peek().map_or(self.source.len(), |(at, _)| *at);
        self.source.get(start..end).unwrap_or_default().to_owned()
    }

    fn skip_while(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&wanted) {
            self.next();
        }
    }

    /// Skips a comment, if there is one; comments in brackets of their own nest.
    fn comment(&mut self, at: usize) -> Result<bool, String> {
        let rest = self.rest(at);
        if rest.starts_with("//") {
            self.skip_while(|letter| letter != '\n');
            return Ok(true);
        }
        if !rest.starts_with("/*") {
            return Ok(false);
        }
        let line = self.line;
        self.next();
        let (mut depth, mut before) = (1, ' ');
        while depth > 0 {
            let Some((_, letter)) = self.next() else {
                return Err(format!("line {line}: a comment is not closed"));
            };
            before = match (before, letter) {
                ('/', '*') => {
                    depth += 1;
                    ' '
                }
                ('*', '/') => {
                    depth -= 1;
                    ' '
                }
                _ => letter,
            };
        }
        Ok(true)
    }

    fn group(&mut self, bracket: char) -> Result<Token, String> {
        let open = self.line;
        let (tokens, end) = self.until_closed()?;
        if end != closing(bracket) {
            return Err(format!("line {open}: `{bracket}` is not closed"));
        }
        Ok(Token::Group(Group {
            bracket,
            open,
            close: self.line,
            tokens,
        }))
    }

    /// Whether a quote opens a letter and no lifetime.
    fn is_letter_in_quotes(&self, at: usize) -> bool {
        let mut letters = self.rest(at).chars().skip(1);
        letters.next() == Some('\\') || letters.next() == Some('\'')
    }

    /// A text or a letter whose first quote is taken.
    fn quoted(&mut self, start: usize, quote: char) -> Result<Token, String> {
        let line = self.line;
        while let Some((_, letter)) = self.next() {
            if letter == '\\' {
                self.next();
            } else if letter == quote {
                return Ok(Token::Literal(self.taken(start)));
            }
        }
        Err(format!("line {line}: a text is not closed"))
    }

    /// A number with its suffix; what an exponent's sign splits off is no rule's business.
    fn number(&mut self, start: usize) -> Token {
        self.skip_while(|letter| letter == '_' || letter.is_alphanumeric());
        let rest = self.taken(start).len() + start;
        let mut after = self.rest(rest).chars();
        if after.next() == Some('.') && after.next().is_some_and(|next| next.is_ascii_digit()) {
            self.next();
            self.skip_while(|letter| letter == '_' || letter.is_alphanumeric());
        }
        Token::Literal(self.taken(start))
    }

    /// A word, or a text that begins with one: `b"..."`, `r#"..."#`.
    fn word(&mut self, start: usize) -> Result<Token, String> {
        let line = self.line;
        self.skip_while(|letter| letter == '_' || letter.is_alphanumeric());
        let word = self.taken(start);
        let raw = matches!(word.as_str(), "r" | "br" | "cr");
        match self.peek() {
            Some('"') if raw => self.raw(start),
            Some(quote @ ('"' | '\'')) if matches!(word.as_str(), "b" | "c") => {
                self.next();
                self.quoted(start, quote)
            }
            Some('#') if raw => {
                let rest = self.rest(start + word.len()).trim_start_matches('#');
                if rest.starts_with('"') {
                    return self.raw(start);
                }
                self.next();
                self.skip_while(|letter| letter == '_' || letter.is_alphanumeric());
                Ok(Token::Word(self.taken(start), line))
            }
            _ => Ok(Token::Word(word, line)),
        }
    }

    /// A text without escapes, from the hashes that close it, too.
    fn raw(&mut self, start: usize) -> Result<Token, String> {
        let line = self.line;
        let mut end = "\"".to_owned();
        while self.peek() == Some('#') {
            self.next();
            end.push('#');
        }
        self.next();
        while let Some((at, _)) = self.next() {
            if self.rest(at).starts_with(&end) {
                for _ in 1..end.len() {
                    self.next();
                }
                return Ok(Token::Literal(self.taken(start)));
            }
        }
        Err(format!("line {line}: a text is not closed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> String {
        tokens(source).map_or_else(|problem| problem, |tokens| text(&tokens))
    }

    #[test]
    fn what_is_no_code_is_no_token() {
        assert_eq!(read("a // b {\n/* c /* ( */ d */ e /// f"), "a e");
        assert_eq!(
            read("\"{\" 'a' '\\'' b'}' r#\"\"}\"# z"),
            "\"{\" 'a' '\\'' b'}' r#\"\"}\"# z"
        );
    }

    #[test]
    fn lifetimes_numbers_and_raw_words_are_told_apart() {
        assert_eq!(read("&'a r#type"), "& ' a r#type");
        assert_eq!(
            read("0x1F_u8 1.5e3 0..2 a.0"),
            "0x1F_u8 1.5e3 0 . . 2 a . 0"
        );
    }

    #[test]
    fn lines_are_known() {
        let tokens = tokens("\na {\n\"\n\"\n} b").unwrap_or_default();
        let [Token::Word(_, a), Token::Group(group), Token::Word(_, b)] = tokens.as_slice() else {
            panic!("{tokens:?}");
        };
        assert_eq!((*a, group.open, group.close, *b), (2, 2, 5, 5));
    }

    #[test]
    fn what_is_not_closed_is_an_error() {
        assert_eq!(read("a\n("), "line 2: `(` is not closed");
        assert_eq!(read(")"), "line 1: `)` closes nothing");
        assert_eq!(read("(]"), "line 1: `(` is not closed");
        assert_eq!(read("\"a"), "line 1: a text is not closed");
        assert_eq!(read("/* a"), "line 1: a comment is not closed");
    }
}
