//! Malformed and hostile texts.

use super::{again, error, read};
use crate::runtime::{Json, wire, wire_union};
use crate::wire::from_slice;
use std::time::{Duration, Instant};

struct Chain {
    next: Option<Box<Chain>>,
}

wire! { Chain { next: optional "next" } }

#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Deep(Left),
    Wide(Right),
    Unrecognized(Json),
}

wire_union! { Tree { Deep(Left): object, Wide(Right): object } }

struct Left {
    a: Option<Box<Tree>>,
    b: Option<bool>,
}

wire! { Left { a: optional "a", b: required "b" } }

struct Right {
    a: Option<Box<Tree>>,
    b: Option<i64>,
}

wire! { Right { a: optional "a", b: required "b" } }

fn nested(open: &str, close: &str, depth: usize) -> String {
    format!("{}{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn nests_128_levels_and_no_more() {
    let deep = |depth: usize| {
        format!(
            "{}{{}}{}",
            r#"{"next":"#.repeat(depth - 1),
            "}".repeat(depth - 1)
        )
    };
    assert_eq!(again::<Chain>(&deep(128)), deep(128));
    assert!(
        error::<Chain>(&deep(129)).starts_with("nested more than 128 levels deep at $.next.next.")
    );
    assert!(error::<Chain>(&deep(100_000)).starts_with("nested more than 128 levels deep"));
}

#[test]
fn siblings_are_no_depth() {
    let text = format!("[{}]", vec!["[[]]"; 1000].join(","));
    assert_eq!(again::<Vec<Vec<Vec<i64>>>>(&text), text);
    assert_eq!(
        read::<Vec<Chain>>(&format!(
            "[{}]",
            vec!["{\"x\":[],\"next\":{}}"; 1000].join(",")
        ))
        .len(),
        1000
    );
}

#[test]
fn what_is_kept_as_text_or_passed_over_is_limited_too() {
    let fine = nested("[", "]", 150);
    assert_eq!(again::<Json>(&fine), fine);
    assert_eq!(again::<Chain>(&format!(r#"{{"x":{fine}}}"#)), "{}");
    let far = nested("[", "]", 100_000);
    assert!(error::<Json>(&far).starts_with("malformed JSON: recursion limit exceeded"));
    assert!(
        error::<Chain>(&format!(r#"{{"x":{far}}}"#))
            .starts_with("malformed JSON: recursion limit exceeded")
    );
    assert!(error::<Json>(&"[".repeat(100_000)).starts_with("malformed JSON: "));
}

#[test]
fn unions_in_unions_take_no_exponential_time() {
    let depth = 60;
    let text = format!(
        "{}null{}",
        r#"{"a":"#.repeat(depth),
        r#","b":"x"}"#.repeat(depth)
    );
    let start = Instant::now();
    assert!(error::<Tree>(&text).starts_with("too many variants tried in vain at $"));
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn text_after_the_value_is_refused() {
    for text in ["1 2", "{} {}", "[]]", "null,", "\"a\"b"] {
        assert!(
            error::<Json>(text).starts_with("malformed JSON: trailing characters (byte "),
            "{text}"
        );
    }
    assert_eq!(again::<Json>(" \r\n\t1 \n"), "1");
}

#[test]
fn malformed_text_is_refused_even_where_it_is_passed_over() {
    let cases = [
        "",
        " ",
        "{",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "[1 2]",
        "{\"a\" 1}",
        "nul",
        "tru",
        "falsy",
        "NaN",
        "Infinity",
        "-Infinity",
        "-",
        "+1",
        "01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "0x1",
        "\"",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"a\nb\"",
        "\"\u{0}\"",
        "}",
        "]",
        ",",
        "//",
        "undefined",
    ];
    for text in cases {
        assert!(
            error::<Json>(text).starts_with("malformed JSON: "),
            "{text}"
        );
        let member = format!("{{\"x\":{text}}}");
        assert!(
            error::<Chain>(&member).starts_with("malformed JSON: "),
            "{member}"
        );
    }
    for text in ["", "}", "\u{e9}", "N"] {
        let error = error::<String>(text);
        assert!(
            error.starts_with("malformed JSON: ")
                || error.starts_with("expected a string, found '"),
            "{text}: {error}"
        );
    }
}

#[test]
fn text_must_be_utf_8() {
    let refused = |text: &[u8]| from_slice::<Json>(text).unwrap_err().to_string();
    assert_eq!(refused(b"\"a\xff\""), "not UTF-8 (byte 2) at $");
    assert_eq!(refused(b"{\"x\":\"\xc3\"}"), "not UTF-8 (byte 6) at $");
    assert!(
        from_slice::<Chain>(b"{\"unknown\":\"\xed\xa0\x80\"}").is_err(),
        "passed over, but checked"
    );
    assert!(
        from_slice::<Json>("\u{feff}{}".as_bytes()).is_ok(),
        "a byte order mark is passed over"
    );
}
