//! Where the bytes of a body come from: memory, a file, or a stream of pieces.
//!
//! It knows neither parts nor requests.

use super::body::{Body, Source};
#[cfg(not(target_arch = "wasm32"))]
use super::disk::Disk;
use super::{Call, Operation, Pieces, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
#[cfg(not(target_arch = "wasm32"))]
use std::{
    fs::File,
    path::{Path, PathBuf},
};

/// Bodies of bytes.
impl<O: Operation> Call<O> {
    /// A body of bytes, from wherever they come.
    pub fn bytes(mut self, media: &str, source: impl Into<ByteSource>) -> Self {
        self.draft_mut().body(Ok(source.into().into_body(media)));
        self
    }
}

/// What a body, or a part of one, is made of: bytes in memory, a file, or a stream.
///
/// Only bytes are held in memory: a file is read while it is sent, piece by piece. Bytes and files can be sent
/// again, so a call with them is repeated as any other; a stream is read once, and a call that has begun to send one
/// is not repeated. Clones of a stream are the same stream.
///
/// ```text
/// let upload = ByteSource::path("app.zip");
/// let upload = ByteSource::from(vec![1, 2, 3]);
/// let upload = ByteSource::stream(pieces).of_length(4096);
/// ```
#[derive(Clone)]
pub struct ByteSource {
    kind: Kind,
    length: Option<u64>,
}

#[derive(Clone)]
enum Kind {
    Bytes(Bytes),
    #[cfg(not(target_arch = "wasm32"))]
    File(Arc<Disk>),
    Stream(Arc<Slot>),
}

/// A stream until somebody reads it.
type Slot = Mutex<Option<Flow>>;
type Flow = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

impl ByteSource {
    fn of(kind: Kind) -> Self {
        Self { kind, length: None }
    }

    /// The file at that place, opened each time that it is sent.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self::of(Kind::File(Arc::new(Disk::at(path.into()))))
    }

    /// A file that is open, from where it stands to its end. A pipe, which cannot be read twice, is as a stream.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn file(file: File) -> Self {
        Self::of(Kind::File(Arc::new(Disk::of(file))))
    }

    /// What a stream gives; it is read once.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let flow: Flow = Box::pin(Mapped(Box::pin(stream)));
        Self::of(Kind::Stream(Arc::new(Mutex::new(Some(flow)))))
    }

    /// Says how many bytes a stream gives, for servers that want to know beforehand.
    #[must_use]
    pub fn of_length(mut self, length: u64) -> Self {
        self.length = Some(length);
        self
    }

    /// The bytes, if they are in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.kind {
            Kind::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// A body of it.
    fn into_body(self, media: &str) -> Body {
        match self.as_bytes() {
            Some(bytes) => Body::Whole(media.to_owned(), bytes.clone()),
            None => Body::Source(media.to_owned(), Arc::new(self)),
        }
    }
}

impl Source for ByteSource {
    fn len(&self) -> Result<Option<u64>, String> {
        match &self.kind {
            Kind::Bytes(bytes) => Ok(u64::try_from(bytes.len()).ok()),
            #[cfg(not(target_arch = "wasm32"))]
            Kind::File(disk) => Ok(disk.len()?.or(self.length)),
            Kind::Stream(_) => Ok(self.length),
        }
    }

    fn open(&self) -> Pieces {
        match &self.kind {
            Kind::Bytes(bytes) => bytes.clone().into(),
            #[cfg(not(target_arch = "wasm32"))]
            Kind::File(disk) => Pieces::new(disk.open()),
            Kind::Stream(slot) => Pieces::new(Lent {
                slot: Arc::clone(slot),
                taken: None,
            }),
        }
    }

    fn is_spent(&self) -> bool {
        match &self.kind {
            Kind::Bytes(_) => false,
            #[cfg(not(target_arch = "wasm32"))]
            Kind::File(disk) => disk.is_spent(),
            Kind::Stream(slot) => hold(slot).is_none(),
        }
    }

    fn read(&self) -> Result<Bytes, String> {
        match &self.kind {
            Kind::Bytes(bytes) => Ok(bytes.clone()),
            #[cfg(not(target_arch = "wasm32"))]
            Kind::File(disk) => disk.read(),
            Kind::Stream(_) => Err("a stream can only be sent, not looked at".to_owned()),
        }
    }
}

/// A stream that is taken once its first piece is wanted: what was never asked for can still be sent.
struct Lent {
    slot: Arc<Slot>,
    taken: Option<Flow>,
}

