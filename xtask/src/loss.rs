//! Keywords that are dropped now and were not when the report of an API was committed. It knows reports, not keywords.

use crate::apis::Api;
use crate::exit::Stop;
use crate::input::why;
use launchway_generator::Outcome;
use launchway_generator::diag::{Code, Diagnostic};
use serde_json::Value;
use std::path::Path;

/// Adds a diagnostic for each keyword that is newly dropped; returns how many there are.
pub(crate) fn tell(root: &Path, api: &Api, outcome: &mut Outcome) -> Result<usize, Stop> {
    let path = format!("generated/report/{}.json", api.name);
    let text = match std::fs::read_to_string(root.join(&path)) {
        Ok(text) => text,
        // The first report has nothing before it.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(error) => {
            return Err(Stop::refused(format!(
                "`{path}` cannot be read: {}",
                why(&error)
            )));
        }
    };
    // One that is no report any more is stale, which is told by itself.
    let committed: Value = serde_json::from_str(&text).unwrap_or_default();
    let Some(before) = committed.get("keywords") else {
        return Ok(0);
    };
    let was_dropped = |keyword: &str| {
        let dropped = before.get(keyword).and_then(|met| met.get("dropped"));
        dropped
            .and_then(Value::as_u64)
            .is_some_and(|count| count > 0)
    };
    let first = outcome.ledger.keywords.first.clone();
    let new = first.iter().filter(|(keyword, _)| !was_dropped(keyword));
    let mut count = 0;
    for (keyword, place) in new {
        let name = keyword.rsplit('.').next().unwrap_or(keyword);
        let message = format!(
            "`{name}` decides nothing here and is told to nobody, which `{path}` does not say yet"
        );
        let remedy = "say it in words that the generator knows, or let `cargo xtask codegen` write it into the report";
        outcome.diagnostics.push(
            Diagnostic::new(Code::KeywordDropped, &place.child(name), message).remedy(remedy),
        );
        count += 1;
    }
    Ok(count)
}
