//! The table of layers in the documentation of `generator/src/lib.rs`, held against what the layers' files import.
//!
//! The table is the only place that says what may import what; this knows how to read it, and no layer's name.

use super::source::{Finding, Source, is_punct};
use super::token::Token;
use super::{read, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Where the table is.
pub const TABLE: &str = "generator/src/lib.rs";

const FOLDER: &str = "generator/src/";

/// Files that are no layer: they join the layers, and may import them all.
const JOINTS: &[&str] = &["lib", "pipeline"];

/// The layers, each with what it may import.
pub type Table = BTreeMap<String, BTreeSet<String>>;

/// Imports of the project at `root` that are against its table.
///
/// # Errors
///
/// When a file can't be read or is not Rust, or there is no table.
pub fn check(root: &Path) -> Result<Vec<Finding>, String> {
    let table = table(&read(root, TABLE)?);
    if table.is_empty() {
        return Err(format!("`{TABLE}` has no table of layers"));
    }
    Ok(violations(&table, &sources(root, "generator/src")?))
}

/// The table in the documentation of a file: rows such as ``//! | `a` | `b`, `c` |``.
pub fn table(text: &str) -> Table {
    let mut table = Table::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("//! |")) {
        let mut cells = line.split('|').map(names);
        let (Some(layer), Some(imports)) = (cells.next(), cells.next()) else {
            continue;
        };
        if let [layer] = layer.as_slice() {
            table.insert(layer.clone(), imports.into_iter().collect());
        }
    }
    table
}

/// What a cell holds between backquotes.
fn names(cell: &str) -> Vec<String> {
    let quoted = cell.split('`').skip(1).step_by(2);
    quoted.map(str::to_owned).collect()
}

/// What is against the table in the files of the generator.
pub fn violations(table: &Table, sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    let tests: Vec<String> = sources.iter().flat_map(test_files).collect();
    for source in sources {
        let module = module(&source.path);
        let Some(layer) = module.first() else {
            continue;
        };
        if JOINTS.contains(&layer.as_str())
            || tests.iter().any(|test| source.path.starts_with(test))
        {
            continue;
        }
        let Some(allowed) = table.get(layer) else {
            findings.push(source.finding(1, format!("the layer `{layer}` is not in the table")));
            continue;
        };
        seen.insert(layer.clone());
        for (line, name) in reached(&source.tokens, module.len()) {
            if name != *layer && !allowed.contains(&name) {
                findings.push(source.finding(line, format!("`{layer}` imports `{name}`")));
            }
        }
    }
    for layer in table.keys().filter(|layer| !seen.contains(*layer)) {
        let message = format!("the layer `{layer}` of the table is not there");
        findings.push(Finding::new(TABLE, 1, message));
    }
    findings
}

/// The modules on the way to a file, outermost first: `a/b/mod.rs` is `a::b`.
fn module(path: &str) -> Vec<String> {
    let path = path.strip_prefix(FOLDER).unwrap_or(path);
    let path = path.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').map(str::to_owned).collect()
}

/// How the paths start of the files that are compiled for tests alone, by the file that declares them.
fn test_files(source: &Source) -> Vec<String> {
    let stem = source.path.trim_end_matches(".rs");
    let folder = match stem.rsplit_once('/') {
        Some((folder, "mod" | "lib")) => folder,
        _ => stem,
    };
    let modules = source.test_modules.iter();
    modules
        .flat_map(|name| [format!("{folder}/{name}.rs"), format!("{folder}/{name}/")])
        .collect()
}

/// What a file at that depth names at the root of the crate: what follows `crate::`, or as many `super::`.
fn reached(level: &[Token], depth: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut supers = 0;
    for (index, token) in level.iter().enumerate() {
        let rest = level.get(index + 1..).unwrap_or_default();
        match token {
            Token::Word(word, _) if is_path(rest) && (word == "crate" || word == "super") => {
                supers = if word == "crate" { depth } else { supers + 1 };
                if supers == depth {
                    first_names(rest.get(2..).unwrap_or_default(), &mut found);
                }
            }
            Token::Punct(':') => {}
            Token::Group(group) => {
                supers = 0;
                let inline = group.bracket == '{' && is_module(level, index);
                found.extend(reached(&group.tokens, depth + usize::from(inline)));
            }
            _ => supers = 0,
        }
    }
    found
}

