//! Requests as they go over the wire: queries, headers, bodies.

use super::support::{Bare, Script, bare, header, s, target};
use crate::runtime::{
    Builder, Bytes, Call, Error, Json, Maybe, Method, Multipart, Operation, Part, Style, operation,
};

operation! { List: Method::Get, "/list" => Json }
operation! { Send: Method::Post, "/send" => () }
operation! { Fetch: Method::Get, "/fetch" => bytes, accept "application/zip" }
operation! { Query: Method::Query, "/q" => text }

fn list() -> Call<List> {
    Call::new(&bare(&Script::new()))
}

fn send() -> Call<Send> {
    Call::new(&bare(&Script::new()))
}

fn refused<O: Operation>(call: &Call<O>) -> String {
    call.to_request().unwrap_err().to_string()
}

#[test]
fn queries() {
    let call = list()
        .query("order_by", &s("-created_at"))
        .query("absent", &None::<String>)
        .query("null", &Maybe::<String>::Null)
        .query_as(Style::FORM.joined(), "states", &vec![s("ACTIVE"), s("a,b")])
        .query_as(Style::PERCENT_LIST, "names", &vec![s("a,b"), s("c")])
        .query("created_ats[gt]", &s("2026-01-01T00:00:00Z"));
    assert_eq!(
        target(&call),
        "/list?order_by=-created_at&states=ACTIVE,a%2Cb&names=a%252Cb,c&created_ats%5Bgt%5D=2026-01-01T00%3A00%3A00Z"
    );
}

#[test]
fn headers() {
    let call = list()
        .header("x-list", &vec![1, 2])
        .header("x-none", &None::<i64>)
        .header("Accept", &s("text/csv"));
    let request = call.to_request().unwrap();
    assert_eq!(header(&request, "x-list"), Some("1,2"));
    assert_eq!(header(&request, "x-none"), None);
    assert_eq!(header(&request, "accept"), Some("text/csv"));
    assert_eq!(
        refused(&list().header("a b", &1)),
        "GET /list: `a b` is not the name of a header"
    );
    // The first fault is the one that is told, and the value isn't.
    let call = list()
        .header("x-a", &s("hunter2\r\nx-b: 1"))
        .header("a b", &1);
    assert_eq!(
        refused(&call),
        "GET /list: the value of header `x-a` holds what no header may hold"
    );
    assert!(matches!(call.send_blocking(), Err(Error::Request(_))));
}

#[test]
fn defaults_give_way() {
    let client = Builder::<Bare>::new()
        .user_agent("me/1")
        .header("accept", "a/b")
        .header("x-tag", "client")
        .transport(Script::new())
        .build()
        .unwrap();
    let request = Call::<List>::new(&client)
        .header("x-tag", &s("call"))
        .to_request()
        .unwrap();
    assert_eq!(header(&request, "user-agent"), Some("me/1"));
    assert_eq!(header(&request, "accept"), Some("a/b"));
    assert_eq!(header(&request, "x-tag"), Some("call"));
}

#[test]
fn what_is_accepted() {
    let client = bare(&Script::new());
    assert_eq!(
        header(&list().to_request().unwrap(), "accept"),
        Some("application/json")
    );
    assert_eq!(header(&send().to_request().unwrap(), "accept"), None);
    let fetch = Call::<Fetch>::new(&client).to_request().unwrap();
    assert_eq!(header(&fetch, "accept"), Some("application/zip"));
    let query = Call::<Query>::new(&client).to_request().unwrap();
    assert_eq!(query.method(), "QUERY");
}

fn body(call: Call<Send>) -> (Option<String>, Bytes) {
    let request = call.to_request().unwrap();
    (
        header(&request, "content-type").map(str::to_owned),
        request.into_body(),
    )
}

