//! Documents with something broken in them, at random but the same in every run: no panic, nothing lost, only Rust.
//!
//! `LAUNCHWAY_MUTATIONS` says how many there are (and takes in the real documents, where there are any),
//! `LAUNCHWAY_SEED` where the numbers start, and `LAUNCHWAY_MUTATION=N` runs that one alone.

use crate::support::{Dice, Files, Trees, cases, corpus, soundness, specs};
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
    let mut large: Vec<Trees> = specs().iter().map(|files| files.trees()).collect();
    if number("LAUNCHWAY_MUTATIONS").is_some() {
        large.extend(real());
    }
    let (count, clients) = each_mutation(COUNT, |index, dice| {
        // One in six is of a large document; the cases take turns.
        let mut document = match index % 6 {
            0 => pruned(dice.pick(&large), dice),
            _ => documents[(index - index / 6) as usize % documents.len()].clone(),
        };
        let changes: Vec<String> = (0..1 + dice.below(4))
            .map(|_| mutate(&mut document, dice))
            .collect();
        (document.files(), format!("{changes:?}"))
    });
    assert!(
        count < 100 || clients > count / 2,
        "only {clients} of {count} give a client: they are broken too much"
    );
}

/// What is broken here is the text, before anybody knows what it says.
#[test]
fn broken_texts_break_nothing() {
    let documents = cases();
    each_mutation(COUNT / 4, |index, dice| {
        let mut document = documents[index as usize % documents.len()].clone();
        let paths: Vec<String> = document.files.keys().cloned().collect();
        let path = dice.pick(&paths).clone();
        let mut change = "";
        if let Some(text) = document.files.get_mut(&path) {
            change = garble_bytes(text, dice);
        }
        (document, format!("{change} {path}"))
    });
}

/// Generates from `count` broken documents, or as many as somebody asked for, and says how many there were and how many
/// gave a client. None may panic, and what comes must be sound.
fn each_mutation(count: u64, broken: impl Fn(u64, &mut Dice) -> (Files, String)) -> (u64, u64) {
    let seed = number("LAUNCHWAY_SEED").unwrap_or(1);
    let all = match number("LAUNCHWAY_MUTATION") {
        Some(one) => one..one + 1,
        None => 0..number("LAUNCHWAY_MUTATIONS").unwrap_or(count),
    };
    let mut failures = Vec::new();
    let mut clients = 0;
    let count = all.end - all.start;
    for index in all {
        let mut dice = Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(index));
        let (files, change) = broken(index, &mut dice);
        let outcome = panic::catch_unwind(|| {
            let outcome = files.generate();
            (soundness(&outcome), outcome.client.is_some())
        });
        let again = format!("(LAUNCHWAY_SEED={seed} LAUNCHWAY_MUTATION={index})");
        let name = format!("{} {change} {again}", files.name);
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
    (count, clients)
}

/// The real documents of one file.
fn real() -> Vec<Trees> {
    let Some(folder) = corpus() else {
        return Vec::new();
    };
    let found = xtask::corpus::documents(&folder, &crate::support::scratch("mutation")).unwrap();
    let documents = found.iter().map(|each| Files::on_disk(&each.path));
    let single = documents.filter(|files| files.files.len() == 1);
    single.map(|files| files.trees()).collect()
}

/// The document with a few paths, and the components that these need.
fn pruned(large: &Trees, dice: &mut Dice) -> Trees {
    let whole = &large.trees[&large.root];
    let Some(paths) = whole["paths"].as_object().filter(|paths| !paths.is_empty()) else {
        return large.clone();
    };
    let keys: Vec<&String> = paths.keys().collect();
    let keep: BTreeSet<&String> = (0..PATHS).map(|_| *dice.pick(&keys)).collect();
    let mut needed = BTreeSet::new();
    for key in &keep {
        references(&paths[*key], &mut needed);
    }
    loop {
        let before = needed.len();
        for pointer in needed.clone() {
            if let Some(target) = whole.pointer(&pointer) {
                references(target, &mut needed);
            }
        }
        if needed.len() == before {
            break;
        }
    }
    let is_kept = |at: &[&str]| match at {
        ["paths", path] => keep.iter().any(|kept| kept == path),
        ["components", "securitySchemes", _] => true,
        ["components", section, name] => needed.contains(&format!("/components/{section}/{name}")),
        _ => true,
    };
    Trees {
        name: large.name.clone(),
        root: large.root.clone(),
        trees: [(
            large.root.clone(),
            filtered(whole, &mut Vec::new(), &is_kept),
        )]
        .into(),
    }
}

/// A tree without what is not kept, three levels deep.
fn filtered<'t>(
    tree: &'t Value,
    at: &mut Vec<&'t str>,
    is_kept: &dyn Fn(&[&str]) -> bool,
) -> Value {
    let Some(members) = tree.as_object().filter(|_| at.len() < 3) else {
        return tree.clone();
    };
    let mut kept = Map::new();
    for (key, member) in members {
        at.push(key);
        if is_kept(at) {
            kept.insert(key.clone(), filtered(member, at, is_kept));
        }
        at.pop();
    }
    Value::Object(kept)
}

/// Breaks a text in one place, and says how.
fn garble_bytes(text: &mut Vec<u8>, dice: &mut Dice) -> &'static str {
    let start = dice.below(text.len().max(1));
    let end = (start + 1 + dice.below(40)).min(text.len());
    let pieces: &[&str] = &[
        "\t",
        "\n\n",
        ": ",
        "- ",
        "{",
        "}",
        "[",
        "*a",
        "&a ",
        "<<: ",
        "!!binary ",
        "? ",
        "| ",
        "'",
        "\"",
        "#",
        "---\n",
        "\u{feff}",
        "\0",
        "1e999",
        "0x",
        "~",
        "null",
        "!",
    ];
    match dice.below(6) {
        0 => {
            text.truncate(start);
            "truncate"
        }
        1 if start < end => {
            text.drain(start..end);
            "cut"
        }
        2 if start < end => {
            let copy = text[start..end].to_vec();
            text.splice(start..start, copy);
            "repeat"
        }
        3 if start < text.len() => {
            text[start] ^= 1 << dice.below(8);
            "flip"
        }
        4 if start < end => {
            text[start..end].reverse();
            "reverse"
        }
        _ => {
            let piece = *dice.pick(pieces);
            text.splice(start..start, piece.bytes());
            "insert"
        }
    }
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
