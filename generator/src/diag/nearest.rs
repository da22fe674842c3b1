//! "Did you mean": the known name that is nearest to one that nobody knows.

/// The known name that is nearest, if one is near enough to be what was meant.
pub fn nearest<'k>(given: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let given = given.to_lowercase();
    let reach = (given.chars().count() / 3).clamp(1, 3);
    known
        .map(|name| {
            (
                strsim::damerau_levenshtein(&given, &name.to_lowercase()),
                name,
            )
        })
        .filter(|(distance, _)| *distance <= reach)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}
