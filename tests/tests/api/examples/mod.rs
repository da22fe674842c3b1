//! Every example of both documents through the types: what is read is what is written again.

pub(crate) mod canonical;
mod cloudflare;
mod cloudfoundry;
pub(crate) mod document;
pub(crate) mod row;

use self::canonical::difference;
use self::document::{Document, Example, Subject};
use self::row::{Again, Answer, Row, again};
use launchway::cloudflare::types as flare;
use launchway::runtime::Error;
use serde_json::Value;

/// The names of both APIs in `specs/`, and their rows.
pub(crate) fn apis() -> [(&'static str, Vec<Row>); 2] {
    [
        ("cloudflare", cloudflare::rows()),
        ("cloudfoundry", cloudfoundry::rows()),
    ]
}

/// How the examples that stand at schemas are read.
fn schema(name: &str) -> Option<Again> {
    Some(match name {
        "ContentUploadMetadata" => again::<flare::ContentUploadMetadata>,
        "ScriptUploadMetadata" => again::<flare::ScriptUploadMetadata>,
        "VersionUploadMetadata" => again::<flare::VersionUploadMetadata>,
        "WorkerSettingsUpdate" => again::<flare::WorkerSettingsUpdate>,
        _ => return None,
    })
}

/// The body that a server would send of an example.
pub(crate) fn sent(example: &Example, value: &Value) -> String {
    match value {
        Value::String(text) if !example.media.contains("json") => text.clone(),
        value => value.to_string(),
    }
}

/// An example read and written again, as JSON.
fn round(rows: &[Row], example: &Example) -> Result<String, String> {
    let row = |id: &str| {
        rows.iter()
            .find(|row| row.id == id)
            .ok_or_else(|| format!("no row for {id}"))
    };
    let text = example.value.to_string();
    match &example.subject {
        Subject::Request(id) => {
            let body = row(id)?.body.ok_or("the row has no body")?;
            body(text.as_bytes()).map_err(|error| error.to_string())
        }
        Subject::Schema(name) => {
            let read = schema(name).ok_or("no type for this schema")?;
            read(text.as_bytes()).map_err(|error| error.to_string())
        }
        Subject::Answer(id, status) => answer(row(id)?, *status, example),
        Subject::Field => Ok(text),
    }
}

fn answer(row: &Row, status: u16, example: &Example) -> Result<String, String> {
    let answer = Answer {
        status,
        media: example.media.clone(),
        body: sent(example, &example.value),
    };
    match (row.call)(&answer) {
        Ok(text) if status < 300 => Ok(text),
        Err(error @ Error::Api(_)) if status >= 400 => {
            let body = (row.failure)(&error).ok_or("no body")?;
            body.map_err(|error| error.to_string())
        }
        Ok(text) => Err(format!("{status} is read as a success: {text}")),
        Err(error) => Err(error.to_string()),
    }
}

/// What an example says of what is read of it: the member of the envelope, the JSON inside a text.
fn expected(rows: &[Row], example: &Example) -> Value {
    let value = match &example.value {
        Value::String(text) if example.media == "text/plain" => serde_json::from_str(text).unwrap(),
        value => value.clone(),
    };
    match &example.subject {
        Subject::Answer(id, ..=299) => {
            let row = rows.iter().find(|row| row.id == id);
            let member = row
                .and_then(|row| row.envelope)
                .filter(|_| value.is_object());
            member.map_or(value.clone(), |member| value[member].clone())
        }
        _ => value,
    }
}

#[test]
fn every_example_comes_back() {
    let mut faults = Vec::new();
    let mut count = 0;
    for (api, rows) in apis() {
        let mut document = Document::open(api);
        for example in document.examples() {
            count += 1;
            let place = format!("{api} {}", example.place);
            let written = match round(&rows, &example) {
                Ok(text) => serde_json::from_str::<Value>(&text).unwrap(),
                Err(fault) => {
                    faults.push(format!("{place}: {fault}"));
                    continue;
                }
            };
            let expected = expected(&rows, &example);
            faults.extend(difference(&expected, &written).map(|at| format!("{place} {at}")));
            if expected == example.value {
                let wrong = document.faults(&example.schema, &written);
                faults.extend(
                    wrong
                        .into_iter()
                        .map(|fault| format!("{place}, written again: {fault}")),
                );
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count > 700, "{count}");
}

#[test]
fn every_example_fits_its_schema() {
    let mut faults = Vec::new();
    for (api, _) in apis() {
        let mut document = Document::open(api);
        for example in document.examples() {
            let wrong = document.faults(&example.schema, &example.value);
            faults.extend(
                wrong
                    .into_iter()
                    .map(|fault| format!("{api} {}: {fault}", example.place)),
            );
        }
        assert_eq!(document.idle(), [""; 0]);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Each row stands for an operation that is there, and each operation has a row.
#[test]
fn every_operation_has_a_row() {
    for (api, rows) in apis() {
        let document = Document::open(api);
        let mut known: Vec<&str> = rows.iter().map(|row| row.id).collect();
        let paths = document.root["paths"].as_object().unwrap().values();
        let operations = paths.flat_map(|item| item.as_object().unwrap().values());
        let ids = operations.filter_map(|operation| operation.get("operationId")?.as_str());
        let mut ids: Vec<&str> = ids.collect();
        known.sort_unstable();
        ids.sort_unstable();
        assert_eq!(known, ids, "{api}");
    }
}
