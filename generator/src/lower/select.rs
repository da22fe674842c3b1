//! Selectors: which operations the caller wants, where not all of them.

use super::context::Lowering;
use super::operation::Found;
use crate::diag::{Code, Diagnostic, nearest};
use crate::ir::OperationId;
use std::collections::BTreeSet;

impl Lowering<'_, '_> {
    /// Finds the operations that the caller's selectors name.
    pub(super) fn select(&mut self, all: &[Found]) {
        if self.config.only.is_empty() {
            return;
        }
        let mut selected = BTreeSet::new();
        for written in &self.config.only {
            let selector = Selector::of(written);
            let fitting = all.iter().enumerate().filter(|(_, it)| selector.fits(it));
            let ids: Vec<OperationId> = fitting.map(|(at, _)| OperationId(at as u32)).collect();
            selected.extend(ids.iter().copied());
            if ids.is_empty() {
                let remedy = match selector.meant(all) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "give a tag, an operationId, a path such as `/v1/**`, or a method and a path".to_owned(),
                };
                let message = format!("no operation is `{written}`");
                self.found
                    .push(Diagnostic::nowhere(Code::SelectorIdle, message).remedy(remedy));
            }
        }
        self.api.selected = Some(selected);
    }
}

/// What one selector says.
enum Selector<'w> {
    /// A path, of one method where it names one.
    Path(Option<&'w str>, &'w str),
    /// A tag or an `operationId`.
    Name(&'w str),
}

impl<'w> Selector<'w> {
    fn of(written: &'w str) -> Self {
        let written = written.trim();
        if written.starts_with('/') {
            return Self::Path(None, written);
        }
        match written.split_once(' ') {
            Some((method, path)) if path.trim_start().starts_with('/') => {
                Self::Path(Some(method), path.trim_start())
            }
            _ => Self::Name(written),
        }
    }

    fn fits(&self, found: &Found) -> bool {
        match self {
            Self::Path(method, path) => {
                let of_method =
                    |method: &&str| *method == "*" || method.eq_ignore_ascii_case(found.method());
                method.as_ref().is_none_or(of_method) && fits_path(path, found.path())
            }
            Self::Name(name) => found.names().any(|known| fits_text(name, known)),
        }
    }

    /// What exists that is nearest to what was written.
    fn meant(&self, all: &[Found]) -> Option<String> {
        match self {
            Self::Path(Some(method), path) => {
                let mut same = all.iter().filter(|found| fits_path(path, found.path()));
                let near = match same.next() {
                    Some(found) => return Some(found.route()),
                    None => nearest(path, all.iter().map(Found::path))?,
                };
                Some(format!("{} {near}", method.to_uppercase()))
            }
            Self::Path(None, path) => nearest(path, all.iter().map(Found::path)).map(str::to_owned),
            Self::Name(name) => nearest(name, all.iter().flat_map(Found::names)).map(str::to_owned),
        }
    }
}

/// Whether a path fits a pattern, in which `**` stands for any number of segments and `*` for what is in one.
fn fits_path(pattern: &str, path: &str) -> bool {
    let segments = |text: &str| -> Vec<String> {
        let text = text.trim_start_matches('/');
        text.split('/').map(str::to_owned).collect()
    };
    fits(
        &segments(pattern),
        &segments(path),
        &|segment| segment == "**",
        &|pattern, text| fits_text(pattern, text),
    )
}

/// Whether a text fits a pattern, in which `*` stands for any letters.
fn fits_text(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    fits(&pattern, &text, &|letter| *letter == '*', &|one, other| {
        one == other
    })
}

/// Whether parts fit a pattern of parts, some of which stand for any number. It takes as many steps as both are long,
/// multiplied.
fn fits<T>(
    pattern: &[T],
    parts: &[T],
    is_any: &dyn Fn(&T) -> bool,
    is: &dyn Fn(&T, &T) -> bool,
) -> bool {
    let (mut at, mut next) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while let Some(part) = parts.get(next) {
        match pattern.get(at) {
            Some(any) if is_any(any) => {
                back = Some((at, next));
                at += 1;
            }
            Some(one) if is(one, part) => {
                at += 1;
                next += 1;
            }
            _ => {
                let Some((any, taken)) = &mut back else {
                    return false;
                };
                *taken += 1;
                at = *any + 1;
                next = *taken;
            }
        }
    }
    let rest = pattern.get(at..).unwrap_or_default();
    rest.iter().all(is_any)
}

#[cfg(test)]
mod tests {
    use super::{fits_path, fits_text};

    #[test]
    fn patterns_of_paths() {
        assert!(fits_path("/a/{id}/b", "/a/{id}/b"));
        assert!(fits_path("/a/*/b", "/a/{id}/b"));
        assert!(!fits_path("/a/*", "/a/{id}/b"));
        assert!(fits_path("/a/**", "/a/{id}/b"));
        assert!(fits_path("/a/**", "/a"));
        assert!(fits_path("/**/b", "/a/{id}/b"));
        assert!(fits_path("/**/c/**/b", "/a/c/{id}/b"));
        assert!(!fits_path("/**/c", "/a/{id}/b"));
        assert!(fits_path("/a*/{*}", "/abc/{id}"));
        assert!(!fits_path("/a", "/ab"));
    }

    #[test]
    fn patterns_of_names() {
        assert!(fits_text("list*", "listZones"));
        assert!(fits_text("*zone*", "list-zones"));
        assert!(!fits_text("list", "listZones"));
        assert!(fits_text("Zone settings", "Zone settings"));
    }
}
