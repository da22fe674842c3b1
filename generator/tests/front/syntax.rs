//! JSON and YAML to nodes.

use crate::{codes, load, tree};
use launchway_generator::source::Node;

fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

#[test]
fn words_of_old_yaml_are_texts() {
    let node =
        tree("{a: on, b: off, c: yes, d: no, e: true, f: ~, g: 012, h: 1_000, i: 2020-01-01}");
    let expected = ["on", "off", "yes", "no"].map(text);
    let found = ["a", "b", "c", "d"].map(|key| node.get(key).unwrap().clone());
    assert_eq!(found, expected);
    assert_eq!(node.get("e"), Some(&Node::Boolean(true)));
    assert_eq!(node.get("f"), Some(&Node::Null));
    assert_eq!(
        ["g", "h", "i"].map(|key| node.get(key).unwrap().as_str().unwrap()),
        ["012", "1_000", "2020-01-01"]
    );
}

#[test]
fn keys_are_texts_as_they_are_written() {
    let node = tree("200: a\ntrue: b\n1.10: c\nnull: d\n");
    let keys: Vec<&str> = node.as_map().unwrap().keys().collect();
    assert_eq!(keys, ["200", "true", "1.10", "null"]);
}

#[test]
fn integers_keep_all_their_digits() {
    let wide = [
        "-9223372036854776000",
        "18446744073709551616",
        "340282366920938463463374607431768211455",
        "-9223372036854775809",
    ];
    for syntax in [
        "a: [LIST]",
        r#"{"s": "99999999999999999999 \" 1", "f": 1e30, "a": [LIST]}"#,
    ] {
        let node = tree(&syntax.replace("LIST", &wide.join(", ")));
        let found = node.get("a").unwrap().as_list().unwrap().iter();
        let found: Vec<String> = found.map(|node| node.number_text().unwrap()).collect();
        assert_eq!(found, wide, "{syntax}");
    }
    assert_eq!(tree("{a: 1e3}").get("a"), Some(&Node::Number(1000.0)));
    assert_eq!(
        tree(r#"{"a": 0.10}"#)
            .get("a")
            .unwrap()
            .number_text()
            .unwrap(),
        "0.1"
    );
}

#[test]
fn aliases_and_merges_are_resolved() {
    let node = tree(
        "b: &b {x: 1, y: 2}\nc: &c {y: 3, z: 4}\nd: {<<: *b, x: 9}\ne: {<<: [*b, *c]}\nf: *b\n",
    );
    let number = |pointer: [&str; 2]| node.get(pointer[0]).unwrap().get(pointer[1]).cloned();
    assert_eq!(number(["d", "x"]), Some(Node::Integer(9)));
    assert_eq!(number(["d", "y"]), Some(Node::Integer(2)));
    assert_eq!(number(["e", "y"]), Some(Node::Integer(2)));
    assert_eq!(number(["e", "z"]), Some(Node::Integer(4)));
    assert_eq!(node.get("f"), node.get("b"));
    assert_eq!(
        tree("a: {<<: text}").get("a").unwrap().get("<<"),
        Some(&text("text"))
    );
    assert_eq!(
        tree(r#"{"a": {"<<": {"b": 1}}}"#)
            .get("a")
            .unwrap()
            .get("b"),
        None
    );
}

#[test]
fn tags_say_nothing() {
    let node = tree("a: !custom {b: !!str 12, c: !x 5}");
    assert_eq!(node.get("a").unwrap().get("b"), Some(&text("12")));
    assert_eq!(node.get("a").unwrap().get("c"), Some(&Node::Integer(5)));
}

#[test]
fn content_decides_not_the_name() {
    assert_eq!(
        load(&[("a.yaml", "\u{FEFF}{\"a\": 1}")])
            .0
            .unwrap()
            .text(launchway_generator::diag::FileId::ROOT),
        "{\"a\": 1}"
    );
    assert!(load(&[("a.json", "a: 1")]).0.is_some());
    assert!(
        load(&[("a.json", "{a: 1}")]).0.is_some(),
        "YAML in its flow style"
    );
}

#[test]
fn repeated_keys_are_reported_at_their_place() {
    for source in ["a:\n  b: 1\n  b: 2\n", r#"{"a": {"b": 1, "b": 2}}"#] {
        let (set, found) = load(&[("a.yaml", source)]);
        assert_eq!(codes(&found), ["W115"]);
        let place = found.iter().next().unwrap().place.clone().unwrap();
        assert_eq!(place.pointer.as_str(), "/a/b");
        assert_eq!(set.unwrap().node(&place), Some(&Node::Integer(2)));
    }
}

#[test]
fn an_anchor_may_be_set_again() {
    let node = tree("a: &x 1\nb: &y 2\nc: &x 3\nd: &z 4\ne: [*x, *y, *z]\n");
    let numbers = [3, 2, 4].map(Node::Integer);
    assert_eq!(node.get("e").unwrap().as_list().unwrap(), numbers);
    let rest = "a: &x {b: 'it''s', 200: -1.5e3, on: ~, empty: , l: [-1, --, .inf]}\nc: &d |\n  text: &x\nm: {<<: *x, f: *d}\n!!str n: !!str 5\n";
    let again = format!("{rest}z: &x {{}}\n");
    let (once, twice) = (tree(rest), tree(&again));
    let pairs = once.as_map().unwrap().iter();
    assert!(pairs.clone().count() == 4 && twice.as_map().unwrap().len() == 5);
    for (key, node) in pairs {
        assert_eq!(twice.get(key), Some(node), "{key}");
    }
}