/// Whether a path goes on.
fn is_path(rest: &[Token]) -> bool {
    is_punct(rest.first(), ':') && is_punct(rest.get(1), ':')
}

/// Whether the braces at that index are a module's.
fn is_module(level: &[Token], index: usize) -> bool {
    let keyword = index.checked_sub(2).and_then(|index| level.get(index));
    matches!(keyword, Some(Token::Word(word, _)) if word == "mod")
}

/// The first name of a path, or of each path of a group.
fn first_names(rest: &[Token], found: &mut Vec<(usize, String)>) {
    match rest.first() {
        Some(Token::Word(name, line)) if name != "super" => found.push((*line, name.clone())),
        Some(Token::Group(group)) if group.bracket == '{' => {
            for path in group.tokens.split(|token| is_punct(Some(token), ',')) {
                first_names(path, found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCS: &str = "//! | layer | may import |\n//! |---|---|\n//! | `base` | |\n\
                        //! | `middle` | `base` |\n//! | `top` | `middle`, `base` |\n";

    fn against(files: &[(&str, &str)]) -> Vec<String> {
        let whole = [
            ("base/mod.rs", ""),
            ("middle/mod.rs", ""),
            ("top/mod.rs", ""),
        ];
        let sources = whole
            .iter()
            .chain(files)
            .filter_map(|(path, text)| Source::parse(format!("{FOLDER}{path}"), *text).ok());
        let findings = violations(&table(DOCS), &sources.collect::<Vec<_>>());
        let short = |each: &Finding| each.to_string().replace(FOLDER, "");
        findings.iter().map(short).collect()
    }

    #[test]
    fn the_table_is_read() {
        let table = table(DOCS);
        assert_eq!(table.len(), 3);
        let imports = |layer: &str| table.get(layer).map(BTreeSet::len);
        assert_eq!((imports("base"), imports("top")), (Some(0), Some(2)));
    }

    #[test]
    fn what_the_table_allows_is_fine() {
        let text =
            "use crate::{base::A, middle};\nuse super::b;\npub(crate) fn a() { crate::top::c() }";
        assert!(against(&[("top/a.rs", text), ("pipeline.rs", "use crate::top;")]).is_empty());
    }

    #[test]
    fn arrows_against_the_table_are_found() {
        assert_eq!(
            against(&[("base/a.rs", "\nuse crate::top::A;")]),
            ["base/a.rs:2: `base` imports `top`"]
        );
        assert_eq!(
            against(&[("middle/a.rs", "use crate::{base, top::{A, B}};")]),
            ["middle/a.rs:1: `middle` imports `top`"]
        );
        assert_eq!(
            against(&[(
                "base/a/b.rs",
                "fn a() { json!(super::super::super::middle::A) }"
            )]),
            ["base/a/b.rs:1: `base` imports `middle`"]
        );
        assert_eq!(
            against(&[("base/a.rs", "mod b { use super::super::super::top; }")]),
            ["base/a.rs:1: `base` imports `top`"]
        );
        assert_eq!(
            against(&[("base/a.rs", "macro_rules! a { () => { $crate::Client } }")]),
            ["base/a.rs:1: `base` imports `Client`"]
        );
    }

    #[test]
    fn tests_may_import_what_they_like() {
        let inside = "#[cfg(test)]\nmod tests { use crate::top; }";
        assert!(against(&[("base/a.rs", inside)]).is_empty());
        let declared = [
            ("base/a.rs", "#[cfg(test)]\nmod tests;"),
            ("base/a/tests.rs", "use crate::top;"),
        ];
        assert!(against(&declared).is_empty());
    }

    #[test]
    fn layers_and_table_name_the_same() {
        assert_eq!(
            against(&[("new/mod.rs", "")]),
            ["new/mod.rs:1: the layer `new` is not in the table"]
        );
        let missing = violations(&table(DOCS), &[]);
        assert_eq!(missing.len(), 3);
    }
}
