//! The head of a file: what it is, what is below it, what it imports and gives on.

use super::tokens::{ident, path, segment};
use super::{Docs, syntax};
use crate::plan::{Declaration, Import, Lint, ModulePlan, Visibility};
use quote::quote;
use syn::{
    AttrStyle, Attribute, File, Item, ItemMod, ItemUse, UseGroup, UseName, UsePath, UseTree,
};

/// Everything above a file's items.
pub(super) fn head(module: &ModulePlan, docs: &mut Docs) -> File {
    let inner = |attribute: Attribute| Attribute {
        style: AttrStyle::Inner(Default::default()),
        ..attribute
    };
    let about = docs.keep(&module.docs);
    let lints = module.lints.iter().map(allowed);
    // Below a crate's root, so that its maker's layout stays whatever `cargo fmt` thinks.
    let skips = !module.lints.is_empty();
    let declarations = module.declarations.iter().map(|it| declared(it, skips));
    let imports = module.imports.iter().map(|it| used(it, false));
    let exports = module.exports.iter().map(|it| used(it, true));
    File {
        shebang: None,
        frontmatter: None,
        attrs: about.into_iter().chain(lints).map(inner).collect(),
        items: declarations.chain(imports).chain(exports).collect(),
    }
}

/// `allow(lint, reason = "")`
fn allowed(lint: &Lint) -> Attribute {
    let names = lint.names.iter().map(|name| path(name));
    let reason = lint.reason;
    syntax::list("allow", quote!(#(#names,)* reason = #reason))
}

/// `mod name;`
fn declared(plan: &Declaration, skips: bool) -> Item {
    let skip = skips.then(syntax::skip);
    Item::Mod(ItemMod {
        attrs: syntax::behind(&plan.features)
            .into_iter()
            .chain(skip)
            .collect(),
        vis: visibility(plan.visibility == Visibility::Public),
        unsafety: None,
        mod_token: Default::default(),
        ident: ident(&plan.name),
        content: None,
        semi: Some(Default::default()),
    })
}

/// `use path::name;`, or `use path::{name, name};`
fn used(import: &Import, is_public: bool) -> Item {
    let name = |name: &String| UseTree::Name(UseName { ident: ident(name) });
    let names = match import.names.as_slice() {
        [one] => name(one),
        several => UseTree::Group(UseGroup {
            brace_token: Default::default(),
            items: several.iter().map(name).collect(),
        }),
    };
    let outer = import.path.rsplit("::").filter(|it| !it.is_empty());
    let tree = outer.fold(names, |inner, outer| {
        UseTree::Path(UsePath {
            ident: segment(outer),
            colon2_token: Default::default(),
            tree: Box::new(inner),
        })
    });
    Item::Use(ItemUse {
        attrs: Vec::from_iter(syntax::behind(&import.features)),
        vis: visibility(is_public),
        use_token: Default::default(),
        leading_colon: None,
        tree,
        semi_token: Default::default(),
    })
}

fn visibility(is_public: bool) -> syn::Visibility {
    match is_public {
        true => syn::Visibility::Public(Default::default()),
        false => syn::Visibility::Inherited,
    }
}
