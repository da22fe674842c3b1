//! A JSONPath, in two parts: the names, indices and wildcards that it starts with, which are walked on the nodes
//! themselves, and the rest, which is left to the implementation of RFC 9535. Most targets have no rest, and then no
//! copy of the document is made.

use serde_json_path::JsonPath;

/// A JSONPath that was understood.
#[derive(Debug)]
pub(super) struct Path {
    pub(super) steps: Vec<Step>,
    /// What comes after the steps, as a path of its own.
    pub(super) rest: Option<JsonPath>,
}

/// A segment that needs no more than the node at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The member of that name.
    Name(String),
    /// The element at that index; from the end, if it is negative.
    Index(i64),
    /// All members or elements.
    Every,
}

impl Path {
    /// Understands a path, or tells why it is none.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let whole = JsonPath::parse(text).map_err(|error| error.to_string())?;
        let mut steps = Vec::new();
        let mut left = text.trim().strip_prefix('$').unwrap_or_default();
        while let Some((step, after)) = step(left.trim_start()) {
            steps.push(step);
            left = after;
        }
        let left = left.trim();
        if left.is_empty() {
            return Ok(Self { steps, rest: None });
        }
        // A filter may speak of the root, which is another one for the rest alone.
        let rest = match left.contains('$') {
            true => None,
            false => JsonPath::parse(&format!("${left}")).ok(),
        };
        Ok(match rest {
            Some(rest) => Self {
                steps,
                rest: Some(rest),
            },
            None => Self {
                steps: Vec::new(),
                rest: Some(whole),
            },
        })
    }
}

impl Step {
    /// The step as a path writes it.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Name(name) if is_plain(name) => format!(".{name}"),
            Self::Name(name) => format!("['{name}']"),
            Self::Index(index) => format!("[{index}]"),
            Self::Every => ".*".to_owned(),
        }
    }
}

/// The step that a text starts with, and what comes after it.
fn step(text: &str) -> Option<(Step, &str)> {
    if let Some(inner) = text.strip_prefix('[') {
        return bracketed(inner.trim_start());
    }
    let name = text.strip_prefix('.')?;
    if let Some(after) = name.strip_prefix('*') {
        return Some((Step::Every, after));
    }
    let end = name.find(|letter| !is_name(letter)).unwrap_or(name.len());
    let (name, after) = name.split_at_checked(end)?;
    is_plain(name).then(|| (Step::Name(name.to_owned()), after))
}

fn bracketed(inner: &str) -> Option<(Step, &str)> {
    if let Some(mark @ ('\'' | '"')) = inner.chars().next() {
        let (name, after) = inner.get(1..)?.split_once(mark)?;
        // With an escape in it, it is left to who knows escapes.
        let after = after.trim_start().strip_prefix(']')?;
        return (!name.contains('\\')).then(|| (Step::Name(name.to_owned()), after));
    }
    let (inside, after) = inner.split_once(']')?;
    match inside.trim() {
        "*" => Some((Step::Every, after)),
        index => Some((Step::Index(index.parse().ok()?), after)),
    }
}

/// The first name of a path that stands without quotes and needs some, such as `x-name`.
pub(super) fn unquoted(text: &str) -> Option<&str> {
    let mut left = text.trim().strip_prefix('$')?;
    while let Some((_, after)) = step(left.trim_start()) {
        let name = |text: &str| text.find(['.', '[']).unwrap_or(text.len());
        if !after.is_empty() && !after.trim_start().starts_with(['.', '[']) {
            let start = left.len() - left.trim_start().len() + 1;
            let whole = left.get(start..)?;
            return whole.get(..name(whole));
        }
        left = after;
    }
    let first = left.trim_start().strip_prefix('.')?;
    let end = first.find(['.', '[']).unwrap_or(first.len());
    first.get(..end).filter(|name| !name.is_empty())
}

fn is_name(letter: char) -> bool {
    letter == '_' || letter.is_ascii_alphanumeric() || !letter.is_ascii()
}

fn is_plain(name: &str) -> bool {
    let first = name.chars().next();
    first.is_some_and(|first| !first.is_ascii_digit()) && name.chars().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(text: &str) -> (String, bool) {
        let path = Path::parse(text).unwrap();
        let steps: String = path.steps.iter().map(Step::text).collect();
        (steps, path.rest.is_some())
    }

    #[test]
    fn what_needs_no_copy_is_walked() {
        assert_eq!(steps("$"), (String::new(), false));
        assert_eq!(
            steps("$.paths['/a/{b}'].get"),
            (".paths['/a/{b}'].get".to_owned(), false)
        );
        assert_eq!(
            steps(r#"$ ["a b"] [ 'c' ] [-1].* [*]"#),
            ("['a b'].c[-1].*.*".to_owned(), false)
        );
    }

    #[test]
    fn the_rest_is_left_to_others() {
        assert_eq!(steps("$.a[?@.b == 1].c"), (".a".to_owned(), true));
        assert_eq!(steps("$.a..b"), (".a".to_owned(), true));
        assert_eq!(steps(r"$.a['it\'s']"), (".a".to_owned(), true));
        assert_eq!(steps("$.a['b','c']"), (".a".to_owned(), true));
        assert_eq!(steps("$.a[1:2]"), (".a".to_owned(), true));
        assert_eq!(steps("$.a[?@.b == $.c]"), (String::new(), true));
        assert_eq!(unquoted("$.a.x-b['c']"), Some("x-b"));
        assert_eq!(unquoted("$.a.4XX.c"), Some("4XX"));
        assert_eq!(unquoted("$.a["), None);
        assert!(Path::parse("$.a[").is_err());
        assert!(Path::parse("a.b").is_err());
        assert!(Path::parse("$.a b").is_err());
    }
}
