//! Whether an operation may be repeated (`x-launchway-retry`), where that does not follow from its method.

use crate::diag::{Code, Diagnostic};
use crate::document::OperationView;
use crate::ir::{Codec, Content, Response, Retry, Type};
use crate::lower::context::Lowering;

/// The extension.
const KEY: &str = "x-launchway-retry";

impl Lowering<'_, '_> {
    pub(super) fn retry(
        &mut self,
        view: &OperationView,
        method: &str,
        responses: &[Response],
    ) -> Option<Retry> {
        let said = view.extension(KEY)?;
        let (message, remedy) = match said.as_str() {
            Some("safe") => return Some(Retry::Safe),
            Some("never") => return Some(Retry::Never),
            Some("until-gone") if method != "delete" => (
                "is for what deletes".to_owned(),
                "write `safe`, or leave it out: then the method decides",
            ),
            Some("until-gone") if !may_be_nothing(responses) => (
                "is for what may answer with nothing, as a second time does".to_owned(),
                "leave it out: a repetition that finds nothing is an error then",
            ),
            Some("until-gone") => return Some(Retry::UntilGone),
            _ => (
                format!("is {said}, which is unknown"),
                "write `safe`, `until-gone` or `never`, or leave it out: then the method decides",
            ),
        };
        self.found.push(
            Diagnostic::new(
                Code::ExtensionUnfit,
                &view.place.child(KEY),
                format!("`{KEY}` {message}"),
            )
            .remedy(remedy),
        );
        None
    }
}

/// Whether the output of a success may be nothing: no body, null, or any JSON.
fn may_be_nothing(responses: &[Response]) -> bool {
    let successes = || responses.iter().filter(|it| it.status.is_success());
    let empty = |content: &Content| content.codec == Codec::Empty;
    let is_nothing = |response: &Response| response.contents.iter().all(empty);
    let allows = |content: &Content| {
        empty(content)
            || content.codec == Codec::Json
                && (content.ty.nullable || matches!(content.ty.ty, Type::Any(_)))
    };
    let mut contents: Vec<&Content> = successes().flat_map(|it| &it.contents).collect();
    contents.retain(|content| !empty(content));
    let Some((first, rest)) = contents.split_first() else {
        return true;
    };
    // Of several bodies the status tells which one came, and this one is none of them.
    let is_one = first.codec == Codec::Json && rest.iter().all(|it| it.ty == first.ty);
    is_one && (successes().any(is_nothing) || allows(first))
}
