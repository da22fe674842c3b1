//! The mock as a server on this machine.

use super::{Mock, response};
use bytes::{Bytes, BytesMut};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread::JoinHandle;

/// For programs that are no part of the test.
impl Mock {
    /// Answers requests on a port of this machine as it answers a client, until what it gives is dropped.
    ///
    /// ```text
    /// let server = mock.serve()?;
    /// Command::new("deploy").env("API", server.url()).status()?;
    /// assert_eq!(mock.requests().len(), 1);
    /// ```
    ///
    /// # Errors
    ///
    /// When there is no port or no thread to be had.
    pub fn serve(&self) -> io::Result<MockServer> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let stop = Stop::default();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()?;
        let (mock, until) = (self.clone(), stop.clone());
        let thread = std::thread::Builder::new()
            .name("launchway-mock".into())
            .spawn(move || runtime.block_on(listen(mock, listener, until)))?;
        Ok(MockServer {
            address,
            stop,
            thread: Some(thread),
        })
    }
}

/// A mock that answers on a port; from [`Mock::serve`]. Dropped, it stops.
pub struct MockServer {
    address: SocketAddr,
    stop: Stop,
    thread: Option<JoinHandle<()>>,
}

impl MockServer {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The same as a URL, for `base_url`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        self.stop.ring();
        if let Some(thread) = self.thread.take() {
            // What it had to say of a panic is on the terminal already.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MockServer").field(&self.address).finish()
    }
}

/// Whether to stop, and who waits to hear it.
#[derive(Clone, Default)]
struct Stop(Arc<Mutex<(bool, Option<Waker>)>>);

impl Stop {
    fn ring(&self) {
        let mut stop = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        stop.0 = true;
        if let Some(waker) = stop.1.take() {
            waker.wake();
        }
    }

    fn poll(&self, context: &Context<'_>) -> Poll<()> {
        let mut stop = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if stop.0 {
            return Poll::Ready(());
        }
        stop.1 = Some(context.waker().clone());
        Poll::Pending
    }
}

/// Takes connections until it is to stop; with the runtime go those that are still open.
async fn listen(mock: Mock, listener: TcpListener, stop: Stop) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    loop {
        let accepted = poll_fn(|context| match stop.poll(context) {
            Poll::Ready(()) => Poll::Ready(None),
            Poll::Pending => listener.poll_accept(context).map(Some),
        });
        let Some(accepted) = accepted.await else {
            return;
        };
        let Ok((stream, _)) = accepted else { continue };
        let mock = mock.clone();
        let answer = service_fn(move |request| answer(mock.clone(), request));
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), answer);
        // A client that leaves is no fault of the mock.
        tokio::spawn(async move { drop(connection.await) });
    }
}

async fn answer(
    mock: Mock,
    request: hyper::Request<Incoming>,
) -> Result<hyper::Response<Whole>, Infallible> {
    let (head, body) = request.into_parts();
    let answer = match whole(body).await {
        Ok(body) => mock.take(http::Request::from_parts(head, body)),
        Err(error) => return Ok(response(400, None, error.to_string().into()).map(Whole::of)),
    };
    // What is no answer in a program can only be told as one here.
    let failed = |error: super::TransportError| response(500, None, error.to_string().into());
    Ok(answer.unwrap_or_else(failed).map(Whole::of))
}

/// A body as a whole.
async fn whole(body: Incoming) -> Result<Bytes, hyper::Error> {
    let mut body = pin!(body);
    let mut bytes = BytesMut::new();
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        if let Ok(data) = frame?.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    Ok(bytes.freeze())
}

/// A body that is there.
struct Whole(Option<Bytes>);

impl Whole {
    fn of(bytes: Bytes) -> Self {
        Self(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

impl Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
