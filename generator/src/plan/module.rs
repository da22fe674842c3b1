//! Modules: a file each.

use super::Item;

/// A file of generated code.
#[derive(Clone, Debug, Default)]
pub struct ModulePlan {
    /// The file, below the API's folder: `types/deployment.rs`.
    pub file: String,
    /// What the module is, a line each.
    pub docs: Vec<String>,
    /// The lints that the module and all below it are free of.
    pub lints: &'static [Lint],
    /// The modules below it.
    pub declarations: Vec<Declaration>,
    /// What it imports.
    pub imports: Vec<Import>,
    /// What it gives on from modules below it.
    pub exports: Vec<Import>,
    /// What it holds.
    pub items: Vec<Item>,
}

/// `mod name;`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Declaration {
    /// The module.
    pub name: String,
    /// Who sees it.
    pub visibility: Visibility,
    /// The Cargo feature without which it is not there.
    pub feature: Option<String>,
}

/// A lint that generated code is free of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lint {
    /// Its name.
    pub name: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// The lints that generated code is free of: each would ask for another name or another shape than the API has.
pub const LINTS: &[Lint] = &[
    Lint { name: "deprecated", reason: "tables and setters name deprecated members, too" },
    Lint { name: "clippy::too_many_arguments", reason: "the API decides how many parameters are required" },
    Lint { name: "clippy::large_enum_variant", reason: "the API decides how large the variants of a union are" },
    Lint { name: "clippy::enum_variant_names", reason: "the API names the values" },
    Lint { name: "clippy::wrong_self_convention", reason: "the API names the parameters, and `is_open` may be one" },
    Lint { name: "clippy::should_implement_trait", reason: "the API names the operations, and `next` may be one" },
    Lint { name: "clippy::upper_case_acronyms", reason: "the API names the types" },
    Lint { name: "clippy::module_inception", reason: "the API names the resources" },
    Lint { name: "clippy::type_complexity", reason: "the API nests lists and maps" },
    Lint { name: "clippy::doc_lazy_continuation", reason: "the API's descriptions are kept as they are" },
    Lint { name: "clippy::doc_overindented_list_items", reason: "the API's descriptions are kept as they are" },
    Lint { name: "clippy::tabs_in_doc_comments", reason: "the API's descriptions are kept as they are" },
    Lint { name: "rustdoc::invalid_rust_codeblocks", reason: "the API's descriptions are kept as they are" },
];

/// Who sees a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// The module around it.
    Private,
}

/// `use path::{names};`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    /// Where the names come from.
    pub path: String,
    /// The names, sorted.
    pub names: Vec<String>,
}

impl Declaration {
    /// A module that everybody sees.
    pub fn public(name: &str) -> Self {
        Self { name: name.to_owned(), visibility: Visibility::Public, feature: None }
    }

    /// A module that only the module around it sees.
    pub fn private(name: &str) -> Self {
        Self { name: name.to_owned(), visibility: Visibility::Private, feature: None }
    }
}
