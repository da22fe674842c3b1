//! Bytes that came and are not used up yet.

use super::ReadError;

/// A queue of bytes that is cut at delimiters.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    bytes: Vec<u8>,
    /// Where what isn't used up begins.
    start: usize,
    /// Up to where no delimiter was found: each byte is looked at once.
    seen: usize,
    /// Whether a line feed that comes next belongs to the carriage return before it.
    after_return: bool,
    is_ended: bool,
}

impl Buffer {
    pub(super) fn push(&mut self, piece: &[u8]) {
        // What is used up is let go in large steps, so that it is moved rarely.
        if self.start > self.bytes.len() / 2 {
            self.bytes.drain(..self.start);
            self.seen -= self.start;
            self.start = 0;
        }
        self.bytes.extend_from_slice(piece);
    }

    pub(super) fn end(&mut self) {
        self.is_ended = true;
    }

    pub(super) fn is_ended(&self) -> bool {
        self.is_ended
    }

    /// What stands before the next of those delimiters; CR LF is one.
    pub(super) fn until(
        &mut self,
        delimiters: &[u8],
        most: usize,
    ) -> Result<Option<Vec<u8>>, ReadError> {
        if self.after_return && self.start < self.bytes.len() {
            self.after_return = false;
            if self.bytes.get(self.start) == Some(&b'\n') {
                self.start += 1;
                self.seen = self.seen.max(self.start);
            }
        }
        let unseen = self.bytes.get(self.seen..).unwrap_or_default();
        let found = unseen.iter().position(|byte| delimiters.contains(byte));
        let end = found.map_or(self.bytes.len(), |at| self.seen + at);
        if end - self.start > most {
            return Err(ReadError::new(format!(
                "an item of more than {} MiB",
                most >> 20
            )));
        }
        self.seen = end;
        if found.is_none() {
            return Ok(None);
        }
        let text = self.bytes.get(self.start..end).unwrap_or_default().to_vec();
        self.after_return = self.bytes.get(end) == Some(&b'\r');
        self.start = end + 1;
        self.seen = self.start;
        Ok(Some(text))
    }

    /// What is left once nothing more comes.
    pub(super) fn rest(&mut self) -> Vec<u8> {
        if !self.is_ended {
            return Vec::new();
        }
        let rest = self.bytes.split_off(self.start);
        *self = Self {
            is_ended: true,
            ..Self::default()
        };
        rest
    }
}
