//! Path templates.

/// The names of the template's parameters, in order, each once.
pub(super) fn params(template: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let mut rest = template;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, next)) = after.split_once('}') else {
            break;
        };
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
        rest = next;
    }
    names
}

/// An id from method and path, such as `get_zones_by_id_dns_records`.
pub(super) fn words(method: &str, template: &str) -> String {
    let mut words = vec![method.to_lowercase()];
    for segment in template.split('/').filter(|segment| !segment.is_empty()) {
        for (index, piece) in segment.split('{').enumerate() {
            let (param, text) = match piece.split_once('}') {
                Some((param, text)) if index > 0 => (param, text),
                _ => ("", piece),
            };
            if !param.is_empty() {
                words.push("by".to_owned());
            }
            words.extend(plain(param));
            words.extend(plain(text));
        }
    }
    words.join("_")
}

fn plain(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
}

/// The first segment that says what a path is about: neither a parameter nor a version nor `api`.
pub(super) fn subject(template: &str) -> Option<&str> {
    template.split('/').find(|segment| {
        !segment.is_empty()
            && !segment.contains('{')
            && !segment.eq_ignore_ascii_case("api")
            && !is_version(segment)
    })
}

/// Whether a segment is a version, such as `v3`, `v1.2` or `v2beta1`.
fn is_version(segment: &str) -> bool {
    let Some(rest) = segment.strip_prefix(['v', 'V']) else {
        return false;
    };
    rest.starts_with(|letter: char| letter.is_ascii_digit())
        && rest
            .split(|letter: char| letter.is_ascii_digit() || letter == '.')
            .all(|word| matches!(word, "" | "alpha" | "beta" | "rc" | "p"))
}
