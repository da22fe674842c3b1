//! What a generated client offers, read from its source: each operation, the method that calls it, and what is set.

use quote::ToTokens;
use std::collections::BTreeMap;
use std::path::Path;
use syn::{Expr, FnArg, ImplItem, Item, ItemImpl, ItemUse, Pat, ReturnType, Type, UseTree};

/// An operation and the way to it.
#[derive(Debug)]
pub(crate) struct Callable {
    /// `GET`
    pub(crate) method: String,
    /// `/v3/apps/{guid}`
    pub(crate) template: String,
    /// `apps().get`
    pub(crate) way: String,
    /// What the method takes.
    pub(crate) needs: Vec<Setting>,
    /// What may be said besides: the setter, and what it takes.
    pub(crate) setters: Vec<(String, Setting)>,
}

/// A parameter or a body.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    /// `path guid`, `query page`, `body json`
    pub(crate) key: String,
    /// Where a value is made of it: an expression over `args`.
    pub(crate) value: String,
}

/// What one file declares.
#[derive(Default)]
struct File {
    /// Where the names that the file uses lead.
    names: BTreeMap<String, String>,
    /// Operations by marker: method and path template.
    operations: BTreeMap<String, (String, String)>,
    /// Methods of resources: resource, method, marker, settings.
    methods: Vec<(String, String, String, Vec<Setting>)>,
    /// Setters by marker.
    setters: BTreeMap<String, Vec<(String, Setting)>>,
}

/// The operations of the client below a folder, which is the module `root` of a crate.
pub(crate) fn read(folder: &Path, root: &str) -> Vec<Callable> {
    let krate = root.split("::").next().unwrap();
    let client = parse(&folder.join("client.rs"));
    let accessors: BTreeMap<String, String> = impls(&client)
        .filter(|(name, _)| name == "Client")
        .flat_map(|(_, item)| functions(item))
        .filter_map(|it| Some((output(&it.sig.output)?, it.sig.ident.to_string())))
        .collect();
    let mut callables = Vec::new();
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().collect();
    paths.sort_by_key(|entry| entry.as_ref().unwrap().path());
    for entry in paths {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|it| it != "rs") {
            continue;
        }
        let module = path.file_stem().unwrap().to_str().unwrap();
        let file = file(&parse(&path), krate, &format!("{root}::{module}"));
        for (resource, method, marker, needs) in file.methods {
            let Some((verb, template)) = file.operations.get(&marker) else {
                continue;
            };
            let accessor = &accessors[&resource];
            callables.push(Callable {
                method: verb.clone(),
                template: template.clone(),
                way: format!("{accessor}().{method}"),
                needs: numbered(needs, template),
                setters: file.setters.get(&marker).cloned().unwrap_or_default(),
            });
        }
    }
    callables
}

