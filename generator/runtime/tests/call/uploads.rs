//! Bodies from files and streams: what is sent, what may be sent again, and what fails before it is sent.

use super::super::body::Source;
use super::sending::block_on;
use super::support::{Bare, Script, bare, demo, header};
use crate::runtime::{
    BoxFuture, Builder, ByteSource, Bytes, Call, Client, Limits, Method, Multipart, Part, Pieces,
    Retries, Transport, TransportError, operation, wire,
};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

operation! { Send: Method::Put, "/bits" => (), retry Safe }

/// A file that is gone when the test is.
struct Temporary(PathBuf);

impl Temporary {
    fn new(content: &[u8]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("launchway-upload-{}-{count}.bin", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, content).unwrap();
        Self(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A stream of these pieces, each of which keeps one waiting once.
struct Slow(VecDeque<Result<Bytes, &'static str>>, bool);

fn slow<const N: usize>(pieces: [Result<&'static str, &'static str>; N]) -> Slow {
    let pieces = pieces.into_iter();
    Slow(pieces.map(|piece| piece.map(Bytes::from)).collect(), false)
}

impl futures_core::Stream for Slow {
    type Item = Result<Bytes, &'static str>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.1 = !self.1;
        if self.1 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.0.pop_front())
    }
}

fn body(script: &Script) -> (Option<String>, Bytes) {
    let request = script.requests().pop().unwrap();
    let length = header(&request, "content-length").map(str::to_owned);
    (length, request.into_body())
}

fn ok() -> Script {
    Script::new().answer(204, &[], "")
}

#[test]
fn bytes_are_bytes() {
    let call = |script: &Script| Call::<Send>::new(&bare(script)).bytes("a/b", b"xy");
    let request = call(&ok()).to_request().unwrap();
    assert_eq!(request.body(), "xy");
    assert_eq!(header(&request, "content-type"), Some("a/b"));
    assert_eq!(header(&request, "content-length"), None);
    let script = ok();
    call(&script).send_blocking().unwrap();
    assert_eq!(body(&script), (None, "xy".into()));
}

#[test]
fn a_file_is_read_while_it_is_sent() {
    // More than one piece of the disk's.
    let content: Vec<u8> = (0..600_000_u32)
        .map(|index| index.to_le_bytes()[0])
        .collect();
    let file = Temporary::new(&content);
    let script = ok();
    let call = Call::<Send>::new(&bare(&script)).bytes("a/b", file.0.clone());
    assert!(format!("{call:?}").contains("600000 bytes"), "{call:?}");
    let request = call.to_request().unwrap();
    assert_eq!(header(&request, "content-length"), Some("600000"));
    assert_eq!(*request.body(), content);
    block_on(call).unwrap();
    assert_eq!(body(&script), (Some("600000".into()), content.into()));
}

/// What was read of an open file before is not sent, and sending leaves it to be sent again.
#[test]
fn an_open_file_is_sent_from_where_it_stands() {
    let file = Temporary::new(b"0123456789");
    let mut open = File::open(&file.0).unwrap();
    open.seek(SeekFrom::Start(4)).unwrap();
    let script = ok().answer(204, &[], "");
    let call = Call::<Send>::new(&bare(&script)).bytes("a/b", open);
    assert_eq!(call.to_request().unwrap().body(), "456789");
    block_on(call.clone()).unwrap();
    block_on(call).unwrap();
    assert_eq!(script.requests()[0].body(), "456789");
    assert_eq!(body(&script), (Some("6".into()), "456789".into()));
}

#[test]
fn a_stream_is_sent_once() {
    let script = ok();
    let pieces = ByteSource::stream(slow([Ok("a"), Ok(""), Ok("bc")]));
    let call = Call::<Send>::new(&bare(&script)).bytes("a/b", pieces.clone());
    assert!(format!("{call:?}").contains("a stream"), "{call:?}");
    let error = call.to_request().unwrap_err();
    assert_eq!(
        error.to_string(),
        "PUT /bits: a stream can only be sent, not looked at"
    );
    block_on(call.clone()).unwrap();
    assert_eq!(body(&script), (None, "abc".into()));
    let error = block_on(call).unwrap_err();
    assert_eq!(
        error.to_string(),
        "PUT /bits: the stream in the body was sent before"
    );
    assert_eq!(script.requests().len(), 1);
}

#[test]
fn a_stream_may_say_how_long_it_is() {
    let script = ok();
    let pieces = ByteSource::stream(slow([Ok("a"), Ok("bc")])).of_length(3);
    let call = Call::<Send>::new(&bare(&script)).bytes("a/b", pieces);
    block_on(call).unwrap();
    assert_eq!(body(&script), (Some("3".into()), "abc".into()));
}

/// What can't be read fails the call at once: another attempt would read the same.
#[test]
fn a_source_that_fails() {
    let script = ok();
    let client = Builder::<Bare>::new().transport(script.clone()).build();
    let pieces = ByteSource::stream(slow([Ok("a"), Err("no more")]));
    let call = Call::<Send>::new(&client.unwrap()).bytes("a/b", pieces);
    let error = block_on(call).unwrap_err();
    assert_eq!(error.to_string(), "PUT /bits: no more");
    assert!(!error.is_ambiguous());

    let call = Call::<Send>::new(&bare(&script)).bytes("a/b", PathBuf::from("/nowhere/at/all"));
    let text = block_on(call).unwrap_err().to_string();
    assert!(
        text.starts_with("PUT /bits: the file `/nowhere/at/all` can't be read: "),
        "{text}"
    );
    let call = Call::<Send>::new(&bare(&script)).bytes("a/b", std::env::temp_dir());
    let text = block_on(call).unwrap_err().to_string();
    assert!(text.ends_with("` can't be read: it is a folder"), "{text}");
    assert!(script.requests().is_empty());
}

/// A transport that takes bodies in pieces, and answers so.
#[derive(Clone)]
struct Line {
    answers: Arc<Mutex<VecDeque<u16>>>,
    /// Whether it reads the body at all.
    reads: bool,
    bodies: Arc<Mutex<Vec<Bytes>>>,
}

fn line<const N: usize>(answers: [u16; N], reads: bool) -> Line {
    Line {
        answers: Arc::new(Mutex::new(answers.into())),
        reads,
        bodies: Arc::default(),
    }
}

impl Line {
    fn client(&self) -> Client {
        let retries = Retries::up_to(3).back_off(Duration::ZERO, Duration::ZERO);
        let builder = Builder::<Bare>::new().transport(self.clone());
        builder.retries(retries).build().unwrap()
    }

    fn bodies(&self) -> Vec<Bytes> {
        self.bodies.lock().unwrap().clone()
    }
}

impl Transport for Line {
    fn send(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        panic!("no body is whole here")
    }

    fn upload(
        &self,
        request: http::Request<Pieces>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Pieces>, TransportError>> {
        let answer = self.answers.lock().unwrap().pop_front().unwrap();
        Box::pin(async move {
            if self.reads {
                let body = request.into_body().whole().await?;
                self.bodies.lock().unwrap().push(body);
            }
            if answer == 0 {
                return Err(TransportError::connect("nobody there"));
            }
            let mut response = http::Response::new(Pieces::from(Bytes::new()));
            *response.status_mut() = answer.try_into().unwrap();
            if answer == 307 || answer == 303 {
                let place = http::HeaderValue::from_static("/elsewhere");
                response.headers_mut().insert("location", place);
            }
            Ok(response)
        })
    }
}

#[test]
fn a_file_is_sent_again_and_a_stream_is_not() {
    let file = Temporary::new(b"bits");
    let again = line([503, 307, 204], true);
    let call = Call::<Send>::new(&again.client()).bytes("a/b", file.0.clone());
    block_on(call).unwrap();
    assert_eq!(again.bodies(), ["bits", "bits", "bits"]);

    let once = line([503], true);
    let call = || Call::<Send>::new(&once.client());
    let pieces = || ByteSource::stream(slow([Ok("a")]));
    let error = block_on(call().bytes("a/b", pieces())).unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(once.bodies(), ["a"]);

    // Of what nobody has read nothing is lost.
    let never = line([0, 503, 204], false);
    let call = Call::<Send>::new(&never.client()).bytes("a/b", pieces());
    block_on(call).unwrap();

    let moved = line([307], true);
    let call = Call::<Send>::new(&moved.client()).bytes("a/b", pieces());
    assert_eq!(
        block_on(call).unwrap_err().to_string(),
        "PUT /bits: a redirect asks for the body again, which was a stream"
    );
}

/// After 401 a call is sent once more with another token, but not without its body.
#[test]
fn a_refused_stream_is_not_sent_empty() {
    let script = Script::new().answer(401, &[], "{}").answer(204, &[], "");
    let pieces = ByteSource::stream(slow([Ok("a")]));
    let call = Call::<Send>::new(&demo(&script)).bytes("a/b", pieces);
    assert!(block_on(call).unwrap_err().is_unauthorized());
    assert_eq!(script.requests().len(), 1);
}

pub struct Upload {
    pub note: String,
    pub bits: Part,
    pub more: Vec<Part>,
}

wire! { Upload { note: required "note", bits: required "bits", more: required "more" } }

#[test]
fn parts_of_files_and_streams() {
    let file = Temporary::new(b"zip");
    let upload = Upload {
        note: "n".into(),
        bits: Part::path(&file.0),
        more: vec![
            Part::new(ByteSource::stream(slow([Ok("st"), Ok("ream")])).of_length(6)),
            Part::new("text").file_name("t"),
        ],
    };
    assert_eq!(upload, upload.clone());
    assert!(!format!("{upload:?}").contains("zip"), "{upload:?}");
    let script = ok();
    let call = Call::<Send>::new(&bare(&script)).multipart_of(&[("bits", "a/zip")], &upload);
    block_on(call).unwrap();
    let request = script.requests().pop().unwrap();
    let media = header(&request, "content-type").unwrap();
    let boundary = media
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let name = file.0.file_name().unwrap().to_str().unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nn\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"bits\"; filename=\"{name}\"\r\nContent-Type: a/zip\r\n\r\nzip\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"more\"; filename=\"more\"\r\nContent-Type: application/octet-stream\r\n\r\nstream\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"more\"; filename=\"t\"\r\nContent-Type: application/octet-stream\r\n\r\ntext\r\n\
         --{boundary}--\r\n"
    );
    assert_eq!(request.body(), &expected);
    let length = expected.len().to_string();
    assert_eq!(header(&request, "content-length"), Some(&*length));
}

/// Content that can't be looked through can't be let choose a boundary: each such body has its own.
#[test]
fn a_boundary_that_nobody_knows() {
    let media = || {
        let parts = Multipart::new().part(Part::bytes("a", ByteSource::stream(slow([]))));
        let script = ok();
        block_on(Call::<Send>::new(&bare(&script)).multipart(parts)).unwrap();
        let request = script.requests().pop().unwrap();
        header(&request, "content-type").unwrap().to_owned()
    };
    assert_ne!(media(), media());
}

#[test]
fn json_holds_no_file() {
    let script = ok();
    let part = Part::new(ByteSource::path("x"));
    let call = Call::<Send>::new(&bare(&script)).json(&part);
    assert_eq!(
        block_on(call).unwrap_err().to_string(),
        "PUT /bits: a file or a stream can't be sent inside JSON"
    );
    block_on(Call::<Send>::new(&bare(&script)).json(&Part::new("x"))).unwrap();
    assert_eq!(body(&script).1, "\"x\"");
}

#[test]
fn sources_are_equal_where_they_are_the_same() {
    let stream = ByteSource::stream(slow([]));
    assert_eq!(stream, stream.clone());
    assert_ne!(stream, ByteSource::stream(slow([])));
    assert_eq!(ByteSource::from("a"), ByteSource::from(vec![b'a']));
    assert_eq!(ByteSource::path("a"), ByteSource::path("a"));
    assert_ne!(ByteSource::path("a"), ByteSource::from("a"));
}

/// A pipe goes on and never back.
#[cfg(unix)]
#[test]
fn a_pipe_is_a_stream() {
    let (reader, mut writer) = std::io::pipe().unwrap();
    writer.write_all(b"piped").unwrap();
    drop(writer);
    let file = File::from(std::os::fd::OwnedFd::from(reader));
    let script = ok();
    let call = Call::<Send>::new(&bare(&script)).bytes("a/b", file);
    assert!(call.to_request().is_err());
    block_on(call.clone()).unwrap();
    assert_eq!(body(&script), (None, "piped".into()));
    assert!(block_on(call).is_err());
}

/// Only one piece of a file is in memory at a time.
#[test]
fn a_large_file_comes_in_pieces() {
    let file = Temporary::new(&vec![7; 1_000_000]);
    let mut pieces = Source::open(&ByteSource::path(&file.0));
    let mut sizes = Vec::new();
    while let Some(piece) = block_on(pieces.next()) {
        sizes.push(piece.unwrap().len());
    }
    assert_eq!(sizes.iter().sum::<usize>(), 1_000_000);
    assert!(sizes.iter().all(|size| *size <= 256 * 1024), "{sizes:?}");
}
