//! What is generated from each case is what a reviewer accepted: the snapshot beside the case's document.

use std::path::{Path, PathBuf};
use std::{fs, panic};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("cases")
        .join(name)
}

fn cases() -> Vec<String> {
    let entries = fs::read_dir(folder(""))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = entries
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn every_case_gives_what_was_accepted() {
    let differ: Vec<String> = cases()
        .into_iter()
        .filter(|name| panic::catch_unwind(|| compare(name)).is_err())
        .collect();
    assert!(differ.is_empty(), "differ from their snapshots: {differ:?}");
}

/// What the build script wrote of a case.
fn text_of(name: &str) -> String {
    fs::read_to_string(Path::new(env!("OUT_DIR")).join(format!("{name}.txt"))).unwrap()
}

fn compare(name: &str) {
    let text = text_of(name);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder(name));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("output", text));
}

#[test]
fn every_folder_is_a_case() {
    for name in cases() {
        assert!(
            folder(&name).join("spec.yaml").is_file(),
            "cases/{name} has no spec.yaml"
        );
    }
}

#[test]
fn other_wordings_give_the_same() {
    for name in cases() {
        let text = text_of(&name);
        let other = text
            .lines()
            .find(|line| line.starts_with("spec.") && line.contains(" gives "));
        assert_eq!(other, None, "of cases/{name}");
    }
}
