//! Files read and written piece by piece, by threads that may wait for a disk as no executor may.
//!
//! It needs no executor of any kind. Each piece is a short job on a thread of its own: the piece is large, so that
//! starting the thread costs little beside it.

use super::TransportError;
use super::transport::BoxFuture;
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker, ready};

/// How much is read or written by one job.
pub(crate) const PIECE: usize = 256 * 1024;

/// A file to be sent.
pub(crate) enum Disk {
    /// Opened whenever it is read.
    At(PathBuf),
    /// Open.
    Open {
        file: Arc<Mutex<File>>,
        /// Where to begin; nothing of a pipe, which only goes on.
        start: Option<u64>,
        /// Whether a pipe has been read.
        is_spent: Arc<AtomicBool>,
    },
}

impl Disk {
    pub(crate) fn at(path: PathBuf) -> Self {
        Self::At(path)
    }

    pub(crate) fn of(mut file: File) -> Self {
        let is_file = file.metadata().is_ok_and(|data| data.is_file());
        Self::Open {
            start: file.stream_position().ok().filter(|_| is_file),
            file: Arc::new(Mutex::new(file)),
            is_spent: Arc::new(AtomicBool::new(false)),
        }
    }

    /// How many bytes there are to read; nothing where that is not known, as of a pipe.
    pub(crate) fn len(&self) -> Result<Option<u64>, String> {
        let data = match self {
            Self::At(path) => std::fs::metadata(path),
            Self::Open { file, .. } => lock(file).metadata(),
        };
        let data = data.map_err(|error| self.unreadable(&error))?;
        let start = match self {
            Self::At(_) => Some(0),
            Self::Open { start, .. } => *start,
        };
        if data.is_dir() {
            return Err(self.unreadable(&"it is a folder"));
        }
        let start = start.filter(|_| data.is_file());
        Ok(start.map(|start| data.len().saturating_sub(start)))
    }

    pub(crate) fn is_spent(&self) -> bool {
        match self {
            Self::At(_) => false,
            Self::Open {
                start, is_spent, ..
            } => start.is_none() && is_spent.load(Ordering::Relaxed),
        }
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::At(one), Self::At(other)) => one == other,
            (Self::Open { file: one, .. }, Self::Open { file: other, .. }) => {
                Arc::ptr_eq(one, other)
            }
            _ => false,
        }
    }

    /// All of it, read by this thread.
    pub(crate) fn read(&self) -> Result<Bytes, String> {
        if let Self::Open { start: None, .. } = self {
            return Err("a pipe can only be sent, not looked at".to_owned());
        }
        let mut all = Vec::new();
        let mut reader = self.reader().map_err(|error| self.unreadable(&error))?;
        while let Some(piece) = reader.next().map_err(|error| self.unreadable(&error))? {
            all.extend_from_slice(&piece);
        }
        Ok(all.into())
    }

    #[cold]
    fn unreadable(&self, why: &dyn fmt::Display) -> String {
        format!("{self:?} can't be read: {why}")
    }

    /// Its pieces.
    pub(crate) fn open(self: &Arc<Self>) -> FilePieces {
        FilePieces(State::Closed(Arc::clone(self)))
    }

    fn reader(&self) -> io::Result<Reader> {
        match self {
            Self::At(path) => Ok(Reader {
                file: Arc::new(Mutex::new(File::open(path)?)),
                at: None,
            }),
            Self::Open {
                file,
                start,
                is_spent,
            } => {
                if is_spent.swap(true, Ordering::Relaxed) && start.is_none() {
                    return Err(io::Error::other("the pipe was read before"));
                }
                Ok(Reader {
                    file: Arc::clone(file),
                    at: *start,
                })
            }
        }
    }
}

/// A file that is being read.
struct Reader {
    file: Arc<Mutex<File>>,
    /// Where to go on, where others may read the same file meanwhile.
    at: Option<u64>,
}

impl Reader {
    fn next(&mut self) -> io::Result<Option<Bytes>> {
        let mut file = lock(&self.file);
        if let Some(at) = self.at {
            file.seek(SeekFrom::Start(at))?;
        }
        let mut piece = Vec::with_capacity(PIECE);
        let most = u64::try_from(PIECE).unwrap_or(u64::MAX);
        let read = (&mut *file).take(most).read_to_end(&mut piece)?;
        if let (Some(at), Ok(read)) = (&mut self.at, u64::try_from(read)) {
            *at += read;
        }
        Ok((read > 0).then(|| piece.into()))
    }
}

