//! A Rust file as tokens, and what is found in it. It knows tokens, no rule.

use super::token::{self, Group, Token};
use std::fmt;

/// Something in a file that a rule is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file.
    pub path: String,
    /// The line.
    pub line: usize,
    /// What it is.
    pub message: String,
}

impl Finding {
    pub(crate) fn new(path: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// A Rust file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path below the root of the project.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Its tokens without what is compiled for tests alone.
    pub(crate) tokens: Vec<Token>,
    /// The modules that are declared for tests alone, in files of their own.
    pub(crate) test_modules: Vec<String>,
}

impl Source {
    /// Reads a file's text.
    ///
    /// # Errors
    ///
    /// When it is not made of Rust's tokens.
    pub fn parse(path: impl Into<String>, text: impl Into<String>) -> Result<Self, String> {
        let (path, text) = (path.into(), text.into());
        let tokens =
            token::tokens(&text).map_err(|problem| format!("`{path}` is not Rust: {problem}"))?;
        let mut test_modules = Vec::new();
        let tokens = without_tests(tokens, &mut test_modules);
        Ok(Self {
            path,
            text,
            tokens,
            test_modules,
        })
    }

    pub(crate) fn finding(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding::new(&self.path, line, message)
    }
}

/// The tokens without items under `#[cfg(test)]`.
fn without_tests(tokens: Vec<Token>, modules: &mut Vec<String>) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            Token::Punct('#') if tokens.peek().is_some_and(is_test_attribute) => {
                tokens.next();
                skip_item(&mut tokens, modules);
            }
            Token::Group(group) => kept.push(Token::Group(Group {
                tokens: without_tests(group.tokens, modules),
                ..group
            })),
            other => kept.push(other),
        }
    }
    kept
}

fn is_test_attribute(token: &Token) -> bool {
    let Token::Group(group) = token else {
        return false;
    };
    let text = token::text(&group.tokens).replace(' ', "");
    group.bracket == '[' && (text.starts_with("cfg(test") || text.starts_with("cfg(all(test"))
}

/// Skips to the end of an item: its body, or its semicolon.
fn skip_item(tokens: &mut impl Iterator<Item = Token>, modules: &mut Vec<String>) {
    let mut words = Vec::new();
    for token in tokens {
        match token {
            Token::Group(group) if group.bracket == '{' => return,
            Token::Punct(';') => {
                if let [.., keyword, name] = words.as_slice()
                    && keyword == "mod"
                {
                    modules.push(String::clone(name));
                }
                return;
            }
            Token::Word(word, _) => words.push(word),
            _ => {}
        }
    }
}

/// Whether a token is that letter.
pub(crate) fn is_punct(token: Option<&Token>, letter: char) -> bool {
    matches!(token, Some(Token::Punct(punct)) if *punct == letter)
}

/// Calls `look` with every run of tokens: the file's own, and what each group holds.
pub(crate) fn each_level(tokens: &[Token], look: &mut impl FnMut(&[Token])) {
    look(tokens);
    for token in tokens {
        if let Token::Group(group) = token {
            each_level(&group.tokens, look);
        }
    }
}
