//! Rust types as a tree, so that every nesting can be said, and where their names come from.

use std::collections::{BTreeMap, BTreeSet};

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RustTy {
    /// `()`
    Unit,
    /// A type that needs no import: `bool`, `i64`, `String`.
    Plain(&'static str),
    /// A type that is imported.
    Path(String, Source),
    /// `Option<T>`
    Option(Box<RustTy>),
    /// `Maybe<T>`: absent, null or a value.
    Maybe(Box<RustTy>),
    /// `Vec<T>`
    Vec(Box<RustTy>),
    /// `BTreeMap<String, T>`
    Map(Box<RustTy>),
    /// `JsonText<T>`: a text that holds JSON.
    JsonText(Box<RustTy>),
    /// `Box<T>`
    Boxed(Box<RustTy>),
    /// `(A, B)`
    Tuple(Vec<RustTy>),
}

/// Where a type's name comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The run time.
    Runtime,
    /// A module of the generated crate, by its path.
    Module(String),
}

/// What a module imports: names by the path they come from.
pub(super) type Imports = BTreeMap<String, BTreeSet<String>>;

impl RustTy {
    /// A type of the run time.
    pub fn runtime(name: &str) -> Self {
        Self::Path(name.to_owned(), Source::Runtime)
    }

    /// `Option<T>`, not nested twice.
    #[must_use]
    pub fn optional(self) -> Self {
        match self {
            Self::Option(_) => self,
            other => Self::Option(Box::new(other)),
        }
    }

    /// The type without an `Option` around it.
    #[must_use]
    pub fn without_option(self) -> Self {
        match self {
            Self::Option(inner) => *inner,
            other => other,
        }
    }

    /// Adds what this needs to the imports of a module.
    pub(super) fn import(&self, runtime: &str, imports: &mut Imports) {
        let mut need = |path: &str, name: &str| {
            imports
                .entry(path.to_owned())
                .or_default()
                .insert(name.to_owned());
        };
        match self {
            Self::Unit | Self::Plain(_) => {}
            Self::Path(name, Source::Runtime) => need(runtime, name),
            Self::Path(name, Source::Module(path)) => need(path, name),
            Self::Maybe(inner) => {
                need(runtime, "Maybe");
                inner.import(runtime, imports);
            }
            Self::JsonText(inner) => {
                need(runtime, "JsonText");
                inner.import(runtime, imports);
            }
            Self::Map(inner) => {
                need("std::collections", "BTreeMap");
                inner.import(runtime, imports);
            }
            Self::Option(inner) | Self::Vec(inner) | Self::Boxed(inner) => {
                inner.import(runtime, imports)
            }
            Self::Tuple(items) => items.iter().for_each(|item| item.import(runtime, imports)),
        }
    }

    /// The type as it is written, for lists of public items.
    pub fn text(&self) -> String {
        self.written(&|_, name| name.to_owned())
    }

    /// The type with the paths of all names, as it can be written anywhere in the crate.
    pub(super) fn path_text(&self, runtime: &str) -> String {
        self.written(&|source, name| match source {
            Some(Source::Runtime) => format!("{runtime}::{name}"),
            Some(Source::Module(path)) => format!("{path}::{name}"),
            None if name == "BTreeMap" => format!("std::collections::{name}"),
            None => format!("{runtime}::{name}"),
        })
    }

    /// The type, its names written by `name`, which gets the source of those that the document brings.
    fn written(&self, name: &impl Fn(Option<&Source>, &str) -> String) -> String {
        let inside = |inner: &Self| inner.written(name);
        match self {
            Self::Unit => "()".to_owned(),
            Self::Plain(plain) => (*plain).to_owned(),
            Self::Path(path, source) => name(Some(source), path),
            Self::Option(inner) => format!("Option<{}>", inside(inner)),
            Self::Maybe(inner) => format!("{}<{}>", name(None, "Maybe"), inside(inner)),
            Self::Vec(inner) => format!("Vec<{}>", inside(inner)),
            Self::Map(inner) => format!("{}<String, {}>", name(None, "BTreeMap"), inside(inner)),
            Self::JsonText(inner) => format!("{}<{}>", name(None, "JsonText"), inside(inner)),
            Self::Boxed(inner) => format!("Box<{}>", inside(inner)),
            Self::Tuple(items) => {
                let items: Vec<String> = items.iter().map(inside).collect();
                if let [one] = items.as_slice() {
                    format!("({one},)")
                } else {
                    format!("({})", items.join(", "))
                }
            }
        }
    }
}
