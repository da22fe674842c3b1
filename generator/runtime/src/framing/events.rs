//! Server-sent events: lines to events, as the HTML standard has it (9.2.6).

use super::{Frame, MOST, ReadError};

/// The event in the making.
#[derive(Debug, Default)]
pub(super) struct Event {
    /// Whether a line came already: before the first there may be a byte order mark.
    is_begun: bool,
    data: Option<String>,
    event: String,
    id: Option<String>,
    retry: Option<u64>,
}

impl Event {
    /// Takes a line; a blank one ends the event.
    ///
    /// # Errors
    ///
    /// When the event is longer than one may be.
    pub(super) fn line(&mut self, line: &[u8]) -> Result<Option<Frame>, ReadError> {
        // Lines are split before they are decoded: no character of several bytes holds their ends.
        let text = String::from_utf8_lossy(line);
        let mut line = &*text;
        if !self.is_begun {
            self.is_begun = true;
            line = line.strip_prefix('\u{feff}').unwrap_or(line);
        }
        if line.is_empty() {
            return Ok(self.finish());
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => self.data(value)?,
            "event" => value.clone_into(&mut self.event),
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().or(self.retry);
            }
            // Comments, whose name is empty, and what the standard doesn't know.
            _ => {}
        }
        Ok(None)
    }

    fn data(&mut self, value: &str) -> Result<(), ReadError> {
        match &mut self.data {
            None => self.data = Some(value.to_owned()),
            Some(data) if data.len() + value.len() < MOST => {
                data.push('\n');
                data.push_str(value);
            }
            Some(_) => {
                return Err(ReadError::new(format!(
                    "an item of more than {} MiB",
                    MOST >> 20
                )));
            }
        }
        Ok(())
    }

    /// The event, if it has data; without, its id and its `retry` wait for one that has.
    fn finish(&mut self) -> Option<Frame> {
        let event = std::mem::take(&mut self.event);
        let data = self.data.take()?;
        Some(Frame {
            data: data.into_bytes(),
            event: (!event.is_empty()).then_some(event),
            id: self.id.take(),
            retry: self.retry.take(),
        })
    }
}
