//! What `diff` says of each kind of change: `tests/diff/base.yaml` against itself with an overlay of `tests/diff/kinds`.
//!
//! `tests/diff/agreement.json` holds, beside each verdict, what a compiler says of it: whether `program.rs`, which uses
//! all of the old client, compiles against the new one, and what cargo-semver-checks asks for. `LAUNCHWAY_DIFF=measure`
//! asks both anew; where they say something else than the verdict, the record says why.

use crate::support::{project, scratch};
use launchway_generator::config::{Config, Root};
use launchway_generator::diff::Class;
use launchway_generator::files::runtime_files;
use launchway_generator::plan::{LINTS, Part};
use launchway_generator::{Client, Comparison, compare, generate};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::Colours;
use xtask::diff::{Format, Report, rendered};
use xtask::input::Input;

fn kinds() -> Vec<String> {
    let folder = fs::read_dir(project().join("tests/diff/kinds")).unwrap();
    let names = folder.filter_map(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        name.strip_suffix(".yaml").map(str::to_owned)
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn input(kind: Option<&str>) -> Input {
    let overlays = kind.map(|kind| PathBuf::from(format!("tests/diff/kinds/{kind}.yaml")));
    let overlays: Vec<PathBuf> = overlays.into_iter().collect();
    Input::new(&project(), Path::new("tests/diff/base.yaml"), &overlays).unwrap()
}

fn compared(old: &Input, new: &Input) -> Comparison {
    let config = Config::new("api");
    compare(&old.request(&config), &new.request(&config))
}

fn report(kind: &str) -> Report {
    let (old, new) = (input(None), input(Some(kind)));
    let comparison = compared(&old, &new);
    assert!(
        comparison.changes.is_some(),
        "{kind}: {:?} {:?}",
        comparison.old.diagnostics,
        comparison.new.diagnostics
    );
    Report::of(&comparison, (&old, &new))
}

fn class(report: &Report) -> &'static str {
    report.worst().map_or("none", Class::name)
}

#[test]
fn each_kind_has_its_verdict() {
    let kinds = kinds();
    assert!(kinds.len() >= 40, "there are only {}", kinds.len());
    for kind in kinds {
        let text = rendered(&report(&kind), Format::Text, Colours::Off);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(project().join("tests/diff/kinds"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(format!("{kind}.yaml"), text));
    }
}

#[test]
fn a_document_is_as_it_is() {
    for name in ["tests/diff/base.yaml", "specs/cloudflare/openapi.yaml"] {
        let same = Input::new(&project(), Path::new(name), &[]).unwrap();
        assert_eq!(compared(&same, &same).changes, Some(Vec::new()), "{name}");
    }
}

#[test]
fn every_format_tells_the_same() {
    let report = report("response_member_renamed");
    let of = |format| rendered(&report, format, Colours::Off);
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Json] {
        assert!(of(format).contains("sku_id"), "{format:?}");
        assert!(of(format).contains("base.yaml"), "{format:?}");
    }
    let json: Value = serde_json::from_str(&of(Format::Json)).unwrap();
    assert_eq!(json["verdict"], "major");
    assert_eq!(
        json["changes"].as_array().unwrap().len(),
        report.entries.len()
    );
}

#[test]
fn a_page_needs_no_network_and_runs_nothing() {
    let mut report = report("docs_only");
    for entry in &mut report.entries {
        entry.change.subject = "<script>alert('&')</script>".to_owned();
    }
    let page = rendered(&report, Format::Html, Colours::Off);
    assert!(!page.contains("<script"), "{page}");
    assert!(!page.contains("src=") && !page.contains("href="), "{page}");
    assert!(page.contains("&lt;script&gt;"), "{page}");
}

const RECORD: &str = "tests/diff/agreement.json";

/// The verdict agrees with what compilers say, or the record says why not.
#[test]
fn verdicts_agree_with_the_compiler() {
    let record = fs::read_to_string(project().join(RECORD)).unwrap_or_else(|_| "{}".to_owned());
    let mut record: Value = serde_json::from_str(&record).unwrap();
    if std::env::var("LAUNCHWAY_DIFF").is_ok_and(|it| it == "measure") {
        record = measured(&record);
        fs::write(project().join(RECORD), format!("{record:#}\n")).unwrap();
    }
    let kinds = kinds();
    let known: Vec<&String> = record.as_object().unwrap().keys().collect();
    assert_eq!(
        known,
        kinds.iter().collect::<Vec<_>>(),
        "`{RECORD}` is of other kinds"
    );
    for kind in &kinds {
        let row = &record[kind];
        let ours = class(&report(kind));
        assert_eq!(row["verdict"], ours, "{kind}: measure `{RECORD}` anew");
        let breaks = row["program"] == "breaks" || row["semver_checks"] == "major";
        let agrees = breaks == (ours == "major");
        let explained = row["why"].as_str().is_some_and(|why| !why.is_empty());
        assert_eq!(
            agrees, !explained,
            "{kind}: {row} needs a reason where compilers differ"
        );
    }
}

/// Asks the compiler and cargo-semver-checks. Reasons are kept.
fn measured(before: &Value) -> Value {
    let old = crate_of("old", &|_| input(None));
    let new = crate_of("new", &|kind| input(Some(kind)));
    let failing = programs(&new);
    let semver = semver_checks(&old, &new);
    let rows = kinds().into_iter().map(|kind| {
        let program = match failing.contains(&kind) {
            true => "breaks",
            false => "compiles",
        };
        let mut row = json!({
            "verdict": class(&report(&kind)),
            "program": program,
        });
        if let Some(semver) = &semver {
            row["semver_checks"] = json!(semver.get(&kind).copied().unwrap_or("none"));
        } else {
            row["semver_checks"] = before[&kind]["semver_checks"].clone();
        }
        if let Some(why) = before[&kind]["why"].as_str() {
            row["why"] = json!(why);
        }
        (kind, row)
    });
    Value::Object(rows.collect())
}

/// A crate with a module for each kind, made of the document that `input` gives, and the program as an example of each.
fn crate_of(name: &str, input: &dyn Fn(&str) -> Input) -> PathBuf {
    let folder = scratch(&format!("diff-{name}"));
    let base = client(&crate::diff::input(None), &Config::new("api"));
    let mut modules = String::from("#![allow(dead_code)]\n#[rustfmt::skip]\npub mod runtime;\n");
    for lint in LINTS {
        modules.push_str(&format!("#![allow({})]\n", lint.names.join(", ")));
    }
    let write = |path: String, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let runtime = runtime_files("crate::runtime", "cargo test", &Part::ALL.into());
    for (path, text) in runtime.iter() {
        write(format!("src/runtime/{path}"), text);
    }
    let program = fs::read_to_string(project().join("tests/diff/program.rs")).unwrap();
    let (docs, code) = program.split_once("\n\n").unwrap();
    for kind in kinds() {
        let config = Config {
            root: Root::Module,
            module: format!("crate::{kind}"),
            names: base.names.clone(),
            ..Config::new("api")
        };
        for (path, text) in client(&input(&kind), &config).files.iter() {
            if path.ends_with(".rs") {
                write(format!("src/{kind}/{path}"), text);
            }
        }
        modules.push_str(&format!("pub mod {kind};\n"));
        let uses = format!("#![allow(deprecated)]\nuse kinds::{{runtime, {kind} as api}};");
        write(
            format!("examples/{kind}.rs"),
            &format!("{docs}\n{uses}\n{code}"),
        );
    }
    // Inner attributes come first.
    let (inner, outer): (Vec<&str>, Vec<&str>) =
        modules.lines().partition(|line| line.starts_with("#!["));
    write("src/lib.rs".to_owned(), &[inner, outer].concat().join("\n"));
    let lock = fs::read_to_string(project().join("Cargo.lock")).unwrap();
    write("Cargo.lock".to_owned(), &lock);
    let package = launchway_generator::files::Package {
        name: "kinds",
        title: "kinds",
        version: "1.0.0",
        command: "cargo test",
        own_workspace: true,
        features: &[],
    };
    let manifest = launchway_generator::files::manifest(&package);
    let manifest = manifest.replace("default = [\"reqwest\"]", "default = []");
    write("Cargo.toml".to_owned(), &manifest);
    folder
}

fn client(input: &Input, config: &Config) -> Client {
    let outcome = generate(&input.request(config));
    outcome
        .client
        .unwrap_or_else(|| panic!("{:?}", outcome.diagnostics))
}

/// Where both crates are built, apart from this project: cargo waits for nobody there.
fn target() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guards-diff-target");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The kinds whose program does not compile.
fn programs(new: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--offline",
            "--examples",
            "--keep-going",
            "--message-format=short",
        ])
        .current_dir(new)
        .env("CARGO_TARGET_DIR", target())
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !text.contains("`kinds` (lib)"),
        "the clients do not compile: {text}"
    );
    let marked = |line: &str| {
        let (_, rest) = line.split_once("could not compile `kinds` (example \"")?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let failing: Vec<String> = text.lines().filter_map(marked).collect();
    assert!(!failing.is_empty(), "nothing fails: {text}");
    failing
}

