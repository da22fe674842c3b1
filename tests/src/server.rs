//! A server on this machine that writes down what it is asked and plays the answers it is given.
//!
//! It speaks as much HTTP/1.1 as it must to know where a request ends. It adds nothing to an answer and takes
//! nothing from a request: what tests compare are the bytes that went over the wire.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A request as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: String,
    /// Path and query, encoded as they came.
    pub target: String,
    /// The headers in their order, as the client wrote them.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of the first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The body as text; what isn't UTF-8 shows as a mark.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Method and target, as in the request line.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }
}

/// What the server answers: bytes, and when it sends them.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    head: String,
    body: Vec<u8>,
    raw: bool,
    delay: Duration,
    closes: bool,
}

impl Answer {
    /// An answer of that status, such as `200 OK`, with neither headers nor body.
    pub fn new(status: &str) -> Self {
        Self {
            head: format!("HTTP/1.1 {status}\r\n"),
            ..Self::default()
        }
    }

    /// Bytes that are sent as they are, head and all; then the connection ends.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            body: bytes.into(),
            raw: true,
            closes: true,
            ..Self::default()
        }
    }

    /// An answer of JSON.
    pub fn json(status: &str, body: impl Into<Vec<u8>>) -> Self {
        let answer = Self::new(status).header("content-type", "application/json; charset=utf-8");
        answer.body(body)
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.head.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// The body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Sends the answer only after that time.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The same with half of its body; then the connection ends.
    #[must_use]
    pub fn halved(self) -> Self {
        let mut bytes = self.bytes();
        bytes.truncate(bytes.len() - self.body.len().div_ceil(2));
        Self {
            delay: self.delay,
            ..Self::raw(bytes)
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        if !self.raw {
            bytes.extend_from_slice(self.head.as_bytes());
            bytes.extend_from_slice(
                format!("content-length: {}\r\n\r\n", self.body.len()).as_bytes(),
            );
        }
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

/// A server that listens until it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listener: Option<JoinHandle<()>>,
}

struct Shared {
    answer: Box<dyn Fn(&Request) -> Answer + Send + Sync>,
    requests: Mutex<Vec<Request>>,
    stopped: AtomicBool,
}

impl Server {
    /// A server that answers each request by itself.
    ///
    /// # Errors
    ///
    /// When no port is free.
    pub fn start(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            answer: Box::new(answer),
            requests: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let own = Arc::clone(&shared);
        let listener = thread::spawn(move || {
            for stream in listener.incoming() {
                if own.stopped.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&own);
                if let Ok(stream) = stream {
                    thread::spawn(move || serve(&stream, &shared));
                }
            }
        });
        Ok(Self {
            address,
            shared,
            listener: Some(listener),
        })
    }

    /// A server that plays those answers in their order, and then answers 500.
    ///
    /// # Errors
    ///
    /// When no port is free.
    pub fn playing(answers: impl IntoIterator<Item = Answer>) -> io::Result<Self> {
        let answers: Vec<Answer> = answers.into_iter().collect();
        let answers = Mutex::new(answers.into_iter());
        Self::start(move |_| {
            let next = answers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .next();
            next.unwrap_or_else(|| Answer::new("500 No Answer Left"))
        })
    }

    /// `http://127.0.0.1:PORT`
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// `127.0.0.1:PORT`
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// How many requests there were up to now.
    pub fn count(&self) -> usize {
        let requests = self.shared.requests.lock();
        requests.unwrap_or_else(PoisonError::into_inner).len()
    }

    /// The requests up to now, in the order in which they were complete.
    pub fn requests(&self) -> Vec<Request> {
        let requests = self.shared.requests.lock();
        requests.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Whoever accepts has to be woken to see that.
        drop(TcpStream::connect(self.address));
        if let Some(listener) = self.listener.take() {
            drop(listener.join());
        }
    }
}

/// Answers one connection's requests until either side has enough.
fn serve(mut stream: &TcpStream, shared: &Shared) {
    while let Some(request) = read(stream) {
        let answer = (shared.answer)(&request);
        let mut requests = shared
            .requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        requests.push(request);
        drop(requests);
        thread::sleep(answer.delay);
        if stream.write_all(&answer.bytes()).is_err() || answer.closes {
            return;
        }
    }
}

/// The next request; `None` at the end of the connection, or where what came is none.
fn read(mut stream: &TcpStream) -> Option<Request> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let mut request = Request {
        method: first.next()?.to_owned(),
        target: first.next()?.to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        request.headers.push((name.to_owned(), value.to_owned()));
    }
    if request.header("transfer-encoding") == Some("chunked") {
        request.body = chunks(stream)?;
        return Some(request);
    }
    let length = request.header("content-length").unwrap_or("0");
    request.body = vec![0; length.parse().ok()?];
    stream.read_exact(&mut request.body).ok()?;
    Some(request)
}

/// A body whose length nobody knew when it began.
fn chunks(mut stream: &TcpStream) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = Vec::new();
        let mut byte = [0];
        while !line.ends_with(b"\r\n") {
            stream.read_exact(&mut byte).ok()?;
            line.push(byte[0]);
        }
        let size = usize::from_str_radix(std::str::from_utf8(&line).ok()?.trim(), 16).ok()?;
        let mut chunk = vec![0; size + 2];
        stream.read_exact(&mut chunk).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(chunk.get(..size)?);
    }
}
