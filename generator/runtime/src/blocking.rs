//! Calls for threads that may wait: one thread in the background runs them, the caller's waits for the end.
//!
//! One executor for all blocking calls, not one each: connections that a client keeps open belong to the
//! executor that made them, and would die, or stand still, with it.

use super::transport::{BoxFuture, TransportError};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

/// Runs a future to its end, whatever thread this is.
///
/// # Errors
///
/// When the background thread can't be had, or the future panicked.
#[cfg(feature = "reqwest")]
pub(crate) fn wait<T: Send + 'static>(future: BoxFuture<'static, T>) -> Result<T, TransportError> {
    let running = background::handle()?.spawn(future);
    here(running).map_err(|_| TransportError::new("the call panicked"))
}

/// Runs a future to its end, on this thread.
///
/// # Errors
///
/// Never; there are executors that can fail.
#[cfg(not(feature = "reqwest"))]
pub(crate) fn wait<T: Send + 'static>(future: BoxFuture<'static, T>) -> Result<T, TransportError> {
    Ok(here(future))
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Polls a future on this thread, which sleeps until it is woken.
fn here<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}

#[cfg(feature = "reqwest")]
pub(crate) mod background {
    //! The thread with tokio's current-thread executor.

    use super::TransportError;
    use std::cell::Cell;
    use std::sync::OnceLock;
    use tokio::runtime::Handle;

    static HANDLE: OnceLock<Result<Handle, String>> = OnceLock::new();

    thread_local! {
        static IS_BACKGROUND: Cell<bool> = const { Cell::new(false) };
    }

    /// Whether this is the background thread.
    pub(crate) fn is_here() -> bool {
        IS_BACKGROUND.get()
    }

    pub(super) fn handle() -> Result<&'static Handle, TransportError> {
        let handle = HANDLE.get_or_init(|| start().map_err(|error| error.to_string()));
        handle
            .as_ref()
            .map_err(|error| TransportError::connect(error.clone()))
    }

    fn start() -> std::io::Result<Handle> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let handle = runtime.handle().clone();
        std::thread::Builder::new()
            .name("launchway-calls".into())
            .spawn(move || {
                IS_BACKGROUND.set(true);
                runtime.block_on(std::future::pending::<()>());
            })?;
        Ok(handle)
    }
}
