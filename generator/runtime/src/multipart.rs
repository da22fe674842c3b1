//! `multipart/form-data` bodies: parts in their order, and a boundary that none of them holds.
//!
//! It knows nothing of requests. The same parts give the same bytes.

use super::body::Body;
use super::wire::{
    self, Attachment, PartValue, Peek, Plain, ReadError, Reader, Wire, Writer, parts_of,
};
use super::{Call, Operation};
use bytes::Bytes;
use std::fmt;

/// Bodies of parts.
impl<O: Operation> Call<O> {
    /// A body of parts.
    pub fn multipart(self, parts: Multipart) -> Self {
        match parts.encode() {
            Ok((media, bytes)) => self.set_payload(Body::Whole(media, bytes)),
            Err(fault) => self.change_draft(|draft| draft.fault(|| fault)),
        }
    }

    /// A body of an object's members as parts, some of them of media types that are given.
    pub fn multipart_of(self, types: &[(&str, &str)], value: &dyn Wire) -> Self {
        match Multipart::of(types, value) {
            Ok(parts) => self.multipart(parts),
            Err(fault) => self.change_draft(|draft| draft.fault(|| fault)),
        }
    }
}

/// A part of a multipart body, such as a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    content: Bytes,
}

impl Part {
    /// A part of that content; its place in the body names it.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self {
            name: String::new(),
            file_name: None,
            content_type: None,
            content: content.into(),
        }
    }

    /// A part of that name and content.
    pub fn bytes(name: &str, content: impl Into<Bytes>) -> Self {
        Self::new(content).named(name)
    }

    /// Names the part.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        self.name = name.to_owned();
        self
    }

    /// Says how the file is called.
    #[must_use]
    pub fn file_name(mut self, name: &str) -> Self {
        self.file_name = Some(name.to_owned());
        self
    }

    /// Says which media type the content has; a file's is `application/octet-stream` without it.
    #[must_use]
    pub fn content_type(mut self, media: &str) -> Self {
        self.content_type = Some(media.to_owned());
        self
    }

    /// The part's name; empty where its place names it.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn head(&self) -> String {
        let mut head = format!(
            "Content-Disposition: form-data; name=\"{}\"",
            quoted(&self.name)
        );
        if let Some(name) = &self.file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(name)));
        }
        let of_file = self.file_name.as_ref().map(|_| "application/octet-stream");
        if let Some(media) = self.content_type.as_deref().or(of_file) {
            head.push_str(&format!("\r\nContent-Type: {media}"));
        }
        head
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("name", &self.name)
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .field("content", &format_args!("{} bytes", self.content.len()))
            .finish()
    }
}

impl From<Vec<u8>> for Part {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl From<Bytes> for Part {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

/// In an object that is sent as multipart a part is a part; in JSON it is a string.
impl Wire for Part {
    fn blank() -> Self {
        Self::new(Bytes::new())
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        let mut text = String::new();
        text.read(peek, reader)?;
        self.content = text.into();
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        writer.attach(&Attachment {
            content: self.content.clone(),
            file_name: self.file_name.clone(),
            content_type: self.content_type.clone(),
        });
    }
}

/// A multipart body in the making.
#[derive(Clone, Debug, Default)]
pub struct Multipart {
    parts: Vec<Part>,
}

impl Multipart {
    /// No part yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part that holds a value as JSON; an absent one adds none.
    #[must_use]
    pub fn json(self, name: &str, value: &dyn Wire) -> Self {
        if value.is_absent() {
            return self;
        }
        self.part(Part::bytes(name, wire::to_vec(value)).content_type("application/json"))
    }

    /// Adds a part of text.
    #[must_use]
    pub fn text(self, name: &str, text: &str) -> Self {
        self.part(Part::bytes(name, text.to_owned()))
    }

    /// The members of an object as parts, some of them of media types that are given: a scalar as text, an array as a
    /// part for each element, an object as JSON, bytes as a file.
    ///
    /// # Errors
    ///
    /// When the value is no object; in words.
    pub(crate) fn of(types: &[(&str, &str)], value: &dyn Wire) -> Result<Self, String> {
        let parts = parts_of(value).ok_or("only an object can be sent as multipart")?;
        let media = |name: &str| {
            let given = types.iter().find(|(of, _)| *of == name);
            given.map(|(_, media)| (*media).to_owned())
        };
        let parts = parts.into_iter().map(|(name, value)| match value {
            PartValue::Text(text) => Part {
                content_type: media(&name),
                ..Part::bytes(&name, text)
            },
            PartValue::Json(text) => Part {
                content_type: media(&name).or_else(|| Some("application/json".to_owned())),
                ..Part::bytes(&name, text)
            },
            PartValue::Attached(attached) => Part {
                content_type: attached.content_type.or_else(|| media(&name)),
                file_name: attached.file_name.or_else(|| Some(name.clone())),
                ..Part::bytes(&name, attached.content)
            },
        });
        Ok(Self::new().parts(parts))
    }

    /// Adds a value as OpenAPI has it by default: a scalar as text, an array as a part for each element,
    /// an object as JSON, an absent value not at all.
    #[must_use]
    pub fn field(self, name: &str, value: &dyn Wire) -> Self {
        match Plain::of(value) {
            Plain::Null => self,
            Plain::Scalar(text) => self.text(name, &text),
            Plain::List(items) => items
                .iter()
                .flatten()
                .fold(self, |body, text| body.text(name, text)),
            Plain::Object(_) => self.json(name, value),
        }
    }

    /// Adds a part.
    #[must_use]
    pub fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// Adds parts, such as several files of one field.
    #[must_use]
    pub fn parts(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts.extend(parts);
        self
    }

    /// The media type and the bytes.
    ///
    /// # Errors
    ///
    /// When a media type would break the part's head; in words.
    pub(crate) fn encode(&self) -> Result<(String, Bytes), String> {
        for part in &self.parts {
            let media = part.content_type.as_deref().unwrap_or_default();
            if http::HeaderValue::from_str(media).is_err() {
                return Err(format!("the media type of part `{}` is none", part.name));
            }
        }
        let boundary = self.boundary();
        let size: usize = self.parts.iter().map(|part| part.content.len() + 256).sum();
        let mut body = Vec::with_capacity(size);
        for part in &self.parts {
            body.extend_from_slice(format!("--{boundary}\r\n{}\r\n\r\n", part.head()).as_bytes());
            body.extend_from_slice(&part.content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        Ok((
            format!("multipart/form-data; boundary={boundary}"),
            body.into(),
        ))
    }

    /// A boundary out of the content itself, so that the same body has the same one.
    fn boundary(&self) -> String {
        // FNV-1a; that nobody can make it collide doesn't matter, for collisions are looked for.
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in self.parts.iter().flat_map(|part| part.content.iter()) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        loop {
            let boundary = format!("launchway-{hash:016x}");
            let holds = |text: &[u8]| {
                text.windows(boundary.len())
                    .any(|part| part == boundary.as_bytes())
            };
            if !self
                .parts
                .iter()
                .any(|part| holds(&part.content) || holds(part.head().as_bytes()))
            {
                return boundary;
            }
            hash = hash.wrapping_add(1);
        }
    }
}

/// A name as browsers write it between quotes.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
