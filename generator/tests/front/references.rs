//! References within a file and to others.

use crate::{at, codes, load, look};
use launchway_generator::diag::{FileId, Place, Pointer};
use launchway_generator::source::RefProblem;

const ROOT: &str = r##"
a/b: {c~d: 1, "{id}": 2, "%7B": 3, "": 4}
chain: {$ref: '#/next'}
next: {$ref: 'sub/one.yaml#/here'}
whole: {$ref: ./sub/one.yaml}
named: {$anchor: name, type: string}
"##;
const ONE: &str = "here: {$ref: '../a.yaml#/named'}\nup: {$ref: 'two.json'}\n";

#[test]
fn a_reference_leads_to_a_place() {
    let (set, found) = load(&[
        ("a.yaml", ROOT),
        ("sub/one.yaml", ONE),
        ("sub/two.json", "{\"x\": 1}"),
    ]);
    assert_eq!(codes(&found), [""; 0]);
    let set = set.unwrap();
    let paths: Vec<&str> = set.files().map(|file| set.path(file)).collect();
    assert_eq!(paths, ["a.yaml", "sub/one.yaml", "sub/two.json"]);
    let resolve = |text: &str| set.resolve(&at(""), text).unwrap();
    assert_eq!(resolve("#"), at(""));
    assert_eq!(resolve("#/"), at(""));
    assert_eq!(resolve("#/a~1b/c~0d"), at("/a~1b/c~0d"));
    assert_eq!(resolve("#/a%7E1b/%7Bid%7D"), at("/a~1b/{id}"));
    assert_eq!(resolve("#/a~1b/%257B"), at("/a~1b/%7B"));
    assert_eq!(resolve("#/a~1b/%7B"), at("/a~1b/%7B"));
    assert_eq!(resolve("#/a~1b/"), at("/a~1b/"));
    assert_eq!(resolve("#name"), at("/named"));
    let two = Place {
        file: FileId(2),
        pointer: Pointer::parse("/x").unwrap(),
    };
    assert_eq!(resolve("sub/two.json#/x"), two);
    assert_eq!(resolve("#/whole/up/x"), two, "through references");
    assert_eq!(
        resolve("#/chain/type"),
        at("/named/type"),
        "through a chain"
    );
    let problem = |text: &str| set.resolve(&at(""), text).unwrap_err();
    assert!(matches!(problem("#/nothing"), RefProblem::Nothing(_)));
    assert!(matches!(problem("#nothing"), RefProblem::Anchor(_)));
    assert!(matches!(problem("no.yaml"), RefProblem::File(_)));
    assert!(matches!(problem("http://x.org/y"), RefProblem::Url(_)));
    assert!(matches!(problem("sub/../../y"), RefProblem::Outside(_)));
    assert!(matches!(problem(""), RefProblem::Malformed(_)));
}

#[test]
fn files_that_cannot_be_read_are_reported_where_they_are_named() {
    let root = "a: {$ref: no.yaml}\nb: {$ref: ../up.yaml}\nc: {$ref: 'https://x.org/y.yaml'}\nd: {$ref: broken.yaml}\ne: {$ref: /etc/passwd}\n\
                example: {$ref: data.yaml}\nx-y: {$ref: data.yaml}\ndiscriminator: {mapping: {m: ./m.yaml, n: Name}}\n";
    let (_, found) = load(&[("a.yaml", root), ("broken.yaml", "a: [")]);
    assert_eq!(
        codes(&found),
        ["W111", "W114", "W113", "W112", "W114", "W111"]
    );
    let last = found.iter().last().unwrap().place.clone().unwrap();
    assert_eq!(last.pointer.as_str(), "/discriminator/mapping/m");
}

#[test]
fn circles_end() {
    let text = "openapi: 3.0.0\ninfo: {title: t, version: '1'}\npaths: {/a: {$ref: '#/paths/~1b'}, /b: {$ref: '#/paths/~1a'}}\n\
                components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}, C: {$ref: '#/components/schemas/C'}, D: {$ref: '#/components/schemas/D/x'}}}\n";
    let ((), found) = look(text, |document| {
        let mut diagnostics = Default::default();
        assert_eq!(document.operations(&mut diagnostics), []);
        assert_eq!(codes(&diagnostics), ["W402", "W402"]);
        for name in ["A", "B", "C", "D"] {
            assert!(
                document
                    .schema(&at("/components/schemas").child(name))
                    .is_none()
            );
        }
    });
    assert_eq!(found, ["W402", "W402", "W402", "W401"]);
}
