//! The codes of what is not a schema: each is triggered once here.

use crate::{codes, load, look};
use launchway_generator::diag::{Code, Diagnostics};
use launchway_generator::document::Document;

/// Reads all of an operation `get /a` with these members, below these components.
fn operation(members: &str, components: &str) -> Vec<&'static str> {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    get: {{{members}}}\ncomponents: {{{components}}}\n"
    );
    look(&text, everything).1
}

fn everything(document: &Document) {
    for entry in document.operations(&mut Diagnostics::default()) {
        let Some(view) = document.operation(&entry) else {
            continue;
        };
        view.parameters
            .iter()
            .for_each(|place| drop(document.parameter(place)));
        view.responses
            .iter()
            .for_each(|(_, place)| drop(document.response(place)));
    }
    document.security_schemes();
}

#[test]
fn operations_and_their_parts() {
    let fine = "responses: {'200': {description: d}}";
    let cases = [
        ("responses: {4xx: {description: d}}".to_owned(), "N301"),
        ("responses: {'200': {}}".to_owned(), "N302"),
        ("responses: {'2000': {description: d}}".to_owned(), "W333"),
        (
            "responses: {'200': {description: d, content: {json: {}}}}".to_owned(),
            "N307",
        ),
        ("tags: [a]".to_owned(), "N316"),
        (
            format!("parameters: [{{name: p, in: path, schema: {{}}}}], {fine}"),
            "N306",
        ),
        (
            format!("parameters: [{{name: p, in: query, type: string}}], {fine}"),
            "N315",
        ),
        (
            format!("parameters: [{{name: p, in: query, style: simple, schema: {{}}}}], {fine}"),
            "N320",
        ),
        (
            format!("parameters: [{{name: p, in: body, schema: {{}}}}], {fine}"),
            "W334",
        ),
        (format!("parameters: [text], {fine}"), "W331"),
        (format!("parameters: [{{$ref: '#/no'}}], {fine}"), "W401"),
        (format!("tags: one, {fine}"), "N312"),
    ];
    for (members, code) in cases {
        assert_eq!(operation(&members, ""), [code], "{members}");
    }
    assert_eq!(
        operation(
            fine,
            "securitySchemes: {a: {type: magic}, b: {type: mutualTLS}}"
        ),
        ["W335"]
    );
}

#[test]
fn paths() {
    let text = "openapi: 3.0.3\ninfo: {}\npaths:\n  a: {GET: {callbacks: {c: {}}}, verb: {responses: {}}, other: 1}\n";
    let (set, mut found) = load(&[("a.yaml", text)]);
    let set = set.unwrap();
    let document = Document::open(&set, &mut found).unwrap();
    let entries = document.operations(&mut found);
    let methods: Vec<&str> = entries.iter().map(|entry| entry.method.as_str()).collect();
    assert_eq!(
        (methods, entries[0].path.as_str()),
        (vec!["get", "VERB"], "/a")
    );
    assert_eq!(
        codes(&found),
        ["N316", "N316", "N319", "N318", "N318", "W336", "N405"]
    );
}

#[test]
fn paths_that_are_no_object() {
    let text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: [get]\n";
    let (found, _) = look(text, |document| {
        let mut found = Diagnostics::default();
        document.operations(&mut found);
        found
    });
    assert_eq!(codes(&found), ["W403"]);
}

#[test]
fn other_documents_are_named() {
    for (text, word) in [
        ("swagger: '2.0'", "Swagger 2.0"),
        ("openapi: 4.0.0", "4.0.0"),
        ("a: 1", "does not say"),
        ("asyncapi: 2.0.0", "AsyncAPI"),
        ("overlay: 1.0.0", "overlay"),
    ] {
        let (set, mut found) = load(&[("a.yaml", text)]);
        assert!(Document::open(&set.unwrap(), &mut found).is_none());
        assert_eq!(codes(&found), ["E103"]);
        assert!(
            found.iter().next().unwrap().message.contains(word),
            "{word}"
        );
    }
    let (_, found) = look(
        "openapi: 3.1\ninfo: {title: t, version: 1.10}\n",
        |document| assert_eq!(document.api_version(), "1.10"),
    );
    assert_eq!(found, ["N312", "N312"]);
}

#[test]
fn every_code_is_explained() {
    for code in Code::ALL {
        let lines = code.explanation().lines().count();
        let ours = matches!(code.id().get(1..2), Some("1" | "2" | "3" | "4"));
        let fits = (8..=25).contains(&lines);
        assert!(!ours || fits, "{} has {lines} lines", code.id());
    }
}
