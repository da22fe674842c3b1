//! Documents in memory, what comes of them, and what must be true of everything that comes of anything.

use launchway_generator::config::{Config, Limits};
use launchway_generator::diag::{Code, Diagnostics, Place};
use launchway_generator::source::{Reader, SourceSet};
use launchway_generator::{Client, Outcome, Request, generate};
pub(crate) use launchway_tests::folders::{corpus, project};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A document: its files by path, as bytes.
#[derive(Clone, Default)]
pub(crate) struct Files {
    /// What it is called in messages.
    pub(crate) name: String,
    pub(crate) root: String,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Files {
    /// A document of one file.
    pub(crate) fn one(name: &str, text: impl Into<Vec<u8>>) -> Self {
        Self::several(name, "spec.yaml", &[]).with("spec.yaml", text)
    }

    /// A document of several files.
    pub(crate) fn several(name: &str, root: &str, files: &[(&str, &str)]) -> Self {
        let files = files.iter();
        Self {
            name: name.to_owned(),
            root: root.to_owned(),
            files: files
                .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
                .collect(),
        }
    }

    pub(crate) fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), text.into());
        self
    }

    /// A document on disk.
    pub(crate) fn on_disk(path: &Path) -> Self {
        let name = path
            .strip_prefix(project())
            .unwrap_or(path)
            .display()
            .to_string();
        let folder = path.parent().unwrap();
        let root = path.file_name().unwrap().to_str().unwrap().to_owned();
        let reader = Folder(folder.to_path_buf());
        let mut found = Diagnostics::default();
        let set = SourceSet::load(&root, &reader, &Limits::default(), &mut found)
            .unwrap_or_else(|_| panic!("{name}: {found:?}"));
        let read = set.files().map(|file| set.path(file).to_owned());
        let files = read.map(|path| (path.clone(), fs::read(folder.join(&path)).unwrap()));
        Self {
            name,
            files: files.collect(),
            root,
        }
    }

    /// The same as trees, which can be changed.
    pub(crate) fn trees(&self) -> Trees {
        let mut found = Diagnostics::default();
        let set = SourceSet::load(&self.root, &self.files, &Limits::default(), &mut found);
        let set = set.unwrap_or_else(|_| panic!("{}: {found:?}", self.name));
        let trees = set.files().map(|file| {
            let node = set.node(&Place::file(file)).unwrap();
            (set.path(file).to_owned(), node.to_json())
        });
        Trees {
            name: self.name.clone(),
            root: self.root.clone(),
            trees: trees.collect(),
        }
    }

    pub(crate) fn generate(&self) -> Outcome {
        self.generate_with(&Config::new("api"))
    }

    pub(crate) fn generate_with(&self, config: &Config) -> Outcome {
        generate(&Request {
            root: &self.root,
            overlays: &[],
            reader: &self.files,
            config,
        })
    }

    /// What comes of it, which must be sound.
    #[track_caller]
    pub(crate) fn sound(&self) -> Outcome {
        let outcome = self.generate();
        if let Err(problem) = soundness(&outcome) {
            panic!("{}: {problem}", self.name);
        }
        outcome
    }

    /// The client, which there must be.
    #[track_caller]
    pub(crate) fn client(&self) -> Client {
        let outcome = self.sound();
        match outcome.client {
            Some(client) => client,
            None => panic!("{} gives no client: {:?}", self.name, outcome.diagnostics),
        }
    }
}

struct Folder(PathBuf);

impl Reader for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        fs::read(self.0.join(path)).map_err(|error| error.to_string())
    }
}

/// A document as trees, by the path of the file.
#[derive(Clone)]
pub(crate) struct Trees {
    pub(crate) name: String,
    pub(crate) root: String,
    pub(crate) trees: BTreeMap<String, Value>,
}

impl Trees {
    /// As JSON, which is read faster than YAML.
    pub(crate) fn files(&self) -> Files {
        let text = |tree: &Value| tree.to_string().into_bytes();
        let files = self
            .trees
            .iter()
            .map(|(path, tree)| (path.clone(), text(tree)));
        Files {
            name: self.name.clone(),
            root: self.root.clone(),
            files: files.collect(),
        }
    }
}

/// The documents of the two APIs that are generated here.
pub(crate) fn specs() -> Vec<Files> {
    let spec = |api: &str| Files::on_disk(&project().join("specs").join(api).join("openapi.yaml"));
    vec![spec("cloudflare"), spec("cloudfoundry")]
}

/// The documents of `tests/cases`.
pub(crate) fn cases() -> Vec<Files> {
    let folders = fs::read_dir(project().join("tests/cases")).unwrap();
    let mut paths: Vec<PathBuf> = folders
        .map(|entry| entry.unwrap().path().join("spec.yaml"))
        .collect();
    paths.sort();
    let all: Vec<Files> = paths.iter().map(|path| Files::on_disk(path)).collect();
    assert!(all.len() > 50, "there are only {} cases", all.len());
    all
}

/// What is wrong with an outcome, whatever the document was.
pub(crate) fn soundness(outcome: &Outcome) -> Result<(), String> {
    let defects = [Code::Defect, Code::LedgerOff];
    if let Some(defect) = outcome
        .diagnostics
        .iter()
        .find(|each| defects.contains(&each.code))
    {
        return Err(format!("a defect: {defect:?}"));
    }
    let Some(client) = &outcome.client else {
        return match outcome.diagnostics.has_errors() {
            true => Ok(()),
            false => Err("no client, and no error says why".to_owned()),
        };
    };
    if !outcome.ledger.balances() {
        return Err(format!("the accounts do not balance: {:?}", outcome.ledger));
    }
    for (path, text) in client.files.iter() {
        sane_path(path).map_err(|problem| format!("the file `{path}`: {problem}"))?;
        sane_text(text).map_err(|problem| format!("the file `{path}`: {problem}"))?;
        if path.ends_with(".rs")
            && let Err(error) = syn::parse_file(text)
        {
            return Err(format!("`{path}` is not Rust: {error}\n{text}"));
        }
    }
    Ok(())
}

/// File names that some systems cannot hold.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com1", "lpt1"];

/// Whether a path stays below the folder, on every system.
fn sane_path(path: &str) -> Result<(), String> {
    for part in path.split('/') {
        let (stem, ending) = part.rsplit_once('.').unwrap_or((part, ""));
        let plain =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        if stem.is_empty() || !stem.chars().all(plain) {
            return Err(format!("`{part}` is no plain name"));
        }
        if !["", "rs", "txt", "json"].contains(&ending) {
            return Err(format!("`{part}` is of another kind"));
        }
        if DEVICES.contains(&stem) {
            return Err(format!("`{part}` is a device"));
        }
        if part.len() > 200 {
            return Err(format!("`{part}` is too long for some systems"));
        }
    }
    Ok(())
}

/// Whether a text holds only letters that show.
pub(crate) fn sane_text(text: &str) -> Result<(), String> {
    let hidden = |letter: &char| {
        (letter.is_control() && *letter != '\n')
            || matches!(
                letter,
                '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                    | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
            )
    };
    match text.chars().find(hidden) {
        Some(letter) => Err(format!("it holds the letter U+{:04X}", u32::from(letter))),
        None => Ok(()),
    }
}

/// Numbers that only look random: the same in every run (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.below(last + 1);
            list.swap(last, other);
        }
    }
}

/// An empty folder for a test, below the folder of what is built.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("guards-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}
