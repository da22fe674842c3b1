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
        match self {
            Self::Unit => "()".to_owned(),
            Self::Plain(name) => (*name).to_owned(),
            Self::Path(name, _) => name.clone(),
            Self::Option(inner) => format!("Option<{}>", inner.text()),
            Self::Maybe(inner) => format!("Maybe<{}>", inner.text()),
            Self::Vec(inner) => format!("Vec<{}>", inner.text()),
            Self::Map(inner) => format!("BTreeMap<String, {}>", inner.text()),
            Self::Boxed(inner) => format!("Box<{}>", inner.text()),
            Self::Tuple(items) => {
                let items: Vec<String> = items.iter().map(Self::text).collect();
                if let [one] = items.as_slice() {
                    format!("({one},)")
                } else {
                    format!("({})", items.join(", "))
                }
            }
        }
    }
}