/// The pieces of a file, each read when it is asked for.
pub(crate) struct FilePieces(State);

enum State {
    Closed(Arc<Disk>),
    Reading(BoxFuture<'static, io::Result<(Reader, Option<Bytes>)>>),
    Done,
}

impl Stream for FilePieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let State::Closed(disk) = &self.0 {
            let disk = Arc::clone(disk);
            self.0 = State::Reading(job(move || step(disk.reader()?)));
        }
        let State::Reading(reading) = &mut self.0 else {
            return Poll::Ready(None);
        };
        let read = ready!(reading.as_mut().poll(context));
        Poll::Ready(match read {
            Ok((reader, Some(piece))) => {
                self.0 = State::Reading(job(move || step(reader)));
                Some(Ok(piece))
            }
            Ok((_, None)) => {
                self.0 = State::Done;
                None
            }
            Err(error) => {
                self.0 = State::Done;
                Some(Err(TransportError::last(format!(
                    "the file can't be read: {error}"
                ))))
            }
        })
    }
}

fn step(mut reader: Reader) -> io::Result<(Reader, Option<Bytes>)> {
    let piece = reader.next()?;
    Ok((reader, piece))
}

fn lock(file: &Mutex<File>) -> std::sync::MutexGuard<'_, File> {
    file.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(path) => write!(f, "the file `{}`", path.display()),
            Self::Open { .. } => f.write_str("the file"),
        }
    }
}

/// What a job has brought, and who waits for it.
type Desk<T> = Mutex<(Option<io::Result<T>>, Option<Waker>)>;

/// Does what waits for a disk on a thread of its own, which begins at once.
pub(crate) fn job<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> BoxFuture<'static, io::Result<T>> {
    let desk: Arc<Desk<T>> = Arc::new(Mutex::new((None, None)));
    let own = Arc::clone(&desk);
    let thread = std::thread::Builder::new().name("launchway-disk".into());
    let started = thread.spawn(move || {
        let done = work();
        let waker = {
            let mut desk = own.lock().unwrap_or_else(PoisonError::into_inner);
            desk.0 = Some(done);
            desk.1.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    });
    if let Err(error) = started {
        return Box::pin(std::future::ready(Err(error)));
    }
    Box::pin(std::future::poll_fn(move |context| {
        let mut desk = desk.lock().unwrap_or_else(PoisonError::into_inner);
        match desk.0.take() {
            Some(done) => Poll::Ready(done),
            None => {
                desk.1 = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }))
}

/// A file in the making beside the place where it will be; dropped before it is finished, it is gone.
pub(crate) struct FileDraft {
    file: File,
    /// Where it is, until it is where it belongs.
    at: Option<PathBuf>,
    place: PathBuf,
}

impl FileDraft {
    pub(crate) async fn beside(place: PathBuf) -> io::Result<Self> {
        job(move || {
            let name = place.file_name().unwrap_or_default().to_string_lossy();
            let random = RandomState::new().build_hasher().finish();
            let at = place.with_file_name(format!(".{name}.{random:016x}.part"));
            Ok(Self {
                file: File::create_new(&at)?,
                at: Some(at),
                place,
            })
        })
        .await
    }

    pub(crate) async fn write(mut self, bytes: Vec<u8>) -> io::Result<Self> {
        job(move || {
            self.file.write_all(&bytes)?;
            Ok(self)
        })
        .await
    }

    /// Puts it where it belongs, in place of what is there.
    pub(crate) async fn finish(mut self) -> io::Result<()> {
        job(move || {
            self.file.sync_all()?;
            if let Some(at) = &self.at {
                std::fs::rename(at, &self.place)?;
            }
            drop(self.at.take());
            Ok(())
        })
        .await
    }
}

impl Drop for FileDraft {
    fn drop(&mut self) {
        if let Some(at) = &self.at {
            // There is nobody to tell, and nothing else to do.
            let _ = std::fs::remove_file(at);
        }
    }
}
