//! The functions of a file: how long they are and what they take. It knows tokens, no rule.

use super::source::{Source, each_level, is_punct};
use super::token::{Group, Token, text};

/// A function that has a body.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) line: usize,
    /// How many lines it has, from `fn` to the end.
    pub(super) lines: usize,
    /// How many lines are inside its braces.
    pub(super) body_lines: usize,
    /// The parameters but for `self`, as they are written.
    pub(super) parameters: Vec<String>,
    pub(super) visibility: Visibility,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Visibility {
    Public,
    Private,
}

/// Words that may stand between `pub` and `fn`.
const QUALIFIERS: &[&str] = &["async", "const", "unsafe", "extern"];

pub(super) fn functions(source: &Source) -> Vec<Function> {
    let mut all = Vec::new();
    each_level(&source.tokens, &mut |level| {
        for (index, token) in level.iter().enumerate() {
            if let Token::Word(word, _) = token
                && word == "fn"
                && let Some(function) = function(level, index)
            {
                all.push(function);
            }
        }
    });
    all
}

fn function(level: &[Token], index: usize) -> Option<Function> {
    let (before, rest) = level.split_at_checked(index)?;
    let [Token::Word(_, line), Token::Word(name, _), rest @ ..] = rest else {
        return None;
    };
    let parameters = parameters(rest)?;
    let body = body(rest)?;
    Some(Function {
        name: name.clone(),
        line: *line,
        lines: body.close + 1 - line,
        body_lines: (body.close - body.open).saturating_sub(1),
        parameters,
        visibility: visibility(before),
    })
}

/// The first parentheses that are not among the generics.
fn parameters(rest: &[Token]) -> Option<Vec<String>> {
    let mut depth = Depth::default();
    for token in rest {
        match token {
            Token::Group(group) if depth.is_outside() && group.bracket == '(' => {
                return Some(split(&group.tokens));
            }
            token => depth.pass(token),
        }
    }
    None
}

/// The braces that come before any semicolon.
fn body(rest: &[Token]) -> Option<&Group> {
    rest.iter()
        .take_while(|token| !is_punct(Some(token), ';'))
        .find_map(|token| match token {
            Token::Group(group) if group.bracket == '{' => Some(group),
            _ => None,
        })
}

/// The parameters but for `self`.
fn split(tokens: &[Token]) -> Vec<String> {
    let mut depth = Depth::default();
    let mut parts = vec![Vec::new()];
    for token in tokens {
        if depth.is_outside() && is_punct(Some(token), ',') {
            parts.push(Vec::new());
        } else {
            depth.pass(token);
            if let Some(part) = parts.last_mut() {
                part.push(token.clone());
            }
        }
    }
    let all = parts.iter().map(|part| text(part));
    all.filter(|part| !part.is_empty() && !part.split(' ').any(|word| word == "self"))
        .collect()
}

fn visibility(before: &[Token]) -> Visibility {
    for token in before.iter().rev() {
        match token {
            Token::Word(word, _) if word == "pub" => return Visibility::Public,
            Token::Word(word, _) if QUALIFIERS.contains(&word.as_str()) => {}
            Token::Literal(_) => {}
            _ => break,
        }
    }
    Visibility::Private
}

/// How deep in `<` and `>` a token is. An arrow's `>` closes nothing.
#[derive(Default)]
struct Depth {
    angles: usize,
    arrow: Option<char>,
}

impl Depth {
    fn is_outside(&self) -> bool {
        self.angles == 0
    }

    fn pass(&mut self, token: &Token) {
        let Token::Punct(letter) = token else {
            self.arrow = None;
            return;
        };
        match letter {
            '<' => self.angles += 1,
            '>' if !matches!(self.arrow, Some('-' | '=')) => {
                self.angles = self.angles.saturating_sub(1);
            }
            _ => {}
        }
        self.arrow = Some(*letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Option<Function> {
        let source = Source::parse("a.rs", text).ok()?;
        functions(&source).into_iter().next()
    }

    #[test]
    fn generics_hold_no_parameters() {
        let text = "pub async fn a<F: Fn(u8) -> u8>(&self, f: F, m: Map<u8, bool>) -> u8 {\n\n}";
        let parameters = one(text).map(|function| function.parameters.len());
        assert_eq!(parameters, Some(2));
        assert_eq!(
            one(text).map(|function| function.visibility),
            Some(Visibility::Public)
        );
    }

    #[test]
    fn lines_are_counted() {
        let function = one("impl A {\n    fn a(\n    ) {\n        b();\n        c();\n    }\n}");
        let lines = function.map(|function| (function.line, function.lines, function.body_lines));
        assert_eq!(lines, Some((2, 5, 2)));
    }

    #[test]
    fn a_type_is_no_function() {
        assert!(one("struct A { f: fn(u8) -> u8 }").is_none());
        assert!(one("trait A { fn a(&self); }").is_none());
    }
}
