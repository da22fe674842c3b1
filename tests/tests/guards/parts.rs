//! Parts of an API: only the operations that somebody wants, and a feature for each group of them.

use super::support::{Files, corpus, project, scratch};
use launchway_generator::config::{Config, Features, Root};
use launchway_generator::diag::Code;
use launchway_generator::{Client, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use xtask::generate::{Incomplete, Options, run};

/// Groups that share types, that use each other's, and of which one waits for another; a type that nobody uses; and a
/// group that is called as a feature that every crate has.
const SPEC: &str = "\
openapi: 3.1.0
info: {title: Parts, version: '1'}
servers: [{url: https://api.example.com}]
paths:
  /apps:
    get: {tags: [Apps], operationId: listApps, responses: {'200': {description: All., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/App'}}}}}}}
  /apps/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {tags: [Apps], operationId: getApp, responses: {'200': {description: One., content: {application/json: {schema: {$ref: '#/components/schemas/App'}}}}}}
    delete: {tags: [Apps], operationId: deleteApp, x-launchway-waiter: {location: getJob}, responses: {'202': {description: Goes on., headers: {Location: {schema: {type: string}}}}}}
  /jobs/{id}:
    get:
      tags: [Jobs]
      operationId: getJob
      x-launchway-waiter: {state: /state, success: [DONE], failure: [FAILED]}
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: It., content: {application/json: {schema: {type: object, required: [state], properties: {state: {type: string, enum: [DONE, FAILED]}, by: {$ref: '#/components/schemas/Person'}}}}}}}
  /people:
    get: {tags: [serde], operationId: listPeople, responses: {'200': {description: All., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Person'}}}}}}}
  /states:
    get: {tags: [States], operationId: getState, responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/paths/~1jobs~1{id}/get/responses/200/content/application~1json/schema/properties/state'}}}}}}
components:
  schemas:
    App: {type: object, required: [name], properties: {name: {type: string}, owner: {$ref: '#/components/schemas/Person'}, size: {type: object, properties: {mb: {$ref: '#/components/schemas/Size'}}}}}
    Size: {type: integer}
    Person: {type: object, required: [id], properties: {id: {type: string}}}
    Unused: {type: object, properties: {of: {$ref: '#/components/schemas/Inner'}}}
    Inner: {type: object, properties: {n: {type: integer}}}
";

fn divided() -> Config {
    Config {
        features: Features::ByResource,
        ..Config::new("parts")
    }
}

fn only(selectors: &[&str]) -> Outcome {
    let config = Config {
        only: selectors.iter().map(|it| (*it).to_owned()).collect(),
        ..Config::new("parts")
    };
    Files::one("parts", SPEC).generate_with(&config)
}

/// The operations and the types of components that are written.
fn written(outcome: &Outcome) -> (Vec<String>, Vec<String>) {
    assert!(outcome.ledger.balances(), "{:?}", outcome.ledger);
    let client = outcome.client.as_ref().unwrap();
    let surface = client.files.get("surface.txt").unwrap();
    let operations = surface.lines().filter_map(|line| {
        let (name, route) = line.split_once(": ")?;
        let is_route = route.starts_with(|first: char| first.is_ascii_uppercase());
        (is_route && route.contains(" /")).then(|| name.rsplit("::").next().unwrap().to_owned())
    });
    let types = client.files.iter().filter_map(|(path, _)| {
        let name = path.strip_prefix("types/")?.strip_suffix(".rs")?;
        (name != "mod").then(|| name.to_owned())
    });
    (operations.collect(), types.collect())
}

#[test]
fn only_what_is_wanted_and_what_it_reaches() {
    let of = |selectors: &[&str]| written(&only(selectors));
    let both = |operations: &[&str], types: &[&str]| {
        let texts = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect();
        (texts(operations), texts(types))
    };
    assert_eq!(of(&["serde"]), both(&["ListPeople"], &["person"]));
    assert_eq!(
        of(&["getApp"]),
        both(&["GetApp"], &["app", "person", "size"])
    );
    assert_eq!(
        of(&["GET /apps"]),
        both(&["ListApps"], &["app", "person", "size"])
    );
    assert_eq!(of(&["/apps", "/states"]).0, ["ListApps", "GetState"]);
    assert_eq!(of(&["* /a*"]).0, ["ListApps"]);
    assert_eq!(of(&["list*"]).0, ["ListApps", "ListPeople"]);
    // What it waits for belongs to it.
    assert_eq!(
        of(&["DELETE /**"]),
        both(&["DeleteApp", "GetJob"], &["person"])
    );
    // What is written in another operation is there without that.
    let (operations, types) = of(&["States"]);
    assert_eq!((operations, types), both(&["GetState"], &[]));
}

#[test]
fn what_is_not_wanted_is_told_from_what_is_skipped() {
    let outcome = only(&["getApp"]);
    let (operations, schemas) = (outcome.ledger.operations, outcome.ledger.schemas);
    assert_eq!((operations.came_in, operations.went_out), (6, 1));
    assert_eq!((operations.unselected, operations.skipped), (5, 0));
    assert_eq!(
        (schemas.came_in, schemas.went_out, schemas.unselected),
        (5, 3, 2)
    );
    let client = outcome.client.unwrap();
    let report = client.files.get("report.json").unwrap();
    assert!(report.contains("\"unselected\": 5"), "{report}");
}

#[test]
fn wanting_more_changes_nothing_that_was_there() {
    let whole = only(&[]).client.unwrap();
    for selector in ["serde", "getApp", "Jobs", "/apps/**", "States"] {
        let part = only(&[selector]).client.unwrap();
        assert_eq!(part.names, whole.names, "{selector}");
        let surface = |client: &Client| -> BTreeSet<String> {
            let text = client.files.get("surface.txt").unwrap();
            text.lines().map(str::to_owned).collect()
        };
        let new: Vec<String> = surface(&part)
            .difference(&surface(&whole))
            .cloned()
            .collect();
        assert_eq!(new, [""; 0], "{selector}");
        for (path, text) in part
            .files
            .iter()
            .filter(|(path, _)| path.starts_with("types/"))
        {
            let is_list = path == "types/mod.rs";
            assert!(
                is_list || whole.files.get(path) == Some(text),
                "{selector}: {path}"
            );
        }
    }
}

#[test]
fn a_selector_that_fits_nothing_is_an_error() {
    let refusal = |selector: &str| {
        let outcome = only(&["serde", selector]);
        assert!(outcome.client.is_none());
        let found = outcome.diagnostics.iter().next().unwrap().clone();
        assert_eq!(found.code, Code::SelectorIdle);
        (found.message, found.remedy.unwrap())
    };
    let told = |message: &str, remedy: &str| (message.to_owned(), remedy.to_owned());
    assert_eq!(
        refusal("getapp"),
        told("no operation is `getapp`", "did you mean `getApp`?")
    );
    assert_eq!(refusal("/app").1, "did you mean `/apps`?");
    assert_eq!(refusal("PUT /jobs/*").1, "did you mean `GET /jobs/{id}`?");
    assert!(refusal("zzz").1.starts_with("give a tag"));
}

#[test]
fn features_are_written_and_told() {
    let outcome = Files::one("parts", SPEC).generate_with(&divided());
    let client = outcome.client.unwrap();
    let features: Vec<(&str, Vec<&str>)> = client
        .features
        .iter()
        .map(|it| {
            (
                it.name.as_str(),
                it.needs.iter().map(String::as_str).collect(),
            )
        })
        .collect();
    assert_eq!(
        features,
        [
            ("apps", vec!["jobs"]),
            ("jobs", vec![]),
            ("other-types", vec![]),
            ("serde-api", vec![]),
            ("states", vec!["jobs"]),
        ]
    );
    let types = client.files.get("types/mod.rs").unwrap();
    assert!(
        types.contains("#[cfg(feature = \"apps\")]\nmod app;"),
        "{types}"
    );
    assert!(
        types.contains("#[cfg(feature = \"other-types\")]\nmod unused;"),
        "{types}"
    );
    assert!(
        types.contains("\nmod person;"),
        "three groups use it, so it is always there: {types}"
    );
    assert!(!types.contains("]\nmod person;"), "{types}");
    // Only lists of modules and the client know of features.
    for (path, text) in client.files.iter() {
        let may = matches!(path, "lib.rs" | "types/mod.rs" | "client.rs");
        assert!(may || !text.contains("cfg("), "{path}");
    }
    let whole = Files::one("parts", SPEC).generate().client.unwrap();
    assert_eq!(
        whole.files.get("surface.txt"),
        client.files.get("surface.txt")
    );
}

/// The features that are on with one of them.
fn with(client: &Client, feature: &str) -> BTreeSet<String> {
    let mut on = BTreeSet::new();
    let mut open = vec![feature.to_owned()];
    while let Some(name) = open.pop() {
        if on.insert(name.clone()) {
            let plans = client.features.iter().filter(|plan| plan.name == name);
            open.extend(plans.flat_map(|plan| plan.needs.clone()));
        }
    }
    on
}

/// The modules by their path, each with the features any of which brings it.
fn conditions(client: &Client) -> BTreeMap<String, Vec<String>> {
    let mut conditions = BTreeMap::new();
    for (list, prefix) in [("lib.rs", ""), ("types/mod.rs", "types::")] {
        let mut before: Vec<String> = Vec::new();
        for line in client.files.get(list).unwrap_or_default().lines() {
            let module = line.strip_prefix("pub mod ").or(line.strip_prefix("mod "));
            if let Some(name) = module.and_then(|rest| rest.strip_suffix(';')) {
                conditions.insert(format!("{prefix}{name}"), std::mem::take(&mut before));
            } else if line.starts_with("#[cfg(") {
                let quoted = line.split('"').skip(1).step_by(2);
                before = quoted.map(str::to_owned).collect();
            } else if !line.starts_with("#[") {
                before.clear();
            }
        }
    }
    conditions
}

/// Every module that is there finds what it imports there, whichever single feature is on, or none.
fn holds_together(name: &str, client: &Client) {
    let conditions = conditions(client);
    // The types by name, for what is imported from their list.
    let mut homes: BTreeMap<&str, String> = BTreeMap::new();
    let types = client.files.get("types/mod.rs").unwrap_or_default();
    for export in types.split("pub use ").skip(1) {
        let (path, _) = export.split_once(';').unwrap();
        let (module, names) = path.split_once("::").unwrap();
        let names = names.split(['{', '}', ',']).map(str::trim);
        for each in names.filter(|name| !name.is_empty()) {
            homes.insert(each, format!("types::{module}"));
        }
    }
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in client.files.iter() {
        let module = file.trim_end_matches(".rs").replace('/', "::");
        // The client's imports are behind features one by one.
        if !conditions.contains_key(&module) || module == "client" {
            continue;
        }
        let found = imports.entry(module).or_default();
        for each in text.split("use crate::").skip(1) {
            let (path, _) = each.split_once(';').unwrap();
            let Some((from, names)) = path.rsplit_once("::") else {
                continue;
            };
            match from.trim_end_matches("::") {
                "runtime" => {}
                "types" => found.extend(
                    names
                        .split(['{', '}', ','])
                        .filter_map(|it| homes.get(it.trim()).cloned()),
                ),
                other => {
                    found.insert(other.to_owned());
                }
            }
        }
        for each in text.split("super::").skip(1) {
            found.insert(each.split("::").next().unwrap().to_owned());
        }
    }
    let each = client.features.iter().map(|plan| with(client, &plan.name));
    for on in std::iter::once(BTreeSet::new()).chain(each) {
        let is_there = |module: &String| {
            conditions
                .get(module)
                .is_none_or(|any| any.is_empty() || any.iter().any(|it| on.contains(it)))
        };
        for (module, needed) in imports.iter().filter(|(module, _)| is_there(module)) {
            for other in needed {
                assert!(
                    is_there(other),
                    "{name}: {module} needs {other} with {on:?}"
                );
            }
        }
    }
}

#[test]
fn each_feature_brings_what_it_needs() {
    let outcome = Files::one("parts", SPEC).generate_with(&divided());
    holds_together("parts", &outcome.client.unwrap());
    let Some(folder) = corpus() else { return };
    for name in [
        "cloudflare/openapi.json",
        "qdrant/openapi.json",
        "discord/openapi.json",
    ] {
        if let Ok(text) = std::fs::read(folder.join(name)) {
            let outcome = Files::one(name, text).generate_with(&divided());
            holds_together(name, &outcome.client.unwrap());
        }
    }
}

/// Checks a crate with these features alone; warnings are errors.
fn check(folder: &Path, features: &str) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["check", "--quiet", "--offline", "--no-default-features"])
        .args(["--features", features])
        .current_dir(folder)
        // What all of them need is checked once.
        .env(
            "CARGO_TARGET_DIR",
            concat!(env!("CARGO_TARGET_TMPDIR"), "/parts"),
        )
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{features}: {text}");
}

/// Each feature of a document's crate compiles by itself, and none, and all.
fn each_compiles(spec: &Path, name: &str) {
    let out = scratch(name);
    let options = Options {
        spec: spec.to_path_buf(),
        root: None,
        overlays: Vec::new(),
        only: Vec::new(),
        name: None,
        incomplete: Incomplete::Write,
        limits: launchway_generator::config::Limits::default(),
        timings: None,
        out: out.clone(),
    };
    let mut console = xtask::Console::plain(std::io::sink(), std::io::sink());
    run(&options, &mut console).unwrap();
    // The same versions as here, so that nothing need be fetched.
    std::fs::copy(project().join("Cargo.lock"), out.join("Cargo.lock")).unwrap();
    let manifest = std::fs::read_to_string(out.join("Cargo.toml")).unwrap();
    let (_, list) = manifest.split_once("full = [").unwrap();
    let (list, _) = list.split_once(']').unwrap();
    check(&out, "");
    check(&out, "full");
    let own = list.split('"').skip(1).step_by(2);
    own.for_each(|feature| check(&out, feature));
}

#[test]
fn each_feature_compiles() {
    let folder = scratch("parts-spec");
    let spec = folder.join("openapi.yaml");
    std::fs::write(&spec, SPEC).unwrap();
    each_compiles(&spec, "parts-crate");
    // Many runs of the compiler, so only where real documents are looked at anyway.
    if std::env::var_os("LAUNCHWAY_FEATURES").is_some()
        && let Some(folder) = corpus()
    {
        each_compiles(&folder.join("qdrant/openapi.json"), "parts-qdrant");
    }
}

#[test]
fn a_module_of_several_has_no_features() {
    let config = Config {
        root: Root::Module,
        ..Config::new("parts")
    };
    let client = Files::one("parts", SPEC)
        .generate_with(&config)
        .client
        .unwrap();
    assert!(client.features.is_empty());
}
