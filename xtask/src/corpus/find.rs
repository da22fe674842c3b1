//! Which files below a folder are documents. It knows how one begins, and nothing else of it.

use crate::exit::Stop;
use crate::input::why;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// A document of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// What it is called: its path below the folder that was given, with `/` between its parts.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// The documents below a folder in order of their names, or the one that is named itself. Archives (`.tar.gz`) are
/// unpacked below `scratch`.
///
/// # Errors
///
/// When something can't be read.
pub fn documents(given: &Path, scratch: &Path) -> Result<Vec<Found>, Stop> {
    let mut found = Vec::new();
    if given.is_dir() {
        below(given, "", scratch, &mut found)?;
    } else {
        let name = given.file_name().unwrap_or_default().to_string_lossy();
        file(given, &name, scratch, &mut found)?;
        if found.is_empty() {
            let problem = if given.exists() {
                "is no document"
            } else {
                "is not there"
            };
            return Err(Stop::refused(format!("`{}` {problem}", given.display())));
        }
    }
    found.sort();
    Ok(found)
}

fn below(folder: &Path, name: &str, scratch: &Path, found: &mut Vec<Found>) -> Result<(), Stop> {
    let unread = |error| {
        Stop::refused(format!(
            "`{}` cannot be read: {}",
            folder.display(),
            why(&error)
        ))
    };
    for entry in fs::read_dir(folder).map_err(unread)? {
        let entry = entry.map_err(unread)?;
        let own = entry.file_name().to_string_lossy().into_owned();
        let name = if name.is_empty() {
            own
        } else {
            format!("{name}/{own}")
        };
        let kind = entry.file_type().map_err(unread)?;
        if kind.is_dir() {
            below(&entry.path(), &name, scratch, found)?;
        } else if kind.is_file() {
            file(&entry.path(), &name, scratch, found)?;
        }
    }
    Ok(())
}

fn file(path: &Path, name: &str, scratch: &Path, found: &mut Vec<Found>) -> Result<(), Stop> {
    let unread = |error| {
        Stop::refused(format!(
            "`{}` cannot be read: {}",
            path.display(),
            why(&error)
        ))
    };
    if let Some(stem) = name.strip_suffix(".tar.gz") {
        let into = scratch.join(stem);
        unpack(path, &into).map_err(unread)?;
        return below(&into, stem, scratch, found);
    }
    let ending = path.extension().unwrap_or_default();
    if ["json", "yaml", "yml"].iter().any(|known| ending == *known)
        && is_document(path).map_err(unread)?
    {
        found.push(Found {
            name: name.to_owned(),
            path: path.to_path_buf(),
        });
    }
    Ok(())
}

fn unpack(path: &Path, into: &Path) -> std::io::Result<()> {
    if into.exists() {
        fs::remove_dir_all(into)?;
    }
    fs::create_dir_all(into)?;
    tar::Archive::new(flate2::read::GzDecoder::new(fs::File::open(path)?)).unpack(into)
}

/// Whether a file says which version of OpenAPI it is, as a root document must and no file that only others refer to
/// does.
fn is_document(path: &Path) -> std::io::Result<bool> {
    let text = fs::read(path)?;
    let text = String::from_utf8_lossy(&text);
    Ok(
        if text
            .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
            .starts_with('{')
        {
            json_says_version(&text)
        } else {
            text.lines().any(yaml_says_version)
        },
    )
}

/// The member by which a document says its version.
#[derive(Deserialize)]
struct Version {
    openapi: Option<String>,
}

fn json_says_version(text: &str) -> bool {
    let version = serde_json::from_str::<Version>(text.trim_start_matches('\u{feff}'));
    version.is_ok_and(|version| version.openapi.is_some_and(|text| text.starts_with("3.")))
}

/// Whether a line that is not indented says it.
fn yaml_says_version(line: &str) -> bool {
    let quotes = ['"', '\''];
    line.trim_start_matches(quotes)
        .strip_prefix("openapi")
        .map(|rest| rest.trim_start_matches(quotes).trim_start())
        .and_then(|rest| rest.strip_prefix(':'))
        .is_some_and(|rest| rest.trim().trim_start_matches(quotes).starts_with("3."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_document() {
        assert!(yaml_says_version("openapi: 3.1.0"));
        assert!(yaml_says_version("\"openapi\" : '3.0.3'"));
        assert!(!yaml_says_version("  openapi: 3.1.0"));
        assert!(!yaml_says_version("swagger: '2.0'"));
        assert!(json_says_version("{\"info\": {}, \"openapi\": \"3.2.0\"}"));
        assert!(!json_says_version(
            "{\"example\": {\"openapi\": \"3.0.0\"}}"
        ));
        assert!(!json_says_version("{\"openapi\": \"4.0.0\"}"));
    }
}
