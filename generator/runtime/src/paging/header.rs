//! The header `Link` (RFC 8288).

use http::HeaderMap;
use http::header::LINK;

/// The target of the first link of a relation.
pub(super) fn link(headers: &HeaderMap, relation: &str) -> Option<String> {
    let mut values = headers.get_all(LINK).iter();
    values.find_map(|value| first(value.to_str().ok()?, relation))
}

fn first(value: &str, relation: &str) -> Option<String> {
    let mut rest = value;
    while let Some((_, after)) = rest.split_once('<') {
        let (target, after) = after.split_once('>')?;
        let (parameters, after) = parameters(after);
        if parameters.iter().any(|each| has(each, relation)) {
            return Some(target.trim().to_owned()).filter(|target| !target.is_empty());
        }
        rest = after;
    }
    None
}

/// The parameters of a link, and what comes after it. Quoted texts may hold what else ends them.
fn parameters(text: &str) -> (Vec<&str>, &str) {
    let (mut found, mut start, mut is_quoted, mut is_escaped) = (Vec::new(), 0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            b';' | b',' if !is_quoted => {
                found.extend(text.get(start..at));
                start = at + 1;
                if byte == b',' {
                    return (found, text.get(start..).unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    found.extend(text.get(start..));
    (found, "")
}

/// Whether a parameter is `rel`, and has the relation among its own.
fn has(parameter: &str, relation: &str) -> bool {
    parameter.split_once('=').is_some_and(|(name, value)| {
        let mut relations = value.trim().trim_matches('"').split_ascii_whitespace();
        name.trim().eq_ignore_ascii_case("rel")
            && relations.any(|each| each.eq_ignore_ascii_case(relation))
    })
}
