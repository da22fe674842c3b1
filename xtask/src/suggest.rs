//! The name that somebody may have meant. It knows only names.

pub(crate) use launchway_generator::diag::nearest;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_nearest_or_none() {
        let known = ["codegen", "generate", "lint"];
        assert_eq!(nearest("codgen", known.into_iter()), Some("codegen"));
        assert_eq!(nearest("LINT", known.into_iter()), Some("lint"));
        assert_eq!(nearest("deploy", known.into_iter()), None);
    }
}