#[test]
fn bodies() {
    let json = || Some("application/json".to_owned());
    assert_eq!(
        body(send().json(&vec![s("a")])),
        (json(), Bytes::from(r#"["a"]"#))
    );
    assert_eq!(body(send().json(&None::<i64>)), (None, Bytes::new()));
    assert_eq!(body(send()), (None, Bytes::new()));
    let patch = Some("application/merge-patch+json".to_owned());
    assert_eq!(
        body(send().json_as("application/merge-patch+json", &1)),
        (patch, Bytes::from("1"))
    );
    assert_eq!(
        body(send().text("text/x-python", "ü")),
        (Some("text/x-python".into()), Bytes::from("ü"))
    );
    let all: Vec<u8> = (0..=255).collect();
    let octets = "application/octet-stream";
    assert_eq!(
        body(send().bytes(octets, all.clone())),
        (Some(octets.into()), Bytes::from(all))
    );
    assert_eq!(
        refused(&send().bytes("a\nb", "")),
        "POST /send: `a\nb` is not a media type"
    );
}

#[test]
fn forms() {
    let value = Json::parse(
        r#"{"grant_type":"password","username":"u@x","password":"p&w d","s":["a","b"]}"#,
    )
    .unwrap();
    let media = "application/x-www-form-urlencoded".to_owned();
    let text = "grant_type=password&username=u%40x&password=p%26w%20d&s=a&s=b";
    assert_eq!(
        body(send().form(&value)),
        (Some(media.clone()), Bytes::from(text))
    );
    let text = "grant_type=password&username=u%40x&password=p%26w%20d&s=a%20b";
    assert_eq!(
        body(send().form_with(&[("s", Style::SPACE)], &value)),
        (Some(media), Bytes::from(text))
    );
}

#[test]
fn multipart_bytes() {
    let parts = || {
        Multipart::new()
            .json(
                "metadata",
                &Json::parse(r#"{"main_module":"worker.js"}"#).unwrap(),
            )
            .text("note", "ü")
            .field("tags", &vec![s("a"), s("b")])
            .field("count", &3)
            .field("none", &None::<i64>)
            .part(
                Part::bytes("worker.js", "export default {}")
                    .file_name("wor\"ker.js")
                    .content_type("application/javascript+module"),
            )
            .parts([Part::new(vec![0, 255, 13, 10])
                .named("bits")
                .file_name("b.zip")])
    };
    let (media, bytes) = body(send().multipart(parts()));
    let media = media.unwrap();
    let boundary = media
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let expected = [
        &b"--B\r\nContent-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json\r\n\r\n{\"main_module\":\"worker.js\"}\r\n"[..],
        "--B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nü\r\n".as_bytes(),
        b"--B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\na\r\n",
        b"--B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nb\r\n",
        b"--B\r\nContent-Disposition: form-data; name=\"count\"\r\n\r\n3\r\n",
        b"--B\r\nContent-Disposition: form-data; name=\"worker.js\"; filename=\"wor%22ker.js\"\r\nContent-Type: application/javascript+module\r\n\r\nexport default {}\r\n",
        b"--B\r\nContent-Disposition: form-data; name=\"bits\"; filename=\"b.zip\"\r\nContent-Type: application/octet-stream\r\n\r\n\x00\xff\r\n\r\n",
        b"--B--\r\n",
    ];
    let mut whole = Vec::new();
    for part in expected {
        let rest = part.strip_prefix(b"--B").unwrap();
        whole.extend_from_slice(format!("--{boundary}").as_bytes());
        whole.extend_from_slice(rest);
    }
    assert_eq!(bytes, whole);
    // The same parts give the same bytes.
    assert_eq!(body(send().multipart(parts())).1, bytes);
}

#[test]
fn a_boundary_is_never_in_the_content() {
    let boundary = |parts: Multipart| {
        body(send().multipart(parts))
            .0
            .unwrap()
            .rsplit_once('=')
            .unwrap()
            .1
            .to_owned()
    };
    // A part's name is not in the hash, so the boundary of the same content can be put there.
    let first = boundary(Multipart::new().text("a", "x"));
    let second = boundary(Multipart::new().text(&first, "x"));
    assert_ne!(first, second);
}

#[test]
fn a_part_can_not_break_out() {
    let call =
        send().multipart(Multipart::new().part(Part::bytes("a", "b").content_type("x\r\ny: z")));
    assert_eq!(
        refused(&call),
        "POST /send: the media type of part `a` is none"
    );
    let (_, bytes) = body(send().multipart(Multipart::new().text("a\"\r\nb", "")));
    assert!(
        bytes.windows(13).any(|part| part == b"a%22%0D%0Ab\"\r"),
        "{bytes:?}"
    );
}
