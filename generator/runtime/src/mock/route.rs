//! Which path template a path fits, and how well. It knows no operations.

use super::super::uri;
use std::borrow::Cow;

/// How well a path fits a template: for each segment, whether it is the template's own text (0), holds some of it (1) or
/// is all parameter (2); and last, whether the template asks for nothing in the query. What is less fits better, the
/// first that differs deciding.
pub(super) type Fit = Vec<u8>;

/// How a path, and a query, fit a template; nothing where they do not.
pub(super) fn fit(template: &str, path: &str, query: Option<&str>) -> Option<Fit> {
    let (template, asked) = match template.split_once('?') {
        Some((template, asked)) => (template, asked),
        None => (template, ""),
    };
    let has = |pair: &str| query.is_some_and(|query| query.split('&').any(|it| it == pair));
    let fixed = asked
        .split('&')
        .filter(|it| !it.is_empty() && !it.contains('{'));
    let fixed: Vec<&str> = fixed.collect();
    if !fixed.iter().copied().all(has) {
        return None;
    }
    let mut fits = Fit::new();
    let mut segments = path.split('/');
    for pattern in patterns(template) {
        let segment = decoded(segments.next()?);
        fits.push(kind(pattern));
        if !segment_fits(&decoded(pattern), &segment) {
            return None;
        }
    }
    fits.push(u8::from(fixed.is_empty()));
    segments.next().is_none().then_some(fits)
}

/// The segments of a template, of which a parameter's name may hold anything.
fn patterns(template: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_u32;
    template.split(move |letter| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == '/' && depth == 0
    })
}

/// What is left of a path below a base, whose segments may be parameters.
pub(super) fn below<'p>(base: &str, path: &'p str) -> Option<&'p str> {
    let mut rest = path;
    for pattern in base.split('/').skip(1) {
        let after = rest.strip_prefix('/')?;
        let end = after.find('/').unwrap_or(after.len());
        let (segment, after) = after.split_at(end);
        if !segment_fits(pattern, &decoded(segment)) {
            return None;
        }
        rest = after;
    }
    Some(if rest.is_empty() { "/" } else { rest })
}

fn decoded(segment: &str) -> Cow<'_, str> {
    match segment.contains('%') {
        true => uri::decode(segment).map_or(segment.into(), Into::into),
        false => segment.into(),
    }
}

fn kind(pattern: &str) -> u8 {
    match pattern.contains('{') {
        false => 0,
        true if pattern.starts_with('{') && pattern.find('}') == Some(pattern.len() - 1) => 2,
        true => 1,
    }
}

/// Whether a segment fits a pattern, of which each parameter stands for at least one letter.
fn segment_fits(pattern: &str, segment: &str) -> bool {
    let Some((before, after)) = pattern.split_once('{') else {
        return pattern == segment;
    };
    let Some((_, after)) = after.split_once('}') else {
        return pattern == segment;
    };
    let Some(rest) = segment.strip_prefix(before) else {
        return false;
    };
    if after.is_empty() {
        return !rest.is_empty();
    }
    let ends = rest.char_indices().skip(1);
    ends.filter_map(|(end, _)| rest.get(end..))
        .any(|rest| segment_fits(after, rest))
}
