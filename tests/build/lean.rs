//! Run times with parts left out, each with an API that needs no more: that they compile is the test.

use crate::case::Case;
use launchway_generator::plan::Part;
use std::collections::BTreeMap;

/// A run time, and the case that stands on it.
pub(crate) struct Lean<'c> {
    /// The module that holds both.
    pub(crate) name: String,
    /// The case.
    pub(crate) case: &'c Case,
}

/// One without any part, and for each part the case that needs least beside it.
pub(crate) fn choose(cases: &[Case]) -> Vec<Lean<'_>> {
    let mut chosen: BTreeMap<String, &Case> = BTreeMap::new();
    let wants = [None].into_iter().chain(Part::ALL.map(Some));
    for want in wants {
        let fitting = cases.iter().filter(|case| match want {
            Some(part) => case.parts.contains(&part),
            None => !case.files.is_empty() && case.parts.is_empty(),
        });
        if let Some(case) = fitting.min_by_key(|case| case.parts.len()) {
            let name = want.map_or("bare".to_owned(), |part| format!("{part:?}").to_lowercase());
            chosen.insert(name, case);
        }
    }
    chosen
        .into_iter()
        .map(|(name, case)| Lean { name, case })
        .collect()
}
