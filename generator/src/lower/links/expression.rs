//! Runtime expressions: what of a request or an answer they name, by the grammar of the specification.

use crate::diag::Pointer;

/// A runtime expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// `$url`
    Url,
    /// `$method`
    Method,
    /// `$statusCode`
    Status,
    /// `$request.`
    Request(Source),
    /// `$response.`
    Response(Source),
}

/// What of a message an expression names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A header.
    Header(String),
    /// A parameter of the query.
    Query(String),
    /// A parameter of the path.
    Path(String),
    /// The body, or what is at a place in it: the steps of a JSON pointer.
    Body(Vec<String>),
}

/// A text in which expressions stand, each with what is written between its braces.
pub(super) enum Piece<'t> {
    Plain(&'t str),
    Expression(&'t str),
}

/// Whether a text is meant as an expression and not as itself.
pub(super) fn is_meant(text: &str) -> bool {
    let starts = |start: &str| text.starts_with(start);
    matches!(text, "$url" | "$method" | "$statusCode")
        || starts("$request.")
        || starts("$response.")
}

/// What an expression names; nothing where it is none.
pub(super) fn parse(text: &str) -> Option<Expression> {
    match text {
        "$url" => return Some(Expression::Url),
        "$method" => return Some(Expression::Method),
        "$statusCode" => return Some(Expression::Status),
        _ => {}
    }
    match text.split_once('.')? {
        ("$request", rest) => source(rest).map(Expression::Request),
        ("$response", rest) => source(rest).map(Expression::Response),
        _ => None,
    }
}

fn source(text: &str) -> Option<Source> {
    if let Some(rest) = text.strip_prefix("body") {
        let pointer = match rest.strip_prefix('#') {
            Some(pointer) => Pointer::parse(pointer)?,
            None if rest.is_empty() => Pointer::root(),
            None => return None,
        };
        let steps = pointer.tokens().map(|token| token.into_owned());
        return Some(Source::Body(steps.collect()));
    }
    let (kind, name) = text.split_once('.')?;
    let is_token =
        |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter);
    match kind {
        _ if name.is_empty() => None,
        "header" if name.chars().all(is_token) => Some(Source::Header(name.to_owned())),
        "query" => Some(Source::Query(name.to_owned())),
        "path" => Some(Source::Path(name.to_owned())),
        _ => None,
    }
}

/// The pieces of a text that holds expressions in braces; nothing of any other text.
pub(super) fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{$") {
        let Some((inside, next)) = after.split_once('}') else {
            break;
        };
        let dollar = rest.len() - after.len() - 1;
        if !before.is_empty() {
            pieces.push(Piece::Plain(before));
        }
        pieces.push(Piece::Expression(
            rest.get(dollar..dollar + 1 + inside.len())?,
        ));
        rest = next;
    }
    if pieces.is_empty() {
        return None;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Plain(rest));
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_read_by_the_grammar() {
        use Expression::{Method, Request, Response, Status, Url};
        let body = |steps: &[&str]| Source::Body(steps.iter().map(|it| (*it).to_owned()).collect());
        for (text, expected) in [
            ("$url", Some(Url)),
            ("$method", Some(Method)),
            ("$statusCode", Some(Status)),
            (
                "$request.path.id",
                Some(Request(Source::Path("id".to_owned()))),
            ),
            (
                "$request.query.a.b",
                Some(Request(Source::Query("a.b".to_owned()))),
            ),
            (
                "$request.header.accept",
                Some(Request(Source::Header("accept".to_owned()))),
            ),
            ("$request.body", Some(Request(body(&[])))),
            (
                "$response.body#/a~1b/0",
                Some(Response(body(&["a/b", "0"]))),
            ),
            ("$response.body#", Some(Response(body(&[])))),
            (
                "$response.header.Location",
                Some(Response(Source::Header("Location".to_owned()))),
            ),
            ("$response.body.id", None),
            ("$response.body#id", None),
            ("$request.header.a b", None),
            ("$request.path.", None),
            ("$answer.body", None),
            ("$", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }

    #[test]
    fn texts_hold_expressions_in_braces() {
        let shown = |text: &str| {
            let pieces = pieces(text)?.into_iter().map(|piece| match piece {
                Piece::Plain(text) => format!("<{text}>"),
                Piece::Expression(text) => text.to_owned(),
            });
            Some(pieces.collect::<Vec<_>>().concat())
        };
        assert_eq!(shown("a{$url}b").as_deref(), Some("<a>$url<b>"));
        assert_eq!(shown("{$url}{$method}").as_deref(), Some("$url$method"));
        assert_eq!(shown("{id}"), None);
        assert_eq!(shown("{$url"), None);
    }
}
