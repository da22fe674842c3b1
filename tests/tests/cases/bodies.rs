//! Bodies: each media type, to the byte.

use crate::support::{body, client, header, line, target};
use launchway_tests::cases::*;
use launchway_tests::runtime::{Bytes, Maybe, Mock, Part, Pieces};

const URL: &str = "https://api.example.com";

/// The body with its boundary replaced, and without carriage returns.
fn parts<O: launchway_tests::runtime::Operation>(
    call: &launchway_tests::runtime::Call<O>,
) -> String {
    let (media, text) = body(call);
    let boundary = media
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    text.replace(boundary, "B").replace('\r', "")
}

#[test]
fn json_by_a_type_of_its_own() {
    use body_vendor_json::types::Thing;
    let mut thing = Thing::new();
    thing.name = Maybe::Null;
    let call = client(body_vendor_json::Client::builder().base_url(URL))
        .things()
        .patch(thing);
    assert_eq!(
        body(&call),
        (
            "application/merge-patch+json".to_owned(),
            r#"{"name":null}"#.to_owned()
        )
    );
    assert_eq!(
        header(&call, "accept").as_deref(),
        Some("application/vnd.example.v2+json; charset=utf-8")
    );
    assert_eq!(line(&call), "PATCH https://api.example.com/things");
}

