//! The text of a `$ref`: what it names, and what can be wrong with it.

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
        }
    }
}
