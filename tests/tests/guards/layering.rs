//! Who may import whom: the generator's layers, the run time's `wire`, and maps whose order is chance.

use crate::support::project;
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use xtask::tidy::{self, layers};

/// The pipeline, in order; the table must name these and no other.
const LAYERS: &[&str] = &[
    "diag", "config", "source", "overlay", "project", "document", "ir", "lower", "analyze",
    "names", "plan", "diff", "emit", "files",
];

/// What `wire` may name beside itself: the parser, the language's own library, and the crates of its values.
const WIRE_MAY_NAME: &[&str] = &["std", "core", "jiter", "bytes", "jiff", "uuid", "serde"];

/// Files of the generator that hold maps or sets whose order is chance, and why none of them is gone through.
const HASHED: &[(&str, &str)] = &[
    (
        "diag/by_place.rs",
        "maps and sets by place, for others: what they are for is said there",
    ),
    (
        "document/keywords.rs",
        "what was counted, by place: asked whether one is among them",
    ),
    ("diag/mod.rs", "the names of maps by place, for others"),
    ("document/open.rs", "what was read, by place: looked up"),
    (
        "document/recent.rs",
        "what was read lately, by place: looked up",
    ),
    (
        "document/schema/direct.rs",
        "the texts that were seen: asked whether one is among them",
    ),
    (
        "lower/context.rs",
        "what was lowered, by place: looked up; what goes out is in the order of the queue",
    ),
    (
        "lower/origin.rs",
        "what origins start from, by place: looked up",
    ),
    (
        "source/keys.rs",
        "the keys that were read: asked whether one is among them",
    ),
    (
        "lower/schema/all_of.rs",
        "the places on the way: asked whether one is among them",
    ),
    (
        "project/schema.rs",
        "the values that were seen: asked whether one is among them",
    ),
    (
        "project/values.rs",
        "the values that were seen: asked whether one is among them",
    ),
    (
        "source/anchors.rs",
        "the anchors that were seen: asked whether one is among them",
    ),
    (
        "source/locate/yaml.rs",
        "the anchors of the file: looked up",
    ),
    (
        "source/set.rs",
        "files by path: looked up; they are gone through in the order of reading",
    ),
];

/// The maps and sets whose order is chance.
const HASH_TYPES: &[&str] = &["HashMap", "HashSet", "ByPlace", "PlaceSet"];

/// Methods that go through a map or set.
const GOES_THROUGH: &[&str] = &[
    "iter",
    "iter_mut",
    "into_iter",
    "keys",
    "into_keys",
    "values",
    "values_mut",
    "into_values",
    "drain",
    "retain",
    "extract_if",
    "difference",
    "intersection",
    "union",
    "symmetric_difference",
];

fn sources(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    below(&project().join(folder), "", &mut files);
    assert!(files.len() > 10, "{folder} is not there");
    files
}

