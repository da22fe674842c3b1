//! `multipart/form-data` bodies: parts in their order, and a boundary that none of them holds.
//!
//! It knows nothing of requests. The same parts give the same bytes.

use super::body::Body;
use super::source::Row;
use super::wire::{self, PartValue, Peek, Plain, ReadError, Reader, Wire, Writer, parts_of};
use super::{ByteSource, Call, Operation};
use bytes::Bytes;
use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;

/// Bodies of parts.
impl<O: Operation> Call<O> {
    /// A body of parts.
    pub fn multipart(mut self, parts: Multipart) -> Self {
        self.draft_mut().body(parts.encode());
        self
    }

    /// A body of an object's members as parts, some of them of media types that are given.
    pub fn multipart_of(mut self, types: &[(&str, &str)], value: &dyn Wire) -> Self {
        let body = Multipart::of(types, value).and_then(Multipart::encode);
        self.draft_mut().body(body);
        self
    }
}

/// A part of a multipart body, such as a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    content: ByteSource,
}

impl Part {
    /// A part of that content, such as bytes; its place in the body names it.
    pub fn new(content: impl Into<ByteSource>) -> Self {
        Self {
            name: String::new(),
            file_name: None,
            content_type: None,
            content: content.into(),
        }
    }

    /// A part of that name and content.
    pub fn bytes(name: &str, content: impl Into<ByteSource>) -> Self {
        Self::new(content).named(name)
    }

    /// The file at that place, which is called in the body as it is there; it is read when it is sent.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn path(path: impl Into<std::path::PathBuf>) -> Self {
        let path = path.into();
        Self {
            file_name: path.file_name().map(|name| name.to_string_lossy().into()),
            ..Self::new(path)
        }
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
            .field("content", &self.content)
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

impl From<ByteSource> for Part {
    fn from(content: ByteSource) -> Self {
        Self::new(content)
    }
}

/// The file at that place.
#[cfg(not(target_arch = "wasm32"))]
impl From<&std::path::Path> for Part {
    fn from(path: &std::path::Path) -> Self {
        Self::path(path)
    }
}

/// The file at that place.
#[cfg(not(target_arch = "wasm32"))]
impl From<std::path::PathBuf> for Part {
    fn from(path: std::path::PathBuf) -> Self {
        Self::path(path)
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
        let bytes = self.content.as_bytes().map(|bytes| &**bytes);
        writer.attach(bytes, || Arc::new(self.clone()));
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
            PartValue::Attached(attached) => {
                let part = attached.downcast_ref::<Part>();
                let part = part.map_or_else(Part::blank, Part::clone).named(&name);
                Part {
                    content_type: part.content_type.or_else(|| media(&name)),
                    file_name: part.file_name.or(Some(name)),
                    ..part
                }
            }
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

    /// The body, with its media type.
    ///
    /// # Errors
    ///
    /// When a media type would break the part's head; in words.
    pub(crate) fn encode(self) -> Result<Body, String> {
        for part in &self.parts {
            let media = part.content_type.as_deref().unwrap_or_default();
            if http::HeaderValue::from_str(media).is_err() {
                return Err(format!("the media type of part `{}` is none", part.name));
            }
        }
        let boundary = self.boundary();
        let media = format!("multipart/form-data; boundary={boundary}");
        let is_in_memory = |part: &Part| part.content.as_bytes().is_some();
        let mut row = Vec::new();
        let mut text = Vec::with_capacity(self.size());
        for part in &self.parts {
            let head = format!("--{boundary}\r\n{}\r\n\r\n", part.head());
            text.extend_from_slice(head.as_bytes());
            match part.content.as_bytes() {
                Some(bytes) => text.extend_from_slice(bytes),
                None => {
                    row.push(std::mem::take(&mut text).into());
                    row.push(part.content.clone());
                }
            }
            text.extend_from_slice(b"\r\n");
        }
        text.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        if self.parts.iter().all(is_in_memory) {
            return Ok(Body::Whole(media, text.into()));
        }
        row.push(text.into());
        Ok(Body::Source(media, Arc::new(Row(row))))
    }

    /// About how many bytes there are in memory.
    fn size(&self) -> usize {
        let parts = self.parts.iter();
        parts
            .map(|part| 256 + part.content.as_bytes().map_or(0, Bytes::len))
            .sum()
    }

    /// A boundary out of the content itself, so that the same body has the same one; where there is content that can't
    /// be looked through, a random one, so that no content can hold it on purpose.
    fn boundary(&self) -> String {
        let known = || self.parts.iter().map(|part| part.content.as_bytes());
        let random = || RandomState::new().build_hasher().finish();
        if known().any(|bytes| bytes.is_none()) {
            return format!("launchway-{:016x}{:016x}", random(), random());
        }
        // FNV-1a; that nobody can make it collide doesn't matter, for collisions are looked for.
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in known().flatten().flatten() {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        loop {
            let boundary = format!("launchway-{hash:016x}");
            let holds = |text: &[u8]| {
                text.windows(boundary.len())
                    .any(|part| part == boundary.as_bytes())
            };
            let heads = || self.parts.iter().map(Part::head);
            if !known().flatten().any(|bytes| holds(bytes))
                && !heads().any(|head| holds(head.as_bytes()))
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
