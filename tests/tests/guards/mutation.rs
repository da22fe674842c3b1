//! Documents with something broken in them, at random but the same in every run: no panic, nothing lost, only Rust.
//!
//! `LAUNCHWAY_MUTATIONS` says how many there are, `LAUNCHWAY_SEED` where the numbers start, and
//! `LAUNCHWAY_MUTATION=N` runs that one alone.

use crate::support::{Dice, Trees, cases, soundness, specs};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::panic;

/// How many there are in every run.
const COUNT: u64 = 2_100;

/// How many paths stay of a large document: enough to break something in, few enough to be quick.
const PATHS: usize = 3;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn broken_documents_break_nothing() {
    let documents: Vec<Trees> = cases().iter().map(|files| files.trees()).collect();
    let large: Vec<Trees> = specs().iter().map(|files| files.trees()).collect();
    let seed = number("LAUNCHWAY_SEED").unwrap_or(1);
    let all = match number("LAUNCHWAY_MUTATION") {
        Some(one) => one..one + 1,
        None => 0..number("LAUNCHWAY_MUTATIONS").unwrap_or(COUNT),
    };
    let mut failures = Vec::new();
    let mut clients = 0_u64;
    let count = all.end - all.start;
    for index in all {
        let mut dice = Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(index));
        // One in six is of a spec of ours; the cases take turns.
        let mut document = match index % 6 {
            0 => pruned(dice.pick(&large).clone(), &mut dice),
            _ => documents[(index - index / 6) as usize % documents.len()].clone(),
        };
        let changes: Vec<String> = (0..1 + dice.below(4))
            .map(|_| mutate(&mut document, &mut dice))
            .collect();
        let files = document.files();
        let outcome = panic::catch_unwind(|| {
            let outcome = files.generate();
            (soundness(&outcome), outcome.client.is_some())
        });
        let name = format!(
            "{} {changes:?} (LAUNCHWAY_SEED={seed} LAUNCHWAY_MUTATION={index})",
            document.name
        );
        match outcome {
            Err(_) => failures.push(format!("{name}: panics")),
            Ok((Err(problem), _)) => failures.push(format!("{name}: {problem}")),
            Ok((Ok(()), client)) => clients += u64::from(client),
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count}:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(
        count < 100 || clients > count / 2,
        "only {clients} of {count} give a client: they are broken too much"
    );
}

/// The document with a few paths, and the components that these need.
fn pruned(mut document: Trees, dice: &mut Dice) -> Trees {
    let root = document.root.clone();
    let Some(tree) = document.trees.get_mut(&root) else {
        return document;
    };
    let keys: Vec<String> = tree["paths"].as_object().unwrap().keys().cloned().collect();
    let keep: BTreeSet<String> = (0..PATHS).map(|_| dice.pick(&keys).clone()).collect();
    tree["paths"]
        .as_object_mut()
        .unwrap()
        .retain(|key, _| keep.contains(key));
    let mut needed = BTreeSet::new();
    references(&tree["paths"], &mut needed);
    loop {
        let before = needed.len();
        for pointer in needed.clone() {
            if let Some(target) = tree.pointer(&pointer) {
                references(target, &mut needed);
            }
        }
        if needed.len() == before {
            break;
        }
    }
    let components = tree["components"].as_object_mut().unwrap();
    for (section, members) in components
        .iter_mut()
        .filter(|(section, _)| *section != "securitySchemes")
    {
        let members = members.as_object_mut().unwrap();
        members.retain(|name, _| needed.contains(&format!("/components/{section}/{name}")));
    }
    document
}

fn references(node: &Value, found: &mut BTreeSet<String>) {
    match node {
        Value::Object(members) => members.values().for_each(|each| references(each, found)),
        Value::Array(items) => items.iter().for_each(|each| references(each, found)),
        Value::String(text) => found.extend(text.strip_prefix('#').map(str::to_owned)),
        _ => {}
    }
}

