//! The headers in which an API tells the id that it gave a request, if the document names them
//! (`x-launchway-request-id`).

use super::context::Lowering;
use crate::diag::{Code, Diagnostic, FileId, Place};
use serde_json::Value;

/// The extension.
const KEY: &str = "x-launchway-request-id";

impl Lowering<'_, '_> {
    /// Reads the name, or the names in the order in which they are looked for.
    pub(super) fn request_ids(&mut self) {
        let Some(said) = self.document.extension(KEY) else {
            return;
        };
        let entries = match said {
            Value::Array(entries) => entries.as_slice(),
            one => std::slice::from_ref(one),
        };
        let names = entries
            .iter()
            .map(|entry| entry.as_str().filter(|it| is_name(it)));
        match names.collect::<Option<Vec<&str>>>() {
            Some(names) if !names.is_empty() => {
                self.api.request_ids = names.iter().map(|name| name.to_lowercase()).collect();
            }
            _ => {
                let place = Place::file(FileId::ROOT).child(KEY);
                let message = format!("`{KEY}` is {said}, which names no header");
                self.found.push(
                    Diagnostic::new(Code::ExtensionUnfit, &place, message)
                        .remedy("write the name of a header, or a list of names"),
                );
            }
        }
    }
}

/// Whether HTTP lets a header be called so.
fn is_name(text: &str) -> bool {
    const MARKS: &str = "!#$%&'*+-.^_`|~";
    let is_fit = |letter: char| letter.is_ascii_alphanumeric() || MARKS.contains(letter);
    !text.is_empty() && text.chars().all(is_fit)
}