#[test]
fn a_method_for_each_media_type() {
    use body_several::types::Thing;
    let things = client(body_several::Client::builder().base_url(URL)).things();
    let pair = |media: &str, text: &str| (media.to_owned(), text.to_owned());
    assert_eq!(
        body(&things.create(Thing::new("a b"))),
        pair("application/json", r#"{"name":"a b"}"#)
    );
    assert_eq!(
        body(&things.create_form(Thing::new("a b"))),
        pair("application/x-www-form-urlencoded", "name=a%20b")
    );
    assert_eq!(body(&things.create_text("a b")), pair("text/plain", "a b"));
    assert_eq!(
        body(&things.create_bytes("a b")),
        pair("application/octet-stream", "a b")
    );
}

#[test]
fn a_body_that_may_be_missing_is_an_option() {
    use body_optional::types::How;
    let restart = || {
        client(body_optional::Client::builder().base_url(URL))
            .restarts()
            .restart()
    };
    assert_eq!(body(&restart()), (String::new(), String::new()));
    assert_eq!(
        body(&restart().body(How::new().gently(true))).1,
        r#"{"gently":true}"#
    );
    assert_eq!(
        body(&restart().text_body("gently")),
        ("text/plain".to_owned(), "gently".to_owned())
    );
}

#[test]
fn forms_encode_each_member_by_its_style() {
    use body_form::forms::{SendFormBody, SendFormBodyDeep, SendFormBodyPoint};
    let form = SendFormBody::new("a&b", vec!["x".into(), "y".into()])
        .flat(["1".to_owned(), "2".to_owned()])
        .point(SendFormBodyPoint::new().x(1))
        .deep(SendFormBodyDeep::new().x(2))
        .when(
            "2026-11-22T10:00:00Z"
                .parse::<launchway_tests::runtime::Timestamp>()
                .unwrap(),
        );
    let call = client(body_form::Client::builder().base_url(URL))
        .forms()
        .send(form);
    assert_eq!(
        body(&call).1,
        "name=a%26b&tags=x&tags=y&flat=1,2&point=%7B%22x%22%3A1%7D&deep%5Bx%5D=2&when=2026-11-22T10%3A00%3A00Z"
    );
}

#[test]
fn parts_are_json_files_and_texts() {
    use body_multipart::types::Meta;
    use body_multipart::uploads::UploadBody;
    let file = Part::new("console.log(1)")
        .file_name("a\"b.js")
        .content_type("application/javascript");
    let upload = UploadBody::new(Meta::new("x"), file)
        .more([Part::new("1"), Part::new("2").file_name("two")])
        .note("*hi*")
        .tags(["a".to_owned(), "b".to_owned()])
        .size(3);
    let call = client(body_multipart::Client::builder().base_url(URL))
        .uploads()
        .upload(upload);
    let expected = r#"--B
Content-Disposition: form-data; name="meta"
Content-Type: application/json

{"name":"x"}
--B
Content-Disposition: form-data; name="file"; filename="a%22b.js"
Content-Type: application/javascript

console.log(1)
--B
Content-Disposition: form-data; name="more"; filename="more"
Content-Type: image/png

1
--B
Content-Disposition: form-data; name="more"; filename="two"
Content-Type: image/png

2
--B
Content-Disposition: form-data; name="note"
Content-Type: text/markdown

*hi*
--B
Content-Disposition: form-data; name="tags"

a
--B
Content-Disposition: form-data; name="tags"

b
--B
Content-Disposition: form-data; name="size"

3
--B--
"#;
    assert_eq!(parts(&call), expected);
}

#[test]
fn parts_may_have_any_name() {
    use body_parts_dynamic::scripts::{PutScriptBody, PutScriptBodyMetadata};
    let module = Part::new("export {}").content_type("application/javascript+module");
    let script = PutScriptBody::new(PutScriptBodyMetadata::new("main.js"));
    let script = script.insert_part("main.js", module);
    let call = client(body_parts_dynamic::Client::builder().base_url(URL))
        .scripts()
        .put(script);
    let expected = r#"--B
Content-Disposition: form-data; name="metadata"
Content-Type: application/json

{"main":"main.js"}
--B
Content-Disposition: form-data; name="main.js"; filename="main.js"
Content-Type: application/javascript+module

export {}
--B--
"#;
    assert_eq!(parts(&call), expected);
}

#[test]
fn bytes_go_as_they_are() {
    let all: Vec<u8> = (0..=255).collect();
    let call = client(body_bytes::Client::builder().base_url(URL))
        .blobs()
        .put("a", all.clone());
    let request = call.to_request().unwrap();
    assert_eq!(
        (request.body().to_vec(), target(&call)),
        (all, "/blobs/a".to_owned())
    );
    assert_eq!(
        header(&call, "content-type").as_deref(),
        Some("application/octet-stream")
    );
}

/// A body that is too large for memory is a file, or a stream.
#[tokio::test]
async fn bytes_come_from_anywhere() {
    let path = std::env::temp_dir().join(format!("launchway-case-{}", std::process::id()));
    std::fs::write(&path, "large").unwrap();
    let mock = Mock::new().status(204).status(204);
    let builder = body_bytes::Client::builder().base_url(URL);
    let blobs = builder.transport(mock.clone()).build().unwrap().blobs();
    blobs.put("a", path.as_path()).await.unwrap();
    let pieces = Pieces::from(Bytes::from("small"));
    blobs.put("a", pieces).await.unwrap();
    std::fs::remove_file(&path).unwrap();
    let bodies = mock.requests().into_iter();
    let bodies: Vec<_> = bodies.map(http::Request::into_body).collect();
    assert_eq!(bodies, ["large", "small"]);
}

#[test]
fn texts_go_as_they_are() {
    let notes = client(body_text::Client::builder().base_url(URL)).notes();
    assert_eq!(
        body(&notes.add("a\n\"é\"")),
        ("text/plain".to_owned(), "a\n\"é\"".to_owned())
    );
    assert_eq!(
        body(&notes.apply_manifest("a: b")),
        ("application/x-yaml".to_owned(), "a: b".to_owned())
    );
}

#[test]
fn parts_of_every_type() {
    use body_multipart_more::parts::MaybeBody;
    use body_multipart_more::types::{Upload, UploadKind, UploadListItem};
    let uploads = client(body_multipart_more::Client::builder().base_url(URL)).parts();
    let mut upload = Upload::new("é\r\n--")
        .kind(UploadKind::B)
        .flag(true)
        .at("2026-11-22T10:00:00Z"
            .parse::<launchway_tests::runtime::Timestamp>()
            .unwrap())
        .list([UploadListItem::new().x(1), UploadListItem::new()])
        .data(launchway_tests::runtime::Base64::from(vec![1, 2]))
        .secret("s");
    upload.nothing = Maybe::Null;
    let (_, text) = body(&uploads.send(upload));
    let contents: Vec<&str> = text
        .split("\r\n\r\n")
        .skip(1)
        .map(|part| part.split("\r\n--launchway").next().unwrap())
        .collect();
    assert_eq!(
        contents,
        [
            "é\r\n--",
            "b",
            "true",
            "2026-11-22T10:00:00Z",
            r#"{"x":1}"#,
            "{}",
            "AQI=",
            "s"
        ]
    );
    assert_eq!(text.matches("Content-Type: application/json").count(), 2);

    assert_eq!(body(&uploads.maybe()).1, "");
    assert!(
        parts(&uploads.maybe().body(MaybeBody::new().file(Part::new("x"))))
            .contains("filename=\"file\"\nContent-Type: application/octet-stream\n\nx\n")
    );
}

#[test]
fn bodies_that_are_no_objects() {
    use body_others::bodies::{PutEnumBody, PutUnionBody};
    use body_others::types::Thing;
    let bodies = || client(body_others::Client::builder().base_url(URL)).bodies();
    let json = |text: &str| ("application/json".to_owned(), text.to_owned());
    assert_eq!(body(&bodies().put_text("a\"b")), json(r#""a\"b""#));
    assert_eq!(body(&bodies().put_number(3)), json("3"));
    assert_eq!(body(&bodies().put_enum(PutEnumBody::A)), json(r#""a""#));
    assert_eq!(
        body(&bodies().put_time("2026-11-22T10:00:00Z".parse().unwrap())),
        json(r#""2026-11-22T10:00:00Z""#)
    );
    assert_eq!(
        body(&bodies().put_null(Thing::new("a"))),
        json(r#"{"id":"a"}"#)
    );
    assert_eq!(
        body(&bodies().put_map([("a".to_owned(), "b".to_owned())].into())),
        json(r#"{"a":"b"}"#)
    );
    assert_eq!(
        body(&bodies().put_union(PutUnionBody::Text("a".into()))),
        json(r#""a""#)
    );
    assert_eq!(
        body(&bodies().put_xml("<a/>")),
        ("application/xml".to_owned(), "<a/>".to_owned())
    );
    assert_eq!(
        header(&bodies().put_xml("<a/>"), "accept").as_deref(),
        Some("application/xml")
    );
    assert_eq!(body(&bodies().put_any("a")).1, "a");
    assert_eq!(body(&bodies().put_image("a")).0, "image/png");
    assert_eq!(body(&bodies().put_image_jpeg("a")).0, "image/jpeg");
}

#[test]
fn items_one_a_line() {
    use body_lines::rows::{AddSeqBody, SetRowsBodyItemInput as Item};
    use body_lines::types::{End, RowInput};
    let rows = client(body_lines::Client::builder().base_url(URL)).rows();
    let lines = rows.add([RowInput::new("a\nb"), RowInput::new("c")]);
    assert_eq!(
        body(&lines),
        (
            "application/jsonl".to_owned(),
            "{\"name\":\"a\\nb\"}\n{\"name\":\"c\"}\n".to_owned()
        )
    );
    assert_eq!(body(&rows.add(Vec::<RowInput>::new())).1, "");
    let seq = rows.add_seq([AddSeqBody::new(1), AddSeqBody::new(2)]);
    assert_eq!(
        body(&seq),
        (
            "application/json-seq".to_owned(),
            "\u{1e}{\"n\":1}\n\u{1e}{\"n\":2}\n".to_owned()
        )
    );
    let union = rows
        .set()
        .body([Item::Row(RowInput::new("a")), Item::End(End::new(true))]);
    assert_eq!(body(&union).1, "{\"name\":\"a\"}\n{\"end\":true}\n");
    assert_eq!(body(&rows.add_file("1\n2")).1, "1\n2");
}
