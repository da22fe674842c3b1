//! What was named once keeps its name: with the lock of a first run, what is added or taken away renames nothing.

use crate::support::{Dice, Files, Trees, cases, specs};
use launchway_generator::Client;
use launchway_generator::config::{Config, NameLock};
use serde_json::{Value, json};

fn with_lock(document: &Trees, lock: &NameLock) -> Client {
    let config = Config {
        names: lock.clone(),
        ..Config::new("api")
    };
    let outcome = document.files().generate_with(&config);
    match outcome.client {
        Some(client) => client,
        None => panic!(
            "{} gives no client: {:?}",
            document.name, outcome.diagnostics
        ),
    }
}

/// Everything that both runs name has one name in both.
#[track_caller]
fn assert_keeps(what: &str, first: &Client, second: &Client) {
    for (path, name) in &first.names.names {
        if let Some(other) = second.names.names.get(path) {
            assert_eq!(name, other, "{what} renames `{path}`");
        }
    }
}

/// The files of types that were there are there, with the same items.
#[track_caller]
fn assert_surface_grows(what: &str, first: &Client, second: &Client) {
    let surface = |client: &Client| client.files.get("surface.txt").unwrap().to_owned();
    let second = surface(second);
    let lines: std::collections::BTreeSet<&str> = second.lines().collect();
    for line in surface(first).lines() {
        assert!(lines.contains(line), "{what} takes away: {line}");
    }
}

fn documents() -> Vec<Trees> {
    let named = [
        "names_",
        "recursion",
        "union_",
        "operation_ids",
        "no_tags",
        "read_write",
        "refs_",
        "versions",
        "all_of",
        "defs",
        "enum_names",
    ];
    let cases = cases()
        .into_iter()
        .filter(|case| named.iter().any(|name| case.name.contains(name)));
    cases
        .chain(specs())
        .map(|files: Files| files.trees())
        .collect()
}

/// Names that others would like to have: of schemas, of inline types, in other cases.
fn rivals(document: &Trees, first: &Client) -> Vec<String> {
    let mut names: Vec<String> = first.names.names.values().cloned().collect();
    let tree = &document.trees[&document.root];
    let schemas = tree
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    names.extend(
        schemas
            .into_iter()
            .flat_map(|schemas| schemas.keys().cloned()),
    );
    // Types that follow from others, such as what is sent of a type, are in the surface alone.
    let surface = first
        .files
        .get("surface.txt")
        .unwrap()
        .lines()
        .filter_map(|line| line.split_once(": "));
    let types = surface
        .filter(|(_, what)| ["struct", "union", "enum of texts", "enum by status"].contains(what));
    names.extend(types.filter_map(|(path, _)| path.rsplit("::").next().map(str::to_owned)));
    let mut rivals: Vec<String> = names
        .iter()
        .flat_map(|name| {
            [
                name.clone(),
                name.to_lowercase(),
                name.to_uppercase(),
                format!("{name}_"),
            ]
        })
        .collect();
    rivals.sort();
    rivals.dedup();
    rivals
}

#[test]
fn a_second_run_changes_nothing() {
    for document in documents() {
        let first = with_lock(&document, &NameLock::default());
        let second = with_lock(&document, &first.names);
        assert_eq!(first.files, second.files, "{}", document.name);
        assert_eq!(first.names, second.names, "{}", document.name);
    }
}

#[test]
fn a_new_schema_renames_nothing() {
    for document in documents() {
        let first = with_lock(&document, &NameLock::default());
        let rivals = rivals(&document, &first);
        let mut more = document.clone();
        let tree = more.trees.get_mut(&document.root).unwrap();
        if tree["components"]["schemas"].is_null() {
            tree["components"]["schemas"] = json!({});
        }
        let schemas = tree["components"]["schemas"].as_object_mut().unwrap();
        for rival in &rivals {
            if !schemas.contains_key(rival) {
                schemas.shift_insert(0, rival.clone(), json!({"type": "object", "properties": {"rival": {"type": "string", "enum": ["a", "b"]}}}));
            }
        }
        let second = with_lock(&more, &first.names);
        assert_keeps(
            &format!("a schema more in {}", document.name),
            &first,
            &second,
        );
        assert_surface_grows(
            &format!("a schema more in {}", document.name),
            &first,
            &second,
        );
    }
}

#[test]
fn a_new_operation_renames_nothing() {
    for document in documents() {
        let first = with_lock(&document, &NameLock::default());
        let mut more = document.clone();
        let tree = more.trees.get_mut(&document.root).unwrap();
        let paths = tree["paths"].as_object_mut().unwrap();
        let originals: Vec<(String, Value)> = paths
            .iter()
            .map(|(path, item)| (path.clone(), item.clone()))
            .collect();
        for (path, item) in originals {
            // The same under another path: it wants all the names that are taken.
            let mut item = item;
            for operation in item
                .as_object_mut()
                .into_iter()
                .flat_map(|item| item.values_mut())
            {
                if let Some(id) = operation
                    .get("operationId")
                    .and_then(Value::as_str)
                    .map(|id| format!("{id}_"))
                {
                    operation["operationId"] = json!(id);
                }
            }
            paths.shift_insert(0, format!("{path}/again"), item);
        }
        let second = with_lock(&more, &first.names);
        let what = format!("an operation more in {}", document.name);
        assert_keeps(&what, &first, &second);
        assert_surface_grows(&what, &first, &second);
    }
}

