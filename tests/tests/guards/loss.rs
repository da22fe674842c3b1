//! What becomes of keywords: the report says of each whether it decides anything, is told to readers, or is dropped, and
//! what it says is so: taking the keyword away changes the client, its documentation, or nothing.

use crate::support::{Files, project, scratch};
use launchway_generator::Outcome;
use std::collections::BTreeMap;
use std::fs;
use xtask::codegen::{self, Mode};
use xtask::{Console, Exit};

/// A document of one schema, with a keyword in it or without.
fn with(keyword: &str) -> Files {
    let keyword = match keyword.is_empty() {
        true => String::new(),
        false => format!(", {keyword}"),
    };
    Files::one(
        "loss",
        format!(
            "openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: a\n      \
             responses:\n        '200':\n          description: It.\n          content:\n            application/json:\n              \
             schema: {{type: object, properties: {{b: {{type: string{keyword}}}}}}}\n"
        ),
    )
}

fn code(outcome: &Outcome) -> BTreeMap<String, String> {
    let client = outcome.client.as_ref().unwrap();
    let files = client
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs"));
    files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}

fn without_docs(files: &BTreeMap<String, String>) -> Vec<String> {
    let lines = files.values().flat_map(|text| text.lines());
    let lines = lines.filter(|line| !line.trim_start().starts_with("//"));
    lines.map(str::to_owned).collect()
}

#[test]
fn the_report_says_what_is_so() {
    let modelled = [
        "format: date",
        "enum: [a]",
        "const: a",
        "deprecated: true",
        "contentEncoding: base64",
        "allOf: [{format: uuid}]",
        "oneOf: [{format: uuid}, {format: date}]",
    ];
    let documented = [
        "description: A text.",
        "default: a",
        "minLength: 2",
        "maxLength: 2",
        "pattern: a",
    ];
    let dropped = [
        "not: {enum: [a]}",
        "$comment: A text.",
        "xml: {attribute: true}",
        "externalDocs: {url: 'https://example.com'}",
        "propertyNames: {pattern: a}",
        "foreign: true",
    ];
    let plain = code(&with("").sound());
    for (keywords, fate) in [
        (&modelled[..], "modelled"),
        (&documented[..], "documented"),
        (&dropped[..], "dropped"),
    ] {
        for keyword in keywords {
            let outcome = with(keyword).sound();
            let name = keyword.split(':').next().unwrap();
            let files = code(&outcome);
            let client = outcome.client.as_ref().unwrap();
            let report = client.files.get("report.json").unwrap();
            let report: serde_json::Value = serde_json::from_str(report).unwrap();
            let said = &report["keywords"][name][fate];
            assert!(said.as_u64() > Some(0), "{name} is not {fate}: {report:#}");
            let is = match files == plain {
                true => "dropped",
                false if without_docs(&files) == without_docs(&plain) => "documented",
                false => "modelled",
            };
            assert_eq!(is, fate, "{keyword}");
        }
    }
}

/// A document of one operation, with a keyword at a place of it or without.
fn with_at(place: &str, keyword: &str) -> Files {
    let at = |name: &str| match place == name {
        true => format!(", {keyword}"),
        false => String::new(),
    };
    let (operation, parameter, response) = (at("operation"), at("parameter"), at("response"));
    let (header, body, link, media) = (at("header"), at("body"), at("link"), at("media"));
    Files::one(
        "loss",
        format!(
            "openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths:\n  /a:\n    post: {{operationId: a{operation},\n      \
             parameters: [{{name: p, in: query, schema: {{type: string}}{parameter}}}],\n      \
             requestBody: {{content: {{application/json: {{schema: {{type: string}}}}}}{body}}},\n      \
             responses: {{'200': {{description: It.,\n        \
             headers: {{X-One: {{schema: {{type: string}}{header}}}}},\n        \
             links: {{next: {{operationId: a, parameters: {{p: $response.body#/b}}{link}}}}},\n        \
             content: {{application/json: {{schema: {{type: object, properties: {{b: {{type: string}}}}}}{media}}}}}{response}}}}}}}\n"
        ),
    )
}

