//! The line of a file that a diagnostic is about, and what of it to underline. It knows no diagnostic.

/// How many letters of a line are shown: a document may be one line of megabytes.
const WIDTH: usize = 100;

/// How many letters before the marked ones are shown where a line is cut.
const LEAD: usize = 30;

/// How many letters before and after the place are looked at: what is further away is not shown.
const REACH: usize = 4096;

/// A line and the part of it that is marked, in letters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) line: String,
    pub(super) start: usize,
    pub(super) length: usize,
}

/// Marks what starts at that column, counted from 1: a scalar, or a member whose value is a scalar on the same line.
pub(super) fn mark(line: &str, column: usize) -> Marked {
    let at = column.saturating_sub(1);
    let skipped = at.saturating_sub(REACH);
    let mut near = line.trim_end().chars();
    if let Some(last) = skipped.checked_sub(1) {
        near.nth(last);
    }
    let letters: Vec<char> = near.take(2 * REACH).map(visible).collect();
    let start = (at - skipped).min(letters.len());
    let (before, rest) = letters.split_at(start);
    // A line of which this much goes before is no line of a block.
    let flow = skipped > 0 || before.iter().any(|letter| matches!(letter, '{' | '['));
    let length = token(flow, rest).max(1);
    cut(&letters, start, length)
}

/// A terminal obeys control characters; here they are letters.
pub(super) fn visible(letter: char) -> char {
    match letter {
        '\t' => ' ',
        letter if letter.is_control() => '\u{fffd}',
        letter => letter,
    }
}

fn cut(letters: &[char], start: usize, length: usize) -> Marked {
    if letters.len() <= WIDTH {
        let line = letters.iter().collect();
        return Marked {
            line,
            start,
            length,
        };
    }
    let from = if start + length <= WIDTH {
        0
    } else {
        start.saturating_sub(LEAD)
    };
    let to = (from + WIDTH).min(letters.len());
    let left = if from > 0 { "..." } else { "" };
    let right = if to < letters.len() { "..." } else { "" };
    let middle: String = letters.get(from..to).unwrap_or_default().iter().collect();
    Marked {
        line: format!("{left}{middle}{right}"),
        start: start - from + left.len(),
        length: length.min(to - start),
    }
}

/// How long the token is that starts the rest: with its value, if it is a key.
fn token(flow: bool, rest: &[char]) -> usize {
    let key = scalar(rest, flow, Role::Key);
    let after = rest.get(key..).unwrap_or_default();
    let [':', value @ ..] = after else {
        return scalar(rest, flow, Role::Value);
    };
    let blank = value.iter().take_while(|letter| **letter == ' ').count();
    let value = value.get(blank..).unwrap_or_default();
    match value.first() {
        Some('{' | '[') => collection(value).map_or(key, |length| key + 1 + blank + length),
        None | Some('|' | '>' | '&' | '*' | '!' | '#') => key,
        Some(_) => {
            // In JSON every key is quoted, and its values end at a comma.
            let flow = flow || rest.first() == Some(&'"');
            key + 1 + blank + scalar(value, flow, Role::Value)
        }
    }
}

/// How long the list or map is that starts the letters, if it ends on the line, or is longer than what is looked at.
fn collection(letters: &[char]) -> Option<usize> {
    let (mut depth, mut index) = (0_usize, 0);
    loop {
        let Some(letter) = letters.get(index) else {
            return (index > WIDTH).then_some(index);
        };
        match letter {
            '"' | '\'' => index += scalar(letters.get(index..)?, true, Role::Value),
            '{' | '[' => (depth, index) = (depth + 1, index + 1),
            '}' | ']' => (depth, index) = (depth.checked_sub(1)?, index + 1),
            _ => index += 1,
        }
        if depth == 0 {
            return Some(index);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Key,
    Value,
}

/// How long the scalar is that starts the letters.
fn scalar(letters: &[char], flow: bool, role: Role) -> usize {
    match letters.first() {
        Some(quote @ ('"' | '\'')) => quoted(letters, *quote),
        _ => plain(letters, flow, role),
    }
}

fn quoted(letters: &[char], quote: char) -> usize {
    let mut index = 1;
    while let Some(letter) = letters.get(index) {
        match letter {
            '\\' if quote == '"' => index += 2,
            letter if *letter == quote => return index + 1,
            _ => index += 1,
        }
    }
    letters.len()
}

fn plain(letters: &[char], flow: bool, role: Role) -> usize {
    let ends = |index: usize| {
        let next = letters.get(index + 1);
        match letters.get(index) {
            Some(':') => role == Role::Key && next.is_none_or(|next| *next == ' '),
            Some(' ') => next == Some(&'#'),
            Some(',' | ']' | '}') => flow,
            Some(_) => false,
            None => true,
        }
    };
    let end = (0..letters.len()).find(|index| ends(*index));
    let token = letters
        .get(..end.unwrap_or(letters.len()))
        .unwrap_or(letters);
    let blank = token.iter().rev().take_while(|letter| **letter == ' ');
    token.len() - blank.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(line: &str, column: usize) -> String {
        let Marked {
            line,
            start,
            length,
        } = mark(line, column);
        line.chars().skip(start).take(length).collect()
    }

    #[test]
    fn a_member_is_marked_with_its_value() {
        assert_eq!(marked("  $ref: \"#/a: b\" # why", 3), "$ref: \"#/a: b\"");
        assert_eq!(marked("  title: one, two  # why", 3), "title: one, two");
        assert_eq!(marked("  type: [object, 'a]'] ", 3), "type: [object, 'a]']");
        assert_eq!(marked("  type: [object,", 3), "type");
        assert_eq!(marked("  text: |", 3), "text");
        assert_eq!(marked("  schema:", 3), "schema");
    }

    #[test]
    fn an_element_is_marked_alone() {
        assert_eq!(marked("  - one: 1", 5), "one: 1");
        assert_eq!(marked("  - one", 5), "one");
        assert_eq!(marked("[one, two]", 7), "two");
        assert_eq!(marked("{a: 1, b: 2}", 8), "b: 2");
        assert_eq!(marked("  'it: is'", 3), "'it: is'");
    }

    #[test]
    fn json_ends_at_its_commas() {
        assert_eq!(marked("  \"maximum\": 12,", 3), "\"maximum\": 12");
        assert_eq!(marked("{\"a\":{\"b\":true}}", 7), "\"b\":true");
    }

    #[test]
    fn what_is_not_there_is_a_caret() {
        assert_eq!(mark("", 9).length, 1);
        assert_eq!(mark("ab", 9).start, 2);
    }

    #[test]
    fn a_line_of_megabytes_is_cut() {
        let line = format!("[{}1234, 5]", "0,".repeat(1 << 20));
        let cut = mark(&line, 2 + (2 << 20));
        assert!(cut.line.chars().count() <= WIDTH + 6);
        let shown: String = cut.line.chars().skip(cut.start).take(cut.length).collect();
        assert_eq!(shown, "1234");
    }

    #[test]
    fn a_terminal_is_not_told_what_to_do() {
        assert_eq!(mark("a: \u{1b}[2J", 1).line, "a: \u{fffd}[2J");
    }
}
