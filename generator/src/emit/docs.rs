//! Documentation beside a syntax tree.
//!
//! In the tree it would be literals, which are escaped when they are made and unescaped when they are printed, letter by
//! letter: most of a client is documentation, and that was a tenth of what its files cost.

use super::syntax;
use syn::Attribute;

/// What documents a tree and all in it, in the order in which it stands.
#[derive(Default)]
pub struct Docs {
    blocks: Vec<String>,
}

impl Docs {
    /// Keeps lines; the attribute stands for all of them, and is printed as `///` or `//!`. There is none for none.
    pub(super) fn keep(&mut self, lines: &[String]) -> Option<Attribute> {
        self.keep_both(lines, &[])
    }

    /// Keeps lines and those after them.
    pub(super) fn keep_both(&mut self, lines: &[String], more: &[String]) -> Option<Attribute> {
        if lines.is_empty() && more.is_empty() {
            return None;
        }
        let mut block = String::new();
        for line in lines.iter().chain(more) {
            block.push_str(line);
            block.push('\n');
        }
        self.blocks.push(block);
        Some(syntax::no_text())
    }

    /// The texts, a line break after each of their lines.
    pub fn blocks(&self) -> &[String] {
        &self.blocks
    }
}
