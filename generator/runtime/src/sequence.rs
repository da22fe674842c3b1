//! Which sequence of items an operation may answer with.
//!
//! How its items are found in a body stands in `framing`.

/// How a body holds a sequence of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Framing {
    /// Server-sent events; an item is the text that an event's `data` is.
    EventText,
    /// Server-sent events; an item is the JSON that an event's `data` is.
    EventData,
    /// Server-sent events; an item is the event, an object of `data`, `event`, `id` and `retry`.
    Event,
    /// A line of JSON for each item (`application/x-ndjson`, `application/jsonl`).
    Lines,
    /// JSON after a record separator for each item (`application/json-seq`, RFC 7464).
    Records,
}

/// A sequence that an operation may answer with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sequence {
    /// Its media type, which is asked for.
    pub media: &'static str,
    /// How it holds its items.
    pub framing: Framing,
}

impl Sequence {
    /// A sequence of that media type.
    pub const fn new(media: &'static str, framing: Framing) -> Self {
        Self { media, framing }
    }
}

impl Framing {
    /// Whether it is of server-sent events.
    pub(crate) fn is_events(self) -> bool {
        matches!(self, Self::EventText | Self::EventData | Self::Event)
    }
}
