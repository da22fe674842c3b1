//! Base URIs (RFC 3986, section 5): what a relative reference means below an id. It knows no file.
//!
//! A file that says no URI of its own has its path below the root folder for one. Such a URI has no scheme and no
//! leading slash, so it is never taken for what a document calls itself.

use super::reference::normalise;
use std::fmt;

/// A URI without its fragment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Uri {
    /// Scheme and authority, in lower case; empty where none is known.
    prefix: String,
    /// The rest, without `.` and `..`.
    path: String,
}

impl Uri {
    /// The URI of a file that says none itself.
    pub(super) fn of_file(path: &str) -> Self {
        Self {
            prefix: String::new(),
            path: path.to_owned(),
        }
    }

    /// The path of a file, where this is one.
    pub(super) fn as_file(&self) -> Option<&str> {
        let is_file = self.prefix.is_empty() && !self.path.starts_with('/');
        is_file.then_some(self.path.as_str())
    }

    /// What `reference`, which has no fragment, means where this is the base; `None` where it leads above the root
    /// folder.
    pub(super) fn join(&self, reference: &str) -> Option<Self> {
        if let Some((scheme, rest)) = scheme(reference) {
            return Some(Self::absolute(&scheme.to_lowercase(), rest));
        }
        if let Some(rest) = reference.strip_prefix("//") {
            let scheme = self.prefix.split(':').next().unwrap_or_default();
            return Some(Self::absolute(scheme, &format!("//{rest}")));
        }
        if reference.is_empty() {
            return Some(self.clone());
        }
        let path = match reference.strip_prefix('/') {
            Some(rest) => rooted(rest),
            None => {
                let path = self.path.split('?').next().unwrap_or_default();
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                match self.as_file() {
                    Some(_) => normalise(folder, reference)?,
                    None => rooted(&format!("{folder}/{reference}")),
                }
            }
        };
        let prefix = self.prefix.clone();
        Some(Self { prefix, path })
    }

    fn absolute(scheme: &str, rest: &str) -> Self {
        let Some(hierarchy) = rest.strip_prefix("//") else {
            // Nothing is relative to a name such as `urn:example:a`, so it stays as it is.
            return Self {
                prefix: format!("{scheme}:"),
                path: rest.to_owned(),
            };
        };
        let end = hierarchy.find(['/', '?']).unwrap_or(hierarchy.len());
        let (authority, path) = hierarchy.split_at(end);
        Self {
            prefix: format!("{scheme}://{}", authority.to_lowercase()),
            path: rooted(path),
        }
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.prefix, self.path)
    }
}

/// The scheme that a text starts with, and what follows its colon.
pub(super) fn scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some((scheme, rest))
}

/// A path from its root on, without `.` and `..`; one that leads above the root ends there.
fn rooted(path: &str) -> String {
    let (path, query) = match path.find('?') {
        Some(at) => path.split_at(at),
        None => (path, ""),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let is_folder = !parts.is_empty() && ["/", "/.", "/.."].iter().any(|end| path.ends_with(end));
    let end = if is_folder { "/" } else { "" };
    format!("/{}{end}{query}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(base: &str, reference: &str) -> Option<String> {
        let base = Uri::of_file("").join(base)?;
        let uri = base.join(reference)?;
        Some(uri.to_string())
    }

    #[test]
    fn references_are_relative_to_their_base() {
        let joined = |base, reference| join(base, reference).unwrap();
        let base = "HTTPS://Schemas.example.com/a/b?v=1/2";
        assert_eq!(joined(base, ""), "https://schemas.example.com/a/b?v=1/2");
        assert_eq!(joined(base, "c"), "https://schemas.example.com/a/c");
        assert_eq!(
            joined(base, "./c/../d/"),
            "https://schemas.example.com/a/d/"
        );
        assert_eq!(joined(base, "../../../c"), "https://schemas.example.com/c");
        assert_eq!(joined(base, "/c?v=2"), "https://schemas.example.com/c?v=2");
        assert_eq!(
            joined(base, "//other.example.com"),
            "https://other.example.com/"
        );
        assert_eq!(joined(base, "urn:example:a"), "urn:example:a");
        assert_eq!(joined("/api/openapi", "schemas/a"), "/api/schemas/a");
    }

    #[test]
    fn a_file_without_a_uri_has_its_path() {
        let joined = |base, reference| join(base, reference);
        assert_eq!(joined("a/b.yaml", "c.yaml").as_deref(), Some("a/c.yaml"));
        assert_eq!(joined("a/b.yaml", "../c.yaml").as_deref(), Some("c.yaml"));
        assert_eq!(joined("a/b.yaml", "../../c.yaml"), None);
        assert_eq!(joined("a/b.yaml", "/c.yaml").as_deref(), Some("/c.yaml"));
        assert!(Uri::of_file("c.yaml").as_file().is_some());
        assert!(
            Uri::of_file("")
                .join("/c.yaml")
                .unwrap()
                .as_file()
                .is_none()
        );
    }
}
