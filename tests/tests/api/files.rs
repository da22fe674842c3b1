//! What is too large for memory, over real sockets: files and streams that are sent, downloads that are saved.

use super::support::{
    ACCOUNT, GUID, UAA_TOKEN, assert_discreet, cloudflare, cloudfoundry, only, play, play_json,
};
use launchway::cloudflare::types::{VersionUpload, VersionUploadMetadata};
use launchway::cloudfoundry::types::PackageUpload;
use launchway::runtime::{ByteSource, Bytes, Error, Part, Pieces, TransportError};
use launchway_tests::server::{Answer, Server};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

const PACKAGE: &str = r#"{"guid":"91a2b3c4-d5e6-4f70-8192-a3b4c5d6e7f8","created_at":"2026-02-03T04:00:00Z","updated_at":"2026-02-03T04:00:10Z",
 "type":"bits","data":{"error":null,"checksum":{"type":"sha256","value":null}},"state":"PROCESSING_UPLOAD",
 "relationships":{"app":{"data":{"guid":"0f4b2a1e-6a57-4a35-9f0c-3d1b6c1f7a10"}}},"metadata":{"labels":{},"annotations":{}},
 "links":{"self":{"href":"x"},"app":{"href":"x"},"upload":{"href":"x","method":"POST"},"download":{"href":"x","method":"GET"}}}"#;

const VERSION: &str = r#"{"success":true,"errors":[],"messages":[],"result":{"id":"5b1d7c52-0f0e-4b52-9d38-2f6f3c1f9a01","number":7,
 "metadata":{"source":"api","created_on":"2026-03-04T05:06:07.089012Z","has_preview":true},"resources":{}}}"#;

/// A folder that is gone when the test is.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("launchway-files-{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// Two pieces, and nothing known of how long they are together.
struct Two(u8);

impl futures_core::Stream for Two {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0 += 1;
        match self.0 {
            1 => Poll::Ready(Some(Ok(Bytes::from_static(b"PK one ")))),
            // Nothing is ready at once, and whoever waits is woken.
            2 => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            3 => Poll::Ready(Some(Ok(Bytes::from_static(b"two")))),
            _ => Poll::Ready(None),
        }
    }
}

#[tokio::test]
async fn a_package_from_a_file() {
    let folder = Folder::new();
    let zip: Vec<u8> = (0..3_000_000_u32)
        .map(|index| index.to_le_bytes()[1])
        .collect();
    let path = folder.file("shop.zip", &zip);
    let server = play_json("200 OK", PACKAGE);
    let upload = PackageUpload::new()
        .bits(path.as_path())
        .resources(r#"[{"path":"Gemfile","size_in_bytes":4,"checksum":{"value":"aa"}}]"#);
    cloudfoundry(&server)
        .packages()
        .upload(GUID, upload)
        .await
        .unwrap();
    let request = only(&server);
    let length = request.body.len().to_string();
    assert_eq!(request.header("content-length"), Some(&*length));
    assert_eq!(request.header("transfer-encoding"), None);
    let head = b"name=\"bits\"; filename=\"shop.zip\"\r\nContent-Type: application/zip\r\n\r\nPK";
    let start = request.body.windows(4).position(|four| four == b"\r\n\r\n");
    let start = start.unwrap() + 4;
    assert!(request.body[..start].ends_with(&head[head.len() - 40..head.len() - 2]));
    assert_eq!(request.body[start..start + zip.len()], zip);
    let rest = String::from_utf8_lossy(&request.body[start + zip.len()..]).into_owned();
    assert!(
        rest.contains("name=\"resources\"\r\n\r\n[{\"path\":\"Gemfile\""),
        "{rest}"
    );
}

/// Nobody knows how long it is: it goes in chunks.
#[tokio::test]
async fn a_package_from_a_stream() {
    let server = play_json("200 OK", PACKAGE);
    let bits = Part::new(Pieces::new(Two(0))).file_name("app.zip");
    let upload = PackageUpload::new().bits(bits);
    cloudfoundry(&server)
        .packages()
        .upload(GUID, upload)
        .await
        .unwrap();
    let request = only(&server);
    assert_eq!(request.header("transfer-encoding"), Some("chunked"));
    assert!(
        request
            .text()
            .contains("\r\n\r\nPK one two\r\n--launchway-")
    );
}

/// A thread that waits sends files and streams as a task does.
#[test]
fn a_package_from_a_thread() {
    let server = play_json("200 OK", PACKAGE);
    let bits = ByteSource::stream(Two(0)).of_length(10);
    let upload = PackageUpload::new().bits(bits);
    let call = cloudfoundry(&server).packages().upload(GUID, upload);
    call.send_blocking().unwrap();
    let request = only(&server);
    let length = request.body.len().to_string();
    assert_eq!(request.header("content-length"), Some(&*length));
}

#[tokio::test]
async fn modules_from_files() {
    let folder = Folder::new();
    let script = folder.file("index.js", b"export default {}");
    let wasm = folder.file("sum.wasm", b"\0asm");
    let server = play([
        Answer::new("503 Service Unavailable"),
        Answer::json("200 OK", VERSION),
    ]);
    let mut upload = VersionUpload::new(VersionUploadMetadata::new("index.js"));
    let module = |path: PathBuf, media: &str| Part::path(path).content_type(media);
    upload.extra.insert(
        "index.js".into(),
        module(script, "application/javascript+module"),
    );
    upload
        .extra
        .insert("sum.wasm".into(), module(wasm, "application/wasm"));
    // Files can be read again, so the call can be sent again.
    let call = cloudflare(&server)
        .worker_versions()
        .upload(ACCOUNT, "shop-edge", upload);
    let retries = launchway::runtime::Retries::up_to(1).of_any_method();
    call.retries(retries).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].body, requests[1].body);
    let text = requests[1].text();
    assert!(text.contains("name=\"index.js\"; filename=\"index.js\"\r\nContent-Type: application/javascript+module\r\n\r\nexport default {}\r\n"), "{text}");
    assert!(text.contains("name=\"sum.wasm\"; filename=\"sum.wasm\"\r\nContent-Type: application/wasm\r\n\r\n\0asm\r\n"), "{text}");
}

