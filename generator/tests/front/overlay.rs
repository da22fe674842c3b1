//! Overlays.

use crate::{codes, files};
use launchway_generator::config::Limits;
use launchway_generator::diag::{Diagnostics, FileId, Place};
use launchway_generator::overlay::apply;
use launchway_generator::source::SourceSet;
use serde_json::{Value, json};

const ROOT: &str =
    r##"{"a": {"list": [1, 2, 3], "b": {"c": 1}}, "paths": {"/x": {"$ref": "x.yaml"}}}"##;
const OTHER: &str = "get: {tags: [t], responses: {'200': {description: d}}}\n";

/// The root, the other file and the codes after an overlay with these actions.
fn after(version: &str, actions: &str) -> (Value, Value, Vec<&'static str>) {
    let overlay =
        format!("overlay: {version}\ninfo: {{title: t, version: '1'}}\nactions: {actions}\n");
    let files = files(&[("a.yaml", ROOT), ("x.yaml", OTHER), ("o.yaml", &overlay)]);
    let mut found = Diagnostics::default();
    let mut set = SourceSet::load("a.yaml", &files, &Limits::default(), &mut found).unwrap();
    apply(&mut set, "o.yaml", &files, &Limits::default(), &mut found);
    let json = |file| set.node(&Place::file(FileId(file))).unwrap().to_json();
    (json(0), json(1), codes(&found))
}

#[test]
fn updates_merge_join_and_replace() {
    let (root, _, found) = after(
        "1.0.0",
        "[{target: $.a, update: {b: {c: 2, d: 3}, list: [4]}}, {target: $.a.list, update: 5}]",
    );
    assert_eq!(
        root["a"],
        json!({"list": [1, 2, 3, 4, 5], "b": {"c": 2, "d": 3}})
    );
    assert_eq!(found, [""; 0]);
    let (root, _, found) = after(
        "1.1.0",
        "[{target: $.a.list, update: [4, 5]}, {target: $.a.b.c, update: 7}, {target: $.a, copy: $.a.b}]",
    );
    assert_eq!(
        root["a"],
        json!({"list": [1, 2, 3, 4, 5], "b": {"c": 7}, "c": 7})
    );
    assert_eq!(found, [""; 0]);
}

#[test]
fn removals_keep_the_places_of_the_rest() {
    let (root, _, found) = after(
        "1.0.0",
        "[{target: '$.a.list[?@ != 2]', remove: true}, {target: $.a.b, remove: true}]",
    );
    assert_eq!((root["a"].clone(), found.len()), (json!({"list": [2]}), 0));
}

#[test]
fn what_lies_in_other_files_is_changed_there() {
    let actions = "[{target: '$.paths.*.get', update: {summary: s}}, {target: '$.paths[\"/x\"]', update: {put: {}}}, {target: '$..responses[\"200\"]', remove: true}]";
    let (root, other, found) = after("1.0.0", actions);
    assert_eq!(root["paths"], json!({"/x": {"$ref": "x.yaml"}}));
    assert_eq!(
        other,
        json!({"get": {"tags": ["t"], "responses": {}, "summary": "s"}, "put": {}})
    );
    assert_eq!(found, [""; 0]);
}

#[test]
fn what_cannot_be_done_is_said() {
    for (actions, code) in [
        ("[{target: $.nothing, remove: true}]", "E203"),
        (
            "[{target: $.nothing, remove: true, x-launchway-optional: true}]",
            "N205",
        ),
        ("[{target: $.a.b, update: {c: 1}}]", "E203"),
        ("[{target: $.a}]", "E203"),
        ("[{target: '$.a[', remove: true}]", "E202"),
        ("[{target: $, remove: true}]", "E204"),
        ("[{target: $.a, update: 5}]", "E204"),
        ("[{remove: true}]", "E201"),
        ("text", "E201"),
    ] {
        assert_eq!(after("1.0.0", actions).2, [code], "{actions}");
    }
    assert_eq!(after("2.0.0", "[]").2, ["E201"]);
    let doubling = format!(
        "[{}]",
        vec!["{target: $.a, update: {z: {}}}, {target: $.a.z, copy: $}"; 30].join(", ")
    );
    assert!(after("1.1.0", &doubling).2.contains(&"E104"));
}
