//! A Rust file as tokens, and what is found in it. It knows tokens, no rule.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
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
    pub(crate) tokens: TokenStream,
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
        let tokens: TokenStream = text
            .parse()
            .map_err(|error| format!("`{path}` is not Rust: {error}"))?;
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
fn without_tests(tokens: TokenStream, modules: &mut Vec<String>) -> TokenStream {
    let mut kept = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(hash) if hash.as_char() == '#' => {
                if tokens.peek().is_some_and(is_test_attribute) {
                    tokens.next();
                    skip_item(&mut tokens, modules);
                } else {
                    kept.push(TokenTree::Punct(hash));
                }
            }
            TokenTree::Group(group) => {
                let inner = without_tests(group.stream(), modules);
                let mut same = Group::new(group.delimiter(), inner);
                same.set_span(group.span());
                kept.push(TokenTree::Group(same));
            }
            other => kept.push(other),
        }
    }
    kept.into_iter().collect()
}

fn is_test_attribute(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else {
        return false;
    };
    let text: String = group.stream().to_string().split_whitespace().collect();
    group.delimiter() == Delimiter::Bracket
        && (text.starts_with("cfg(test") || text.starts_with("cfg(all(test"))
}

/// Skips to the end of an item: its body, or its semicolon.
fn skip_item(tokens: &mut impl Iterator<Item = TokenTree>, modules: &mut Vec<String>) {
    let mut words = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
            TokenTree::Punct(end) if end.as_char() == ';' => {
                if let [.., keyword, name] = words.as_slice()
                    && keyword == "mod"
                {
                    modules.push(String::clone(name));
                }
                return;
            }
            TokenTree::Ident(word) => words.push(word.to_string()),
            _ => {}
        }
    }
}

/// Whether a token is that letter.
pub(crate) fn is_punct(token: Option<&TokenTree>, letter: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == letter)
}

/// Whether a token is a group in those brackets.
pub(crate) fn is_group(token: Option<&TokenTree>, delimiter: Delimiter) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == delimiter)
}

/// Calls `look` with every run of tokens: the file's own, and what each group holds.
pub(crate) fn each_level(tokens: &TokenStream, look: &mut impl FnMut(&[TokenTree])) {
    let level: Vec<TokenTree> = tokens.clone().into_iter().collect();
    look(&level);
    for token in &level {
        if let TokenTree::Group(group) = token {
            each_level(&group.stream(), look);
        }
    }
}
