//! How one waits for what an operation began.

use super::OperationId;

/// How one waits for what an operation began. Places are JSON pointers into the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiter {
    /// It is asked itself, until its answer shows a state of rest.
    States(Box<StateWaiter>),
    /// It is asked itself, until what one waits for is the first of a list.
    Newest {
        /// Where the list is.
        list: String,
        /// Where in an item its id is.
        key: String,
    },
    /// The header `Location` of its answer says what to ask: an operation whose waiter is [`Waiter::States`].
    Location(OperationId),
}

/// What the states of something mean. States that are in none of the lists go on by themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateWaiter {
    /// Where the state is.
    pub state: String,
    /// The states by their meaning.
    pub states: Vec<(Meaning, Vec<String>)>,
    /// A place, and the values there of what has ended, whatever its state.
    pub ended: Option<(String, Vec<String>)>,
    /// Where it is told what went wrong.
    pub errors: Option<String>,
    /// After how many seconds one gives up.
    pub deadline: Option<u32>,
}

/// What a state means for who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// It is done.
    Success,
    /// It stands still until somebody acts.
    Paused,
    /// It went wrong.
    Failure,
    /// Somebody called it off.
    Canceled,
    /// It gave way to something newer.
    Superseded,
}

impl Meaning {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Success,
        Self::Paused,
        Self::Failure,
        Self::Canceled,
        Self::Superseded,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Paused => "paused",
            Self::Failure => "failure",
            Self::Canceled => "canceled",
            Self::Superseded => "superseded",
        }
    }
}
