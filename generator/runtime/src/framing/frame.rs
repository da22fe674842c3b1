//! A frame: the text of one item, and how it is read.

use super::super::wire::{self, Json, ReadError, Wire};
use super::Framing;

/// What ends the events of some APIs: it is no item.
const LAST: &[u8] = b"[DONE]";

/// The text of one item, and what a server-sent event says besides.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) data: Vec<u8>,
    pub(crate) event: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) retry: Option<u64>,
}

/// What came of reading a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filled {
    /// An item.
    Item,
    /// Nothing: the event only says that the connection stands.
    Nothing,
    /// The end of all items.
    End,
}

impl Frame {
    pub(super) fn of(data: Vec<u8>) -> Self {
        Self {
            data,
            ..Self::default()
        }
    }

    /// Reads the item into `value`.
    ///
    /// # Errors
    ///
    /// When the frame is not what the item's type says.
    pub(crate) fn fill(&self, framing: Framing, value: &mut dyn Wire) -> Result<Filled, ReadError> {
        let read = match framing {
            Framing::Lines | Framing::Records => wire::fill(&self.data, value),
            Framing::EventText => wire::fill(self.text().as_text().as_bytes(), value),
            Framing::EventData if self.data.is_empty() => return Ok(Filled::Nothing),
            Framing::EventData => self.fill_data(value),
            Framing::Event => self.fill_event(value),
        };
        match read {
            Ok(()) => Ok(Filled::Item),
            Err(_) if framing.is_events() && self.data == LAST => Ok(Filled::End),
            Err(error) => Err(error),
        }
    }

    /// The data as a JSON string.
    fn text(&self) -> Json {
        Json::from(&*String::from_utf8_lossy(&self.data))
    }

    /// JSON; a bare word is a text, such as a date or a value of an enum.
    fn fill_data(&self, value: &mut dyn Wire) -> Result<(), ReadError> {
        let read = wire::fill(&self.data, value);
        let is_word = !matches!(self.data.first(), Some(b'{' | b'[' | b'"'));
        match read {
            Err(error) if is_word => {
                wire::fill(self.text().as_text().as_bytes(), value).map_err(|_| error)
            }
            read => read,
        }
    }

    /// The event with its data as text, or, where it isn't that, as JSON.
    fn fill_event(&self, value: &mut dyn Wire) -> Result<(), ReadError> {
        let text = self.object(&self.text());
        let Err(error) = wire::fill(text.as_text().as_bytes(), value) else {
            return Ok(());
        };
        let data = std::str::from_utf8(&self.data).ok();
        let Some(data) = data.and_then(|data| Json::parse(data).ok()) else {
            return Err(error);
        };
        wire::fill(self.object(&data).as_text().as_bytes(), value)
    }

    fn object(&self, data: &Json) -> Json {
        let mut members: Vec<(&str, &dyn Wire)> = vec![("data", data)];
        if let Some(event) = &self.event {
            members.push(("event", event));
        }
        if let Some(id) = &self.id {
            members.push(("id", id));
        }
        if let Some(retry) = &self.retry {
            members.push(("retry", retry));
        }
        Json::object(&members)
    }
}
