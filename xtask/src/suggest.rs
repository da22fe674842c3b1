//! The name that somebody may have meant. It knows only names.

/// How many names may be listed where none is near.
const LISTED: usize = 8;

/// A sentence on an unknown name, with the known one that is nearest.
pub(crate) fn unknown(kind: &str, given: &str, known: &[&str]) -> String {
    match nearest(given, known.iter().copied()) {
        Some(near) => format!("unknown {kind} `{given}`; did you mean `{near}`?"),
        None if known.len() <= LISTED => {
            let all = known.join("`, `");
            format!("unknown {kind} `{given}` (there are `{all}`)")
        }
        None => format!("unknown {kind} `{given}`"),
    }
}

/// The known name that is nearest, if one is near enough to be what was meant.
pub(crate) fn nearest<'k>(given: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let given = given.to_lowercase();
    let reach = (given.chars().count() / 3).clamp(1, 3);
    known
        .map(|name| (distance(&given, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= reach)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// How many letters must be put in, taken out or changed.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (above, letter) in left.chars().enumerate() {
        let mut next = vec![above + 1];
        let mut before = above + 1;
        for (pair, other) in row.windows(2).zip(&right) {
            let [diagonal, up] = *pair else { continue };
            before = (before + 1)
                .min(up + 1)
                .min(diagonal + usize::from(letter != *other));
            next.push(before);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_letters() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("codgen", "codegen"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn names_the_nearest_or_none() {
        let known = ["codegen", "generate", "lint"];
        assert_eq!(nearest("codgen", known.into_iter()), Some("codegen"));
        assert_eq!(nearest("LINT", known.into_iter()), Some("lint"));
        assert_eq!(nearest("deploy", known.into_iter()), None);
    }
}
