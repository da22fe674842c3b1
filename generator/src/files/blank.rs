//! Puts in what syntax trees do not carry: blank lines between items, and the text of documentation.

/// The text with a blank line before each item that follows another one, and before each documented method; and with
/// blocks of documentation where an empty line stands for each.
///
/// # Errors
///
/// When there are more blocks than lines that stand for one: a sentence.
pub(super) fn lines(text: &str, docs: &[String]) -> Result<String, String> {
    let more: usize = docs.iter().map(String::len).sum();
    let mut out = String::with_capacity(text.len() + text.len() / 16 + more * 5 / 4);
    let mut docs = docs.iter();
    let mut before = Kind::Opening;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let kind = match attributed(line, before, lines.clone()) {
            Some(kind) => kind,
            None => kind(line, before),
        };
        if wants_blank(before, kind) {
            out.push('\n');
        }
        let is_empty = matches!(line.trim_start(), "///" | "//!");
        match is_empty.then(|| docs.next()).flatten() {
            Some(block) => document(line, block, &mut out),
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
        before = kind;
    }
    match docs.next() {
        None => Ok(out),
        Some(block) => Err(format!("nothing holds the place of `{block}`")),
    }
}

fn document(start: &str, block: &str, out: &mut String) {
    for line in block.lines() {
        out.push_str(start);
        let line = line.trim_end();
        if !line.is_empty() {
            out.push(' ');
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// What a line is, as far as blank lines go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Ends with an open bracket.
    Opening,
    /// Closes a bracket that an item opened.
    Closing,
    /// `//!`
    InnerDoc,
    /// `#![...]`, all lines of it.
    InnerAttribute,
    /// `mod name;` and the attributes above it.
    Declaration,
    /// `use` and `pub use`, all lines of it, and the attributes above it.
    Use,
    /// A doc comment or an attribute: it belongs to what follows.
    Head,
    /// The first line of an item without a doc comment.
    Item,
    /// The first line of a member of an `impl` without a doc comment.
    Member,
    /// Anything else.
    Other,
}

/// What an attribute stands above, where that is a declaration or an import: it is of their kind.
fn attributed<'t>(
    line: &str,
    before: Kind,
    mut after: impl Iterator<Item = &'t str>,
) -> Option<Kind> {
    if before == Kind::Head || !(line.starts_with("#[cfg(") || line == "#[rustfmt::skip]") {
        return None;
    }
    let item = after.find(|line| !line.starts_with("#["))?;
    match kind(item, before) {
        kind @ (Kind::Use | Kind::Declaration) => Some(kind),
        _ => None,
    }
}

fn kind(line: &str, before: Kind) -> Kind {
    let bare = line.trim_start();
    let at_edge = bare.len() == line.len();
    // What goes over several lines is indented, and closed at the edge by a bracket alone.
    let goes_on = !at_edge || bare.starts_with(['}', ')', ']']);
    if matches!(before, Kind::InnerAttribute | Kind::Use) && goes_on {
        before
    } else if bare.starts_with("//!") {
        Kind::InnerDoc
    } else if bare.starts_with("#![") {
        Kind::InnerAttribute
    } else if bare.starts_with("///") || bare.starts_with("#[") {
        Kind::Head
    } else if bare.starts_with("use ") || bare.starts_with("pub use ") {
        Kind::Use
    } else if bare.starts_with("mod ") || bare.starts_with("pub mod ") {
        Kind::Declaration
    } else if bare.starts_with(['}', ')', ']']) {
        if bare.ends_with(['{', '(', '[']) {
            Kind::Opening
        } else {
            Kind::Closing
        }
    } else if at_edge && before != Kind::Head {
        Kind::Item
    } else if begins_member(bare) && before != Kind::Head {
        Kind::Member
    } else if bare.ends_with(['{', '(', '[']) {
        Kind::Opening
    } else {
        Kind::Other
    }
}

/// Whether a line begins a member of an `impl`.
fn begins_member(bare: &str) -> bool {
    ["pub fn ", "fn ", "const "]
        .iter()
        .any(|start| bare.starts_with(start))
}

fn wants_blank(before: Kind, kind: Kind) -> bool {
    match (before, kind) {
        (Kind::Opening | Kind::Head, _) | (_, Kind::Closing) => false,
        (Kind::Item | Kind::Member, Kind::Other | Kind::Head) => false,
        (_, Kind::Item) => true,
        (Kind::Closing, Kind::Head | Kind::Member) => true,
        (Kind::InnerDoc, kind) => kind != Kind::InnerDoc,
        (Kind::InnerAttribute, kind) => kind != Kind::InnerAttribute,
        (Kind::Declaration, kind) => kind != Kind::Declaration,
        (Kind::Use, kind) => kind != Kind::Use,
        (Kind::Other, Kind::Head) => false,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn items_are_set_apart_and_what_belongs_together_is_not() {
        let packed = "//! Docs.\nuse a::B;\n#[cfg(feature = \"c\")]\nuse c::{\n    D,\n};\n#[cfg(feature = \"m\")]\nmod m;\n/// A.\n#[derive(Debug)]\npub struct A(u8);\nimpl A {\n    \
                      /// One.\n    pub fn one(\n        self,\n    ) -> Self {\n        self\n    }\n    /// Two.\n    \
                      pub fn two(self) {}\n}\n";
        let loose = "//! Docs.\n\nuse a::B;\n#[cfg(feature = \"c\")]\nuse c::{\n    D,\n};\n\n#[cfg(feature = \"m\")]\nmod m;\n\n/// A.\n#[derive(Debug)]\npub struct A(u8);\n\nimpl A {\n    \
                     /// One.\n    pub fn one(\n        self,\n    ) -> Self {\n        self\n    }\n\n    /// Two.\n    \
                     pub fn two(self) {}\n}\n";
        assert_eq!(lines(packed, &[]), Ok(loose.to_owned()));
    }

    #[test]
    fn an_empty_line_of_documentation_stands_for_a_block() {
        let packed = "///\npub struct A {\n    ///\n    pub b: u8,\n    pub c: u8,\n}\n";
        let docs = ["One.\n\nTwo.\n", "Three.\n"].map(str::to_owned);
        let whole = "/// One.\n///\n/// Two.\npub struct A {\n    /// Three.\n    pub b: u8,\n    pub c: u8,\n}\n";
        assert_eq!(lines(packed, &docs), Ok(whole.to_owned()));
        assert!(lines("pub struct A;\n", &docs).is_err());
    }
}
