//! Bodies of parts: names, file names, media types and bytes as they arrive.

use super::support::{
    ACCOUNT, API_TOKEN, GUID, UAA_TOKEN, cloudflare, cloudfoundry, headers, only, play, play_json,
};
use launchway::cloudflare::types::{
    Binding, ContentUpload, ContentUploadMetadata, PlainTextBinding, ScriptUpload,
    ScriptUploadMetadata, VersionAnnotations, VersionUpload, VersionUploadMetadata,
};
use launchway::cloudfoundry::types::{DropletState, DropletUpload, PackageState, PackageUpload};
use launchway::runtime::Part;
use launchway_tests::server::{Answer, Server};

const SCRIPT: &str =
    "/client/v4/accounts/0a1b2c3d4e5f60718293a4b5c6d7e8f9/workers/scripts/shop-edge";

const PACKAGE: &str = r#"{"guid":"91a2b3c4-d5e6-4f70-8192-a3b4c5d6e7f8","created_at":"2026-02-03T04:00:00Z","updated_at":"2026-02-03T04:00:10Z",
 "type":"bits","data":{"error":null,"checksum":{"type":"sha256","value":null}},"state":"PROCESSING_UPLOAD",
 "relationships":{"app":{"data":{"guid":"0f4b2a1e-6a57-4a35-9f0c-3d1b6c1f7a10"}}},"metadata":{"labels":{},"annotations":{}},
 "links":{"self":{"href":"x"},"app":{"href":"x"},"upload":{"href":"x","method":"POST"},"download":{"href":"x","method":"GET"}}}"#;

const DROPLET: &str = r#"{"guid":"a7c3d9e2-1b44-4a0e-8f23-5b6c7d8e9f01","created_at":"2026-02-03T04:00:00Z","updated_at":"2026-02-03T04:00:10Z",
 "state":"PROCESSING_UPLOAD","error":null,"lifecycle":{"type":"buildpack","data":{}},"execution_metadata":"","process_types":{},
 "checksum":null,"buildpacks":null,"stack":null,"image":null,
 "relationships":{"app":{"data":{"guid":"0f4b2a1e-6a57-4a35-9f0c-3d1b6c1f7a10"}}},"metadata":{"labels":{},"annotations":{}},
 "links":{"self":{"href":"x"},"app":{"href":"x"},"assign_current_droplet":{"href":"x","method":"PATCH"}}}"#;

/// The boundary that the content type names.
fn boundary(content_type: &str) -> &str {
    content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap()
}

/// Checks the one upload that a server got; `BOUNDARY` in the body stands for the boundary.
#[track_caller]
fn assert_uploaded(server: &Server, line: &str, token: &str, body: &[u8]) {
    let request = only(server);
    assert_eq!(request.line(), line);
    let content_type = request.header("content-type").unwrap();
    let boundary = boundary(content_type);
    let expected = replace(body, boundary);
    assert_eq!(
        String::from_utf8_lossy(&request.body),
        String::from_utf8_lossy(&expected)
    );
    assert_eq!(request.body, expected);
    let expected = [
        "accept: application/json".to_owned(),
        format!("authorization: Bearer {token}"),
        format!("content-length: {}", expected.len()),
        format!("content-type: multipart/form-data; boundary={boundary}"),
    ];
    assert_eq!(headers(server, &request), expected);
}

fn replace(body: &[u8], boundary: &str) -> Vec<u8> {
    const MARK: &[u8] = b"BOUNDARY";
    let mut replaced = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.windows(MARK.len()).position(|part| part == MARK) {
        replaced.extend_from_slice(&rest[..at]);
        replaced.extend_from_slice(boundary.as_bytes());
        rest = &rest[at + MARK.len()..];
    }
    replaced.extend_from_slice(rest);
    replaced
}

