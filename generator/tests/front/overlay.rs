//! Overlays.

use crate::{codes, files};
use launchway_generator::config::Limits;
use launchway_generator::diag::{Diagnostics, FileId, Place, Pointer};
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

#[test]
fn a_structured_update_reaches_other_files() {
    let actions = "[{target: $, update: {paths: {/x: {get: {summary: s}}, /y: {get: {}}}}}]";
    let (root, other, found) = after("1.0.0", actions);
    assert_eq!(
        root["paths"],
        json!({"/x": {"$ref": "x.yaml"}, "/y": {"get": {}}})
    );
    assert_eq!(other["get"]["summary"], json!("s"));
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_reference_is_removed_and_replaced_where_it_stands() {
    let (root, other, found) = after("1.0.0", "[{target: \"$.paths['/x']\", remove: true}]");
    assert_eq!((root["paths"].clone(), found), (json!({}), vec![]));
    assert_eq!(other["get"]["tags"], json!(["t"]));
    let actions = "[{target: \"$.paths['/x']\", update: {$ref: '#/a'}}]";
    let (root, _, found) = after("1.0.0", actions);
    assert_eq!(root["paths"]["/x"], json!({"$ref": "#/a"}));
    assert_eq!(found, [""; 0]);
}

#[test]
fn what_is_brought_refers_as_the_root_does() {
    let schema = "{schema: {$ref: '#/a'}, discriminator: {mapping: {a: '#/a', b: Name}}}";
    let actions = format!("[{{target: \"$.paths['/x'].get\", update: {schema}}}]");
    let (_, other, found) = after("1.0.0", &actions);
    assert_eq!(other["get"]["schema"], json!({"$ref": "a.yaml#/a"}));
    let mapping = &other["get"]["discriminator"]["mapping"];
    assert_eq!(mapping, &json!({"a": "a.yaml#/a", "b": "Name"}));
    assert_eq!(found, [""; 0]);
}

#[test]
fn files_that_are_referred_to_now_are_read() {
    let overlay = "overlay: 1.0.0\nactions: [{target: $.paths, update: {/y: {$ref: y.yaml}}}]\n";
    let files = files(&[
        ("a.yaml", ROOT),
        ("x.yaml", OTHER),
        ("y.yaml", OTHER),
        ("o.yaml", overlay),
    ]);
    let mut found = Diagnostics::default();
    let limits = Limits::default();
    let mut set = SourceSet::load("a.yaml", &files, &limits, &mut found).unwrap();
    apply(&mut set, "o.yaml", &files, &limits, &mut found);
    let paths: Vec<&str> = set.files().map(|file| set.path(file)).collect();
    assert_eq!(paths, ["a.yaml", "x.yaml", "y.yaml"]);
    assert_eq!(codes(&found), [""; 0]);
}

#[test]
fn a_place_leads_back_to_where_it_was_written() {
    let overlay = "overlay: 1.1.0
actions:
  - {target: '$.a.list[0]', remove: true}
  - {target: $.a, update: {b: {c: 2, d: {e: 1}}}}
  - {target: $.a.list, update: [7, 8]}
  - {target: $.a.b, copy: $.a.b.d}
  - {target: '$.a.list[0]', remove: true}
";
    let files = files(&[("a.yaml", ROOT), ("x.yaml", OTHER), ("o.yaml", overlay)]);
    let mut found = Diagnostics::default();
    let limits = Limits::default();
    let mut set = SourceSet::load("a.yaml", &files, &limits, &mut found).unwrap();
    apply(&mut set, "o.yaml", &files, &limits, &mut found);
    assert_eq!(codes(&found), [""; 0]);
    let root = Place::file(FileId::ROOT);
    let origin = |pointer: &str| {
        let pointer = Pointer::parse(pointer).unwrap();
        let at = set.origin(&Place {
            file: root.file,
            pointer,
        });
        format!("{}#{}", set.path(at.file), at.pointer)
    };
    assert_eq!(
        set.node(&root.child("a")).unwrap().to_json(),
        json!({"list": [3, 7, 8], "b": {"c": 2, "d": {"e": 1}, "e": 1}})
    );
    assert_eq!(origin("/a"), "a.yaml#/a");
    assert_eq!(origin("/a/b"), "a.yaml#/a/b");
    assert_eq!(origin("/a/b/c"), "o.yaml#/actions/1/update/b/c");
    assert_eq!(origin("/a/b/d/e"), "o.yaml#/actions/1/update/b/d/e");
    assert_eq!(origin("/a/b/e"), "o.yaml#/actions/1/update/b/d/e");
    assert_eq!(origin("/a/list/0"), "a.yaml#/a/list/2");
    assert_eq!(origin("/a/list/2"), "o.yaml#/actions/2/update/1");
}
