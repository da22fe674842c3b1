//! Sending: awaiting, blocking, running out of time, and the default transport on a real socket.

use super::support::{Bare, Script, bare};
use crate::runtime::{
    BoxFuture, Builder, Bytes, Call, Client, Clock, Error, Limits, Method, Transport,
    TransportError, operation,
};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant, SystemTime};

operation! { Get: Method::Get, "/get" => text }

/// The smallest executor that there is: calls need none of their own.
pub(super) fn block_on<T>(future: impl IntoFuture<Output = T>) -> T {
    struct Unpark(std::thread::Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut future = std::pin::pin!(future.into_future());
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}

struct Silent;

impl Transport for Silent {
    fn send(
        &self,
        _: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        assert!(limits.timeout.is_some());
        Box::pin(std::future::pending())
    }
}

fn silent(timeout: Duration) -> Client {
    Builder::<Bare>::new()
        .timeout(timeout)
        .transport(Silent)
        .build()
        .unwrap()
}

#[test]
fn awaiting_and_blocking() {
    let script = Script::new().answer(200, &[], "a").answer(200, &[], "b");
    let client = bare(&script);
    assert_eq!(block_on(Call::<Get>::new(&client)).unwrap(), "a");
    assert_eq!(Call::<Get>::new(&client).send_blocking().unwrap(), "b");
}

#[test]
fn time_runs_out() {
    let start = Instant::now();
    let error = Call::<Get>::new(&silent(Duration::from_millis(30)))
        .send_blocking()
        .unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "GET /get: no response within 30ms");

    let call =
        Call::<Get>::new(&silent(Duration::from_secs(3600))).timeout(Duration::from_millis(20));
    let error = block_on(call).unwrap_err();
    assert_eq!(error.to_string(), "GET /get: no response within 20ms");
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn many_may_wait_at_once() {
    let client = silent(Duration::from_millis(50));
    let threads: Vec<_> = (0..20)
        .map(|index| {
            let call = Call::<Get>::new(&client).timeout(Duration::from_millis(60 - index));
            std::thread::spawn(move || block_on(call).unwrap_err().is_timeout())
        })
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
    // A call that is dropped takes its alarm with it.
    let mut call = Call::<Get>::new(&client).into_future();
    assert!(
        call.as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
            .is_pending()
    );
}

#[test]
fn a_clock_of_ones_own() {
    struct Fast;
    impl Clock for Fast {
        fn now(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH
        }
        fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
            assert_eq!(time, Duration::from_secs(60));
            Box::pin(std::future::ready(()))
        }
    }
    let client = Builder::<Bare>::new()
        .transport(Silent)
        .clock(Fast)
        .build()
        .unwrap();
    assert!(
        block_on(Call::<Get>::new(&client))
            .unwrap_err()
            .is_timeout()
    );
}

#[test]
fn no_timeout_is_a_very_long_one() {
    let script = Script::new().answer(200, &[], "a");
    let call = Call::<Get>::new(&bare(&script)).timeout(Duration::MAX);
    assert_eq!(call.send_blocking().unwrap(), "a");
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn there_is_no_default_transport() {
    let error = Builder::<Bare>::new().build().unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
}

#[test]
fn a_transport_that_gives_up_is_a_timeout() {
    struct Slow;
    impl Transport for Slow {
        fn send(
            &self,
            _: http::Request<Bytes>,
            _: Limits,
        ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
            Box::pin(async { Err(TransportError::timeout("read timed out")) })
        }
    }
    let client = Builder::<Bare>::new().transport(Slow).build().unwrap();
    let error = Call::<Get>::new(&client)
        .retries(0)
        .send_blocking()
        .unwrap_err();
    assert!(matches!(error, Error::Timeout(_)));
    assert_eq!(error.to_string(), "GET /get: no response in time");
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "read timed out"
    );
}

#[cfg(feature = "reqwest")]
mod socket {
    use super::super::support::s;
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::sync::mpsc;

    operation! { Post: Method::Post, "/post/{id}" => text }

    /// Answers each request on one connection with its own head and body, as text.
    fn echo() -> (String, mpsc::Receiver<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/base/", listener.local_addr().unwrap());
        let (connected, connections) = mpsc::channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let _ = connected.send(());
                std::thread::spawn(move || {
                    let mut reader = BufReader::new(stream.try_clone().unwrap());
                    while let Some(text) = message(&mut reader) {
                        let head =
                            format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", text.len());
                        stream.write_all((head + &text).as_bytes()).unwrap();
                    }
                });
            }
        });
        (url, connections)
    }

    fn message(reader: &mut impl BufRead) -> Option<String> {
        let mut text = String::new();
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            text += &line;
            if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        Some(text + &String::from_utf8(body).unwrap())
    }

    #[test]
    fn blocking_calls_share_connections() {
        let (url, connections) = echo();
        let client = Builder::<Bare>::new().base_url(url).build().unwrap();
        let post = || {
            Call::<Post>::new(&client)
                .path("a b/c")
                .query("q", &s("x y"))
                .json(&vec![1])
        };
        let text = post().send_blocking().unwrap();
        assert!(
            text.starts_with("POST /base/post/a%20b%2Fc?q=x%20y HTTP/1.1\r\n"),
            "{text}"
        );
        assert!(
            text.contains("content-type: application/json\r\n"),
            "{text}"
        );
        assert!(text.ends_with("\r\n\r\n[1]"), "{text}");
        post().send_blocking().unwrap();
        std::thread::spawn({
            let call = post();
            move || call.send_blocking().unwrap()
        })
        .join()
        .unwrap();
        assert_eq!(connections.try_iter().count(), 1);
    }

    #[test]
    fn blocking_works_inside_an_executor() {
        let (url, _connections) = echo();
        let client = Builder::<Bare>::new().base_url(url).build().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            Call::<Get>::new(&client).await.unwrap();
            Call::<Get>::new(&client).send_blocking().unwrap();
            Call::<Get>::new(&client).await.unwrap();
        });
    }

    #[test]
    fn a_server_that_never_answers() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let client = Builder::<Bare>::new()
            .base_url(url)
            .timeout(Duration::from_millis(50))
            .build()
            .unwrap();
        let error = Call::<Get>::new(&client).send_blocking().unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    }
}