/// What cargo-semver-checks asks for, by kind: nothing where it is not installed.
fn semver_checks(old: &Path, new: &Path) -> Option<BTreeMap<String, &'static str>> {
    let tool = std::env::var("CARGO_SEMVER_CHECKS").ok()?;
    let docs = [old, new].map(|folder| {
        let target = target().join(folder.file_name().unwrap());
        let done = Command::new(env!("CARGO"))
            .args(["rustdoc", "--offline", "--lib", "--", "-Zunstable-options"])
            .args([
                "--output-format",
                "json",
                "--document-private-items",
                "--cap-lints=allow",
            ])
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", &target)
            .env("RUSTC_BOOTSTRAP", "1")
            .status()
            .unwrap();
        assert!(done.success());
        target.join("doc/kinds.json")
    });
    let mut found = BTreeMap::new();
    for (asked, class) in [("minor", "major"), ("patch", "minor")] {
        let output = Command::new(&tool)
            .args(["semver-checks", "--color=never", "--release-type", asked])
            .arg("--baseline-rustdoc")
            .arg(&docs[0])
            .arg("--current-rustdoc")
            .arg(&docs[1])
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let text = text + &String::from_utf8_lossy(&output.stderr);
        fs::write(target().join(format!("semver-{asked}.txt")), &text).unwrap();
        assert!(text.contains("Checked"), "{text}");
        let failed = text
            .lines()
            .filter(|line| line.starts_with("  ") && !line.contains("impl:"));
        for kind in kinds() {
            let path = format!("src/{kind}/");
            if failed.clone().any(|line| line.contains(&path)) {
                found.entry(kind).or_insert(class);
            }
        }
    }
    Some(found)
}
