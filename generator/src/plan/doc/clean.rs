//! CommonMark of the document to CommonMark that rustdoc takes as text.

use super::inline::inline;
use super::wrap::is_list;
use std::borrow::Cow;

/// CommonMark of the document to CommonMark that rustdoc takes as text; empty lines separate paragraphs.
pub(super) fn clean(text: &str) -> Vec<String> {
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

/// A text as one line of letters that show; not escaped for any reader.
pub(crate) fn plain(text: &str) -> String {
    let text = visible(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same of a text that stands on one line: nothing in it is a block.
pub(crate) fn line(text: &str) -> String {
    let line = inline(&plain(text));
    if line.starts_with("~~~") {
        format!("\\{line}")
    } else {
        line
    }
}

/// Only letters that show, as they show: no control letters, nothing that turns the direction of writing.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let letters = text.chars().filter_map(|letter| match letter {
        // What ends a line elsewhere: words must not grow together.
        '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\n' => Some('\n'),
        _ if is_hidden(letter) => None,
        _ => Some(letter),
    });
    letters.collect()
}

/// A text on one line in which every letter shows: those that do not are escaped as Rust escapes them.
pub(in crate::plan) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_hidden(letter) {
            shown.extend(letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    shown
}

/// Whether a reader of a text sees a letter as it is: what is not certain is written by its number in data.
pub fn is_seen(letter: char) -> bool {
    (' '..='~').contains(&letter) || letter.is_alphanumeric()
}

/// Letters that do not show, end a line, or change how others show.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
