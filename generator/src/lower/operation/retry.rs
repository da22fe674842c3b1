//! Whether an operation may be repeated (`x-launchway-retry`), where that does not follow from its method.

use crate::diag::{Code, Diagnostic};
use crate::document::OperationView;
use crate::ir::Retry;
use crate::lower::context::Lowering;

/// The extension.
const KEY: &str = "x-launchway-retry";

impl Lowering<'_, '_> {
    pub(super) fn retry(&mut self, view: &OperationView) -> Option<Retry> {
        let said = view.extension(KEY)?;
        match said.as_str() {
            Some("safe") => Some(Retry::Safe),
            Some("never") => Some(Retry::Never),
            _ => {
                let message = format!("`{KEY}` is {said}, which is unknown");
                self.found.push(
                    Diagnostic::new(Code::ExtensionUnfit, &view.place.child(KEY), message).remedy(
                        "write `safe` or `never`, or leave it out: then the method decides",
                    ),
                );
                None
            }
        }
    }
}