#[tokio::test]
async fn a_version_is_one_json_part_and_its_modules() {
    let answer = r#"{"success":true,"errors":[],"messages":[],"result":{"id":"5b1d7c52-0f0e-4b52-9d38-2f6f3c1f9a01","number":7,
        "metadata":{"source":"api","created_on":"2026-03-04T05:06:07.089012Z","has_preview":true},
        "annotations":{"workers/tag":"v7"},"resources":{"bindings":[{"type":"brand_new","name":"N","x":1}]},"startup_time_ms":3}}"#;
    let server = play_json("200 OK", answer);
    let metadata = VersionUploadMetadata::new("index.js")
        .compatibility_date("2026-03-01")
        .bindings([Binding::PlainText(PlainTextBinding::new(
            "GREETING", "hello",
        ))])
        .annotations(VersionAnnotations::new().workers_message("first"));
    let mut upload = VersionUpload::new(metadata);
    let module = Part::new("export default {}\n").content_type("application/javascript+module");
    upload
        .extra
        .insert("index.js".to_owned(), module.file_name("index.js"));
    let wasm = Part::from(b"\0asm\x01\0\0\0\r\n--".to_vec()).content_type("application/wasm");
    upload
        .extra
        .insert("lib/sum.wasm".to_owned(), wasm.file_name("lib/sum.wasm"));

    let version = cloudflare(&server)
        .worker_versions()
        .upload(ACCOUNT, "shop-edge", upload)
        .await
        .unwrap();
    let mut body = Vec::new();
    body.extend_from_slice(
        b"--BOUNDARY\r\nContent-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json\r\n\r\n\
          {\"main_module\":\"index.js\",\"annotations\":{\"workers/message\":\"first\"},\"bindings\":[{\"type\":\"plain_text\",\"name\":\"GREETING\",\"text\":\"hello\"}],\"compatibility_date\":\"2026-03-01\"}\r\n\
          --BOUNDARY\r\nContent-Disposition: form-data; name=\"index.js\"; filename=\"index.js\"\r\nContent-Type: application/javascript+module\r\n\r\n\
          export default {}\n\r\n\
          --BOUNDARY\r\nContent-Disposition: form-data; name=\"lib/sum.wasm\"; filename=\"lib/sum.wasm\"\r\nContent-Type: application/wasm\r\n\r\n",
    );
    body.extend_from_slice(b"\0asm\x01\0\0\0\r\n--\r\n--BOUNDARY--\r\n");
    assert_uploaded(
        &server,
        &format!("POST {SCRIPT}/versions"),
        API_TOKEN,
        &body,
    );

    assert_eq!(version.number, 7);
    assert_eq!(version.startup_time_ms, Some(3));
    let bindings = version.resources.bindings.unwrap();
    assert!(matches!(&bindings[0], Binding::Unrecognized(json) if json.get("x").is_some()));
}

/// A part that says nothing of itself is a file called by its name, of bytes.
#[tokio::test]
async fn a_script_is_uploaded_and_deployed() {
    let answer = r#"{"success":true,"errors":[],"messages":[],"result":{"id":"shop-edge","startup_time_ms":12,"tags":null}}"#;
    let server = play_json("200 OK", answer);
    let mut upload = ScriptUpload::new(
        ScriptUploadMetadata::new()
            .main_module("a \"b\".js")
            .keep_bindings(["secret_text".to_owned()]),
    );
    upload
        .extra
        .insert("a \"b\".js".to_owned(), Part::from(b"x".to_vec()));
    let call = cloudflare(&server)
        .worker_scripts()
        .upload(ACCOUNT, "shop-edge", upload);
    let uploaded = call.bindings_inherit("strict".into()).await.unwrap();
    let body = b"--BOUNDARY\r\nContent-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json\r\n\r\n\
        {\"main_module\":\"a \\\"b\\\".js\",\"keep_bindings\":[\"secret_text\"]}\r\n\
        --BOUNDARY\r\nContent-Disposition: form-data; name=\"a %22b%22.js\"; filename=\"a %22b%22.js\"\r\nContent-Type: application/octet-stream\r\n\r\n\
        x\r\n--BOUNDARY--\r\n";
    assert_uploaded(
        &server,
        &format!("PUT {SCRIPT}?bindings_inherit=strict"),
        API_TOKEN,
        body,
    );
    assert_eq!(uploaded.startup_time_ms, 12);
    assert!(uploaded.tags.is_null());
}

#[tokio::test]
async fn content_names_its_parts_in_headers() {
    let server = play_json(
        "200 OK",
        r#"{"success":true,"errors":[],"messages":[],"result":{"id":"shop-edge"}}"#,
    );
    let upload = ContentUpload::new(ContentUploadMetadata::new().body_part("worker.js"));
    let call = cloudflare(&server)
        .worker_scripts()
        .put_content(ACCOUNT, "shop-edge", upload);
    call.cf_worker_body_part("worker.js").await.unwrap();
    let request = only(&server);
    assert_eq!(request.line(), format!("PUT {SCRIPT}/content"));
    assert_eq!(request.header("cf-worker-body-part"), Some("worker.js"));
    assert_eq!(request.header("cf-worker-main-module-part"), None);
}

