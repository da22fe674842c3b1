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
    /// The Cargo features any of which brings it; none where it is always there.
    pub features: Vec<String>,
}

/// Lints that generated code is free of, for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lint {
    /// Their names.
    pub names: &'static [&'static str],
    /// Why.
    pub reason: &'static str,
}

/// The lints that generated code is free of: each would ask for another name or another shape than the API has.
pub const LINTS: &[Lint] = &[
    Lint {
        names: &["deprecated"],
        reason: "tables and setters name deprecated members, too",
    },
    Lint {
        names: &[
            "clippy::enum_variant_names",
            "clippy::module_inception",
            "clippy::self_named_constructors",
            "clippy::should_implement_trait",
            "clippy::upper_case_acronyms",
            "clippy::wrong_self_convention",
        ],
        reason: "the API names its types, values, parameters and operations",
    },
    Lint {
        names: &[
            "clippy::large_enum_variant",
            "clippy::too_many_arguments",
            "clippy::type_complexity",
        ],
        reason: "the API decides how much is required and how it nests",
    },
    Lint {
        names: &[
            "clippy::doc_lazy_continuation",
            "clippy::doc_overindented_list_items",
            "rustdoc::invalid_rust_codeblocks",
        ],
        reason: "the API's descriptions are kept as they are",
    },
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
    /// The Cargo features any of which brings them; none where they are always there.
    pub features: Vec<String>,
}

impl ModulePlan {
    /// Where users find what the module holds: the files below `types` are all given on by it.
    pub fn user_path(&self) -> String {
        match self.file.trim_end_matches(".rs") {
            "" | "client" => String::new(),
            types if types.starts_with("types/") => "types::".to_owned(),
            other => format!("{}::", other.replace('/', "::")),
        }
    }
}

impl Declaration {
    /// A module that everybody sees.
    pub fn public(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            visibility: Visibility::Public,
            features: Vec::new(),
        }
    }

    /// Sorts the modules of a crate. The run time comes first: the docs of a type list its methods in the order of
    /// modules, and those of all calls are looked for before those of one operation.
    pub fn sort(declarations: &mut [Self]) {
        let is_other = |it: &Self| it.name != "runtime";
        declarations.sort_by(|left, right| {
            let runtime_first = is_other(left).cmp(&is_other(right));
            runtime_first.then_with(|| left.cmp(right))
        });
    }

    /// A module that only the module around it sees.
    pub fn private(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            visibility: Visibility::Private,
            features: Vec::new(),
        }
    }

    /// The same behind features, any of which brings it.
    #[must_use]
    pub fn behind(self, features: Vec<String>) -> Self {
        Self { features, ..self }
    }
}