/// Takes out the extensions that claim what other parts of the document describe: they forbid to take those away.
fn without_claims(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, _| {
                !["x-launchway-pagination", "x-launchway-waiter"].contains(&name.as_str())
            });
            members.values_mut().for_each(without_claims);
        }
        Value::Array(elements) => elements.iter_mut().for_each(without_claims),
        _ => {}
    }
}

#[test]
fn what_is_taken_away_renames_nothing() {
    for (index, mut document) in documents().into_iter().enumerate() {
        document.trees.values_mut().for_each(without_claims);
        let first = with_lock(&document, &NameLock::default());
        let mut dice = Dice::new(index as u64);
        for _ in 0..3 {
            let mut less = document.clone();
            let tree = less.trees.get_mut(&document.root).unwrap();
            for pointer in ["/paths", "/components/schemas"] {
                let Some(members) = tree.pointer_mut(pointer).and_then(Value::as_object_mut) else {
                    continue;
                };
                let keys: Vec<String> = members.keys().cloned().collect();
                if keys.len() > 1 {
                    members.shift_remove(dice.pick(&keys));
                }
            }
            let second = with_lock(&less, &first.names);
            assert_keeps(
                &format!("something less in {}", document.name),
                &first,
                &second,
            );
        }
    }
}

/// A lock that somebody edited, or of another document, makes no code and no panic.
#[test]
fn a_lock_is_no_way_in() {
    for document in documents().into_iter().take(12) {
        let first = with_lock(&document, &NameLock::default());
        let values = [
            "fn pwned() {}",
            "../../x",
            "",
            "Vec",
            "self",
            "r#type",
            "🦀",
            "a b",
            "x\n",
            "Same",
            "same",
            "_",
            "1",
        ];
        for value in values {
            let mut lock = first.names.clone();
            lock.names
                .values_mut()
                .for_each(|name| *name = value.to_owned());
            let config = Config {
                names: lock,
                ..Config::new("api")
            };
            let outcome = document.files().generate_with(&config);
            if let Err(problem) = crate::support::soundness(&outcome) {
                panic!("{} with every name {value:?}: {problem}", document.name);
            }
        }
    }
}

/// An API may be called as something that is there already.
#[test]
fn an_api_may_have_any_name() {
    let document = Files::one(
        "named",
        "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {responses: {'204': {description: None.}}}}}\n",
    );
    for name in [
        "client", "option", "runtime", "self", "call", "1", "", "🦀", "type",
    ] {
        let outcome = document.generate_with(&Config::new(name));
        if let Err(problem) = crate::support::soundness(&outcome) {
            panic!("an API called {name:?}: {problem}");
        }
        let client = outcome.client.unwrap();
        let text = client.files.get("client.rs").unwrap();
        let types = text
            .lines()
            .filter_map(|line| line.strip_prefix("pub struct "));
        let names: Vec<&str> = types
            .map(|rest| rest.split(['(', ';', ' ']).next().unwrap())
            .collect();
        let unique: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(unique.len(), names.len(), "{name:?}: {names:?}");
    }
}

/// Members in another order: those of `components` and of `paths`.
fn shuffled(value: &mut Value, dice: &mut Dice) {
    if let Some(members) = value.as_object_mut() {
        let mut all: Vec<(String, Value)> = std::mem::take(members).into_iter().collect();
        dice.shuffle(&mut all);
        members.extend(all);
    }
}

#[test]
fn another_order_renames_nothing() {
    for (index, document) in documents().into_iter().enumerate() {
        let first = with_lock(&document, &NameLock::default());
        let mut dice = Dice::new(index as u64);
        let mut other = document.clone();
        for tree in other.trees.values_mut() {
            for pointer in ["/components/schemas", "/components/parameters", "/paths"] {
                if let Some(members) = tree.pointer_mut(pointer) {
                    shuffled(members, &mut dice);
                }
            }
        }
        let second = with_lock(&other, &first.names);
        assert_eq!(first.names, second.names, "{}", document.name);
    }
}

/// Who renames, by a lock that was edited, says so: in a line of the lock, of the surface, and of the comparison.
#[test]
fn a_renaming_is_told() {
    use launchway_generator::diff::{Class, Event, Kind};
    let document = Files::one(
        "renamed",
        "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {operationId: a, responses: {'200': \
         {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}}}}\n\
         components: {schemas: {Thing: {type: object, properties: {b: {type: string}}}}}\n",
    );
    let trees = document.trees();
    let first = with_lock(&trees, &NameLock::default());
    let mut lock = first.names.clone();
    lock.names
        .insert("schema Thing".to_owned(), "Gadget".to_owned());
    let files = trees.files();
    let request = |config| launchway_generator::Request {
        root: &files.root,
        overlays: &[],
        reader: &files.files,
        config,
    };
    let (old, new) = (
        Config::new("api"),
        Config {
            names: lock,
            ..Config::new("api")
        },
    );
    let comparison = launchway_generator::compare(&request(&old), &request(&new));
    let changes = comparison.changes.unwrap();
    let told: Vec<_> = changes
        .iter()
        .map(|it| (it.kind, it.event, it.class))
        .collect();
    assert_eq!(
        told,
        [(Kind::Type, Event::Renamed, Class::Major)],
        "{changes:?}"
    );
}
