//! Answers that are bytes, taken as they come: in pieces, or into a file.
//!
//! What is in them is not looked at.

#[cfg(not(target_arch = "wasm32"))]
use super::disk;
use super::send::{self, Opened};
use super::transport::BoxFuture;
use super::{Call, Descriptor, Error, Operation, RawResponse};
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
#[cfg(not(target_arch = "wasm32"))]
use {
    super::{TransportError, attempt},
    std::path::PathBuf,
};

/// What can be done with a call whose answer is bytes, besides awaiting them all.
impl<O: Operation<Output = Bytes>> Call<O> {
    /// Sends the call once the first piece is asked for; the answer's bytes are given as they come.
    pub fn pieces(self) -> Download {
        let (client, operation, draft) = self.into_parts();
        Download {
            operation,
            state: State::Opening(send::open(client, operation, draft, None)),
        }
    }

    /// Sends the call, and writes the answer's bytes to that file as they come. What the file held before is replaced
    /// once all of them are there; where something goes wrong the file is as it was.
    ///
    /// It gives the status and the headers that came. The future's errors are those of awaiting the call, and
    /// [`Error::Transport`] where the file can't be written.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn save_to(
        self,
        path: impl Into<PathBuf>,
    ) -> BoxFuture<'static, Result<RawResponse, Error>> {
        Box::pin(save(self.pieces(), path.into()))
    }

    /// As [`save_to`](Call::save_to); this thread waits.
    ///
    /// # Errors
    ///
    /// Those of [`save_to`](Call::save_to).
    #[cfg(not(target_arch = "wasm32"))]
    pub fn save_to_blocking(self, path: impl Into<PathBuf>) -> Result<RawResponse, Error> {
        let done = super::blocking::wait(self.save_to(path));
        done.unwrap_or_else(|cause| Err(attempt::failure(&O::DESCRIPTOR, 0, cause)))
    }
}

/// The bytes that a call is answered with, from [`Call::pieces`]. Where one piece ends means nothing.
///
/// Nothing is sent before the first piece is asked for; dropping it stops the reading. After an error there is nothing
/// more. The call's timeout is the time that the response may take to begin, and then each of its pieces to come.
///
/// ```text
/// let mut pieces = client.packages().download(guid).pieces();
/// while let Some(piece) = pieces.next().await {
///     hash.update(&piece?);
/// }
/// ```
#[must_use = "nothing is sent until the pieces are asked for"]
pub struct Download {
    operation: &'static Descriptor,
    state: State,
}

enum State {
    Opening(BoxFuture<'static, Result<Opened, Error>>),
    Reading(Box<Opened>),
    Failed,
}

impl Download {
    /// The next piece.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// The status and the headers, once they are there; the body is empty.
    pub fn head(&self) -> Option<&RawResponse> {
        match &self.state {
            State::Reading(opened) => Some(&opened.head),
            State::Opening(_) | State::Failed => None,
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if let State::Opening(opening) = &mut self.state {
            match ready!(opening.as_mut().poll(context)) {
                Ok(opened) => self.state = State::Reading(Box::new(opened)),
                Err(error) => {
                    self.state = State::Failed;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
        let State::Reading(opened) = &mut self.state else {
            return Poll::Ready(None);
        };
        let piece = ready!(opened.poll(context));
        if matches!(piece, Some(Err(_))) {
            self.state = State::Failed;
        }
        Poll::Ready(piece)
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Descriptor { method, path, .. } = self.operation;
        f.debug_struct("Download")
            .field("operation", &format_args!("{method} {path}"))
            .finish_non_exhaustive()
    }
}

/// Writes what comes to a file beside that place, and puts that there once it is whole.
#[cfg(not(target_arch = "wasm32"))]
async fn save(mut download: Download, path: PathBuf) -> Result<RawResponse, Error> {
    let operation = download.operation;
    let mut next = download.next().await.transpose()?;
    let head = download.head().cloned();
    let attempts = head.as_ref().map_or(0, RawResponse::attempts);
    let unwritten = |error: std::io::Error| {
        let cause = TransportError::last(format!("the file can't be written: {error}"));
        attempt::failure(operation, attempts, cause)
    };
    let mut draft = disk::FileDraft::beside(path).await.map_err(unwritten)?;
    let mut held = Vec::new();
    while let Some(piece) = next {
        held.extend_from_slice(&piece);
        if held.len() >= disk::PIECE {
            draft = draft
                .write(std::mem::take(&mut held))
                .await
                .map_err(unwritten)?;
        }
        next = download.next().await.transpose()?;
    }
    draft
        .write(held)
        .await
        .map_err(unwritten)?
        .finish()
        .await
        .map_err(unwritten)?;
    head.ok_or_else(|| unwritten(std::io::Error::other("there was no response")))
}
