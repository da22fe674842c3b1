//! What the mock answers for an operation: the first success that can be written, as its example has it.

use super::super::types::Side;
use super::super::{Desk, operations, outputs, sample};
use super::pages;
use crate::ir::{
    Codec, Content, Framing, Operation, Param, ParamLocation, Response, StatusKey, Waiter,
};
use crate::plan::{AnswerPlan, AnswerSource};
use serde_json::{Map, Value, json};

/// A body in the making.
struct Body {
    media: String,
    text: String,
    source: AnswerSource,
}

/// The answers for an operation: one, and others where it depends on what is asked for.
pub(super) fn answers(desk: &Desk<'_>, operation: &Operation) -> Vec<AnswerPlan> {
    let successes = outputs::successes(operation);
    if successes.is_empty() {
        return vec![plan(operation, 204, Vec::new(), None)];
    }
    let mut found = successes.iter().filter_map(|response| {
        let written = written(desk, operation, response)?;
        Some((*response, written))
    });
    let Some((response, (body, page))) = found.next() else {
        return vec![missing(operation)];
    };
    let status = status(response.status);
    let headers = headers(desk, operation, response);
    let mut answers = vec![plan(operation, status, headers.clone(), body)];
    if let Some(empty) = page {
        let mut answer = plan(operation, status, headers.clone(), Some(empty.body));
        answer.path = format!("{}?{}", operation.path, empty.query);
        answers.push(answer);
    }
    // The same item by item, where that is not how it is read anyway.
    let is_read = |content: &Content| response.read().is_some_and(|it| it.media == content.media);
    let mut streams = response.contents.iter();
    let stream = streams.find(|content| content.framing.is_some() && !is_read(content));
    if let Some(body) = stream.and_then(|content| stream_body(desk, content)) {
        answers.push(plan(operation, status, headers, Some(body)));
    }
    answers
}

fn plan(
    operation: &Operation,
    status: u16,
    mut headers: Vec<(String, String)>,
    body: Option<Body>,
) -> AnswerPlan {
    let body = body.unwrap_or(Body {
        media: String::new(),
        text: String::new(),
        source: AnswerSource::Made,
    });
    if !body.media.is_empty() {
        headers.insert(0, ("content-type".to_owned(), body.media));
    }
    AnswerPlan {
        method: operations::method_text(&operation.method),
        path: operation.path.clone(),
        operation: operation.id.clone(),
        status,
        headers,
        body: body.text,
        source: body.source,
    }
}

/// The answer that there is none (RFC 9457).
fn missing(operation: &Operation) -> AnswerPlan {
    let detail = format!(
        "the document has no example of what `{}` answers, and none can be made of its schema: give one by `on`",
        operation.id
    );
    let problem = json!({"title": "Not Implemented", "status": 501, "detail": detail});
    let body = Body {
        media: "application/problem+json".to_owned(),
        text: problem.to_string(),
        source: AnswerSource::Missing,
    };
    plan(operation, 501, Vec::new(), Some(body))
}

/// The status that is answered; what is only a redirect is answered as what it leads to.
fn status(key: StatusKey) -> u16 {
    match key {
        _ if outputs::is_redirect(key) => 200,
        StatusKey::Code(code) => code,
        StatusKey::Range(hundred) => u16::from(hundred) * 100,
        StatusKey::Default => 200,
    }
}

/// The body of a response, none where it has none; and that of the page after it, where that has to be another one.
/// Nothing where it has a body that cannot be written.
type Written = (Option<Body>, Option<pages::Empty<Body>>);

fn written(desk: &Desk<'_>, operation: &Operation, response: &Response) -> Option<Written> {
    if outputs::is_redirect(response.status) {
        let body = Body {
            media: "application/octet-stream".to_owned(),
            text: "content".to_owned(),
            source: AnswerSource::Made,
        };
        return Some((Some(body), None));
    }
    let Some(content) = response.read() else {
        return Some((None, None));
    };
    if content.framing.is_some() {
        return Some((Some(stream_body(desk, content)?), None));
    }
    match content.codec {
        Codec::Json | Codec::Empty => {
            let given = content.example.as_ref();
            let mut value = whole(desk, content, given)?;
            let source = match given {
                Some(given) if *given == value => AnswerSource::Example,
                Some(_) => AnswerSource::Mended,
                None => AnswerSource::Made,
            };
            let body = |value: &Value| Body {
                media: media(content, "application/json"),
                text: value.to_string(),
                source,
            };
            let fits = |value: &Value| whole(desk, content, Some(value)).as_ref() == Some(value);
            let paging = operation.paging.as_ref();
            let empty = paging.and_then(|paging| pages::last(paging, &mut value, &fits));
            let empty = empty.map(|empty| empty.map(|value| body(&value)));
            Some((Some(body(&value)), empty))
        }
        Codec::Form | Codec::Multipart | Codec::Text | Codec::Bytes => {
            let (text, source) = match &content.example {
                Some(Value::String(text)) => (text.clone(), AnswerSource::Example),
                Some(other) => (other.to_string(), AnswerSource::Example),
                None if content.codec == Codec::Text => ("text".to_owned(), AnswerSource::Made),
                None => ("content".to_owned(), AnswerSource::Made),
            };
            let other = match content.codec {
                Codec::Text => "text/plain",
                _ => "application/octet-stream",
            };
            let media = media(content, other);
            Some((
                Some(Body {
                    media,
                    text,
                    source,
                }),
                None,
            ))
        }
    }
}

