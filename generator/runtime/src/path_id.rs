//! Ids as they stand in a path.

use super::Uuid;

/// What names something in a path: a text, or a UUID as it is read from an answer.
pub trait PathId {
    /// The text.
    fn into_text(self) -> String;
}

impl PathId for &str {
    fn into_text(self) -> String {
        self.to_owned()
    }
}

impl PathId for String {
    fn into_text(self) -> String {
        self
    }
}

impl PathId for &String {
    fn into_text(self) -> String {
        self.clone()
    }
}

impl PathId for Uuid {
    fn into_text(self) -> String {
        self.to_string()
    }
}

impl PathId for &Uuid {
    fn into_text(self) -> String {
        self.to_string()
    }
}
