//! Sequences of items in one body: where one ends and the next begins.
//!
//! A state machine that is given bytes and asked for frames: it knows no transport and no operation.

mod buffer;
mod events;
mod frame;

pub(crate) use frame::{Filled, Frame};

use super::Framing;
use super::wire::ReadError;
use buffer::Buffer;
use events::Event;

/// How long one item may be: an event may hold a picture as base64, but what never ends must not fill the
/// memory.
pub(crate) const MOST: usize = 16 << 20;

/// The frames of a body that is read.
#[derive(Debug)]
pub(crate) struct Frames {
    framing: Framing,
    buffer: Buffer,
    /// The event in the making.
    event: Event,
}

impl Frames {
    pub(crate) fn new(framing: Framing) -> Self {
        Self {
            framing,
            buffer: Buffer::default(),
            event: Event::default(),
        }
    }

    /// Adds what came. Where a piece ends means nothing.
    pub(crate) fn push(&mut self, piece: &[u8]) {
        self.buffer.push(piece);
    }

    /// There is nothing more to come.
    pub(crate) fn end(&mut self) {
        self.buffer.end();
    }

    /// Whether [`Frames::end`] was said.
    pub(crate) fn is_ended(&self) -> bool {
        self.buffer.is_ended()
    }

    /// The next frame, if it is there as a whole.
    ///
    /// # Errors
    ///
    /// When a frame is longer than [`MOST`], or no frame at all.
    pub(crate) fn next(&mut self) -> Result<Option<Frame>, ReadError> {
        match self.framing {
            Framing::Lines => self.line(),
            Framing::Records => self.record(),
            Framing::EventText | Framing::EventData | Framing::Event => self.event(),
        }
    }

    fn line(&mut self) -> Result<Option<Frame>, ReadError> {
        while let Some(line) = self.buffer.until(b"\n", MOST)? {
            if !is_blank(&line) {
                return Ok(Some(Frame::of(line)));
            }
        }
        let rest = self.buffer.rest();
        Ok((!is_blank(&rest)).then(|| Frame::of(rest)))
    }

    fn record(&mut self) -> Result<Option<Frame>, ReadError> {
        const SEPARATOR: &[u8] = b"\x1E";
        while let Some(record) = self.buffer.until(SEPARATOR, MOST)? {
            // Several separators in a row are one, and before the first there is nothing.
            if !is_blank(&record) {
                return whole_record(record).map(Some);
            }
        }
        let rest = self.buffer.rest();
        if is_blank(&rest) {
            return Ok(None);
        }
        whole_record(rest).map(Some)
    }

    fn event(&mut self) -> Result<Option<Frame>, ReadError> {
        while let Some(line) = self.buffer.until(b"\r\n", MOST)? {
            if let Some(frame) = self.event.line(&line)? {
                return Ok(Some(frame));
            }
        }
        // An event that no blank line ends was cut off.
        Ok(None)
    }
}

fn is_blank(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_whitespace)
}

/// Refuses a record that may have been cut off: a number, `true`, `false` or `null` without space after it
/// (RFC 7464, 2.4). All else says itself where it ends.
fn whole_record(record: Vec<u8>) -> Result<Frame, ReadError> {
    match record.last() {
        Some(b'}' | b']' | b'"') => {}
        Some(last) if last.is_ascii_whitespace() => {}
        _ => return Err(ReadError::new("a record that is cut off")),
    }
    Ok(Frame::of(record))
}
