//! What a caller decides, as plain data. It knows no layer.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

/// The decisions for one API.
#[derive(Clone, Debug)]
pub struct Config {
    /// The API's name: of its module and, in Pascal case, of its marker type.
    pub name: String,
    /// Where the API's module is in the generated crate, such as `crate::cloudflare`.
    pub module: String,
    /// Where the run time is in the generated crate, such as `crate::runtime`.
    pub runtime: String,
    /// The command that the header of each generated file names.
    pub command: String,
    /// Names given before, which stay.
    pub names: NameLock,
    /// Bounds against hostile input.
    pub limits: Limits,
    /// What becomes of a reference that leads nowhere.
    pub dangling: Dangling,
    /// What the API's own module is in the generated crate.
    pub root: Root,
    /// Modules that somebody wrote by hand, which the API's own module declares beside the generated ones.
    pub companions: Vec<Companion>,
    /// What the tags of the document are about, where somebody said so.
    pub areas: Vec<Area>,
    /// How many threads make text of what was decided. What they make is the same, however many they are.
    pub threads: NonZeroUsize,
    /// What the crate is called by its users, where each operation is to have an example in its docs, which is compiled
    /// when the docs are tested.
    pub examples: Option<String>,
    /// The operations that are wanted, each by a tag, an `operationId`, a path, or a method and a path; all of them
    /// where nothing is said. Names and paths may hold `*`, paths `**` as well.
    pub only: Vec<String>,
    /// Which parts of the crate can be left out when it is built.
    pub features: Features,
}

/// Which parts of the crate can be left out when it is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Features {
    /// None.
    None,
    /// Each group of operations, with the types that only those use that are left out.
    ByResource,
}

/// A module that somebody wrote by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Its name.
    pub module: String,
    /// Whether it has items of its own; one that only adds methods to types of the API has no page in the docs.
    pub public: bool,
}

/// Tags that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// What they are about, in a word.
    pub name: String,
    /// The tags, by their names in the document.
    pub tags: Vec<String>,
}

/// What the API's own module is in the generated crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// The crate itself: `lib.rs`, which declares the run time too.
    Crate,
    /// A module beside others: `mod.rs`.
    Module,
}

/// What becomes of a reference that leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dangling {
    /// What it stands in is untyped or left out, and reported.
    Report,
    /// It stops generation.
    Refuse,
}

/// Bounds against hostile input.
#[derive(Clone, Debug)]
pub struct Limits {
    /// How deep a document may nest.
    pub depth: usize,
    /// How many bytes all files together may have.
    pub bytes: usize,
    /// How many nodes all files together may have, aliases expanded.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 256,
            bytes: 256 << 20,
            nodes: 50_000_000,
        }
    }
}

/// Names given to things, by the path of their origin; kept in `names.lock`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameLock {
    /// Path of the origin, such as `schema Deployment/status`, to the name in code.
    pub names: BTreeMap<String, String>,
}

impl Config {
    /// The decisions where a caller makes none, for an API of that name.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            module: "crate".to_owned(),
            runtime: "crate::runtime".to_owned(),
            command: "cargo xtask generate".to_owned(),
            names: NameLock::default(),
            limits: Limits::default(),
            dangling: Dangling::Report,
            root: Root::Crate,
            companions: Vec::new(),
            areas: Vec::new(),
            threads: NonZeroUsize::MIN,
            only: Vec::new(),
            features: Features::None,
            examples: None,
        }
    }
}