/// A boundary that the content holds would end a part too early.
#[tokio::test]
async fn a_boundary_is_not_in_the_content() {
    let upload = |content: &[u8]| PackageUpload::new().bits(Part::from(content.to_vec()));
    let server = play([
        Answer::json("200 OK", PACKAGE),
        Answer::json("200 OK", PACKAGE),
    ]);
    let packages = cloudfoundry(&server).packages();
    packages.upload(GUID, upload(b"PK")).await.unwrap();
    let first = server.requests()[0]
        .header("content-type")
        .unwrap()
        .to_owned();
    packages
        .upload(GUID, upload(boundary(&first).as_bytes()))
        .await
        .unwrap();
    let second = &server.requests()[1];
    let own = boundary(second.header("content-type").unwrap());
    assert_eq!(second.text().matches(own).count(), 2);
}

#[tokio::test]
async fn a_package_is_bits_and_known_files() {
    let server = play_json("200 OK", PACKAGE);
    let known = r#"[{"path":"Gemfile","size_in_bytes":412,"checksum":{"value":"0c7a3e5f"}}]"#;
    let zip = Part::from(b"PK\x03\x04\xff\0".to_vec()).file_name("app.zip");
    let upload = PackageUpload::new().bits(zip).resources(known);
    let package = cloudfoundry(&server)
        .packages()
        .upload(GUID, upload)
        .await
        .unwrap();

    let mut body = b"--BOUNDARY\r\nContent-Disposition: form-data; name=\"bits\"; filename=\"app.zip\"\r\nContent-Type: application/zip\r\n\r\n".to_vec();
    body.extend_from_slice(b"PK\x03\x04\xff\0\r\n");
    body.extend_from_slice(
        b"--BOUNDARY\r\nContent-Disposition: form-data; name=\"resources\"\r\n\r\n",
    );
    body.extend_from_slice(known.as_bytes());
    body.extend_from_slice(b"\r\n--BOUNDARY--\r\n");
    assert_uploaded(
        &server,
        &format!("POST /v3/packages/{GUID}/upload"),
        UAA_TOKEN,
        &body,
    );
    assert_eq!(package.state, PackageState::ProcessingUpload);
}

#[tokio::test]
async fn a_package_of_known_files_alone() {
    let server = play_json("200 OK", PACKAGE);
    let upload = PackageUpload::new().resources("[]");
    cloudfoundry(&server)
        .packages()
        .upload(GUID, upload)
        .await
        .unwrap();
    let body = b"--BOUNDARY\r\nContent-Disposition: form-data; name=\"resources\"\r\n\r\n[]\r\n--BOUNDARY--\r\n";
    assert_uploaded(
        &server,
        &format!("POST /v3/packages/{GUID}/upload"),
        UAA_TOKEN,
        body,
    );
}

/// The droplet is in the answer, the job in its header.
#[tokio::test]
async fn a_droplet_upload_starts_a_job() {
    let job = "https://api.cf.test/v3/jobs/9a8b7c6d-1111-4222-8333-444455556666";
    let server = play([Answer::json("202 Accepted", DROPLET).header("Location", job)]);
    let upload = DropletUpload::new(Part::from(b"\x1f\x8b".to_vec()));
    let whole = cloudfoundry(&server)
        .droplets()
        .upload(GUID, upload)
        .with_response()
        .await
        .unwrap();
    assert_eq!(whole.status, 202);
    assert_eq!(whole.location().unwrap().as_deref(), Some(job));
    assert_eq!(whole.body.state, DropletState::ProcessingUpload);
    assert_eq!(whole.body.checksum, None);
    let mut body = b"--BOUNDARY\r\nContent-Disposition: form-data; name=\"bits\"; filename=\"bits\"\r\nContent-Type: application/gzip\r\n\r\n".to_vec();
    body.extend_from_slice(b"\x1f\x8b\r\n--BOUNDARY--\r\n");
    assert_uploaded(
        &server,
        &format!("POST /v3/droplets/{GUID}/upload"),
        UAA_TOKEN,
        &body,
    );
}

#[tokio::test]
async fn a_manifest_is_text() {
    let job = "https://api.cf.test/v3/jobs/9a8b7c6d-1111-4222-8333-444455556666";
    let server = play([Answer::new("202 Accepted").header("Location", job)]);
    let manifest = "applications:\n- name: shop\n";
    let whole = cloudfoundry(&server)
        .manifests()
        .apply(GUID, manifest)
        .with_response()
        .await
        .unwrap();
    assert_eq!(whole.location().unwrap().as_deref(), Some(job));
    let request = only(&server);
    assert_eq!(
        request.line(),
        format!("POST /v3/spaces/{GUID}/actions/apply_manifest")
    );
    assert_eq!(request.header("content-type"), Some("application/x-yaml"));
    assert_eq!(request.text(), manifest);
}
