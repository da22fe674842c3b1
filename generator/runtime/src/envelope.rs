//! An envelope looked into without reading what it holds: one pass over the top level of a JSON object.
//!
//! It knows member names only by what it is told.

use super::wire::ReadError;
use bytes::Bytes;
use jiter::{Jiter, Peek};
use std::ops::Range;

/// The envelope's member that is read in the body's stead.
#[derive(Clone)]
pub(crate) struct Inside {
    /// Its name.
    pub(crate) member: &'static str,
    /// Its JSON text, where the body was looked into: judging whether it tells of a success finds it by the way.
    pub(crate) text: Option<Bytes>,
}

/// What stands at the top level of a body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Members {
    /// The member that tells success, where it is a boolean.
    pub(crate) success: Option<bool>,
    /// Where the JSON text of the member looked for stands.
    pub(crate) wanted: Option<Range<usize>>,
}

/// Looks for two members of the object that the body is; a body of another type has no members.
///
/// # Errors
///
/// When the text is not JSON.
pub(crate) fn look(
    body: &[u8],
    success: Option<&str>,
    wanted: Option<&str>,
) -> Result<Members, ReadError> {
    let mut jiter = Jiter::new(body);
    let mut members = Members::default();
    if jiter.peek()? != Peek::Object {
        return Ok(members);
    }
    let mut key = jiter.known_object()?;
    while let Some(name) = key {
        let is_success = success == Some(name);
        let is_wanted = wanted == Some(name);
        let peek = jiter.peek()?;
        if is_success && matches!(peek, Peek::True | Peek::False) {
            members.success = Some(jiter.known_bool(peek)?);
        } else {
            let start = jiter.current_index();
            jiter.known_skip(peek)?;
            if is_wanted {
                members.wanted = Some(start..jiter.current_index());
            }
        }
        key = jiter.next_key()?;
    }
    jiter.finish()?;
    Ok(members)
}
