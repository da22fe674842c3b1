//! Reading the root document and every file that it refers to.

use super::parse::{Parsed, Syntax, Unreadable, parse};
use super::reference::{Reference, normalise};
use super::set::{Part, SourceFile};
use super::walk::mentions;
use super::{Node, RefProblem, SourceSet};
use crate::config::Limits;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Place};
use std::collections::{BTreeMap, BTreeSet};

/// Reads files: the only way in.
pub trait Reader {
    /// The bytes of the file of that path, or why it cannot be read. The path is relative to the folder that the root
    /// document's path is relative to, has `/` between its parts and never leads out of that folder.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// Files in memory, by path.
impl Reader for BTreeMap<String, Vec<u8>> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.get(path)
            .cloned()
            .ok_or_else(|| "no such file".to_owned())
    }
}

impl SourceSet {
    /// Reads the root document and, through its references, every other file of it. A file that cannot be read costs
    /// the references to it.
    ///
    /// # Errors
    ///
    /// Without the root document, what was read of it: enough to show where it is not understood.
    pub fn load(
        root_path: &str,
        reader: &dyn Reader,
        limits: &Limits,
        found: &mut Diagnostics,
    ) -> Result<Self, Self> {
        let mut loading = Loading {
            set: SourceSet::default(),
            reader,
            limits,
            bytes_left: limits.bytes,
            lost: BTreeSet::new(),
            pending: Vec::new(),
            found,
        };
        if loading.root(root_path, Part::Document).is_none() {
            return Err(loading.set);
        }
        let mut next = FileId::ROOT;
        while loading.set.file(next).is_some() {
            loading.follow(next);
            next = FileId(next.0 + 1);
        }
        loading.report();
        Ok(loading.set)
    }

    /// Reads an overlay beside the document. Its references are the document's, once they are there.
    pub fn add_overlay(
        &mut self,
        path: &str,
        reader: &dyn Reader,
        limits: &Limits,
        found: &mut Diagnostics,
    ) -> Option<FileId> {
        let mut loading = Loading {
            set: std::mem::take(self),
            reader,
            limits,
            bytes_left: limits.bytes,
            lost: BTreeSet::new(),
            pending: Vec::new(),
            found,
        };
        let file = loading.root(path, Part::Overlay);
        *self = loading.set;
        file
    }

    /// Reads the files that are referred to now that something was changed, as far as they are not read yet.
    pub fn follow_edited(&mut self, reader: &dyn Reader, limits: &Limits, found: &mut Diagnostics) {
        let edited: Vec<FileId> = self.files().filter(|file| self.is_edited(*file)).collect();
        let mut next = self.next_id();
        let mut loading = Loading {
            set: std::mem::take(self),
            reader,
            limits,
            bytes_left: limits.bytes,
            lost: BTreeSet::new(),
            pending: Vec::new(),
            found,
        };
        for file in edited {
            loading.follow(file);
        }
        while loading.set.file(next).is_some() {
            loading.follow(next);
            next = FileId(next.0 + 1);
        }
        loading.report();
        *self = loading.set;
    }
}

struct Loading<'a> {
    set: SourceSet,
    reader: &'a dyn Reader,
    limits: &'a Limits,
    bytes_left: usize,
    lost: BTreeSet<String>,
    /// References that name no file, each with what to say of it if they are no ids either.
    pending: Vec<(String, Diagnostic)>,
    found: &'a mut Diagnostics,
}

