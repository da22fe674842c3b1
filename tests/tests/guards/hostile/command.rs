//! The command line and a document that would like to write elsewhere.

use crate::support::project;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use xtask::{Console, Exit};

fn below(folder: &Path, found: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, found);
        } else {
            found.insert(path);
        }
    }
}

#[test]
fn generate_writes_below_its_folder_alone() {
    let scratch = crate::support::scratch("hostile-generate");
    let spec = project().join("tests/cases/hostile_text/spec.yaml");
    let out = scratch.join("a/b/out");
    fs::create_dir_all(&out).unwrap();
    let args: [OsString; 5] = [
        "generate".into(),
        "--spec".into(),
        spec.into(),
        "--out".into(),
        out.clone().into(),
    ];
    let (mut said, mut more) = (Vec::new(), Vec::new());
    let exit = xtask::run(args, &mut Console::plain(&mut said, &mut more));
    assert!(
        matches!(exit, Exit::Done | Exit::Partial),
        "{}",
        String::from_utf8_lossy(&more)
    );
    let mut files = BTreeSet::new();
    below(&scratch, &mut files);
    for path in &files {
        assert!(path.starts_with(&out), "{} is written", path.display());
        let text = fs::read_to_string(path).unwrap();
        if let Err(problem) = crate::support::sane_text(&text) {
            panic!("{}: {problem}", path.display());
        }
    }
    let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap();
    assert_eq!(manifest.matches("[package]").count(), 1, "{manifest}");
    assert_eq!(
        manifest
            .lines()
            .filter(|line| line.starts_with("description = "))
            .count(),
        1,
        "{manifest}"
    );
    let spoken = String::from_utf8(more).unwrap() + &String::from_utf8(said).unwrap();
    crate::support::sane_text(&spoken).unwrap();
    fs::remove_dir_all(scratch).unwrap();
}
