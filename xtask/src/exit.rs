//! How a command ends. It knows no command.

use std::process::ExitCode;

/// What the exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// It is done.
    Done = 0,
    /// A check found a difference, or problems.
    Differs = 1,
    /// The command was not understood.
    Usage = 2,
    /// The document can't be generated.
    Refused = 3,
    /// It was generated, with operations left out.
    Partial = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command ends before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Somebody asked how it is used.
    Help(&'static str),
    /// It was not understood.
    Usage(String),
    /// It cannot go on.
    Failed(Exit, String),
}

impl Stop {
    /// What keeps a client from being generated or written.
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self::Failed(Exit::Refused, message.into())
    }
}

impl From<lexopt::Error> for Stop {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(error.to_string())
    }
}
