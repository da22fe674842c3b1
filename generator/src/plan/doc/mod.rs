//! Text of the document to lines of rustdoc.
//!
//! Whatever the document says stays text: no code block becomes a doctest, no bracket a broken link, no tag HTML.

mod clean;
mod inline;
mod limits;
mod wrap;

pub use clean::is_seen;
pub(super) use clean::shown;
pub(crate) use clean::{line as prose, plain};
pub(crate) use inline::code;
pub(super) use limits::limits;

use crate::ir::Docs;
use clean::clean;
use wrap::{paragraphs_of, wrap};

/// The lines that document a thing: its summary, its description, and `more` paragraphs.
pub(super) fn lines(docs: &Docs, more: &[String]) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let summary = docs
        .summary
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let description = docs
        .description
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    if let Some(summary) = summary {
        paragraphs.push(line(summary));
    }
    let mut out: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        wrap(&paragraph, &mut out);
    }
    if let Some(description) = description.filter(|text| summary.map(bare) != Some(bare(text))) {
        separate(&mut out);
        for line in paragraphs_of(clean(description)) {
            wrap(&line, &mut out);
        }
    }
    for paragraph in more {
        separate(&mut out);
        wrap(paragraph, &mut out);
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

/// One line of text from the document, with its end.
pub(super) fn line(text: &str) -> String {
    sentence(&clean::line(text))
}

/// The text without what tells nothing to a comparison.
fn bare(text: &str) -> &str {
    text.trim_end_matches(['.', ' ', '\n'])
}

fn separate(out: &mut Vec<String>) {
    if out.last().is_some_and(|line| !line.is_empty()) {
        out.push(String::new());
    }
}

fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', '…', '`']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

#[cfg(test)]
mod tests {
    use super::{code, lines};
    use crate::ir::Docs;

    fn described(text: &str) -> String {
        let docs = Docs {
            description: Some(text.to_owned()),
            ..Docs::default()
        };
        lines(&docs, &[]).join("\n")
    }

    #[test]
    fn text_of_a_document_stays_text() {
        for (text, expected) in [
            (
                "see [the docs](https://example.com/a_b) or [x][y]",
                "see [the docs](https://example.com/a_b) or \\[x\\]\\[y\\]",
            ),
            (
                "a <b>bold</b> `<i>` word",
                "a \\<b\\>bold\\</b\\> `<i>` word",
            ),
            (
                "go to https://example.com/x.",
                "go to <https://example.com/x>.",
            ),
            ("```rust\nlet x = 1;\n```", "```text\nlet x = 1;\n```"),
            ("```\nunclosed", "```text\nunclosed\n```"),
            ("para\n\n    indented code", "para\n\n indented code"),
            ("one ` tick", "one \\` tick"),
            ("a\u{202e}b\u{0}c", "abc"),
            ("- one\n- two", "- one\n- two"),
            ("wrapped\nlines", "wrapped lines"),
        ] {
            assert_eq!(described(text), expected, "{text:?}");
        }
    }

    #[test]
    fn long_lines_are_wrapped_at_words() {
        let text = "word ".repeat(60);
        assert!(described(&text).lines().all(|line| line.len() <= 100));
    }

    #[test]
    fn code_is_fenced_whatever_it_holds() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }
}
