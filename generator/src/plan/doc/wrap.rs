//! Paragraphs put together and wrapped anew.

/// How wide a line of documentation may be, its `///` and indentation not counted.
const WIDTH: usize = 100;

/// Lines that only go on put together, so that they can be wrapped anew; blocks stay a line each.
pub(super) fn paragraphs_of(lines: Vec<String>) -> Vec<String> {
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

pub(super) fn is_list(line: &str) -> bool {
    let digits = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    line.starts_with(['-', '*', '+', '|', '#', '>'])
        || digits.starts_with(". ")
        || digits.starts_with(") ")
}

/// Wraps a line at words; tables, headings and code stay as they are.
pub(super) fn wrap(line: &str, out: &mut Vec<String>) {
    let bare = line.trim_start();
    let is_block = bare.starts_with(['|', '#', '~']) || bare.starts_with("```");
    if is_block || line.chars().count() <= WIDTH {
        out.push(line.to_owned());
        return;
    }
    let hang = if is_list(bare) { "  " } else { "" };
    let mut current = String::new();
    for word in words(line) {
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

/// The words of a line; what is in backticks is one word, since a line break would show in it.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut is_code = false;
    for (at, letter) in line.char_indices() {
        match letter {
            '`' => is_code = !is_code,
            ' ' if !is_code => {
                words.extend(line.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    words.extend(line.get(start..));
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a word at the start of a line would begin a list, a heading or a quote.
fn would_start_block(word: &str) -> bool {
    let digits = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    word.starts_with(['-', '+', '*', '#', '>', '=', '|', '~'])
        || (digits.len() < word.len() && digits.starts_with(['.', ')']))
}