/// A file that is not there is said before anything is sent, and no token with it.
#[tokio::test]
async fn a_file_that_is_not_there() {
    let server = play([]);
    let upload = PackageUpload::new().bits(Part::path("/nowhere/app.zip"));
    let call = cloudfoundry(&server).packages().upload(GUID, upload);
    let error = call.await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert_discreet(&error);
    assert_eq!(server.count(), 0);
}

/// The store is another origin: neither pieces nor files bring it the token.
#[tokio::test]
async fn bits_are_saved_from_a_store_that_gets_no_token() {
    let bits: Vec<u8> = (0..1_000_000_u32)
        .map(|index| index.to_le_bytes()[0])
        .collect();
    let body = bits.clone();
    let store = Server::start(move |_| Answer::new("200 OK").body(body.clone())).unwrap();
    let location = format!("{}/bits?sig=a%2Fb", store.url());
    let api = Server::start(move |_| Answer::new("302 Found").header("location", &location));
    let api = api.unwrap();
    let folder = Folder::new();
    let path = folder.0.join("droplet.tgz");
    let droplets = cloudfoundry(&api).droplets();
    let head = droplets.download(GUID).save_to(&path).await.unwrap();
    assert_eq!(head.status(), 200);
    assert_eq!(std::fs::read(&path).unwrap(), bits);

    let mut pieces = cloudfoundry(&api).packages().download(GUID).pieces();
    let mut whole = Vec::new();
    while let Some(piece) = pieces.next().await {
        whole.extend_from_slice(&piece.unwrap());
    }
    assert_eq!(whole, bits);
    for request in api.requests() {
        let token = format!("Bearer {UAA_TOKEN}");
        assert_eq!(request.header("authorization"), Some(&*token));
    }
    assert_eq!(store.count(), 2);
    for request in store.requests() {
        assert_eq!(request.header("authorization"), None);
    }
}

/// What one API gives another takes, and nothing of it is kept.
#[tokio::test]
async fn a_download_goes_on_as_an_upload() {
    let from = play([Answer::new("200 OK").body("PK bits")]);
    let to = play_json("200 OK", PACKAGE);
    let pieces = cloudfoundry(&from).droplets().download(GUID).pieces();
    let upload = PackageUpload::new().bits(ByteSource::stream(pieces));
    cloudfoundry(&to)
        .packages()
        .upload(GUID, upload)
        .await
        .unwrap();
    assert!(only(&to).text().contains("PK bits"));
}
