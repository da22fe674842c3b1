//! Where to go on later, as a text.

use super::super::Descriptor;
use super::super::draft::Draft;
use super::super::wire::{self, Base64};
use super::{Paging, Turning, progress::Place};
use std::fmt;

/// A place in a list, for [`Call::resume`](super::super::Call::resume) to go on from later.
///
/// It is a text that may be kept anywhere. It tells a page and how much of that was given, and no credential; so it
/// belongs to a call of the same operation with the same parameters.
///
/// ```text
/// let mut items = call.clone().items();
/// items.next().await;
/// let kept: Option<String> = items.resume_token().map(|token| token.as_str().to_owned());
/// // Another day:
/// let rest = call.resume(kept.unwrap()).items();
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ResumeToken(String);

/// What a token begins with; another layout will have another one.
const VERSION: &str = "1";

impl ResumeToken {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The token of a page of which that many items were given.
    pub(super) fn new(operation: &Descriptor, place: &Place, given: usize) -> Self {
        let place = match place {
            Place::Start => String::new(),
            Place::Number(number) => number.to_string(),
            Place::Cursor(text) | Place::Link(text) => text.clone(),
        };
        let Descriptor { method, path, .. } = operation;
        let text = format!("{VERSION}\n{method} {path}\n{given}\n{place}");
        let json = wire::to_string(&Base64::from(text.into_bytes()));
        let bare = json.trim_matches(['"', '=']);
        Self(bare.replace('+', "-").replace('/', "_"))
    }

    /// Lets a call begin where this says; what it was told of pages itself no longer counts.
    pub(crate) fn apply(&self, operation: &Descriptor, paging: &Paging, draft: &mut Draft) {
        let Some(text) = self.text() else {
            return draft.fault("this text is no resume token".to_owned());
        };
        let Descriptor { method, path, .. } = operation;
        let Some((given, place)) = parts(&text, &format!("{method} {path}")) else {
            return draft.fault("the resume token is of another operation".to_owned());
        };
        draft.skipped = given;
        match paging.turning {
            _ if place.is_empty() => {}
            Turning::Single => {}
            Turning::Number(parameter) | Turning::Cursor { parameter, .. } => {
                draft.set_query(parameter, place);
            }
            // Whatever it holds, it stays on this origin.
            Turning::Link(_) | Turning::Header(_) => draft.link = Some(place.to_owned()),
        }
    }

    fn text(&self) -> Option<String> {
        let bytes: Base64 = wire::from_plain(self.0.trim()).ok()?;
        let text = String::from_utf8(bytes.into_vec()).ok()?;
        text.starts_with(&format!("{VERSION}\n")).then_some(text)
    }
}

/// How many items were given, and the page.
fn parts<'t>(text: &'t str, operation: &str) -> Option<(usize, &'t str)> {
    let mut lines = text.splitn(4, '\n').skip(1);
    let is_same = lines.next()? == operation;
    let given = lines.next()?.parse().ok()?;
    lines.next().filter(|_| is_same).map(|place| (given, place))
}

impl fmt::Display for ResumeToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for ResumeToken {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for ResumeToken {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}
