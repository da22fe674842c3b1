//! Responses.

use super::Found;
use crate::diag::{Code, Diagnostic};
use crate::document::ResponseView;
use crate::ir::{Response, StatusKey};
use crate::lower::context::Lowering;
use crate::lower::docs;

impl Lowering<'_, '_> {
    pub(super) fn responses(&mut self, found: &Found) -> Vec<Response> {
        let mut responses: Vec<Response> = Vec::new();
        for (text, view) in &found.responses {
            let place = found.view.place.child("responses").child(text);
            let status = status(text).filter(|it| !responses.iter().any(|r| r.status == *it));
            let Some(status) = status else {
                // The document keeps only statuses, each once.
                let what = format!("the status `{text}` came through");
                self.found.push(Diagnostic::new(Code::Defect, &place, what));
                continue;
            };
            responses.push(self.response(status, view));
        }
        responses
    }

    fn response(&mut self, status: StatusKey, view: &ResponseView) -> Response {
        let is_error = !status.is_success() && status != StatusKey::Default;
        let contents = view
            .content
            .iter()
            .map(
                |(media, inside)| match self.enveloped(status, media, inside) {
                    Some(content) => content,
                    None if is_error => self.content(media, inside),
                    None => self.received(media, inside),
                },
            )
            .collect();
        Response {
            status,
            contents,
            headers: self.headers(&view.headers),
            docs: docs::of(None, view.description(), false),
            place: view.place.clone(),
        }
    }
}

fn status(text: &str) -> Option<StatusKey> {
    if text == "default" {
        return Some(StatusKey::Default);
    }
    if let Ok(code) = text.parse::<u16>() {
        return (100..600).contains(&code).then_some(StatusKey::Code(code));
    }
    let hundred = text.get(..1)?.parse::<u8>().ok()?;
    let is_range = text.get(1..)?.eq_ignore_ascii_case("xx");
    (is_range && (1..6).contains(&hundred)).then_some(StatusKey::Range(hundred))
}
