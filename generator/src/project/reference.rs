//! References of schemas: which a schema is or starts from, and where it leads.

use super::{Projector, Version, internal};
use crate::diag::{Code, Diagnostic, Place};
use crate::source::{Map, RefProblem};
use serde_json::Value;

impl Projector<'_> {
    /// Where a reference leads, as a reference to that place.
    pub(super) fn target(&self, place: &Place, keyword: &str, text: &str) -> Option<Value> {
        match self.sources.resolve(place, text) {
            Ok(target) => {
                self.questionable(place, keyword, text, &target);
                Some(internal::to(&target))
            }
            Err(problem) => {
                self.dangling(place, &problem);
                None
            }
        }
    }

    /// Says where a reference was not followed to the letter.
    fn questionable(&self, place: &Place, keyword: &str, text: &str, target: &Place) {
        // In version 3.0 an id means nothing.
        if self.version > Version::V30 && self.sources.disregards_id(place, text) {
            let message = format!("`{text}` leads nowhere from the `$id` of the schema around it");
            self.report(Diagnostic::new(Code::IdDisregarded, place, message).remedy(
                "it is read from the file on; remove the `$id`, or refer to the target by its own",
            ));
        }
        if keyword == "$dynamicRef" && self.sources.is_dynamic(target, text) {
            let message = format!("where `{text}` leads depends on the road to it");
            self.report(
                Diagnostic::new(Code::DynamicReference, place, message).remedy(
                    "the nearest anchor is taken, whatever refers to this schema; describe the others one by one",
                ),
            );
        }
    }

    /// Says that a reference leads nowhere.
    pub fn dangling(&self, place: &Place, problem: &RefProblem) {
        let (code, remedy) = match problem {
            RefProblem::Loop(_) => (Code::ReferenceLoop, "let one of the references lead on"),
            _ => (
                Code::ReferenceDangling,
                "mend the reference; what it stands for is untyped or left out",
            ),
        };
        let remedy = match problem {
            RefProblem::Nothing(text) => self.sources.nearest(place, text).map_or_else(
                || remedy.to_owned(),
                |near| format!("did you mean `{near}`? What it stands for is untyped or left out"),
            ),
            _ => remedy.to_owned(),
        };
        self.report(Diagnostic::new(code, place, problem.message()).remedy(remedy));
    }
}

/// The reference that a schema is or starts from, and its keyword.
pub(super) fn reference(map: &Map) -> Option<(&'static str, &str)> {
    ["$ref", "$dynamicRef", "$recursiveRef"]
        .into_iter()
        .find_map(|keyword| Some((keyword, map.get(keyword)?.as_str()?)))
}

/// Keywords that only describe: beside a reference they change no meaning.
pub(super) fn describes(keyword: &str) -> bool {
    matches!(
        keyword,
        "$ref"
            | "description"
            | "summary"
            | "title"
            | "deprecated"
            | "example"
            | "examples"
            | "externalDocs"
            | "readOnly"
            | "writeOnly"
            | "$comment"
    ) || keyword.starts_with("x-")
}
