//! Bytes as base64 in a JSON string.

use super::{Peek, ReadError, Reader, Wire, Writer};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes that travel as base64 in a JSON string.
///
/// Written in the standard alphabet with padding; read in the standard or the URL-safe one, with or without
/// padding and line breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(Vec<u8>);

impl Base64 {
    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// The bytes.
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_owned())
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Wire for Base64 {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        match decode(reader.string(peek)?) {
            Some(bytes) => self.0 = bytes,
            None => return Err(ReadError::new("expected base64")),
        }
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(&encode(&self.0));
    }
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            if place > chunk.len() {
                text.push('=');
            } else {
                text.push(char::from(
                    ALPHABET[(group >> (18 - 6 * place) & 63) as usize],
                ));
            }
        }
    }
    text
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches(|c: char| c == '=' || c.is_ascii_whitespace());
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut group, mut bits) = (0u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        group = group << 6 | u32::from(digit(byte)?);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((group >> bits & 0xff) as u8);
        }
    }
    // Six bits left over belong to no byte: a character is missing.
    if bits == 6 { None } else { Some(bytes) }
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}
