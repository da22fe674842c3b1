//! What became of something that was waited for, where that is not what one wanted.

use super::{Descriptor, Problem, RawResponse};
use std::fmt;
use std::time::Duration;

/// What became of something that was waited for, where that is not what one wanted.
pub struct WaitError {
    pub(crate) operation: &'static Descriptor,
    pub(crate) state: Option<String>,
    pub(crate) after: Option<Duration>,
    pub(crate) attempts: u32,
    pub(crate) response: Option<RawResponse>,
    pub(crate) problems: Vec<Problem>,
}

impl WaitError {
    /// Whether it had not come to rest when the time was up.
    pub fn is_late(&self) -> bool {
        self.after.is_some()
    }

    /// The last state that was seen, as the API says it.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// Everything that the API says went wrong, in its order.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The first message.
    pub fn message(&self) -> Option<String> {
        let mut messages = self.problems.iter().filter_map(|it| it.message.clone());
        messages.next()
    }

    /// The last answer, where it came to rest.
    pub fn response(&self) -> Option<&RawResponse> {
        self.response.as_ref()
    }

    /// How often one has asked.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The operation that was asked.
    pub fn operation(&self) -> &'static Descriptor {
        self.operation
    }
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Descriptor { method, path, .. } = self.operation;
        let state = self.state.as_deref().unwrap_or("unknown");
        match self.after {
            Some(after) => write!(f, "{method} {path}: still {state} after {after:?}")?,
            None => write!(f, "{method} {path}: ended as {state}")?,
        }
        for problem in &self.problems {
            write!(f, ": {problem}")?;
        }
        match self.response.as_ref().and_then(RawResponse::request_id) {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Descriptor { method, path, .. } = self.operation;
        f.debug_struct("WaitError")
            .field("operation", &format_args!("{method} {path}"))
            .field("state", &self.state)
            .field("after", &self.after)
            .field("response", &self.response)
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for WaitError {}