/// A body of JSON: in the envelope, if it is in one.
fn whole(desk: &Desk<'_>, content: &Content, given: Option<&Value>) -> Option<Value> {
    let envelope = desk.api().envelope.as_ref().filter(|_| content.enveloped);
    let Some(envelope) = envelope else {
        return sample::value(desk, Side::Read, &content.ty, given, "value");
    };
    let given = given.and_then(Value::as_object);
    let mut members = given.cloned().unwrap_or_else(Map::new);
    members.insert(envelope.success.clone(), json!(true));
    members.insert(envelope.errors.clone(), json!([]));
    if content.codec == Codec::Json {
        let result = given.and_then(|given| given.get(&envelope.result));
        let result = sample::value(desk, Side::Read, &content.ty, result, &envelope.result)?;
        members.insert(envelope.result.clone(), result);
    }
    Some(Value::Object(members))
}

/// A body that is a sequence of items.
fn stream_body(desk: &Desk<'_>, content: &Content) -> Option<Body> {
    let framing = content.framing?;
    let body = |text, source| Body {
        media: media(content, "application/octet-stream"),
        text,
        source,
    };
    // Who writes a text has framed it already.
    if let Some(Value::String(text)) = &content.example
        && ["data:", "event:", "id:"]
            .iter()
            .any(|field| text.starts_with(field))
    {
        return Some(body(text.clone(), AnswerSource::Example));
    }
    let given: Vec<Option<&Value>> = match &content.example {
        Some(Value::Array(items)) => items.iter().map(Some).collect(),
        Some(one) => vec![Some(one)],
        None => vec![None],
    };
    let items = given.iter();
    let items = items.map(|given| sample::value(desk, Side::Read, &content.ty, *given, "value"));
    let items = items.collect::<Option<Vec<Value>>>()?;
    let same = given
        .iter()
        .zip(&items)
        .all(|(given, item)| *given == Some(item));
    let source = match (&content.example, same) {
        (None, _) => AnswerSource::Made,
        (Some(_), true) => AnswerSource::Example,
        (Some(_), false) => AnswerSource::Mended,
    };
    Some(body(
        items.iter().map(|item| framed(framing, item)).collect(),
        source,
    ))
}

fn framed(framing: Framing, item: &Value) -> String {
    match framing {
        Framing::Lines => format!("{item}\n"),
        Framing::Records => format!("\u{1e}{item}\n"),
        Framing::EventData => format!("data: {item}\n\n"),
        Framing::EventText => lines("data", item) + "\n",
        Framing::Event => {
            let fields = item.as_object().into_iter().flatten();
            let fields: String = fields.map(|(name, value)| lines(name, value)).collect();
            fields + "\n"
        }
    }
}

/// A field of an event: a line for each of its value's.
fn lines(name: &str, value: &Value) -> String {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    text.split('\n')
        .map(|line| format!("{name}: {line}\n"))
        .collect()
}

/// The media type of a body; another one where the document names a range of them.
fn media(content: &Content, other: &str) -> String {
    match content.media.contains('*') || content.media.is_empty() {
        true => other.to_owned(),
        false => content.media.clone(),
    }
}

/// The headers that are always there, and the one that leads on to what is waited for.
fn headers(desk: &Desk<'_>, operation: &Operation, response: &Response) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    if let Some(Waiter::Location(id)) = operation.waiter
        && let Some(target) = desk.api().operations.get(id.0 as usize)
    {
        headers.push(("location".to_owned(), path(desk, target)));
    }
    for header in response.headers.iter().filter(|header| header.required) {
        let name = header.name.to_ascii_lowercase();
        if name == "content-type" || headers.iter().any(|(known, _)| *known == name) {
            continue;
        }
        if let Some(value) = sample::value(desk, Side::Read, &header.ty, None, &header.name) {
            headers.push((name, plain(&value)));
        }
    }
    headers
}

/// A path of an operation, its parameters filled in.
fn path(desk: &Desk<'_>, operation: &Operation) -> String {
    let mut path = operation.path.clone();
    let is_in_path = |param: &&Param| param.location == ParamLocation::Path;
    for param in operation.params.iter().filter(is_in_path) {
        let value = sample::value(
            desk,
            Side::Sent,
            &param.ty,
            param.example.as_ref(),
            &param.name,
        );
        let value = value.map_or_else(|| param.name.clone(), |value| plain(&value));
        path = path.replace(&format!("{{{}}}", param.name), &value);
    }
    path
}

/// A value as text.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}
