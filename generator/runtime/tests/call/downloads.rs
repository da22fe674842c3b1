//! Answers that are bytes: in pieces, and into files.

use super::sending::block_on;
use super::support::{Script, bare, demo, header};
use crate::runtime::{Bytes, Call, Download, Error, Method, operation};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

operation! { Bits: Method::Get, "/bits" => bytes, accept "application/zip" }

/// A folder that is gone when the test is.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("launchway-download-{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn all(mut pieces: Download) -> Result<Vec<u8>, Error> {
    let mut whole = Vec::new();
    while let Some(piece) = block_on(pieces.next()) {
        whole.extend_from_slice(&piece?);
    }
    assert!(block_on(pieces.next()).is_none());
    Ok(whole)
}

#[test]
fn pieces_come_one_after_another() {
    let script = Script::new().answer(200, &[("etag", "e")], "PK\u{3}\u{4}");
    let mut pieces = Call::<Bits>::new(&bare(&script)).pieces();
    assert!(script.requests().is_empty());
    assert!(pieces.head().is_none());
    let first = block_on(pieces.next()).unwrap().unwrap();
    assert_eq!(first, Bytes::from_static(b"PK\x03\x04"));
    assert_eq!(pieces.head().unwrap().headers()["etag"], "e");
    assert!(format!("{pieces:?}").contains("GET /bits"), "{pieces:?}");
    assert!(all(pieces).unwrap().is_empty());
}

/// The store that a redirect leads to gets no token, and its bytes are what comes.
#[test]
fn a_store_gets_no_token() {
    let script = Script::new()
        .answer(
            302,
            &[("location", "https://store.example.net/b?sig=x")],
            "",
        )
        .answer(200, &[], "bits");
    let whole = all(Call::<Bits>::new(&demo(&script)).pieces()).unwrap();
    assert_eq!(whole, b"bits");
    let requests = script.requests();
    assert!(header(&requests[0], "authorization").is_some());
    assert_eq!(header(&requests[1], "authorization"), None);
    assert_eq!(requests[1].uri(), "https://store.example.net/b?sig=x");
}

#[test]
fn a_failure_is_an_error_with_its_body() {
    let script = Script::new().answer(404, &[], "<Error>Gone</Error>");
    let error = all(Call::<Bits>::new(&bare(&script)).pieces()).unwrap_err();
    assert!(error.is_not_found());
    assert!(error.to_string().contains("Gone"), "{error}");
}

#[test]
fn a_file_is_there_once_it_is_whole() {
    let folder = Folder::new();
    let path = folder.0.join("app.zip");
    std::fs::write(&path, "before").unwrap();
    let large = "x".repeat(1_000_000);
    let script = Script::new()
        .answer(403, &[], "no")
        .answer(200, &[("etag", "e")], large.clone());
    let client = bare(&script);
    let call = || Call::<Bits>::new(&client);
    assert!(block_on(call().save_to(&path)).unwrap_err().is_forbidden());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    let head = call().save_to_blocking(&path).unwrap();
    assert_eq!((head.status().as_u16(), head.raw().len()), (200, 0));
    assert_eq!(head.headers()["etag"], "e");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), large);
    assert_eq!(folder.names(), ["app.zip"]);
}

#[test]
fn a_file_of_nothing() {
    let folder = Folder::new();
    let script = Script::new().answer(200, &[], "");
    let path = folder.0.join("empty");
    block_on(Call::<Bits>::new(&bare(&script)).save_to(&path)).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"");
}

#[test]
fn a_place_where_no_file_can_be() {
    let script = Script::new().answer(200, &[], "bits");
    let path = Folder::new().0.join("no such folder/app.zip");
    let error = block_on(Call::<Bits>::new(&bare(&script)).save_to(path)).unwrap_err();
    let shown = error.to_string();
    assert!(
        shown.starts_with("GET /bits: the file can't be written: "),
        "{shown}"
    );
    assert!(!error.is_ambiguous());
}

/// A call that is dropped on its way leaves nothing behind.
#[cfg(feature = "reqwest")]
#[test]
fn a_download_that_breaks_off() {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 1024]);
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n";
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&[b'x'; 500_000]).unwrap();
    });
    let folder = Folder::new();
    let client = crate::runtime::Builder::<super::support::Bare>::new().base_url(url);
    let call = Call::<Bits>::new(&client.build().unwrap());
    let error = call.save_to_blocking(folder.0.join("app.zip")).unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert!(folder.names().is_empty(), "{:?}", folder.names());
}
