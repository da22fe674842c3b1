//! `format: date-time`, `date` and `time`, read as servers really write them.

use super::number::cut;
use super::{Peek, ReadError, Reader, Wire, Writer};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// Finer than a nanosecond is nothing that a [`Timestamp`] holds.
const FRACTION_DIGITS: usize = 9;

impl Wire for Timestamp {
    fn blank() -> Self {
        Timestamp::UNIX_EPOCH
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        let text = reader.string(peek)?;
        match parse_instant(text).or_else(|| parse_instant(&cut_fraction(text)?)) {
            Some(instant) => *self = instant,
            None => return Err(refused("a date and time", text)),
        }
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        writer.display(format_args!("\"{self}\""));
    }
}

impl Wire for Date {
    fn blank() -> Self {
        Date::ZERO
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        let text = reader.string(peek)?;
        match text.parse() {
            Ok(date) => *self = date,
            Err(_) => return Err(refused("a date", text)),
        }
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        writer.display(format_args!("\"{self}\""));
    }
}

impl Wire for Time {
    fn blank() -> Self {
        Time::midnight()
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        let text = reader.string(peek)?;
        // RFC 3339 demands an offset after a time of day; there is nothing here to keep it in.
        match text.trim_end_matches(['Z', 'z']).parse() {
            Ok(time) => *self = time,
            Err(_) => return Err(refused("a time of day", text)),
        }
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        writer.display(format_args!("\"{self}\""));
    }
}

/// The instant that a text says; without an offset, in UTC.
fn parse_instant(text: &str) -> Option<Timestamp> {
    if let Ok(instant) = text.parse() {
        return Some(instant);
    }
    let (civil, end) = match text.strip_suffix(['Z', 'z']) {
        Some(civil) => (civil, true),
        None => (text, false),
    };
    let civil: DateTime = civil.parse().ok()?;
    match Offset::UTC.to_timestamp(civil) {
        Ok(instant) => Some(instant),
        // The last day of the year 9999 stands for "never" and lies just beyond the last instant.
        Err(_) if end && civil.year() == 9999 => Some(Timestamp::MAX),
        Err(_) => None,
    }
}

/// The text with no more than nine digits after the point, if it has more.
fn cut_fraction(text: &str) -> Option<String> {
    let start = text.find('.')? + 1;
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    if digits <= FRACTION_DIGITS {
        return None;
    }
    Some(format!(
        "{}{}",
        &text[..start + FRACTION_DIGITS],
        &text[start + digits..]
    ))
}

#[cold]
fn refused(wanted: &str, text: &str) -> ReadError {
    ReadError::new(format!("expected {wanted}, found {:?}", cut(text)))
}
