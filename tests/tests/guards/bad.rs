//! A document for each code, with what the command line says of it as a snapshot beside it.

use crate::support::Files;
use launchway_generator::config::{Config, Dangling};
use launchway_generator::diag::{Code, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, panic};
use xtask::{Console, Exit};

/// Codes that no document can trigger.
const NOT_TRIGGERED: &[(Code, &str)] = &[
    (
        Code::Defect,
        "it says that the generator is wrong, which no document should be able to make it",
    ),
    (
        Code::LedgerOff,
        "it says that the generator has lost something, which no document should be able to make it",
    ),
    (
        Code::KeywordDropped,
        "it is about the committed report of an API; `loss.rs` shows it",
    ),
    (
        Code::AreaUnfit,
        "it is about the manifest of the APIs; `areas.rs` shows it",
    ),
    (
        Code::SelectorIdle,
        "it is about what the caller asks for; `parts.rs` shows it",
    ),
];

/// Documents that cannot but say more than the code in their name.
const ALSO: &[(&str, &[&str], &str)] = &[
    (
        "W111-file-missing",
        &["W401"],
        "the reference to the file leads nowhere, and costs the schema that it stands in",
    ),
    (
        "W112-file-broken",
        &["W401"],
        "the reference to the file leads nowhere, and costs the schema that it stands in",
    ),
    (
        "W113-url",
        &["W401"],
        "the reference leads nowhere, and costs the schema that it stands in",
    ),
    (
        "W114-outside",
        &["W401"],
        "the reference leads nowhere, and costs the schema that it stands in",
    ),
    (
        "W501-all-of-itself.yaml",
        &["W502"],
        "a schema that is made of itself has no values either",
    ),
    (
        "W509-a-number.yaml",
        &["W331"],
        "why it cannot be read is said by itself",
    ),
    (
        "W510-a-number.yaml",
        &["W331"],
        "why it cannot be read is said by itself",
    ),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("bad")
}

/// The documents, as paths below the package: a file, or a folder that holds `spec.yaml` and perhaps `overlay.yaml`.
fn documents() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| !name.contains(".snap")).collect();
    names.sort();
    names
}

/// The code in a document's name.
fn code_of(name: &str) -> &str {
    name.split('-').next().unwrap()
}

/// What `cargo xtask lint` says and how it ends, run in the folder of the package.
fn lint(name: &str, more: &[&str]) -> (String, Exit) {
    let mut args: Vec<OsString> = vec!["lint".into()];
    if folder().join(name).is_dir() {
        args.push(format!("bad/{name}/spec.yaml").into());
        if folder().join(name).join("overlay.yaml").exists() {
            args.push("--overlay".into());
            args.push(format!("bad/{name}/overlay.yaml").into());
        }
    } else {
        args.push(format!("bad/{name}").into());
    }
    args.extend(more.iter().map(OsString::from));
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = xtask::run(args, &mut Console::plain(&mut out, &mut err));
    out.extend(err);
    (String::from_utf8(out).unwrap(), exit)
}

/// The codes that it says, by the form that programs read.
fn codes(name: &str) -> Vec<String> {
    let (text, _) = lint(name, &["--format", "json"]);
    let lines = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut codes: Vec<String> = lines
        .map(|line| line["code"].as_str().unwrap().to_owned())
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

fn meaning(exit: Exit) -> &'static str {
    match exit {
        Exit::Done => "clean",
        Exit::Differs => "problems found",
        Exit::Usage => "not understood",
        Exit::Refused => "the document can't be read",
        Exit::Partial => "operations left out",
    }
}

/// Runs a check of every document and tells of all that fail.
fn each_document(check: impl Fn(&str) + panic::RefUnwindSafe) {
    let fail = documents()
        .into_iter()
        .filter(|name| panic::catch_unwind(|| check(name)).is_err());
    let fail: Vec<String> = fail.collect();
    assert!(fail.is_empty(), "of tests/bad: {fail:?}");
}

#[test]
fn what_is_said_is_what_was_accepted() {
    each_document(|name| {
        let (text, exit) = lint(name, &[]);
        let text = format!("{text}exit {}: {}\n", exit as u8, meaning(exit));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder());
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, text));
    });
}

