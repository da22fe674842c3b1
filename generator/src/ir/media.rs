//! Bodies, responses and headers.

use super::{Docs, Layout, TypeRef};
use crate::diag::Place;
use std::fmt;

/// What an operation takes.
#[derive(Clone, Debug)]
pub struct Body {
    /// Whether it must be given.
    pub required: bool,
    /// One entry a media type, in order of the document; never empty.
    pub contents: Vec<Content>,
    /// What it is.
    pub docs: Docs,
}

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// The media type, lower case, with its parameters, such as `application/json`.
    pub media: String,
    /// How it is encoded.
    pub codec: Codec,
    /// Its type; of a sequence, that of an item. Of [`Codec::Text`] and [`Codec::Bytes`] else it only says what the
    /// document says.
    pub ty: TypeRef,
    /// How the members of a form or multipart body are encoded, where the document says so.
    pub parts: Vec<Part>,
    /// Whether the type is what the envelope holds, and the envelope is around it.
    pub enveloped: bool,
    /// How it holds items, if it is a sequence of them.
    pub framing: Option<Framing>,
    /// What it may hold, where the document says so and it is wanted; in an envelope, with the envelope.
    pub example: Option<serde_json::Value>,
}

/// How a body holds a sequence of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Framing {
    /// Server-sent events, whose data are texts.
    EventText,
    /// Server-sent events, whose data are JSON.
    EventData,
    /// Server-sent events, each an object.
    Event,
    /// A line of JSON each.
    Lines,
    /// JSON after a record separator each (RFC 7464).
    Records,
}

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Codec {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data` and other `multipart/*`
    Multipart,
    /// A text, as it is.
    Text,
    /// Bytes, as they are.
    Bytes,
    /// Nothing: an enveloped answer without a result.
    Empty,
}

/// How a member of a form or multipart body is encoded (the Encoding Object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The member.
    pub name: String,
    /// The media type, where the document names one.
    pub content_type: Option<String>,
    /// How its value is laid out, where the document says so.
    pub layout: Option<Layout>,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
}

/// What an operation answers.
#[derive(Clone, Debug)]
pub struct Response {
    /// With which status.
    pub status: StatusKey,
    /// One entry a media type, in order of the document; empty where there is no body.
    pub contents: Vec<Content>,
    /// The headers, in order of the document.
    pub headers: Vec<Header>,
    /// What it means.
    pub docs: Docs,
    /// Where it is.
    pub place: Place,
}

/// Statuses that a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatusKey {
    /// One status.
    Code(u16),
    /// A hundred of them: `4` for `4XX`.
    Range(u8),
    /// All that nothing else is for.
    Default,
}

/// A header of a response.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// Its type.
    pub ty: TypeRef,
    /// What it is.
    pub docs: Docs,
}

impl Response {
    /// The body that is read: JSON if there is any, else the first; a sequence where there is nothing else.
    pub fn read(&self) -> Option<&Content> {
        let json = |it: &&Content| matches!(it.codec, Codec::Json | Codec::Empty);
        let whole = |it: &&Content| it.framing.is_none();
        let contents = || self.contents.iter();
        contents()
            .find(json)
            .or_else(|| contents().find(whole))
            .or_else(|| contents().next())
    }
}

impl fmt::Display for StatusKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundred) => write!(f, "{hundred}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

impl StatusKey {
    /// Whether it means success: 2xx, or 3xx, which is an answer too where the document lists it.
    pub fn is_success(self) -> bool {
        match self {
            Self::Code(code) => (200..400).contains(&code),
            Self::Range(hundred) => hundred == 2 || hundred == 3,
            Self::Default => false,
        }
    }
}
