//! Puts blank lines back between items, which tokens cannot carry.

/// The text with a blank line before each item that follows another one, and before each documented method.
pub(super) fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut before = Kind::Opening;
    let mut depth = 0_usize;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let kind = kind(line.trim_start());
        if indent != depth && kind != Kind::Closing && before != Kind::Opening {
            before = Kind::Other;
        }
        if wants_blank(before, kind) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        before = kind;
        depth = indent;
    }
    out
}

/// What a line is, as far as blank lines go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Ends with an open bracket.
    Opening,
    /// Closes a bracket and nothing else.
    Closing,
    /// `//!`
    Inner,
    /// `mod name;`
    Declaration,
    /// `use` and `pub use`
    Use,
    /// A doc comment or an attribute: it belongs to what follows.
    Head,
    /// Anything else.
    Other,
}

fn kind(line: &str) -> Kind {
    if line.starts_with("//!") {
        Kind::Inner
    } else if line.starts_with("///") || line.starts_with("#[") {
        Kind::Head
    } else if line.starts_with("use ") || line.starts_with("pub use ") {
        Kind::Use
    } else if line.starts_with("mod ") || line.starts_with("pub mod ") {
        Kind::Declaration
    } else if line.ends_with(['{', '(', '[']) {
        Kind::Opening
    } else if line.starts_with(['}', ')', ']']) {
        Kind::Closing
    } else {
        Kind::Other
    }
}

fn wants_blank(before: Kind, kind: Kind) -> bool {
    match (before, kind) {
        (Kind::Opening | Kind::Head, _) | (_, Kind::Closing) => false,
        (Kind::Closing, Kind::Head | Kind::Opening | Kind::Use | Kind::Declaration) => true,
        (Kind::Inner, kind) => kind != Kind::Inner,
        (Kind::Declaration, kind) => kind != Kind::Declaration,
        (Kind::Use, kind) => kind != Kind::Use,
        _ => false,
    }
}