#[test]
fn every_document_triggers_the_code_in_its_name_alone() {
    each_document(|name| {
        let mut expected = vec![code_of(name).to_owned()];
        let also = ALSO.iter().find(|(other, _, _)| *other == name);
        expected.extend(
            also.into_iter()
                .flat_map(|(_, codes, _)| *codes)
                .map(|code| (*code).to_owned()),
        );
        expected.sort();
        assert_eq!(codes(name), expected, "{name}");
    });
}

#[test]
fn every_exception_is_needed() {
    let documents = documents();
    for (name, codes, reason) in ALSO {
        assert!(documents.iter().any(|document| document == name), "{name}");
        assert!(!codes.is_empty() && !reason.is_empty(), "{name}");
    }
}

#[test]
fn every_code_has_a_document() {
    let shown: BTreeSet<String> = documents()
        .iter()
        .map(|name| code_of(name).to_owned())
        .collect();
    for code in Code::ALL {
        let reason = NOT_TRIGGERED.iter().find(|(other, _)| other == code);
        assert_ne!(
            shown.contains(code.id()),
            reason.is_some(),
            "tests/bad and {}",
            code.id()
        );
    }
    for name in &shown {
        assert!(
            Code::from_id(name).is_some(),
            "tests/bad/{name}-* shows no code"
        );
    }
}

#[test]
fn every_place_is_a_line_and_a_column() {
    each_document(|name| {
        let (text, _) = lint(name, &["--format", "json"]);
        for line in text.lines() {
            let said: serde_json::Value = serde_json::from_str(line).unwrap();
            let unreadable =
                ["E101", "E102", "E103", "E104"].contains(&said["code"].as_str().unwrap());
            let located = said["line"].is_u64() && said["column"].is_u64();
            assert!(
                located || unreadable || said["file"].is_null(),
                "{name}: {said}"
            );
        }
    });
}

#[test]
fn every_diagnostic_has_a_remedy() {
    each_document(|name| {
        let (text, _) = lint(name, &["--format", "json"]);
        for line in text.lines() {
            let said: serde_json::Value = serde_json::from_str(line).unwrap();
            let note = Code::from_id(said["code"].as_str().unwrap())
                .unwrap()
                .severity()
                == Severity::Note;
            assert!(note || said["remedy"].is_string(), "{name}: {said}");
        }
    });
}

#[test]
fn every_code_is_explained() {
    let mut titles = BTreeMap::new();
    for code in Code::ALL {
        let text = code.explanation();
        let title = format!("# {}: {}", code.id(), code.title());
        let mut lines = text.lines();
        assert_eq!(
            lines.next(),
            Some(title.as_str()),
            "explain/{}.md",
            code.id()
        );
        let words: usize = lines.map(|line| line.split_whitespace().count()).sum();
        assert!(words > 20, "explain/{}.md says nothing", code.id());
        assert!(
            text.lines().all(|line| line.chars().count() <= 120),
            "explain/{}.md",
            code.id()
        );
        if let Some(other) = titles.insert(code.title(), code.id()) {
            panic!("{} and {other} have the same title", code.id());
        }
    }
}

#[test]
fn explanations_are_of_codes() {
    let explain = crate::support::project().join("generator/src/diag/explain");
    for entry in fs::read_dir(explain).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            Code::from_id(name.trim_end_matches(".md")).is_some(),
            "explain/{name} explains nothing"
        );
    }
}

#[test]
fn what_dangles_is_refused_if_somebody_wants_that() {
    let refuse = Config {
        dangling: Dangling::Refuse,
        ..Config::new("api")
    };
    let dangling = ["W111", "W112", "W113", "W114", "W401", "W402", "W406"];
    let mut seen = BTreeSet::new();
    for name in documents() {
        let path = folder().join(&name);
        let path = if path.is_dir() {
            path.join("spec.yaml")
        } else {
            path
        };
        if name.starts_with("E1") {
            continue;
        }
        let document = Files::on_disk(&path);
        let said = document.generate();
        let dangles = said.diagnostics.iter().any(|each| each.code.is_dangling());
        assert_eq!(dangles, dangling.contains(&code_of(&name)), "{name}");
        let refused = document.generate_with(&refuse);
        assert_eq!(
            refused.client.is_none(),
            dangles || said.client.is_none(),
            "{name}"
        );
        if dangles {
            assert!(
                said.client.is_some(),
                "{name} is refused though nobody wants that"
            );
            seen.insert(code_of(&name).to_owned());
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), dangling);
}