#[test]
fn so_it_is_of_other_objects() {
    let plain = code(&with_at("", "").sound());
    for (keyword, fate) in [
        ("operation.tags: [other]", "modelled"),
        ("operation.deprecated: true", "modelled"),
        (
            "operation.servers: [{url: 'https://other.example.com'}]",
            "modelled",
        ),
        ("operation.summary: A text.", "documented"),
        ("operation.description: A text.", "documented"),
        (
            "operation.externalDocs: {url: 'https://example.com'}",
            "dropped",
        ),
        ("parameter.required: true", "modelled"),
        ("parameter.allowReserved: true", "modelled"),
        ("parameter.deprecated: true", "modelled"),
        ("parameter.description: A text.", "documented"),
        ("parameter.allowEmptyValue: true", "dropped"),
        ("parameter.example: a", "dropped"),
        ("media.example: {b: sent}", "modelled"),
        ("body.required: true", "modelled"),
        ("body.description: A text.", "documented"),
        ("header.description: A text.", "documented"),
        ("header.example: a", "dropped"),
        ("link.requestBody: $response.body#/b", "modelled"),
        ("link.description: A text.", "documented"),
        ("response.foreign: true", "dropped"),
    ] {
        let (place, rest) = keyword.split_once('.').unwrap();
        let outcome = with_at(place, rest).sound();
        let word = rest.split(':').next().unwrap();
        let name = match word {
            "foreign" => word.to_owned(),
            _ => format!("{place}.{word}"),
        };
        let files = code(&outcome);
        let report = outcome.client.as_ref().unwrap().files.get("report.json");
        let report: serde_json::Value = serde_json::from_str(report.unwrap()).unwrap();
        let said = &report["keywords"][&name][fate];
        assert!(said.as_u64() > Some(0), "{name} is not {fate}: {report:#}");
        let is = match files == plain {
            true => "dropped",
            false if without_docs(&files) == without_docs(&plain) => "documented",
            false => "modelled",
        };
        assert_eq!(is, fate, "{keyword}");
    }
}

/// A project of one API, as `codegen` finds it.
fn small(name: &str, keyword: &str) -> std::path::PathBuf {
    let root = scratch(name);
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "specs/apis.toml",
        "[[api]]\nname = \"one\"\nspec = \"one/openapi.yaml\"\nmodule = \"one\"\n",
    );
    let document = with(keyword);
    let text = String::from_utf8(document.files["spec.yaml"].clone()).unwrap();
    write("specs/one/openapi.yaml", &text);
    let manifest = fs::read_to_string(project().join("generated/Cargo.toml")).unwrap();
    write("generated/Cargo.toml", &manifest);
    root
}

fn run(root: &std::path::Path, mode: Mode) -> (Exit, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let options = codegen::Options {
        apis: Vec::new(),
        mode,
    };
    let exit = codegen::run(root, &options, &mut Console::plain(&mut out, &mut err)).unwrap();
    let text = [out, err].concat();
    (exit, String::from_utf8(text).unwrap())
}

#[test]
fn what_is_newly_dropped_is_told_with_its_place() {
    let root = small("loss", "");
    assert_eq!(run(&root, Mode::Write).0, Exit::Done);
    assert_eq!(run(&root, Mode::Check).0, Exit::Done);
    let document = root.join("specs/one/openapi.yaml");
    let text = fs::read_to_string(&document).unwrap();
    let text = text.replace("type: string", "type: string, not: {enum: [a]}");
    fs::write(&document, text).unwrap();
    let (exit, said) = run(&root, Mode::Check);
    assert_eq!(exit, Exit::Differs);
    assert!(said.contains("warning[W407]"), "{said}");
    assert!(said.contains("specs/one/openapi.yaml:12:"), "{said}");
    // A report that says so was looked at.
    assert_eq!(run(&root, Mode::Write).0, Exit::Done);
    assert_eq!(
        run(&root, Mode::Check),
        (Exit::Done, run(&root, Mode::Check).1)
    );
    assert!(!run(&root, Mode::Check).1.contains("W407"));
}
