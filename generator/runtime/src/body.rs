//! Request bodies: whole in memory, or from a source that is read while they are sent.
//!
//! It knows no operation: which body is sent, as which media type, is the caller's to say.

use super::Pieces;
use super::style::{self, Style};
use super::transport::{MaybeSend, MaybeSync};
use super::wire::{self, Wire, Writer};
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;

/// The body of a request.
#[derive(Clone, Default)]
pub(crate) enum Body {
    /// None.
    #[default]
    Empty,
    /// All of it, and its media type.
    Whole(String, Bytes),
    /// Where it comes from, and its media type.
    Source(String, Arc<dyn Source>),
}

/// What gives the bytes of a body that is not in memory.
pub(crate) trait Source: MaybeSend + MaybeSync {
    /// How many bytes there are, if that is known; in words, why it can't be sent.
    fn len(&self) -> Result<Option<u64>, String>;
    /// The bytes, from the first one on.
    fn open(&self) -> Pieces;
    /// Whether it was opened and can't be again.
    fn is_spent(&self) -> bool;
    /// All bytes at once, for whoever looks at a request; in words, why there are none.
    fn read(&self) -> Result<Bytes, String>;
}

impl Body {
    /// A value as JSON; an absent one is no body.
    ///
    /// # Errors
    ///
    /// When the value holds what JSON can't; in words.
    pub(crate) fn json(media: &str, value: &dyn Wire) -> Result<Self, String> {
        if value.is_absent() {
            return Ok(Self::Empty);
        }
        let mut writer = Writer::new();
        value.write(&mut writer);
        if let Some(fault) = writer.fault() {
            return Err(fault.to_owned());
        }
        Ok(Self::Whole(media.to_owned(), writer.into_string().into()))
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

    /// Its media type.
    pub(crate) fn media(&self) -> Option<&str> {
        match self {
            Self::Empty => None,
            Self::Whole(media, _) | Self::Source(media, _) => Some(media),
        }
    }

    /// Where it comes from, if it is not in memory.
    pub(crate) fn source(&self) -> Option<&dyn Source> {
        match self {
            Self::Source(_, source) => Some(&**source),
            Self::Empty | Self::Whole(..) => None,
        }
    }
}

impl fmt::Debug for Body {
    // What is in it may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("0 bytes"),
            Self::Whole(_, bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Source(_, source) => match source.len() {
                Ok(Some(length)) => write!(f, "{length} bytes"),
                _ => f.write_str("a stream"),
            },
        }
    }
}
