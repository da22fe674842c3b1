//! What an answer means for who waits: plain functions over values, that send nothing.

use super::super::problem::{self, Problem};
use super::super::uri;
use super::super::wire::{Json, ReadError, Segment};
use std::time::Duration;

/// How one tells from an answer whether what it describes has come to rest, as the API's document says it.
///
/// Places are JSON pointers into the output: `/status/reason`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Waiter {
    state: &'static str,
    states: [&'static [&'static str]; 5],
    ended: Option<(&'static str, &'static [&'static str])>,
    errors: Option<&'static str>,
    deadline: Option<Duration>,
}

/// How an answer tells which of a list's items is the newest one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Newest {
    /// Where the list is, newest first.
    list: &'static str,
    /// Where in an item its id is.
    key: &'static str,
}

/// What a state means for who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Success,
    Paused,
    Failure,
    Canceled,
    Superseded,
    /// It goes on by itself.
    Pending,
}

/// The meanings of [`Waiter::states`], in its order.
const MEANINGS: [Meaning; 5] = [
    Meaning::Success,
    Meaning::Paused,
    Meaning::Failure,
    Meaning::Canceled,
    Meaning::Superseded,
];

impl Waiter {
    /// The state is at that place.
    pub const fn at(state: &'static str) -> Self {
        Self {
            state,
            states: [&[]; 5],
            ended: None,
            errors: None,
            deadline: None,
        }
    }

    /// The states of what went well.
    #[must_use]
    pub const fn success(mut self, states: &'static [&'static str]) -> Self {
        self.states[0] = states;
        self
    }

    /// The states of what stands still until somebody acts.
    #[must_use]
    pub const fn paused(mut self, states: &'static [&'static str]) -> Self {
        self.states[1] = states;
        self
    }

    /// The states of what went wrong.
    #[must_use]
    pub const fn failure(mut self, states: &'static [&'static str]) -> Self {
        self.states[2] = states;
        self
    }

    /// The states of what somebody called off.
    #[must_use]
    pub const fn canceled(mut self, states: &'static [&'static str]) -> Self {
        self.states[3] = states;
        self
    }

    /// The states of what gave way to something newer.
    #[must_use]
    pub const fn superseded(mut self, states: &'static [&'static str]) -> Self {
        self.states[4] = states;
        self
    }

    /// What has one of these values at that place has ended, also in a state that has no meaning here.
    #[must_use]
    pub const fn ended(mut self, at: &'static str, values: &'static [&'static str]) -> Self {
        self.ended = Some((at, values));
        self
    }

    /// Where it is told what went wrong.
    #[must_use]
    pub const fn errors(mut self, at: &'static str) -> Self {
        self.errors = Some(at);
        self
    }

    /// After how many seconds one gives up, unless told otherwise.
    #[must_use]
    pub const fn deadline(mut self, seconds: u32) -> Self {
        self.deadline = Some(Duration::from_secs(seconds as u64));
        self
    }
}

impl Newest {
    /// The newest of a list is its first item; the items' ids are at `key`.
    pub const fn of(list: &'static str, key: &'static str) -> Self {
        Self { list, key }
    }
}

/// What is waited for.
#[derive(Clone, Debug)]
pub(crate) enum Rule {
    States(Waiter),
    /// Until the newest item has that id.
    Newest(Newest, String),
}

/// What an answer says of what is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) meaning: Meaning,
    /// The state, as the API says it.
    pub(crate) state: String,
}

impl Rule {
    pub(crate) fn deadline(&self) -> Option<Duration> {
        match self {
            Self::States(waiter) => waiter.deadline,
            Self::Newest(..) => None,
        }
    }

    /// What an output says.
    ///
    /// # Errors
    ///
    /// When there is no state where it should be.
    pub(crate) fn judge(&self, output: &Json) -> Result<Verdict, ReadError> {
        match self {
            Self::States(waiter) => by_state(waiter, output),
            Self::Newest(newest, id) => by_place(*newest, id, output),
        }
    }

    /// What an output says went wrong.
    pub(crate) fn problems(&self, output: &Json) -> Vec<Problem> {
        let at = match self {
            Self::States(waiter) => waiter.errors,
            Self::Newest(..) => None,
        };
        let found = at.and_then(|at| find(output, at));
        found.map_or_else(Vec::new, |found| problem::all(&found))
    }
}

fn by_state(waiter: &Waiter, output: &Json) -> Result<Verdict, ReadError> {
    let state = text(output, waiter.state)?;
    let known = waiter
        .states
        .iter()
        .position(|states| states.contains(&state.as_str()));
    let meaning = match known.and_then(|at| MEANINGS.get(at)) {
        Some(meaning) => *meaning,
        None if has_ended(waiter, output) => Meaning::Failure,
        None => Meaning::Pending,
    };
    Ok(Verdict { meaning, state })
}

fn has_ended(waiter: &Waiter, output: &Json) -> bool {
    waiter.ended.is_some_and(|(at, values)| {
        let value = text(output, at);
        value.is_ok_and(|value| values.contains(&value.as_str()))
    })
}

fn by_place(newest: Newest, id: &str, output: &Json) -> Result<Verdict, ReadError> {
    let items = find(output, newest.list).and_then(|list| list.items());
    let items = items.ok_or_else(|| missing(newest.list))?;
    let at = items
        .iter()
        .position(|item| text(item, newest.key).is_ok_and(|own| own == id));
    let (meaning, state) = match at {
        Some(0) => (Meaning::Success, "in force"),
        Some(_) => (Meaning::Superseded, "superseded"),
        None => (Meaning::Pending, "not there yet"),
    };
    Ok(Verdict {
        meaning,
        state: state.to_owned(),
    })
}

fn text(json: &Json, pointer: &str) -> Result<String, ReadError> {
    let found = find(json, pointer).filter(|found| !found.is_null());
    let found = found.ok_or_else(|| missing(pointer))?;
    Ok(match found.as_str() {
        Some(text) => text.into_owned(),
        None => found.as_text().to_owned(),
    })
}

#[cold]
fn missing(pointer: &str) -> ReadError {
    let mut error = ReadError::new("no state to wait for");
    for name in pointer
        .split('/')
        .skip(1)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        error = error.within(Segment::Member(unescaped(name)));
    }
    error
}

/// What a JSON pointer (RFC 6901) leads to.
fn find(json: &Json, pointer: &str) -> Option<Json> {
    let mut found = json.clone();
    for name in pointer.split('/').skip(1) {
        found = match found.items() {
            Some(mut items) => {
                let at = name.parse().ok().filter(|at| *at < items.len())?;
                items.swap_remove(at)
            }
            None => found.get(&unescaped(name))?,
        };
    }
    Some(found)
}

fn unescaped(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}

/// The values for a template's parameters, from the address of something that the template describes: by the last
/// parts of its path, wherever the API is.
pub(crate) fn match_location(template: &str, location: &str) -> Option<Vec<String>> {
    let path = location.split(['?', '#']).next()?;
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => path,
    };
    let parts: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
    let wanted: Vec<&str> = template.split('/').filter(|it| !it.is_empty()).collect();
    let parts = &parts[parts.len().checked_sub(wanted.len())?..];
    let mut values = Vec::new();
    for (wanted, part) in wanted.iter().zip(parts) {
        if wanted.starts_with('{') {
            values.push(uri::decode(part)?);
        } else if wanted != part {
            return None;
        }
    }
    Some(values)
}
