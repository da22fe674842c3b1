//! What is never right in the generator, a library that must not panic and has no terminal. It knows names only; the
//! compiler's lints know types, and find what hides from this.

use super::source::{Finding, Source, each_level, is_punct};
use super::token::Token;

const METHODS: &[&str] = &["unwrap", "expect"];

const MACROS: &[&str] = &[
    "dbg",
    "eprint",
    "eprintln",
    "panic",
    "print",
    "println",
    "todo",
    "unimplemented",
];

const STREAMS: &[&str] = &["stdin", "stdout", "stderr"];

pub(super) fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    each_level(&source.tokens, &mut |level| {
        for (index, token) in level.iter().enumerate() {
            let Token::Word(name, line) = token else {
                continue;
            };
            let before = index.checked_sub(1).and_then(|index| level.get(index));
            let (next, after) = (level.get(index + 1), level.get(index + 2));
            let called = matches!(next, Some(Token::Group(group)) if group.bracket == '(');
            let path = is_punct(before, '.') || is_punct(before, ':');
            let known = |names: &[&str]| names.contains(&name.as_str());
            let what = if known(METHODS) && path {
                format!("`{name}`")
            } else if known(MACROS) && is_punct(next, '!') && matches!(after, Some(Token::Group(_)))
            {
                format!("`{name}!`")
            } else if known(STREAMS) && called && !is_punct(before, '.') {
                format!("`{name}()`")
            } else {
                continue;
            };
            findings.push(source.finding(*line, what));
        }
    });
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let source = Source::parse("a.rs", text);
        let findings = source.map(|source| check(&source)).unwrap_or_default();
        findings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn finds_what_panics_and_prints() {
        assert_eq!(found("fn a() {\n    b.unwrap();\n}"), ["a.rs:2: `unwrap`"]);
        assert_eq!(
            found("fn a() { map(Option::unwrap) }"),
            ["a.rs:1: `unwrap`"]
        );
        assert_eq!(found("json!({ a: b.expect(\"c\") })"), ["a.rs:1: `expect`"]);
        assert_eq!(
            found("fn a() { std::io::stdout().lock() }"),
            ["a.rs:1: `stdout()`"]
        );
        assert_eq!(found("fn a() { todo!() }"), ["a.rs:1: `todo!`"]);
    }

    #[test]
    fn leaves_the_rest_alone() {
        assert!(found("fn a() { b.unwrap_or(1); let panic = 1; panic != 2; }").is_empty());
        assert!(found("/// Never `b.unwrap()`.\nfn a() { \"panic!()\"; }").is_empty());
        assert!(found("#[cfg(test)]\nmod tests { fn a() { b.unwrap() } }").is_empty());
    }
}
