//! Names that a document asks for (`x-launchway-name`).

use super::context::Lowering;
use crate::diag::{Code, Diagnostic, Place};
use serde_json::Value;

/// The extension.
pub(super) const KEY: &str = "x-launchway-name";

/// The name, if one is asked for that words can be made of.
pub(super) fn asked(value: Option<&Value>) -> Option<String> {
    let name = value?.as_str()?;
    is_fit(name).then(|| name.to_owned())
}

/// Whether a name is a list of words: letters, digits and what stands between words, a letter first.
pub(super) fn is_fit(name: &str) -> bool {
    let between = |letter: char| matches!(letter, '_' | '-' | ' ' | '.');
    name.chars()
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && name.chars().any(|letter| letter.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || between(letter))
}

impl Lowering<'_, '_> {
    /// The name that an extension asks for; one that is none is reported.
    pub(super) fn rename(&mut self, value: Option<&Value>, place: &Place) -> Option<String> {
        let said = value?;
        let name = asked(Some(said));
        if name.is_none() {
            self.found.push(
                Diagnostic::new(
                    Code::ExtensionUnfit,
                    &place.child(KEY),
                    format!("`{KEY}` is {said}, which is no name"),
                )
                .remedy("write words of letters and digits, such as `worker_script`"),
            );
        }
        name
    }
}
