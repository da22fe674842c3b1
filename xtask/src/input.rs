//! The files of one document on disk: the specification, its overlays, and what it refers to.
//!
//! References lead from the folder of the specification downwards; overlays may be anywhere. How a file is shown is
//! another matter than where it is read, so that no message names a folder that only this machine has.

use crate::exit::Stop;
use launchway_generator::Request;
use launchway_generator::config::Config;
use launchway_generator::source::Reader;
use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A document and its overlays, to be read.
#[derive(Clone, Debug)]
pub struct Input {
    folder: PathBuf,
    shown_folder: PathBuf,
    /// The files that were named by hand: where each is, and how it is shown.
    named: BTreeMap<String, (PathBuf, String)>,
    /// The path of the root document.
    pub root: String,
    /// The paths of the overlays, in order.
    pub overlays: Vec<String>,
}

impl Input {
    /// The document at `spec` with the overlays, all of them relative to `base` and shown without it.
    ///
    /// # Errors
    ///
    /// When `spec` names no file at all, such as `..`.
    pub fn new(base: &Path, spec: &Path, overlays: &[PathBuf]) -> Result<Self, Stop> {
        let folder = spec.parent().unwrap_or(Path::new(""));
        Self::within(folder, base, spec, overlays)
    }

    /// The same, where references may lead anywhere below `folder`, which holds `spec`.
    ///
    /// # Errors
    ///
    /// When `spec` names no file at all, or one outside the folder.
    pub fn within(
        folder: &Path,
        base: &Path,
        spec: &Path,
        overlays: &[PathBuf],
    ) -> Result<Self, Stop> {
        let no_file = || Stop::Usage(format!("`{}` names no file", spec.display()));
        spec.file_name().ok_or_else(no_file)?;
        let shown_folder = folder.to_path_buf();
        let root = from_folder(&shown_folder, spec);
        if !stays_below(&root) {
            let (spec, folder) = (spec.display(), folder.display());
            return Err(Stop::Usage(format!("`{spec}` is not below `{folder}`")));
        }
        let mut named = BTreeMap::new();
        named.insert(root.clone(), (base.join(spec), shown(spec)));
        let mut paths = Vec::new();
        for overlay in overlays {
            let path = from_folder(&shown_folder, overlay);
            named.insert(path.clone(), (base.join(overlay), shown(overlay)));
            paths.push(path);
        }
        Ok(Self {
            folder: base.join(&shown_folder),
            shown_folder,
            named,
            root,
            overlays: paths,
        })
    }

    /// A document as somebody named it on the command line, with the folder if that was named, too.
    pub(crate) fn named(
        folder: Option<&Path>,
        spec: &Path,
        overlays: &[PathBuf],
    ) -> Result<Self, Stop> {
        match folder {
            Some(folder) => Self::within(folder, Path::new(""), spec, overlays),
            None => Self::new(Path::new(""), spec, overlays),
        }
    }

    /// What to ask of the generator for this document.
    pub fn request<'a>(&'a self, config: &'a Config) -> Request<'a> {
        Request {
            root: &self.root,
            overlays: &self.overlays,
            reader: self,
            config,
        }
    }

    /// How a file of the document is shown.
    pub fn shown(&self, path: &str) -> String {
        match self.named.get(path) {
            Some((_, text)) => text.clone(),
            None => shown(&self.shown_folder.join(path)),
        }
    }
}

impl Reader for Input {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let from = match self.named.get(path) {
            Some((from, _)) => from.clone(),
            None if stays_below(path) => self.folder.join(path),
            None => return Err("it is outside the folder of the document".to_owned()),
        };
        std::fs::read(from).map_err(|error| why(&error))
    }
}

/// An error of the system in words, without its number.
pub(crate) fn why(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_lowercase(),
        None => text,
    }
}

/// A path as text with `/` between its parts, whatever the system writes.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

fn stays_below(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// The path of a file as seen from a folder. Outside of it, it starts with `..`, which no reference can.
fn from_folder(folder: &Path, file: &Path) -> String {
    let absolute = |path: &Path| {
        let path = if path.as_os_str().is_empty() {
            Path::new(".")
        } else {
            path
        };
        plain(&std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()))
    };
    let (folder, file) = (absolute(folder), absolute(file));
    let same = folder.iter().zip(&file).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), folder.len() - same);
    let down = file.into_iter().skip(same);
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The parts of a path, without `.` and with `..` done, as far as that is known without looking.
fn plain(path: &Path) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop();
            }
            other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlay_is_seen_from_the_specification() {
        let folder = Path::new("specs/cloud");
        assert_eq!(
            from_folder(folder, Path::new("specs/cloud/o/one.yaml")),
            "o/one.yaml"
        );
        assert_eq!(
            from_folder(folder, Path::new("mine/one.yaml")),
            "../../mine/one.yaml"
        );
        assert_eq!(
            from_folder(Path::new(""), Path::new("../one.yaml")),
            "../one.yaml"
        );
        assert_eq!(
            from_folder(folder, Path::new("specs/cloud/../one.yaml")),
            "../one.yaml"
        );
    }

    #[test]
    fn files_are_shown_as_they_were_given() -> Result<(), Stop> {
        let overlays = [PathBuf::from("../mine/one.yaml")];
        let input = Input::new(Path::new("/base"), Path::new("specs/api.yaml"), &overlays)?;
        assert_eq!(input.root, "api.yaml");
        assert_eq!(input.shown("api.yaml"), "specs/api.yaml");
        assert_eq!(input.shown("parts/thing.yaml"), "specs/parts/thing.yaml");
        assert_eq!(input.shown(&input.overlays[0]), "../mine/one.yaml");
        Ok(())
    }

    #[test]
    fn a_wider_folder_is_said() -> Result<(), Stop> {
        let (folder, spec) = (Path::new("specs"), Path::new("specs/v1/api.yaml"));
        let input = Input::within(folder, Path::new(""), spec, &[])?;
        assert_eq!(input.root, "v1/api.yaml");
        assert_eq!(input.shown("v1/api.yaml"), "specs/v1/api.yaml");
        assert_eq!(input.shown("common/thing.yaml"), "specs/common/thing.yaml");
        assert!(Input::within(Path::new("other"), Path::new(""), spec, &[]).is_err());
        Ok(())
    }

    #[test]
    fn nothing_outside_is_read() -> Result<(), Stop> {
        let input = Input::new(Path::new(""), Path::new("api.yaml"), &[])?;
        assert!(
            input
                .read("../secret.yaml")
                .is_err_and(|why| why.contains("outside"))
        );
        assert!(
            input
                .read("/etc/hostname")
                .is_err_and(|why| why.contains("outside"))
        );
        Ok(())
    }
}
