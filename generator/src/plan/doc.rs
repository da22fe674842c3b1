//! Text of the document to lines of rustdoc.
//!
//! Whatever the document says stays text: no code block becomes a doctest, no bracket a broken link, no tag HTML.

use crate::ir::{Docs, Limits};

/// How wide a line of documentation may be, its `///` and indentation not counted.
const WIDTH: usize = 100;

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
        paragraphs.push(sentence(&clean(summary).join(" ")));
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

/// Lines that only go on put together, so that they can be wrapped anew; blocks stay a line each.
fn paragraphs_of(lines: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut fence: Option<String> = None;
    for line in lines {
        let bare = line.trim_start();
        if let Some(open) = &fence {
            if bare == open {
                fence = None;
            }
            out.push(line);
            continue;
        }
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fence = Some(bare.trim_end_matches("text").to_owned());
            out.push(line);
            continue;
        }
        let hard = |text: &str| {
            text.is_empty()
                || text.starts_with(['|', '#'])
                || text.starts_with("```")
                || text.starts_with("~~~")
        };
        match out.last_mut() {
            Some(last) if !hard(last.trim_start()) && !hard(bare) && !is_list(bare) => {
                last.push(' ');
                last.push_str(bare);
            }
            _ => out.push(line),
        }
    }
    out
}

/// One line of text from the document, with its end.
pub(super) fn line(text: &str) -> String {
    sentence(&clean(text).join(" "))
}

/// What values must satisfy, as a sentence or two.
pub(super) fn limits(limits: &Limits) -> Option<String> {
    let mut said = Vec::new();
    match (&limits.minimum, &limits.maximum) {
        (Some(least), Some(most)) if !limits.exclusive_minimum && !limits.exclusive_maximum => {
            said.push(format!("{least} to {most}"))
        }
        (least, most) => {
            if let Some(least) = least {
                said.push(format!(
                    "{} {least}",
                    if limits.exclusive_minimum {
                        "more than"
                    } else {
                        "at least"
                    }
                ));
            }
            if let Some(most) = most {
                said.push(format!(
                    "{} {most}",
                    if limits.exclusive_maximum {
                        "less than"
                    } else {
                        "at most"
                    }
                ));
            }
        }
    }
    if let Some(step) = &limits.multiple_of {
        said.push(format!("a multiple of {step}"));
    }
    match (limits.min_length, limits.max_length) {
        (Some(least), Some(most)) if least == most => said.push(format!("length {least}")),
        (Some(least), Some(most)) => said.push(format!("length {least} to {most}")),
        (Some(0), None) | (None, None) => {}
        (Some(least), None) => said.push(format!("length at least {least}")),
        (None, Some(most)) => said.push(format!("length at most {most}")),
    }
    if limits.unique {
        said.push("no element twice".to_owned());
    }
    if let Some(format) = &limits.format {
        said.push(format!("format {}", code(format)));
    }
    if let Some(pattern) = &limits.pattern {
        said.push(format!("pattern {}", code(pattern)));
    }
    if let Some(default) = &limits.default {
        said.push(format!("default {}", code(default)));
    }
    let mut text = said.join("; ");
    if text.is_empty() {
        return None;
    }
    if let Some(first) = text.get(..1) {
        let upper = first.to_ascii_uppercase();
        text.replace_range(..1, &upper);
    }
    text.push('.');
    Some(text)
}

/// A text as inline code, whatever it holds; long ones are cut.
pub(super) fn code(text: &str) -> String {
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

/// Only letters that show, as they show: no control letters, nothing that turns the direction of writing.
fn visible(text: &str) -> String {
    text.chars()
        .filter_map(|letter| match letter {
            '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
            '\n' => Some('\n'),
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => None,
            _ if letter.is_control() => None,
            _ => Some(letter),
        })
        .collect()
}

/// CommonMark of the document to CommonMark that rustdoc takes as text; empty lines separate paragraphs.
fn clean(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut fenced: Option<String> = None;
    for raw in visible(text).lines() {
        let line = raw.trim_end();
        let bare = line.trim_start();
        if let Some(fence) = &fenced {
            if bare.starts_with(fence.as_str()) && bare.trim_start_matches(['`', '~']).is_empty() {
                out.push(fence.clone());
                fenced = None;
            } else {
                out.push(line.to_owned());
            }
            continue;
        }
        if bare.starts_with("```") || bare.starts_with("~~~") {
            let fence: String = bare
                .chars()
                .take_while(|letter| matches!(letter, '`' | '~'))
                .collect();
            out.push(format!("{fence}text"));
            fenced = Some(fence);
        } else if bare.is_empty() {
            if out.last().is_some_and(|line| !line.is_empty()) {
                out.push(String::new());
            }
        } else {
            // Four spaces make a code block, which rustdoc would compile; a list's own lines need fewer.
            let depth = (line.len() - bare.len()).min(3);
            let indent = if is_list(bare) || depth < 2 { "" } else { " " };
            out.push(format!("{indent}{}", inline(bare)));
        }
    }
    if let Some(fence) = fenced {
        out.push(fence);
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

fn is_list(line: &str) -> bool {
    let digits = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    line.starts_with(['-', '*', '+', '|', '#', '>'])
        || digits.starts_with(". ")
        || digits.starts_with(") ")
}

/// One line: brackets and angle brackets become text, except in links to web pages and in inline code; bare links
/// become links.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
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
    out
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

/// Wraps a line at words; tables, headings and code stay as they are.
fn wrap(line: &str, out: &mut Vec<String>) {
    let bare = line.trim_start();
    let is_block = bare.starts_with(['|', '#', '~']) || bare.starts_with("```");
    if is_block || line.chars().count() <= WIDTH {
        out.push(line.to_owned());
        return;
    }
    let hang = if is_list(bare) { "  " } else { "" };
    let mut current = String::new();
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        if !current.trim().is_empty()
            && current.chars().count() + 1 + word.chars().count() > WIDTH
            && !would_start_block(word)
        {
            out.push(std::mem::take(&mut current));
            current.push_str(hang);
        } else if !current.trim().is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    if !current.trim().is_empty() {
        out.push(current);
    }
}

/// Whether a word at the start of a line would begin a list, a heading or a quote.
fn would_start_block(word: &str) -> bool {
    let digits = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    word.starts_with(['-', '+', '*', '#', '>', '=', '|', '~'])
        || (digits.len() < word.len() && digits.starts_with(['.', ')']))
}
