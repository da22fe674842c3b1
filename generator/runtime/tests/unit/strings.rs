//! Strings, secrets, base64, UUIDs.

use super::{again, error, read};
use crate::runtime::{Base64, Secret, wire};
use crate::wire::to_string;
use uuid::Uuid;

#[test]
fn escapes() {
    assert_eq!(
        read::<String>(r#""\"\\\/\b\f\n\r\t\u00e9\u20AC""#),
        "\"\\/\u{8}\u{c}\n\r\té€"
    );
    assert_eq!(read::<String>(r#""\ud83d\ude00\u0000""#), "😀\0");
    assert_eq!(
        to_string(&"a\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}é😀\u{2028}".to_owned()),
        "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7f}é😀\u{2028}\""
    );
    for text in [
        "",
        "a",
        "é😀",
        "\u{10ffff}",
        "\\u0041",
        "line\nline",
        "\"quoted\"",
        "\u{0}\u{1}\u{1f}",
    ] {
        assert_eq!(read::<String>(&to_string(&text.to_owned())), text);
    }
}

#[test]
fn lone_surrogates_are_refused() {
    for text in [
        r#""\ud83d""#,
        r#""\ude00""#,
        r#""\ud83d\u0041""#,
        r#""\ud83dx""#,
        r#""\ude00\ud83d""#,
    ] {
        assert!(
            error::<String>(text).starts_with("malformed JSON: "),
            "{text}"
        );
        assert!(
            error::<crate::Json>(text).starts_with("malformed JSON: "),
            "{text}"
        );
    }
}

#[test]
fn a_string_is_nothing_else() {
    for (text, found) in [
        ("null", "null"),
        ("1", "a number"),
        ("{}", "an object"),
        ("[]", "an array"),
        ("true", "a boolean"),
    ] {
        assert_eq!(
            error::<String>(text),
            format!("expected a string, found {found} at $")
        );
    }
}

#[test]
fn secrets_do_not_show() {
    #[allow(dead_code)]
    struct Login {
        user: String,
        password: Option<Secret>,
    }
    wire! { Login { user: required "user", password: optional "password" } }
    let login: Login = read(r#"{"user":"u","password":"hunter2"}"#);
    assert_eq!(
        format!("{login:?}"),
        r#"Login { user: "u", password: Some(<secret>) }"#
    );
    assert!(!format!("{login:#?}").contains("hunter2"));
    assert_eq!(to_string(&login), r#"{"user":"u","password":"hunter2"}"#);
    let secret = Secret::from("hunter2");
    assert_eq!(secret.to_string(), "<secret>");
    assert_eq!(secret.expose(), "hunter2");
    assert_eq!(secret, Secret::from("hunter2".to_owned()));
    assert_eq!(
        error::<Secret>("12345"),
        "expected a string, found a number at $"
    );
}

#[test]
fn base64_is_written_standard_and_read_any_way() {
    let table: [(&[u8], &str); 6] = [
        (b"", ""),
        (b"f", "Zg=="),
        (b"fo", "Zm8="),
        (b"foo", "Zm9v"),
        (b"foob", "Zm9vYg=="),
        (b"\xfb\xff\xbf", "+/+/"),
    ];
    for (bytes, text) in table {
        let json = format!("\"{text}\"");
        assert_eq!(to_string(&Base64::from(bytes)), json);
        assert_eq!(read::<Base64>(&json).as_slice(), bytes);
        assert_eq!(read::<Base64>(&json.replace('=', "")).as_slice(), bytes);
        assert_eq!(
            read::<Base64>(&json.replace('+', "-").replace('/', "_")).as_ref(),
            bytes
        );
    }
    assert_eq!(read::<Base64>(r#""Zm9v\r\nYmFy\n""#).into_vec(), b"foobar");
    let all: Vec<u8> = (0..=255).collect();
    assert_eq!(
        read::<Base64>(&to_string(&Base64::from(all.clone()))).into_vec(),
        all
    );
    for text in ["Z", "Zm9vY", "Zm=9v", "Zm9v!", "Zm9vé"] {
        assert_eq!(
            error::<Base64>(&format!("{text:?}")),
            "expected base64 at $",
            "{text}"
        );
    }
}

#[test]
fn uuids() {
    let text = r#""123e4567-e89b-12d3-a456-426614174000""#;
    assert_eq!(again::<Uuid>(text), text);
    assert_eq!(again::<Uuid>(r#""123E4567E89B12D3A456426614174000""#), text);
    assert_eq!(
        error::<Uuid>(r#""123""#),
        r#"expected a UUID, found "123" at $"#
    );
}
