//! Request bodies, whole in memory.
//!
//! It knows no operation: which body is sent, as which media type, is the caller's to say.

use super::style::{self, Style};
use super::wire::{self, Wire};
use bytes::Bytes;

/// The body of a request; a stream would be a third kind.
#[derive(Clone, Default)]
pub(crate) enum Body {
    /// None.
    #[default]
    Empty,
    /// All of it, and its media type.
    Whole(String, Bytes),
}

impl Body {
    /// A value as JSON; an absent one is no body.
    pub(crate) fn json(media: &str, value: &dyn Wire) -> Self {
        if value.is_absent() {
            return Self::Empty;
        }
        Self::Whole(media.to_owned(), wire::to_vec(value).into())
    }

    /// Items as JSON, each after `mark` and before a line feed, which is what ends a number.
    pub(crate) fn sequence(media: &str, mark: &str, items: &dyn wire::Items) -> Self {
        let mut text = String::new();
        let mut index = 0;
        while let Some(item) = items.item(index) {
            text.push_str(mark);
            text.push_str(&wire::to_string(item));
            text.push('\n');
            index += 1;
        }
        Self::Whole(media.to_owned(), text.into())
    }

    /// An object as a form; an absent one is no body.
    pub(crate) fn form(styles: &[(&str, Style)], value: &dyn Wire) -> Self {
        if value.is_absent() {
            return Self::Empty;
        }
        let media = "application/x-www-form-urlencoded";
        Self::Whole(media.to_owned(), style::form(styles, value).into())
    }

    /// How many bytes it has.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Whole(_, bytes) => bytes.len(),
        }
    }
}
