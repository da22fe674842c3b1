//! How something came to rest, and the states before.

/// How something came to rest, by its meaning; the value is the last answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<T> {
    /// It is done.
    Success(T),
    /// It stands still until somebody acts; then one can wait again.
    Paused(T),
    /// It went wrong, or ended in a way that has no name here.
    Failure(T),
    /// Somebody called it off.
    Canceled(T),
    /// It gave way to something newer.
    Superseded(T),
}

impl<T> Outcome<T> {
    /// The last answer, whatever it means.
    pub fn value(&self) -> &T {
        match self {
            Self::Success(value)
            | Self::Paused(value)
            | Self::Failure(value)
            | Self::Canceled(value)
            | Self::Superseded(value) => value,
        }
    }

    /// The last answer, whatever it means.
    pub fn into_value(self) -> T {
        match self {
            Self::Success(value)
            | Self::Paused(value)
            | Self::Failure(value)
            | Self::Canceled(value)
            | Self::Superseded(value) => value,
        }
    }

    /// The same with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Outcome<U> {
        match self {
            Self::Success(value) => Outcome::Success(change(value)),
            Self::Paused(value) => Outcome::Paused(change(value)),
            Self::Failure(value) => Outcome::Failure(change(value)),
            Self::Canceled(value) => Outcome::Canceled(change(value)),
            Self::Superseded(value) => Outcome::Superseded(change(value)),
        }
    }

    /// Whether it is done.
    pub fn is_success(&self) -> bool {
        matches!(self, Self::Success(_))
    }
}

/// A state on the way.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress<T> {
    /// It goes on.
    Going(T),
    /// It came to rest; nothing follows.
    Reached(Outcome<T>),
}
