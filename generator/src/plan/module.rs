//! Modules: a file each.

use super::Item;

/// A file of generated code.
#[derive(Clone, Debug, Default)]
pub struct ModulePlan {
    /// The file, below the API's folder: `types/deployment.rs`; empty for the API's own module.
    pub file: String,
    /// What the module is, a line each.
    pub docs: Vec<String>,
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
}

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