fn below(folder: &Path, at: &str, files: &mut Vec<(String, String)>) {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = format!("{at}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            below(&path, &format!("{name}/"), files);
        } else if name.ends_with(".rs") {
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn layers_import_what_the_table_allows() {
    let findings = layers::check(&project()).unwrap();
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn the_table_is_of_the_layers_and_has_no_circle() {
    let text = fs::read_to_string(project().join(layers::TABLE)).unwrap();
    let table = layers::table(&text);
    let named: BTreeSet<&str> = table.keys().map(String::as_str).collect();
    assert_eq!(named, LAYERS.iter().copied().collect());
    let mut done: BTreeSet<String> = BTreeSet::new();
    while done.len() < table.len() {
        let free: Vec<String> = table
            .iter()
            .filter(|(layer, needs)| !done.contains(*layer) && needs.is_subset(&done))
            .map(|(layer, _)| layer.clone())
            .collect();
        assert!(
            !free.is_empty(),
            "layers import each other in a circle; these do not: {done:?}"
        );
        done.extend(free);
    }
    // What an API means knows neither documents nor Rust, and what is written knows no API.
    let imports = |layer: &str| table[layer].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(imports("ir"), ["diag"]);
    assert_eq!(imports("emit"), ["plan"]);
    let knows_documents = table
        .iter()
        .filter(|(_, needs)| needs.contains("document"))
        .map(|(layer, _)| layer.as_str());
    assert_eq!(knows_documents.collect::<Vec<_>>(), ["lower"]);
}

#[test]
fn architecture_shows_the_same_layers() {
    let text = fs::read_to_string(project().join("ARCHITECTURE.md")).unwrap();
    for layer in LAYERS {
        assert!(
            text.contains(&format!("`{layer}`")) || text.contains(&format!("-> {layer}")),
            "ARCHITECTURE.md lacks {layer}"
        );
    }
}

#[test]
fn nothing_is_never_right() {
    let findings = tidy::never_right(&project()).unwrap();
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn openapi_is_named_by_the_first_layers_alone() {
    for (path, text) in sources("generator/src") {
        let layer = path.split('/').next().unwrap();
        let tokens: TokenStream = text.parse().unwrap();
        let knows = words(&tokens).contains("openapiv3");
        assert!(
            !knows || ["document", "project", "lower"].contains(&layer),
            "{path} names openapiv3"
        );
        let writes = ["quote", "prettyplease"]
            .iter()
            .any(|krate| words(&tokens).contains(*krate));
        assert!(
            !writes || ["emit", "files"].contains(&layer),
            "{path} writes Rust"
        );
    }
}

#[test]
fn wire_imports_nothing_of_http() {
    let mut own: BTreeSet<String> = BTreeSet::new();
    for (path, text) in sources("generator/runtime/src/wire") {
        own.insert(path.trim_end_matches(".rs").to_owned());
        let depth = path.matches('/').count() + 1;
        let file = syn::parse_file(&text).unwrap();
        for item in file.items {
            if let syn::Item::Use(item) = item {
                let mut roots = Vec::new();
                imported(&item.tree, Vec::new(), &mut roots);
                for parts in roots {
                    check_import(&path, depth, &parts);
                }
            }
        }
        // Paths without `use` are found by their first word.
        let tokens: TokenStream = text.parse().unwrap();
        for foreign in ["http", "reqwest", "tokio", "rustls", "serde_json"] {
            assert!(
                !begins_a_path(&tokens, foreign),
                "wire/{path} names `{foreign}`"
            );
        }
        assert_crate_paths_stay_in_wire(&path, &tokens);
    }
    assert!(own.contains("reader") && own.contains("writer"));
}

/// `super::a::b` at some depth, or `krate::a`.
fn check_import(path: &str, depth: usize, parts: &[String]) {
    let ups = parts.iter().take_while(|part| *part == "super").count();
    if ups > 0 {
        // The folder `wire` is one above its files; `mod.rs` is the folder itself.
        let above = if path.ends_with("mod.rs") {
            depth - 1
        } else {
            depth
        };
        assert!(
            ups <= above,
            "wire/{path} imports from above `wire`: {parts:?}"
        );
        return;
    }
    let first = parts[0].as_str();
    let own = first == "self"
        || (path == "mod.rs" && WIRE_MODULES.contains(&first))
        || (path == "macros.rs" && parts.len() == 1);
    assert!(
        own || WIRE_MAY_NAME.contains(&first),
        "wire/{path} imports `{first}`"
    );
}

const WIRE_MODULES: &[&str] = &[
    "base64",
    "bridge",
    "constant",
    "containers",
    "dates",
    "error",
    "initial",
    "json",
    "json_text",
    "macros",
    "maybe",
    "number",
    "object",
    "parts",
    "plain",
    "reader",
    "record",
    "scalars",
    "seconds",
    "secret",
    "union",
    "unrecognized",
    "uuids",
    "view",
    "writer",
];

fn imported(tree: &syn::UseTree, mut before: Vec<String>, found: &mut Vec<Vec<String>>) {
    match tree {
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            imported(&path.tree, before, found);
        }
        syn::UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|each| imported(each, before.clone(), found)),
        syn::UseTree::Name(name) => {
            before.push(name.ident.to_string());
            found.push(before);
        }
        syn::UseTree::Rename(name) => {
            before.push(name.ident.to_string());
            found.push(before);
        }
        _ => found.push(before),
    }
}

/// The run time's macros are used elsewhere and name `wire` by its whole path; they may name nothing else by it.
fn assert_crate_paths_stay_in_wire(path: &str, tokens: &TokenStream) {
    let text = tokens.to_string().split_whitespace().collect::<String>();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        assert!(
            rest.starts_with("runtime::wire::"),
            "wire/{path} names crate::{}",
            rest.chars().take(30).collect::<String>()
        );
    }
}

fn begins_a_path(tokens: &TokenStream, word: &str) -> bool {
    let level: Vec<TokenTree> = tokens.clone().into_iter().collect();
    level.iter().enumerate().any(|(index, token)| match token {
        TokenTree::Group(group) => begins_a_path(&group.stream(), word),
        TokenTree::Ident(ident) => {
            ident == word && is_colon(level.get(index + 1)) && is_colon(level.get(index + 2))
        }
        _ => false,
    })
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
}

fn words(tokens: &TokenStream) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) => drop(found.insert(ident.to_string())),
            TokenTree::Group(group) => found.extend(words(&group.stream())),
            _ => {}
        }
    }
    found
}

