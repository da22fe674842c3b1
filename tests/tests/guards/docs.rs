//! The docs of the crate's operations: each shows a call, which `cargo test --doc` compiles.

use crate::support::project;
use std::fs;
use syn::{Expr, ImplItem, Item, Lit, Meta, ReturnType, Type};

/// Whether a function makes a call.
fn makes_a_call(function: &syn::ImplItemFn) -> bool {
    let ReturnType::Type(_, ty) = &function.sig.output else {
        return false;
    };
    matches!(&**ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Call"))
}

fn docs(function: &syn::ImplItemFn) -> String {
    let lines = function.attrs.iter().filter_map(|attribute| {
        let Meta::NameValue(named) = &attribute.meta else {
            return None;
        };
        match &named.value {
            Expr::Lit(value) if named.path.is_ident("doc") => match &value.lit {
                Lit::Str(text) => Some(text.value() + "\n"),
                _ => None,
            },
            _ => None,
        }
    });
    lines.collect()
}

#[test]
fn every_operation_has_an_example() {
    let mut count = 0;
    for api in ["cloudflare", "cloudfoundry"] {
        let folder = project().join("generated/src").join(api);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                continue;
            }
            let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
            let items = file.items.into_iter().flat_map(|item| match item {
                Item::Impl(item) => item.items,
                _ => Vec::new(),
            });
            for item in items {
                let ImplItem::Fn(function) = item else {
                    continue;
                };
                if makes_a_call(&function) {
                    let (shown, name) = (docs(&function), &function.sig.ident);
                    let is_there =
                        shown.contains("\n ```\n # async fn example(client: launchway::");
                    assert!(is_there, "{}: {name}: {shown}", path.display());
                    count += 1;
                }
            }
        }
    }
    assert!(count > 100, "{count}");
}