impl Loading<'_> {
    fn root(&mut self, root_path: &str, part: Part) -> Option<FileId> {
        let place = Place::file(self.set.next_id());
        let path = normalise("", root_path).unwrap_or_else(|| root_path.to_owned());
        let bytes = match self.reader.read(&path) {
            Ok(bytes) => bytes,
            Err(why) => {
                let message = format!("`{path}` cannot be read: {why}");
                self.found.push(
                    Diagnostic::nowhere(Code::FileMissing, message)
                        .remedy("give the path of a file that is there and can be read"),
                );
                return None;
            }
        };
        match parse(&path, bytes, self.limits, self.bytes_left) {
            Ok(parsed) if matches!(parsed.root, Node::Map(_)) => Some(self.add(path, parsed, part)),
            Ok(parsed) => {
                let message = format!("`{path}` holds {}, not an object", parsed.root.kind());
                self.found
                    .push(Diagnostic::new(Code::NotOpenApi, &place, message).remedy(wanted(part)));
                self.keep(path, parsed.text, part);
                None
            }
            Err(problem) => {
                self.found.push(unreadable(&path, &place, &problem, part));
                let text = match problem {
                    Unreadable::Syntax { text, .. } => text,
                    _ => String::new(),
                };
                self.keep(path, text, part);
                None
            }
        }
    }

    /// Keeps the text of a file that is not understood.
    fn keep(&mut self, path: String, text: String, part: Part) {
        let file = SourceFile::new(path, text, Syntax::Text, Node::Null);
        self.set.add(SourceFile { part, ..file });
    }

    fn add(&mut self, path: String, parsed: Parsed, part: Part) -> FileId {
        self.bytes_left = self.bytes_left.saturating_sub(parsed.text.len());
        let file = SourceFile::new(path, parsed.text, parsed.syntax, parsed.root);
        let file = self.set.add(SourceFile { part, ..file });
        for pointer in parsed.repeated {
            let place = Place { file, pointer };
            let key = place.pointer.tokens().last().unwrap_or_default();
            let message = format!("the key `{key}` is written more than once");
            self.found.push(
                Diagnostic::new(Code::RepeatedKey, &place, message)
                    .remedy("the last one counts, the others are left out; remove them"),
            );
        }
        file
    }

    /// Reads the files that a file refers to, as far as they are not read yet.
    fn follow(&mut self, file: FileId) {
        let Some(source) = self.set.file(file) else {
            return;
        };
        for mention in mentions(&source.root) {
            let from = self.set.path(file).to_owned();
            let place = Place {
                file,
                pointer: mention.pointer.clone(),
            };
            if let Some(path) = self.set.file_by_base(&place, &mention.text)
                && self.read(&path).is_ok()
            {
                continue;
            }
            let problem = match Reference::parse(&from, &mention.text) {
                Ok(Reference {
                    file: Some(path), ..
                }) => self
                    .read(&path)
                    .map_err(|lost| lost.diagnostic(&path, &place)),
                Ok(_) | Err(RefProblem::Malformed(_)) => Ok(()),
                Err(problem) => Err(refused(&problem, &place)),
            };
            if let Err(problem) = problem
                && mention.certain
            {
                self.pending.push((mention.text, problem));
            }
        }
    }

    /// Reads a file, if it is not read yet.
    fn read(&mut self, path: &str) -> Result<(), Lost> {
        if self.set.by_path(path).is_some() {
            return Ok(());
        }
        if self.lost.contains(path) {
            return Err(Lost::Missing("it was not understood before".to_owned()));
        }
        let bytes = self.reader.read(path).map_err(Lost::Missing);
        let parsed = bytes.and_then(|bytes| {
            parse(path, bytes, self.limits, self.bytes_left).map_err(Lost::Broken)
        });
        match parsed {
            Ok(parsed) => {
                self.add(path.to_owned(), parsed, Part::Document);
                Ok(())
            }
            Err(lost) => {
                self.lost.insert(path.to_owned());
                Err(lost)
            }
        }
    }

    /// Says which references name neither a file nor, now that all files are read, a part of one.
    fn report(&mut self) {
        for (text, problem) in std::mem::take(&mut self.pending) {
            let place = problem.place.as_ref();
            if place.is_none_or(|place| self.set.resource(place, &text).is_none()) {
                self.found.push(problem);
            }
        }
        for (place, uri) in self.set.repeated_ids() {
            let message = format!("`{uri}` is the id of another schema, too");
            self.found.push(
                Diagnostic::new(Code::RepeatedId, &place, message)
                    .remedy("references to it lead to the first; give each an id of its own"),
            );
        }
    }
}

/// Why a file is not there.
enum Lost {
    Missing(String),
    Broken(Unreadable),
}

impl Lost {
    fn diagnostic(self, path: &str, place: &Place) -> Diagnostic {
        match self {
            Self::Missing(why) => Diagnostic::new(
                Code::FileDangling,
                place,
                format!("the file `{path}` cannot be read: {why}"),
            )
            .remedy("what refers to it is left out; add the file or mend the reference"),
            Self::Broken(problem) => broken(path, place, problem),
        }
    }
}

/// What to say of a reference to what is never read.
fn refused(problem: &RefProblem, place: &Place) -> Diagnostic {
    let (code, remedy) = match problem {
        RefProblem::Url(_) => (
            Code::RemoteReference,
            "download it beside the document and refer to the copy",
        ),
        _ => (
            Code::OutsideRoot,
            "move it below that folder, or name a folder that holds both (`--root`)",
        ),
    };
    Diagnostic::new(code, place, problem.message()).remedy(remedy)
}

/// What is to be given in place of a file that is something else.
fn wanted(part: Part) -> &'static str {
    match part {
        Part::Document => "give the path of an OpenAPI document in JSON or YAML",
        Part::Overlay => "give the path of an overlay in JSON or YAML",
    }
}

/// The root document is not understood: an error.
fn unreadable(path: &str, place: &Place, problem: &Unreadable, part: Part) -> Diagnostic {
    match problem {
        Unreadable::Other(what) => {
            Diagnostic::new(Code::NotOpenApi, place, format!("`{path}`: {what}"))
                .remedy(wanted(part))
        }
        Unreadable::Syntax { what, position, .. } => {
            Diagnostic::new(Code::SyntaxError, place, format!("`{path}`: {what}"))
                .at(*position)
                .remedy("mend the syntax there, or just before")
        }
        Unreadable::Limit(what) => {
            Diagnostic::new(Code::TooLarge, place, format!("`{path}`: {what}"))
                .remedy("split the document, or raise the limit that it exceeds")
        }
    }
}

/// Another file is not understood: what refers to it is lost.
fn broken(path: &str, place: &Place, problem: Unreadable) -> Diagnostic {
    let (Unreadable::Other(what) | Unreadable::Syntax { what, .. } | Unreadable::Limit(what)) =
        problem;
    Diagnostic::new(
        Code::FileBroken,
        place,
        format!("the file `{path}` is not understood: {what}"),
    )
    .remedy("what refers to it is left out; mend the file")
}