#[test]
fn no_map_of_chance_is_gone_through() {
    let allowed: BTreeMap<&str, &str> = HASHED.iter().copied().collect();
    let mut seen = BTreeSet::new();
    for (path, text) in sources("generator/src") {
        let tokens: TokenStream = text.parse().unwrap();
        let words = words(&tokens);
        if !HASH_TYPES.iter().any(|name| words.contains(*name)) {
            continue;
        }
        assert!(
            allowed.contains_key(path.as_str()),
            "generator/src/{path} has a map or set whose order is chance: use BTreeMap or IndexMap"
        );
        for name in hashed_names(&tokens) {
            for method in methods_on(&tokens, &name) {
                assert!(
                    !GOES_THROUGH.contains(&method.as_str()),
                    "generator/src/{path} goes through `{name}` by `{method}`"
                );
            }
            let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for start in ["", "&", "&mut ", "self.", "&self.", "&mut self."] {
                assert!(
                    !flat.contains(&format!(" in {start}{name} {{")),
                    "generator/src/{path} goes through `{name}`"
                );
            }
        }
        seen.insert(path);
    }
    let listed: BTreeSet<String> = allowed.keys().map(|path| (*path).to_owned()).collect();
    assert_eq!(seen, listed, "an exception that nothing needs");
}

/// What is declared as such a map or set: `name: HashMap<..>`, or `name = HashMap::new()`.
fn hashed_names(tokens: &TokenStream) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let level: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (index, token) in level.iter().enumerate() {
        match token {
            TokenTree::Group(group) => found.extend(hashed_names(&group.stream())),
            TokenTree::Ident(ident) if HASH_TYPES.iter().any(|name| ident == name) => {
                // Back over the path and the type around it, to what has the type or the value.
                let before = level[..index].iter().rev();
                let name = before
                    .skip_while(|token| {
                        !matches!(token, TokenTree::Punct(punct) if punct.as_char() == '=')
                            && !starts_type(token)
                    })
                    .find_map(|token| match token {
                        TokenTree::Ident(name)
                            if !["std", "collections", "mut", "RefCell"]
                                .contains(&name.to_string().as_str()) =>
                        {
                            Some(name.to_string())
                        }
                        _ => None,
                    });
                found.extend(name);
            }
            _ => {}
        }
    }
    found.retain(|name| !["use", "let"].contains(&name.as_str()));
    found
}

fn starts_type(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':')
}

/// The methods that are called on something of that name.
fn methods_on(tokens: &TokenStream, name: &str) -> Vec<String> {
    let level: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut found = Vec::new();
    for window in level.windows(3) {
        if let [
            TokenTree::Ident(on),
            TokenTree::Punct(dot),
            TokenTree::Ident(method),
        ] = window
            && on == name
            && dot.as_char() == '.'
        {
            found.push(method.to_string());
        }
    }
    for token in level {
        if let TokenTree::Group(group) = token {
            found.extend(methods_on(&group.stream(), name));
        }
    }
    found
}
