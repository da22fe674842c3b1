//! Lines and columns.

use crate::{at, load};
use launchway_generator::source::SourceSet;

fn set(text: &str) -> SourceSet {
    load(&[("a.yaml", text)]).0.unwrap()
}

fn position(set: &SourceSet, pointer: &str) -> (usize, usize) {
    let position = set.locate(&at(pointer)).unwrap();
    (position.line, position.column)
}

#[test]
fn yaml() {
    let set = set(
        "a:\n  - b: é\n    c: {d: 1, e: [2, 3]}\nbase: &base\n  x: 1\n  y: {z: 2}\nf: *base\ng:\n  <<: *base\n  w: 'q'\n\"h/i\": |\n  text\n",
    );
    assert_eq!(position(&set, ""), (1, 1));
    assert_eq!(position(&set, "/a"), (1, 1));
    assert_eq!(position(&set, "/a/0"), (2, 5));
    assert_eq!(position(&set, "/a/0/c"), (3, 5));
    assert_eq!(position(&set, "/a/0/c/e"), (3, 15));
    assert_eq!(position(&set, "/a/0/c/e/1"), (3, 22));
    assert_eq!(position(&set, "/f/y/z"), (6, 7), "through an alias");
    assert_eq!(position(&set, "/g/x"), (5, 3), "through a merge");
    assert_eq!(position(&set, "/g/w"), (10, 3));
    assert_eq!(position(&set, "/h~1i"), (11, 1));
    assert_eq!(
        position(&set, "/a/0/nothing/at/all"),
        (2, 5),
        "the nearest around it"
    );
    assert_eq!(set.plain_text(&at("/base/x")), Some("1"));
    assert_eq!(set.plain_text(&at("/g/w")), None);
}

#[test]
fn json() {
    let set =
        set("{\n  \"a\": [1, {\"b\\\"c\": \"é\", \"d\": true}],\n\t\"e/f\": -1.50e3, \"g\": {}\n}");
    assert_eq!(position(&set, ""), (1, 1));
    assert_eq!(position(&set, "/a"), (2, 3));
    assert_eq!(position(&set, "/a/0"), (2, 9));
    assert_eq!(position(&set, "/a/1"), (2, 12));
    assert_eq!(position(&set, "/a/1/b\"c"), (2, 13));
    assert_eq!(position(&set, "/a/1/d"), (2, 26));
    assert_eq!(position(&set, "/e~1f"), (3, 2));
    assert_eq!(position(&set, "/g"), (3, 18));
    assert_eq!(set.plain_text(&at("/e~1f")), Some("-1.50e3"));
    assert!(
        set.locate(&launchway_generator::diag::Place::file(
            launchway_generator::diag::FileId(9)
        ))
        .is_none()
    );
}

#[test]
fn texts_that_nest_deeply_are_located_too() {
    let deep = format!("a: {}1{}\nb: 2\n", "[".repeat(100), "]".repeat(100));
    assert_eq!(position(&set(&deep), "/b"), (2, 1));
}
