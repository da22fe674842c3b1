//! What the mock says of itself.

use super::super::{Desk, example};
use crate::ir::{Method, Operation};

/// What the module is.
pub(super) fn of_module() -> Vec<String> {
    [
        "Answers for tests of programs that use the client: [`examples`] answers every operation by the example of the",
        "API's document.",
    ]
    .map(str::to_owned)
    .into()
}

/// What the function says of itself.
pub(super) fn of_examples(desk: &Desk<'_>, operations: &[&Operation]) -> Vec<String> {
    let mut docs: Vec<String> = [
        "A mock that answers every operation by the example of the API's document, whatever it is asked for: any id is",
        "known, nothing is remembered, and a list is one page. Where the document has no example, the answer has what the",
        "schema requires and no more.",
        "",
        "[`on`](Mock::on) gives an operation another answer, and [`requests_of`](Mock::requests_of) what was sent to it.",
        "What no operation is for is answered by 404 or 405, with a problem that says so.",
    ]
    .map(str::to_owned)
    .into();
    docs.extend(program(desk, operations).unwrap_or_default());
    docs
}

/// A test as a user would write it, of the first operation that gets one thing by an id.
fn program(desk: &Desk<'_>, operations: &[&Operation]) -> Option<Vec<String>> {
    let krate = desk.input.config.examples.as_deref()?;
    let module = desk.input.config.module.replacen("crate", krate, 1);
    let gets = operations.iter().filter(|operation| {
        operation.method == Method::Get
            && operation.path.ends_with('}')
            && operation.paging.is_none()
    });
    let (operation, call) = gets
        .filter_map(|operation| Some((operation, example::call(desk, operation)?)))
        .next()?;
    let credentials = credentials(desk)?;
    let id = format!("{:?}", operation.id);
    Some(vec![
        String::new(),
        "```".to_owned(),
        format!("use {module}::{{Client, mock}};"),
        String::new(),
        "let mock = mock::examples();".to_owned(),
        format!("let client = Client::builder(){credentials}.transport(mock.clone()).build()?;"),
        format!("let found = {call}.send_blocking()?;"),
        "println!(\"{found:?}\");".to_owned(),
        String::new(),
        format!("mock.on({id}).status(404);"),
        format!("assert!({call}.send_blocking().is_err_and(|error| error.is_not_found()));"),
        format!("assert_eq!(mock.requests_of({id}).len(), 2);"),
        format!("# Ok::<(), {krate}::runtime::Error>(())"),
        "```".to_owned(),
    ])
}

/// The builder's methods for the credentials that the API asks for first.
fn credentials(desk: &Desk<'_>) -> Option<String> {
    let asked = desk.api().security.first()?;
    let plans = super::super::client::credentials(desk);
    let mut text = String::new();
    for scheme in asked {
        let plan = plans.iter().find(|plan| plan.scheme == *scheme)?;
        let given = if plan.basic {
            "\"any\", \"any\""
        } else {
            "\"any\""
        };
        text += &format!(".{}({given})", plan.name);
    }
    Some(text)
}
