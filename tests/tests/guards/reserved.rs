//! The generator's own lists against what they are lists of: the run time's files, and its methods.

use crate::support::project;
use std::collections::BTreeSet;
use std::fs;
use syn::{ImplItem, Item, Type};

fn text(path: &str) -> String {
    fs::read_to_string(project().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn runtime_files() -> BTreeSet<String> {
    let root = project().join("generator/runtime/src");
    let mut folders = vec![String::new()];
    let mut files = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{folder}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                folders.push(format!("{path}/"));
            } else {
                files.insert(path);
            }
        }
    }
    files
}

#[test]
fn every_file_of_the_run_time_is_embedded() {
    let source = text("generator/src/files/sources.rs");
    let (_, list) = source.split_once("sources![").unwrap();
    let embedded: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    let set: BTreeSet<String> = embedded.iter().map(|path| (*path).to_owned()).collect();
    assert_eq!(set.len(), embedded.len(), "a file is embedded twice");
    assert_eq!(set, runtime_files());
    assert!(embedded.is_sorted(), "the list is in order");
}

/// The texts of a constant list of `names/keyword.rs`.
fn reserved(list: &str) -> BTreeSet<String> {
    let file = syn::parse_file(&text("generator/src/names/keyword.rs")).unwrap();
    let constant = file.items.iter().find_map(|item| match item {
        Item::Const(constant) if constant.ident == list => Some(&constant.expr),
        _ => None,
    });
    let mut expr: &syn::Expr = constant.unwrap_or_else(|| panic!("there is no list {list}"));
    if let syn::Expr::Reference(reference) = expr {
        expr = &reference.expr;
    }
    let syn::Expr::Array(array) = expr else {
        panic!("{list} is no list")
    };
    let texts = array.elems.iter().map(|each| match each {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) => text.value(),
        _ => panic!("{list} holds something else than texts"),
    });
    texts.collect()
}

/// The inherent methods of a type of the run time, whoever may call them: a second one of the same name is an error
/// whatever its visibility.
fn methods(ty: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in runtime_files() {
        let file = syn::parse_file(&text(&format!("generator/runtime/src/{path}"))).unwrap();
        for item in file.items {
            let Item::Impl(item) = item else { continue };
            let named = matches!(&*item.self_ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == ty));
            if named && item.trait_.is_none() {
                found.extend(item.items.iter().filter_map(|each| match each {
                    ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
                    _ => None,
                }));
            }
        }
    }
    assert!(!found.is_empty(), "the run time has no {ty}");
    found
}

/// What generated methods, or code that people write, call on every value by a trait.
const OF_TRAITS: &[&str] = &["clone", "fmt", "into", "from"];

#[track_caller]
fn assert_covers(list: &str, ty: &str, traits: &[&str]) {
    let reserved = reserved(list);
    let missing: Vec<String> = methods(ty)
        .into_iter()
        .filter(|method| !reserved.contains(method))
        .collect();
    assert!(
        missing.is_empty(),
        "{list} lacks methods of {ty}: {missing:?}"
    );
    for method in OF_TRAITS.iter().chain(traits) {
        assert!(
            reserved.contains(*method),
            "{list} lacks `{method}`, which every {ty} has by a trait"
        );
    }
}

#[test]
fn methods_of_calls_are_reserved() {
    assert_covers("CALL_METHODS", "Call", &["into_future"]);
}

#[test]
fn methods_of_responses_are_reserved() {
    assert_covers("RESPONSE_METHODS", "Response", &[]);
}

#[test]
fn methods_of_builders_are_reserved() {
    assert_covers("BUILDER_METHODS", "Builder", &[]);
}

/// Types that pages of a client import from the run time: a type of the API must not have their names.
#[test]
fn types_of_the_run_time_are_reserved() {
    let reserved = reserved("TYPES");
    let mut imported = BTreeSet::new();
    for text in documents().iter().flat_map(pages) {
        let file = syn::parse_file(&text).unwrap();
        for item in file.items {
            let Item::Use(item) = item else { continue };
            names_of(&item.tree, &mut Vec::new(), &mut imported);
        }
    }
    let types = imported
        .into_iter()
        .filter(|name| name.starts_with(|first: char| first.is_ascii_uppercase()));
    let missing: Vec<String> = types.filter(|name| !reserved.contains(name)).collect();
    assert!(missing.is_empty(), "TYPES lacks {missing:?}");
}

/// All but the hostile one, whose types are called like anything.
fn documents() -> Vec<crate::support::Files> {
    let all = crate::support::specs()
        .into_iter()
        .chain(crate::support::cases());
    all.filter(|document| !document.name.contains("hostile"))
        .collect()
}

/// The pages that may hold types of the API: that of the mock holds none.
fn pages(document: &crate::support::Files) -> Vec<String> {
    let outcome = document.generate();
    let Some(client) = outcome.client else {
        return Vec::new();
    };
    let rust = client
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs") && *path != "mock.rs");
    rust.map(|(_, text)| text.to_owned()).collect()
}

/// The names that an import of the run time or of another crate brings in; the API's own types are not meant.
fn names_of(tree: &syn::UseTree, before: &mut Vec<String>, found: &mut BTreeSet<String>) {
    match tree {
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            names_of(&path.tree, before, found);
            before.pop();
        }
        syn::UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|each| names_of(each, before, found)),
        syn::UseTree::Name(name) => {
            let of_runtime = matches!(before.as_slice(), [first, ..] if first == "std")
                || matches!(before.as_slice(), [first, second, ..] if first == "crate" && second == "runtime");
            if of_runtime {
                found.insert(name.ident.to_string());
            }
        }
        _ => {}
    }
}
