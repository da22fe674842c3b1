//! The same input gives the same bytes, and the order of what has no order changes none of them.

use crate::support::{Dice, Files, Trees, cases, corpus, specs};
use launchway_generator::Client;
use serde_json::{Map, Value};
use std::path::Path;

/// Real documents, small enough for every run.
const REAL: &[&str] = &[
    "oxide/nexus.json",
    "qdrant/openapi.json",
    "cloudfoundry/openapi.yaml",
];

#[track_caller]
fn assert_same(name: &str, left: &Client, right: &Client) {
    for (path, text) in left.files.iter() {
        let Some(other) = right.files.get(path) else {
            panic!("{name}: the file `{path}` is only there the first time");
        };
        if let Some((line, (one, two))) = (1..)
            .zip(text.lines().zip(other.lines()))
            .find(|(_, (one, two))| one != two)
        {
            panic!("{name}: {path}:{line}\n- {one}\n+ {two}");
        }
        assert_eq!(text, other, "{name}: {path}");
    }
    assert_eq!(left.files.len(), right.files.len(), "{name}");
    assert_eq!(left.names, right.names, "{name}");
    assert_eq!(
        (&left.title, &left.version),
        (&right.title, &right.version),
        "{name}"
    );
}

/// The document in another order, wherever the order says nothing.
fn shuffled(document: &Trees, dice: &mut Dice) -> Trees {
    let mut document = document.clone();
    for (path, tree) in &mut document.trees {
        let Value::Object(members) = tree else {
            continue;
        };
        let root = *path == document.root;
        if let Some(Value::Object(paths)) = members.get_mut("paths").filter(|_| root) {
            shuffle(paths, dice);
            for item in paths.values_mut().filter_map(Value::as_object_mut) {
                shuffle(item, dice);
                for operation in item.values_mut().filter_map(Value::as_object_mut) {
                    shuffle(operation, dice);
                }
            }
        }
        if let Some(Value::Object(components)) = members.get_mut("components").filter(|_| root) {
            components
                .values_mut()
                .filter_map(Value::as_object_mut)
                .for_each(|each| shuffle(each, dice));
            shuffle(components, dice);
        }
        if root {
            shuffle(members, dice);
        }
    }
    document
}

fn shuffle(members: &mut Map<String, Value>, dice: &mut Dice) {
    let mut all: Vec<(String, Value)> = std::mem::take(members).into_iter().collect();
    dice.shuffle(&mut all);
    members.extend(all);
}

#[track_caller]
fn assert_order_says_nothing(document: &Files, times: u64) {
    let trees = document.trees();
    let first = trees.files().sound();
    let Some(first) = first.client else { return };
    for seed in 0..times {
        let other = shuffled(&trees, &mut Dice::new(seed)).files();
        assert_same(
            &format!("{} in the order {seed}", document.name),
            &first,
            &other.client(),
        );
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for document in specs() {
        assert_same(&document.name, &document.client(), &document.client());
    }
}

#[test]
fn json_and_yaml_give_the_same_bytes() {
    for document in specs() {
        assert_same(
            &document.name,
            &document.client(),
            &document.trees().files().client(),
        );
    }
}

#[test]
fn the_order_of_our_documents_says_nothing() {
    for document in specs() {
        assert_order_says_nothing(&document, 2);
    }
}

#[test]
fn the_order_of_the_cases_says_nothing() {
    for document in cases() {
        assert_order_says_nothing(&document, 4);
    }
}

#[test]
fn the_order_of_real_documents_says_nothing() {
    let Some(corpus) = corpus() else { return };
    for path in REAL {
        assert_order_says_nothing(&Files::on_disk(&corpus.join(Path::new(path))), 1);
    }
}

/// Two files, of which either is read first.
#[test]
fn the_order_of_files_says_nothing() {
    let head =
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
    let one = "    One: {$ref: 'one.yaml#/Thing'}\n";
    let two = "    Two: {$ref: 'sub/two.yaml#/Thing'}\n";
    let document = |schemas: [&str; 2]| {
        let inner = "{type: object, properties: {state: {type: string, enum: [a, b]}, deep: {$ref: '#/Deep'}}}\nDeep: {type: object, properties: {x: {type: string}}}\n";
        Files::several("two files", "spec.yaml", &[])
            .with("spec.yaml", format!("{head}{}", schemas.concat()))
            .with("one.yaml", format!("Thing: {inner}"))
            .with(
                "sub/two.yaml",
                format!("Thing: {inner}Other: {{$ref: '../one.yaml#/Deep'}}\n"),
            )
            .client()
    };
    assert_same("two files", &document([one, two]), &document([two, one]));
}
