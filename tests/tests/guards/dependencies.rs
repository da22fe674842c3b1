//! What a program takes in with the client: few crates by name, and no TLS but rustls over ring.

use crate::support::project;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// How many crates the client may name that it has by default.
const MOST: usize = 10;

/// What would bring a C library, or cost more to build than all the rest.
const REFUSED: &[&str] = &[
    "openssl",
    "openssl-sys",
    "native-tls",
    "aws-lc-rs",
    "aws-lc-sys",
];

fn text(path: &str) -> String {
    fs::read_to_string(project().join(path)).unwrap()
}

/// The crates that a manifest names, and whether each is optional.
fn direct(manifest: &str) -> BTreeMap<String, bool> {
    let mut found = BTreeMap::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line == "[dependencies]"
                || (line.starts_with("[target.") && line.ends_with(".dependencies]"));
        }
        let entry = line
            .split_once(" = ")
            .filter(|_| inside && !line.starts_with('['));
        if let Some((name, what)) = entry.filter(|_| !line.starts_with('#')) {
            found.insert(name.to_owned(), what.contains("optional = true"));
        }
    }
    found
}

/// What the default features of a manifest bring, by the names of crates.
fn brought(manifest: &str) -> BTreeSet<String> {
    let features: BTreeMap<&str, Vec<&str>> = manifest
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = ["))
        .map(|(name, list)| (name, list.split('"').skip(1).step_by(2).collect()))
        .collect();
    let mut wanted = vec!["default"];
    let mut brought = BTreeSet::new();
    while let Some(feature) = wanted.pop() {
        for entry in features.get(feature).into_iter().flatten() {
            match entry.strip_prefix("dep:") {
                Some(name) => drop(brought.insert(name.to_owned())),
                None => wanted.push(entry),
            }
        }
    }
    brought
}

#[test]
fn the_client_names_ten_crates_at_most() {
    for path in ["generated/Cargo.toml", "generator/runtime/Cargo.toml"] {
        let manifest = text(path);
        let brought = brought(&manifest);
        assert!(brought.contains("reqwest"), "{path}: {brought:?}");
        let direct = direct(&manifest);
        let named: Vec<&String> = direct
            .iter()
            .filter(|(name, optional)| !**optional || brought.contains(*name))
            .map(|(name, _)| name)
            .collect();
        assert!(named.len() <= MOST, "{path}: {named:?}");
        assert!(named.len() > 5, "{path}: {named:?}");
    }
}

/// The lock lists whatever any feature on any machine would bring.
#[test]
fn tls_is_rustls_over_ring() {
    let lock = text("Cargo.lock");
    let names: BTreeSet<&str> = lock
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
        .collect();
    assert!(names.contains("rustls") && names.contains("ring"));
    let found: Vec<_> = REFUSED
        .iter()
        .filter(|name| names.contains(**name))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}