fn parse(path: &Path) -> syn::File {
    let text = std::fs::read_to_string(path).unwrap();
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Parts of the path are set one after the other: the template says which is which.
fn numbered(mut needs: Vec<Setting>, template: &str) -> Vec<Setting> {
    let names: Vec<&str> = template
        .split('{')
        .skip(1)
        .map(|it| it.split('}').next().unwrap())
        .collect();
    let mut next = names.iter();
    for need in needs.iter_mut().filter(|it| it.key.starts_with("path")) {
        let key = format!("path {}", next.next().unwrap());
        need.value = need
            .value
            .replace(&format!("{:?}", need.key), &format!("{key:?}"));
        need.key = key;
    }
    needs
}

fn impls(file: &syn::File) -> impl Iterator<Item = (String, &ItemImpl)> {
    file.items.iter().filter_map(|item| match item {
        Item::Impl(item) if item.trait_.is_none() => Some((text(&item.self_ty), item)),
        _ => None,
    })
}

fn functions(item: &ItemImpl) -> impl Iterator<Item = &syn::ImplItemFn> {
    item.items.iter().filter_map(|item| match item {
        ImplItem::Fn(item) => Some(item),
        _ => None,
    })
}

fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

fn output(output: &ReturnType) -> Option<String> {
    match output {
        ReturnType::Type(_, ty) => Some(text(ty)),
        ReturnType::Default => None,
    }
}

fn marker(ty: &str) -> Option<&str> {
    ty.strip_prefix("Call<")?.strip_suffix('>')
}

fn file(parsed: &syn::File, krate: &str, module: &str) -> File {
    let mut file = File::default();
    for item in &parsed.items {
        let own = match item {
            Item::Use(ItemUse { tree, .. }) => {
                uses(tree, String::new(), krate, &mut file.names);
                continue;
            }
            Item::Macro(item) if item.mac.path.is_ident("operation") => {
                let (marker, operation) = operation(item.mac.tokens.clone());
                file.operations.insert(marker, operation);
                continue;
            }
            Item::Struct(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            Item::Type(item) => &item.ident,
            _ => continue,
        };
        file.names
            .insert(own.to_string(), format!("{module}::{own}"));
    }
    for (name, item) in impls(parsed) {
        for function in functions(item) {
            let ident = function.sig.ident.to_string();
            let Some(returns) = output(&function.sig.output) else {
                continue;
            };
            let settings = settings(function, &file.names);
            if let Some(marker) = marker(&returns) {
                let marker = marker.to_owned();
                file.methods.push((name.clone(), ident, marker, settings));
            } else if let (Some(marker), "Self") = (marker(&name), returns.as_str()) {
                let setters = file.setters.entry(marker.to_owned()).or_default();
                setters.extend(settings.into_iter().map(|it| (ident.clone(), it)));
            }
        }
    }
    file
}

fn uses(tree: &UseTree, before: String, krate: &str, names: &mut BTreeMap<String, String>) {
    match tree {
        UseTree::Path(path) => {
            let part = match path.ident.to_string() {
                part if part == "crate" => krate.to_owned(),
                part => part,
            };
            uses(&path.tree, format!("{before}{part}::"), krate, names);
        }
        UseTree::Name(name) => {
            names.insert(name.ident.to_string(), format!("{before}{}", name.ident));
        }
        UseTree::Rename(name) => {
            names.insert(name.rename.to_string(), format!("{before}{}", name.ident));
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                uses(tree, before.clone(), krate, names);
            }
        }
        UseTree::Glob(_) => {}
    }
}

/// `ListApps: Method::Get, "/v3/apps" => ..`, behind its docs.
fn operation(tokens: proc_macro2::TokenStream) -> (String, (String, String)) {
    let plain = text(&tokens);
    let docs = plain.rfind("Method::").unwrap();
    let (before, after) = plain.split_at(docs);
    let before = before.trim_end_matches(':');
    let at = before
        .rfind(|it: char| !it.is_alphanumeric() && it != '_')
        .map_or(0, |at| at + 1);
    let verb = after["Method::".len()..].split(',').next().unwrap();
    let template = after.split('"').nth(1).unwrap();
    (
        before[at..].to_owned(),
        (verb.to_uppercase(), template.to_owned()),
    )
}

/// What a method or a setter takes, and where that goes.
fn settings(function: &syn::ImplItemFn, names: &BTreeMap<String, String>) -> Vec<Setting> {
    let mut goes = Vec::new();
    if let Some(syn::Stmt::Expr(expression, None)) = function.block.stmts.last() {
        chain(expression, &mut goes);
    }
    let mut settings = Vec::new();
    for input in &function.sig.inputs {
        let FnArg::Typed(input) = input else { continue };
        let Pat::Ident(pattern) = &*input.pat else {
            continue;
        };
        let ident = pattern.ident.to_string();
        let place = goes.iter().find(|(_, uses)| {
            let words = uses.split(|it: char| !it.is_alphanumeric() && it != '_' && it != '#');
            words.into_iter().any(|word| word == ident)
        });
        let key = place.map_or_else(|| format!("nowhere {ident}"), |(key, _)| key.clone());
        let value = value(&input.ty, &key, names);
        settings.push(Setting { key, value });
    }
    settings
}

/// Where each link of `Call::new(..).path(guid).json(&body)` puts what it is given.
fn chain(expression: &Expr, goes: &mut Vec<(String, String)>) {
    let Expr::MethodCall(call) = expression else {
        return;
    };
    chain(&call.receiver, goes);
    let method = call.method.to_string();
    let arguments = call.args.iter();
    let uses: Vec<String> = arguments
        .map(|it| it.to_token_stream().to_string())
        .collect();
    let name = uses
        .iter()
        .find_map(|it| it.strip_prefix('"')?.strip_suffix('"'));
    let name = name.unwrap_or_default();
    let key = match method.as_str() {
        "path" | "path_as" => format!("path {}", goes.len()),
        "query" | "query_as" => format!("query {name}"),
        "header" | "header_as" => format!("header {name}"),
        "json" | "json_as" => "body json".to_owned(),
        "multipart" | "multipart_of" => "body multipart".to_owned(),
        "text" | "bytes" => format!("body {name}"),
        other => format!("{other} {name}"),
    };
    goes.push((key, uses.join(" ")));
}

/// An expression that makes a value of a type of what `args` has for that key.
fn value(ty: &Type, key: &str, names: &BTreeMap<String, String>) -> String {
    // The formatter puts a comma behind what stands on a line of its own.
    let plain = text(ty).replace(",>", ">");
    let named = |name: &str| {
        let path = names.get(name).cloned().unwrap_or_else(|| name.to_owned());
        // What is read is an instant, which turns into whole seconds.
        path.replace("WholeSeconds", "Timestamp")
    };
    let inner = |open: &str| plain.strip_prefix(open).map(|it| it.trim_end_matches('>'));
    if plain == "&str" || plain == "implPathId" {
        return format!("&args.text({key:?})");
    }
    if let Some(item) = inner("implIntoIterator<Item=implInto<") {
        return format!("args.get::<Vec<{}>>({key:?})", named(item));
    }
    match inner("implInto<") {
        Some("String" | "Bytes") => format!("args.text({key:?})"),
        Some(item) => format!("args.get::<{}>({key:?})", named(item)),
        None => format!("args.get({key:?})"),
    }
}
