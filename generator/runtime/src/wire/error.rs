//! Why a JSON text could not be read, and where in it.

use std::fmt;

/// One step from a JSON value to a value inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// The member of that name.
    Member(String),
    /// The element at that index.
    Index(usize),
}

/// A JSON text that is malformed or is not what its type says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    message: String,
    /// Innermost first: each level adds its own step while the error passes through it.
    path: Vec<Segment>,
}

impl ReadError {
    /// An error at the value being read.
    #[cold]
    pub fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            message: message.into(),
            path: Vec::new(),
        }))
    }

    /// The same error, seen from the value around.
    #[cold]
    #[must_use]
    pub fn within(mut self, segment: Segment) -> Self {
        self.0.path.push(segment);
        self
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where: `$.resources[3].guid`; a name that is not a plain word is quoted, as in `$["a b"]`.
    pub fn path(&self) -> String {
        let mut text = String::from("$");
        for segment in self.0.path.iter().rev() {
            match segment {
                Segment::Member(name) if is_word(name) => {
                    text.push('.');
                    text.push_str(name);
                }
                Segment::Member(name) => text.push_str(&format!("[{name:?}]")),
                Segment::Index(index) => text.push_str(&format!("[{index}]")),
            }
        }
        text
    }
}

fn is_word(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.0.message, self.path())
    }
}

impl std::error::Error for ReadError {}

impl From<jiter::JiterError> for ReadError {
    #[cold]
    fn from(error: jiter::JiterError) -> Self {
        Self::new(format!(
            "malformed JSON: {} (byte {})",
            error.error_type, error.index
        ))
    }
}