impl Stream for Lent {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.taken.is_none() {
            let slot = Arc::clone(&self.slot);
            self.taken = hold(&slot).take();
        }
        match &mut self.taken {
            Some(flow) => flow.as_mut().poll_next(context),
            None => Poll::Ready(Some(Err(TransportError::last(
                "the stream was read before",
            )))),
        }
    }
}

fn hold(slot: &Slot) -> MutexGuard<'_, Option<Flow>> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A stream whose errors are a transport's: what fails to give its bytes fails the sending.
struct Mapped<S>(Pin<Box<S>>);

impl<S, E> Stream for Mapped<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = self.0.as_mut().poll_next(context);
        polled.map(|piece| piece.map(|piece| piece.map_err(TransportError::last)))
    }
}

/// Sources in a row, as one.
pub(crate) struct Row(pub(crate) Vec<ByteSource>);

impl Source for Row {
    fn len(&self) -> Result<Option<u64>, String> {
        let mut sum = Some(0_u64);
        for source in &self.0 {
            let own = source.len()?;
            sum = sum.and_then(|sum| sum.checked_add(own?));
        }
        Ok(sum)
    }

    fn open(&self) -> Pieces {
        Pieces::new(InTurn {
            rest: self.0.clone().into_iter(),
            current: None,
        })
    }

    fn is_spent(&self) -> bool {
        self.0.iter().any(Source::is_spent)
    }

    fn read(&self) -> Result<Bytes, String> {
        let mut all = Vec::new();
        for source in &self.0 {
            all.extend_from_slice(&source.read()?);
        }
        Ok(all.into())
    }
}

/// The pieces of one source after those of another; each is opened when its turn has come.
struct InTurn {
    rest: std::vec::IntoIter<ByteSource>,
    current: Option<Pieces>,
}

impl Stream for InTurn {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(current) = &mut self.current {
                match current.poll(context) {
                    Poll::Ready(None) => self.current = None,
                    polled => return polled,
                }
            }
            match self.rest.next() {
                Some(next) => self.current = Some(next.open()),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Bytes are equal where they say the same, files where they are one, streams where they are one.
impl PartialEq for ByteSource {
    fn eq(&self, other: &Self) -> bool {
        self.length == other.length
            && match (&self.kind, &other.kind) {
                (Kind::Bytes(one), Kind::Bytes(other)) => one == other,
                #[cfg(not(target_arch = "wasm32"))]
                (Kind::File(one), Kind::File(other)) => one.is_same(other),
                (Kind::Stream(one), Kind::Stream(other)) => Arc::ptr_eq(one, other),
                _ => false,
            }
    }
}

impl Eq for ByteSource {}

impl fmt::Debug for ByteSource {
    // What is in it may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.kind, self.length) {
            (Kind::Bytes(bytes), _) => write!(f, "{} bytes", bytes.len()),
            #[cfg(not(target_arch = "wasm32"))]
            (Kind::File(disk), _) => disk.fmt(f),
            (Kind::Stream(_), Some(length)) => write!(f, "a stream of {length} bytes"),
            (Kind::Stream(_), None) => f.write_str("a stream"),
        }
    }
}

macro_rules! from_bytes {
    ($($ty:ty),*) => {
        $(impl From<$ty> for ByteSource {
            fn from(bytes: $ty) -> Self {
                Self::of(Kind::Bytes(bytes.into()))
            }
        })*
    };
}
from_bytes!(
    Bytes,
    bytes::BytesMut,
    Vec<u8>,
    Box<[u8]>,
    String,
    &'static [u8],
    &'static str
);

impl<const N: usize> From<&'static [u8; N]> for ByteSource {
    fn from(bytes: &'static [u8; N]) -> Self {
        Self::from(&bytes[..])
    }
}

/// The file at that place.
#[cfg(not(target_arch = "wasm32"))]
impl From<PathBuf> for ByteSource {
    fn from(path: PathBuf) -> Self {
        Self::path(path)
    }
}

/// The file at that place.
#[cfg(not(target_arch = "wasm32"))]
impl From<&Path> for ByteSource {
    fn from(path: &Path) -> Self {
        Self::path(path)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl From<File> for ByteSource {
    fn from(file: File) -> Self {
        Self::file(file)
    }
}

/// Such as the body of a response, which goes on as it comes.
#[cfg(not(target_arch = "wasm32"))]
impl From<Pieces> for ByteSource {
    fn from(pieces: Pieces) -> Self {
        Self::stream(pieces)
    }
}
