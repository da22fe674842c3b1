//! The codes by which an API says what went wrong, if the document lists them (`x-launchway-error-codes`).

use super::context::Lowering;
use super::rename;
use crate::diag::{Code, Diagnostic, FileId, Place};
use crate::ir::ErrorCode;
use serde_json::Value;
use std::collections::BTreeSet;

/// The extension.
const KEY: &str = "x-launchway-error-codes";

impl Lowering<'_, '_> {
    /// Reads the list: by code, the name that it has in code and what it means.
    pub(super) fn error_codes(&mut self) {
        let Some(said) = self.document.extension(KEY).cloned() else {
            return;
        };
        let place = Place::file(FileId::ROOT).child(KEY);
        let Some(entries) = said.as_object() else {
            return self.unfit_code(&place, "it is no map".to_owned());
        };
        let mut names = BTreeSet::new();
        for (code, entry) in entries {
            let place = place.child(code);
            match error_code(code, entry) {
                Some(known) if names.insert(known.name.to_lowercase()) => {
                    self.api.error_codes.push(known);
                }
                Some(known) => {
                    let message = format!("`{code}` has the name `{}` of another one", known.name);
                    self.unfit_code(&place, message);
                }
                None => self.unfit_code(&place, format!("`{code}` has no name and meaning")),
            }
        }
    }

    fn unfit_code(&mut self, place: &Place, message: String) {
        let message = format!("`{KEY}` does not fit: {message}");
        self.found.push(
            Diagnostic::new(Code::ExtensionUnfit, place, message).remedy(
                "write `'10007': {name: worker_not_found, meaning: There is no such Worker.}`",
            ),
        );
    }
}

fn error_code(code: &str, entry: &Value) -> Option<ErrorCode> {
    let text = |key: &str| entry.get(key).and_then(Value::as_str);
    let meaning = text("meaning").filter(|meaning| !meaning.trim().is_empty());
    Some(ErrorCode {
        code: code.to_owned(),
        name: text("name").filter(|name| rename::is_fit(name))?.to_owned(),
        meaning: meaning?.to_owned(),
    })
}
