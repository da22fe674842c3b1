//! The body of a response in pieces, as a transport receives them.
//!
//! It knows nothing of what is in them.

use super::transport::{MaybeSend, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A piece, or why there is none.
type Piece = Result<Bytes, TransportError>;

#[cfg(not(target_arch = "wasm32"))]
type Source = Pin<Box<dyn Stream<Item = Piece> + Send>>;
#[cfg(target_arch = "wasm32")]
type Source = Pin<Box<dyn Stream<Item = Piece>>>;

/// A body that comes in pieces. Dropping it stops the reading.
///
/// Where one piece ends and the next begins means nothing.
pub struct Pieces(State);

enum State {
    Whole(Bytes),
    Source(Source),
    Done,
}

impl Pieces {
    /// The pieces that a stream gives; after an error there is nothing more.
    pub fn new(
        source: impl Stream<Item = Result<Bytes, TransportError>> + MaybeSend + 'static,
    ) -> Self {
        Self(State::Source(Box::pin(source)))
    }

    /// The next piece.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// All that is left, as one.
    ///
    /// # Errors
    ///
    /// Those of the transport.
    pub async fn whole(mut self) -> Result<Bytes, TransportError> {
        let Some(first) = self.next().await.transpose()? else {
            return Ok(Bytes::new());
        };
        let Some(second) = self.next().await.transpose()? else {
            return Ok(first);
        };
        let mut all = Vec::from(first);
        all.extend_from_slice(&second);
        while let Some(piece) = self.next().await.transpose()? {
            all.extend_from_slice(&piece);
        }
        Ok(all.into())
    }

    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Piece>> {
        match &mut self.0 {
            State::Source(source) => {
                let polled = source.as_mut().poll_next(context);
                if let Poll::Ready(None | Some(Err(_))) = polled {
                    self.0 = State::Done;
                }
                polled
            }
            State::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                self.0 = State::Done;
                Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)))
            }
            State::Done => Poll::Ready(None),
        }
    }
}

/// One piece that is all.
impl From<Bytes> for Pieces {
    fn from(bytes: Bytes) -> Self {
        Self(State::Whole(bytes))
    }
}

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl fmt::Debug for Pieces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pieces")
    }
}