/// Breaks one thing, and says what.
fn mutate(document: &mut Trees, dice: &mut Dice) -> String {
    let files: Vec<String> = document.trees.keys().cloned().collect();
    let file = dice.pick(&files).clone();
    let tree = document.trees.get_mut(&file).unwrap();
    let mut pointers = Vec::new();
    collect(tree, String::new(), &mut pointers);
    let pointer = dice.pick(&pointers).clone();
    let other = tree
        .pointer(dice.pick::<String>(&pointers).as_str())
        .cloned()
        .unwrap_or(Value::Null);
    let what = dice.below(9);
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    let word = match (tree.pointer_mut(parent), what) {
        (Some(Value::Object(members)), 0) => {
            members.shift_remove(&key);
            "drop"
        }
        (Some(Value::Object(members)), 1) => {
            let copy = members[&key].clone();
            members.insert(
                format!("{key}{}", dice.pick(&["2", "_", " ", "-x", "[]", "é"])),
                copy,
            );
            "duplicate"
        }
        (Some(Value::Object(members)), 2) => {
            rename(members, &key, &garbled(&key, dice));
            "rename"
        }
        (Some(Value::Array(items)), 0) => {
            items.remove(key.parse().unwrap());
            "drop"
        }
        (Some(Value::Array(items)), 1) => {
            let copy = items[key.parse::<usize>().unwrap()].clone();
            items.push(copy);
            "duplicate"
        }
        _ => {
            let node = tree.pointer_mut(&pointer).unwrap();
            replace(node, what, other, dice)
        }
    };
    format!("{word} {file}#{pointer}")
}

fn replace(node: &mut Value, what: usize, other: Value, dice: &mut Dice) -> &'static str {
    let (word, value) = match what {
        3 | 4 => ("retype", retyped(node, dice)),
        5 => ("transplant", other),
        6 => (
            "wrap",
            dice.pick(&[
                json!([node]),
                json!({"allOf": [node]}),
                json!({"oneOf": [node, {"type": "null"}]}),
                json!({"items": node}),
            ])
            .clone(),
        ),
        7 => match node.as_str() {
            Some(text) => ("garble", json!(garbled(text, dice))),
            None => ("retype", retyped(node, dice)),
        },
        _ => (
            "refer",
            json!({"$ref": dice.pick(&["#", "#/components/schemas", "#/paths", "nowhere.yaml", "", "#/components/schemas/Nowhere"])}),
        ),
    };
    *node = value;
    word
}

fn retyped(node: &Value, dice: &mut Dice) -> Value {
    let mut kinds = vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("text"),
        json!("null"),
        json!("object"),
        json!("array"),
        json!("#/components/schemas/A"),
        json!([]),
        json!([null, {}]),
        json!({}),
        json!({"type": "object"}),
        json!({"": null}),
    ];
    kinds.retain(|kind| kind != node);
    dice.pick(&kinds).clone()
}

fn garbled(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..1 + dice.below(3) {
        let at = dice.below(letters.len() + 1);
        match dice.below(3) {
            0 if at < letters.len() => {
                letters.remove(at);
            }
            1 if at < letters.len() => letters[at] = letters[at].to_ascii_uppercase(),
            _ => letters.insert(
                at,
                *dice.pick(&[
                    '\0', '\n', '"', '\\', '/', '~', '{', '}', '#', '%', ' ', '-', '1', 'Z', 'é',
                    '🦀', '\u{202e}', '.', '*', '`',
                ]),
            ),
        }
    }
    letters.into_iter().collect()
}

/// Gives a member another name at the same place.
fn rename(members: &mut Map<String, Value>, from: &str, to: &str) {
    let all = std::mem::take(members);
    members.extend(all.into_iter().map(|(key, value)| {
        if key == from {
            (to.to_owned(), value)
        } else {
            (key, value)
        }
    }));
}

fn collect(node: &Value, at: String, found: &mut Vec<String>) {
    match node {
        Value::Object(members) => {
            for (key, child) in members {
                collect(
                    child,
                    format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                    found,
                );
            }
        }
        Value::Array(items) => {
            for (index, child) in items.iter().enumerate() {
                collect(child, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
    if !at.is_empty() {
        found.push(at);
    }
}
