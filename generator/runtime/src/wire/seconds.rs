//! Instants in whole seconds, for APIs that take no fraction.

use super::{Peek, ReadError, Reader, Wire, Writer};
use jiff::Timestamp;
use std::fmt;

/// An instant without a fraction of a second: what is finer is cut off, so that it is the second that the instant is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WholeSeconds(Timestamp);

impl WholeSeconds {
    /// The instant at which the second begins.
    pub fn timestamp(self) -> Timestamp {
        self.0
    }
}

impl From<Timestamp> for WholeSeconds {
    fn from(instant: Timestamp) -> Self {
        // Before 1970 the fraction counts backwards.
        let before = i64::from(instant.subsec_nanosecond() < 0);
        let second = Timestamp::from_second(instant.as_second() - before);
        Self(second.unwrap_or(Timestamp::MIN))
    }
}

impl From<WholeSeconds> for Timestamp {
    fn from(seconds: WholeSeconds) -> Self {
        seconds.0
    }
}

impl fmt::Display for WholeSeconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Wire for WholeSeconds {
    fn blank() -> Self {
        Self(Timestamp::UNIX_EPOCH)
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        let mut instant = self.0;
        instant.read(peek, reader)?;
        *self = instant.into();
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        self.0.write(writer);
    }
}
