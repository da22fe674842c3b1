//! The text of a `$ref`: what it names, and what can be wrong with it.

use super::uri::scheme;

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefProblem {
    /// The file was not read: it is missing, or it was not one of the files.
    File(String),
    /// The file holds nothing there.
    Nothing(String),
    /// No schema of the file has that anchor.
    Anchor(String),
    /// It is a URL, and nothing is fetched.
    Url(String),
    /// It leads above the folder of the root document.
    Outside(String),
    /// It is not a reference at all.
    Malformed(String),
    /// It leads to itself.
    Loop(String),
}

impl RefProblem {
    /// The problem as a sentence without its full stop.
    pub fn message(&self) -> String {
        match self {
            Self::File(path) => format!("the file `{path}` cannot be read"),
            Self::Nothing(text) => format!("`{text}` leads nowhere"),
            Self::Anchor(text) => format!("no schema has the anchor `{text}`"),
            Self::Url(text) => format!("`{text}` is a URL, and nothing is fetched"),
            Self::Outside(text) => {
                format!("`{text}` leads out of the folder of the root document")
            }
            Self::Malformed(text) => format!("`{text}` is not a reference"),
            Self::Loop(text) => format!("`{text}` leads back to itself"),
        }
    }
}

/// A reference, taken apart. Its percent-encoding is undone.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// The file, normalised and relative to the root folder; `None` for the file that the reference stands in.
    pub(super) file: Option<String>,
    /// What follows the `#`, decoded.
    pub(super) fragment: String,
    /// What follows the `#`, as it is written.
    pub(super) raw_fragment: String,
}

impl Reference {
    /// Takes apart the reference `text` that stands in the file of that path.
    pub(super) fn parse(from: &str, text: &str) -> Result<Self, RefProblem> {
        let (path, raw_fragment) = text.split_once('#').unwrap_or((text, ""));
        if is_url(path) {
            return Err(RefProblem::Url(text.to_owned()));
        }
        let malformed = || RefProblem::Malformed(text.to_owned());
        let fragment = percent_decode(raw_fragment).ok_or_else(malformed)?;
        let file = if path.is_empty() {
            if !text.starts_with('#') {
                return Err(malformed());
            }
            None
        } else {
            let path = percent_decode(path).ok_or_else(malformed)?;
            let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
            let joined = normalise(folder, &path);
            let joined = joined.ok_or_else(|| RefProblem::Outside(text.to_owned()))?;
            // A folder is no file: `.` and the like name nothing that can be read.
            Some(
                Some(joined)
                    .filter(|path| !path.is_empty())
                    .ok_or_else(malformed)?,
            )
        };
        Ok(Self {
            file,
            fragment,
            raw_fragment: raw_fragment.to_owned(),
        })
    }

    /// What follows the `#` alone, whatever the rest names.
    pub(super) fn fragment(text: &str) -> Option<Self> {
        let raw_fragment = text.split_once('#').map_or("", |(_, fragment)| fragment);
        Some(Self {
            file: None,
            fragment: percent_decode(raw_fragment)?,
            raw_fragment: raw_fragment.to_owned(),
        })
    }

    /// Whether what follows the `#` is a name and no pointer.
    pub(super) fn is_anchor(&self) -> bool {
        !self.fragment.is_empty() && !self.fragment.starts_with('/')
    }
}

/// Whether it starts with a scheme or an authority. A drive letter counts as a scheme.
fn is_url(path: &str) -> bool {
    scheme(path).is_some() || path.starts_with("//")
}

/// `path`, which is relative to `folder`, without `.` and `..`; `None` where it leads above the root folder, is
/// absolute, or has a backslash or a NUL, which some systems would take for more than a letter.
pub(super) fn normalise(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains(['\\', '\0']) {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `%41` to `A`; a `%` that starts no escape stays. `None` where the result is not UTF-8.
fn percent_decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escape = match (first, after) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match escape {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(from: &str, text: &str) -> Result<Option<String>, RefProblem> {
        Reference::parse(from, text).map(|reference| reference.file)
    }

    #[test]
    fn paths_are_relative_to_the_file_they_stand_in() {
        let path = |text: &str| file("a/b/c.yaml", text).unwrap().unwrap();
        assert_eq!(path("d.yaml"), "a/b/d.yaml");
        assert_eq!(path("./d.yaml#/x"), "a/b/d.yaml");
        assert_eq!(path("../../d.yaml"), "d.yaml");
        assert_eq!(path("../b/../../a//d%20e.yaml"), "a/d e.yaml");
        assert_eq!(path("100%.yaml"), "a/b/100%.yaml");
        assert_eq!(file("a.yaml", "#/x").unwrap(), None);
    }

    #[test]
    fn nothing_leads_out() {
        for text in [
            "../../../d",
            "/etc/passwd",
            "%2e%2e/%2e%2e/%2E%2E/d",
            "..\\d",
            "a%00",
        ] {
            let problem = file("a/b/c.yaml", text).unwrap_err();
            assert!(
                matches!(problem, RefProblem::Outside(_)),
                "{text}: {problem:?}"
            );
        }
        for text in [
            "https://x.org/a",
            "file:///etc/passwd",
            "//x.org/a",
            "C:\\a",
            "urn:a:b",
        ] {
            let problem = file("a.yaml", text).unwrap_err();
            assert!(matches!(problem, RefProblem::Url(_)), "{text}: {problem:?}");
        }
        assert_eq!(file("a", ""), Err(RefProblem::Malformed(String::new())));
        assert!(file("a", "b%ff").is_err());
    }
}
