//! What `generated/` costs to compile, counted in what the compiler checks one by one: bodies of functions and
//! constants, and the rows of tables in them. Counts are the same on every machine, as seconds are not.
//!
//! `tests/compile_cost.json` is the record. What is counted may differ from it by a fifth.

mod count;
mod eager;

use super::support::project;
use count::{Cost, Macros, price};
use eager::eager;
use proc_macro2::TokenStream;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// By how many percent the cost may differ from the record.
const TOLERANCE: u64 = 20;

/// How the record is written anew.
const ANEW: &str = "INSTA_UPDATE=always cargo test -p launchway-tests --test guards cost";

#[test]
fn compiling_costs_what_it_did() {
    let found = measure(&project().join("generated/src"));
    let path = project().join("tests/compile_cost.json");
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        fs::write(&path, format!("{:#}\n", record(&found))).unwrap();
    }
    let text = fs::read_to_string(&path).unwrap();
    let record: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
    for (part, cost) in &found {
        for (what, is) in [("bodies", cost.bodies), ("rows", cost.rows)] {
            let was = record.get(part).and_then(|part| part[what].as_u64());
            let was = was.unwrap_or_else(|| panic!("`{part}` is not in the record: {ANEW}"));
            assert!(
                is.abs_diff(was) * 100 <= was * TOLERANCE,
                "`{part}` had {was} {what} to compile and has {is}; if that is meant: {ANEW}"
            );
        }
    }
    assert_eq!(record.len(), found.len(), "the record has more: {ANEW}");
}

#[test]
fn counts_what_macros_and_derives_write() {
    let definition: TokenStream = "macro_rules! table {
        ($name:ident { $($field:ident),* }) => {
            impl $name { fn all(&self) { [$(self.$field),*]; } $(fn $field(&self) {})* }
        };
    }"
    .parse()
    .unwrap();
    let used: TokenStream = "#[derive(Clone, Copy, Debug)] struct A { a: u8, b: u8 }
        table! { A { a, b } }
        fn plain() {}"
        .parse()
        .unwrap();
    let macros = Macros::of([&definition].into_iter());
    let cost = price(used, &macros).fixed;
    // Two derived, one for all, one for each of two rows, one plain.
    assert_eq!(cost, Cost { bodies: 6, rows: 8 });
    assert_eq!(price(definition, &macros).fixed, Cost::default());
}

/// What there is per type and per operation: a library has thousands of these, and a program calls ten.
#[test]
fn a_program_compiles_what_it_calls_and_the_library_nothing_of_it() {
    for api in ["cloudflare", "cloudfoundry"] {
        let by_hand = project().join("specs").join(api).join("companion");
        for (path, text) in files(&project().join("generated/src").join(api)) {
            // The client has a method for each resource; what the mock has is behind its feature.
            let is_page = !["client.rs", "mock.rs"].contains(&path.as_str());
            if is_page && !by_hand.join(&path).exists() {
                let found = eager(&text, false);
                assert!(found.is_empty(), "{api}/{path}: {found:#?}");
            }
        }
    }
    for file in ["wire/macros.rs", "operation.rs", "status.rs"] {
        let path = project().join("generator/runtime/src").join(file);
        let text = fs::read_to_string(path).unwrap();
        let macros = text.split("macro_rules!").skip(1);
        let found: Vec<String> = macros.flat_map(|text| eager(text, true)).collect();
        assert_eq!(found, Vec::<String>::new(), "{file}");
    }
}

#[test]
fn what_is_neither_generic_nor_inline_is_found() {
    let text = "
        /// Docs.
        #[inline]
        pub fn a(&self) -> u8 {
        pub fn b(
            &self,
            id: impl PathId,
        ) -> u8 {
        pub fn c<T>(&self) -> u8 {
        #[must_use]
        pub fn d(&self) -> u8 {
        fn e(&self) {";
    assert_eq!(eager(text, false), ["pub fn d(&self) -> u8 {"]);
    assert_eq!(eager(text, true).len(), 2);
}

fn record(found: &BTreeMap<String, Cost>) -> Value {
    let parts = found.iter().map(|(part, cost)| {
        let value = json!({"bodies": cost.bodies, "rows": cost.rows});
        (part.clone(), value)
    });
    Value::Object(parts.collect())
}

/// What is behind a feature that is off by default costs nobody anything: the mock's files, below each folder.
const OFF: &[&str] = &[
    "/mock.rs",
    "/mock/clock.rs",
    "/mock/on.rs",
    "/mock/route.rs",
    "/mock/server.rs",
    "/mock/table.rs",
];

/// The cost of each folder of the crate.
fn measure(root: &Path) -> BTreeMap<String, Cost> {
    let mut files: Vec<(String, TokenStream)> = Vec::new();
    for (path, text) in self::files(root) {
        if !OFF.iter().any(|off| path.ends_with(off)) {
            files.push((path, text.parse().unwrap()));
        }
    }
    let macros = Macros::of(files.iter().map(|(_, tokens)| tokens));
    let mut costs: BTreeMap<String, Cost> = BTreeMap::new();
    for (path, tokens) in files {
        if let Some((part, _)) = path.split_once('/') {
            *costs.entry(part.to_owned()).or_default() += price(tokens, &macros).fixed;
        }
    }
    costs
}

/// The files of a folder and of those below it, and their texts.
fn files(root: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(root, "", &mut files);
    files
}

fn collect(folder: &Path, below: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            let text = fs::read_to_string(entry.path()).unwrap();
            files.push((name, text));
        }
    }
}
