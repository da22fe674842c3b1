//! One line: what is code stays code, what is a link to the web stays a link, and all else is text.

use super::clean::visible;

/// A text as inline code, whatever it holds; long ones are cut.
pub(crate) fn code(text: &str) -> String {
    const LONGEST: usize = 120;
    let mut text: String = visible(text).replace('\n', " ");
    if text.chars().count() > LONGEST {
        text = text.chars().take(LONGEST).chain(['…']).collect();
    }
    let longest = text
        .split(|letter| letter != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// One line: brackets and angle brackets become text, except in links to web pages and in inline code; bare links
/// become links.
pub(super) fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    loop {
        // Words that are words are most of a line.
        let plain = rest.find(['[', ']', '<', '>', '\\', '`', 'h']);
        let (words, marked) = rest.split_at(plain.unwrap_or(rest.len()));
        out.push_str(words);
        rest = marked;
        let Some(letter) = rest.chars().next() else {
            return out;
        };
        if let Some((text, after)) = code_span(rest)
            .or_else(|| web_link(rest))
            .or_else(|| bare_link(rest))
        {
            out.push_str(&text);
            rest = after;
            continue;
        }
        match letter {
            '[' | ']' | '<' | '>' if !(letter == '>' && out.is_empty()) => {
                out.push('\\');
                out.push(letter);
            }
            '\\' => out.push_str("\\\\"),
            // One backtick that nothing closes would swallow what follows.
            '`' => out.push_str("\\`"),
            _ => out.push(letter),
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
    }
}

/// Inline code at the start of `text`.
fn code_span(text: &str) -> Option<(String, &str)> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let fence = text.get(..ticks).filter(|fence| !fence.is_empty())?;
    let inner = text.get(ticks..)?;
    let end = inner.find(fence)?;
    let after = inner.get(end + ticks..)?;
    (!after.starts_with('`')).then(|| {
        (
            format!("{fence}{}{fence}", inner.get(..end).unwrap_or_default()),
            after,
        )
    })
}

/// `[text](https://...)` at the start of `text`.
fn web_link(text: &str) -> Option<(String, &str)> {
    let (label, after) = text.strip_prefix('[')?.split_once("](")?;
    let (target, after) = after.split_once(')')?;
    let plain = !label.contains(['[', ']', '`', '<', '>', '\\'])
        && !target.contains(['(', '<', '>', ' ', '"', '\\']);
    let web = target.starts_with("https://") || target.starts_with("http://");
    let label = label.trim();
    (plain && !label.is_empty()).then(|| {
        if web {
            (format!("[{label}]({target})"), after)
        } else {
            (label.to_owned(), after)
        }
    })
}

/// A bare link at the start of `text`.
fn bare_link(text: &str) -> Option<(String, &str)> {
    let text_after = text.strip_prefix('<').unwrap_or(text);
    if !(text_after.starts_with("https://") || text_after.starts_with("http://")) {
        return None;
    }
    let end = text_after
        .find(|letter: char| {
            letter.is_whitespace()
                || matches!(
                    letter,
                    '<' | '>' | '"' | '`' | ')' | ']' | '|' | '\\' | '{' | '}' | '*'
                )
        })
        .unwrap_or(text_after.len());
    let link = text_after
        .get(..end)?
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    let after = text_after.get(link.len()..)?;
    let after = if text.starts_with('<') {
        after.strip_prefix('>').unwrap_or(after)
    } else {
        after
    };
    Some((format!("<{link}>"), after))
}
