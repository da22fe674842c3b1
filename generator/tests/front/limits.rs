//! Hostile bytes: everything ends, soon, with a diagnostic.

use crate::{codes, load};

fn refused(text: &str) -> Vec<&'static str> {
    let (set, found) = load(&[("a.yaml", text)]);
    assert!(set.is_none());
    codes(&found)
}

#[test]
fn what_is_no_document_is_named() {
    for text in [
        "",
        " \n",
        "<!doctype html><html></html>",
        "just a sentence",
        "- a\n- b\n",
        "12",
    ] {
        assert_eq!(refused(text), ["E103"], "{text:?}");
    }
    for text in [
        "{\"a\": ",
        "a: [",
        "a: b: c",
        "a:\n\t- b",
        "a: *nowhere",
        "{\"a\" 1}",
        "a: 1\n---\nb: 2\n",
    ] {
        assert_eq!(refused(text), ["E102"], "{text:?}");
    }
    assert_eq!(refused("a\u{0}b: 1\u{1}"), ["E102"]);
}

#[test]
fn bytes_that_are_no_text_are_named() {
    use launchway_generator::{config::Limits, diag::Diagnostics, source::SourceSet};
    for bytes in [&b"\xff\xfea\0"[..], b"a: \xff\xff"] {
        let files = std::collections::BTreeMap::from([("a".to_owned(), bytes.to_vec())]);
        let mut found = Diagnostics::default();
        assert!(SourceSet::load("a", &files, &Limits::default(), &mut found).is_err());
        assert_eq!(codes(&found), ["E103"]);
        let limits = Limits {
            bytes: 2,
            ..Limits::default()
        };
        let mut found = Diagnostics::default();
        assert!(SourceSet::load("a", &files, &limits, &mut found).is_err());
        assert_eq!(codes(&found), ["E104"]);
    }
    assert_eq!(codes(&load(&[("b", "a: 1"), ("a", "")]).1), [""; 0]);
    let mut found = Diagnostics::default();
    let none = std::collections::BTreeMap::new();
    assert!(SourceSet::load("a", &none, &Limits::default(), &mut found).is_err());
    assert_eq!(codes(&found), ["E101"]);
}

#[test]
fn depth_is_bounded() {
    for text in [
        "[".repeat(10_000),
        "{\"a\":".repeat(10_000),
        "- ".repeat(10_000),
        "{a: ".repeat(10_000),
    ] {
        let text = format!("a: {text}");
        assert!(["E102", "E104"].contains(&refused(&text)[0]));
    }
    let json = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    assert_eq!(refused(&json), ["E104"]);
}

#[test]
fn aliases_do_not_multiply_without_bounds() {
    let mut bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..20 {
        let alias = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", [alias.as_str(); 9].join(", "));
    }
    assert_eq!(refused(&bomb), ["E104"]);
    assert_eq!(refused("a: &a [*a]"), ["E104"]);
}
