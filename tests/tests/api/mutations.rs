//! Answers that are not quite what the document says, made out of its examples: members dropped, set to null,
//! added; bodies cut off.

use super::examples::canonical::difference;
use super::examples::document::{Document, Example, Subject};
use super::examples::row::{Answer, Row};
use super::examples::{apis, sent};
use launchway::runtime::Error;
use serde_json::{Value, json};

/// An example of a success in JSON, and the row that reads it.
struct Case {
    name: String,
    row: Row,
    status: u16,
    example: Example,
}

impl Case {
    fn read(&self, value: &Value) -> Result<String, Error> {
        (self.row.call)(&Answer {
            status: self.status,
            media: self.example.media.clone(),
            body: sent(&self.example, value),
        })
    }

    /// The places of the objects that the client reads, as JSON pointers.
    fn objects(&self) -> Vec<String> {
        let start = match self.row.envelope {
            Some(member) => format!("/{member}"),
            None => String::new(),
        };
        let mut found = Vec::new();
        if let Some(value) = self.example.value.pointer(&start) {
            objects(value, &start, &mut found);
        }
        found
    }

    /// The members of the objects that the client reads.
    fn members(&self) -> impl Iterator<Item = (String, String)> {
        self.objects().into_iter().flat_map(|object| {
            let members = self
                .example
                .value
                .pointer(&object)
                .and_then(Value::as_object);
            let names: Vec<String> = members
                .into_iter()
                .flatten()
                .map(|(name, _)| name.clone())
                .collect();
            names.into_iter().map(move |name| (object.clone(), name))
        })
    }

    /// What the client reads of a body.
    fn output(&self, value: &Value) -> Value {
        self.row
            .envelope
            .map_or(value.clone(), |member| value[member].clone())
    }

    /// Whether the member is the entry of a map: then it comes back by any other name.
    fn is_entry(&self, object: &str, name: &str) -> bool {
        let renamed = self.changed(object, |members| {
            if let Some(value) = members.shift_remove(name) {
                members.insert("zz_renamed".to_owned(), value);
            }
        });
        self.read(&renamed)
            .is_ok_and(|read| read.contains("zz_renamed"))
    }

    /// The example with one object changed.
    fn changed(
        &self,
        object: &str,
        change: impl FnOnce(&mut serde_json::Map<String, Value>),
    ) -> Value {
        let mut value = self.example.value.clone();
        if let Some(Value::Object(members)) = value.pointer_mut(object) {
            change(members);
        }
        value
    }
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn objects(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.push(place.to_owned());
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                objects(member, &format!("{place}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                objects(item, &format!("{place}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// All successes of an API that come as JSON, each example once.
fn cases(document: &Document, rows: &[Row]) -> Vec<Case> {
    let examples = document.examples().into_iter();
    let cases = examples.filter_map(|example| {
        let Subject::Answer(id, status @ ..=299) = &example.subject else {
            return None;
        };
        let row = rows.iter().find(|row| row.id == *id)?;
        let name = format!("{id} {status}, {}", example.place);
        let status = *status;
        example.value.is_object().then(|| Case {
            name,
            row: *row,
            status,
            example,
        })
    });
    cases.collect()
}

/// Runs a check on every case of both APIs and shows all that it finds.
fn check(mut check: impl FnMut(&mut Document, &Case, &mut Vec<String>)) {
    let mut faults = Vec::new();
    for (api, rows) in apis() {
        let mut document = Document::open(api);
        for case in cases(&document, &rows) {
            check(&mut document, &case, &mut faults);
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// A server may add what it likes, wherever the schema lets it.
#[test]
fn a_member_more_never_fails() {
    let mut tried = 0;
    check(|document, case, faults| {
        for object in case.objects() {
            for added in [json!("text"), json!({"deep": [1, null, {}]}), json!(null)] {
                let value = case.changed(&object, |members| {
                    drop(members.insert("zz_added".into(), added))
                });
                if !document.faults(&case.example.schema, &value).is_empty() {
                    continue;
                }
                tried += 1;
                if let Err(error) = case.read(&value) {
                    faults.push(format!("{} at {object}: {error}", case.name));
                }
            }
        }
    });
    assert!(tried > 1000, "{tried}");
}

/// A member that the schema doesn't require may be missing; one that it does is missed by name.
#[test]
fn a_member_less_fails_only_where_it_is_required() {
    let (mut optional, mut required) = (0, 0);
    check(|document, case, faults| {
        for (object, name) in case.members() {
            let value = case.changed(&object, |members| drop(members.shift_remove(&name)));
            let allowed = document.faults(&case.example.schema, &value).is_empty();
            let result = case.read(&value);
            let place = format!("{} without {object}/{name}", case.name);
            match (allowed, result) {
                (true, Ok(_)) => optional += 1,
                (true, Err(error)) => faults.push(format!("{place}: {error}")),
                // A union keeps the text of what none of its variants is; all else would be made up.
                (false, Ok(read)) if difference(&case.output(&value), &parse(&read)).is_none() => {}
                (false, Ok(read)) => faults.push(format!("{place} is read: {read}")),
                (false, Err(Error::Decode(error))) => {
                    required += 1;
                    faults.extend(
                        misplaced(case, &object, &name, &error)
                            .map(|fault| format!("{place}: {fault}")),
                    );
                }
                (false, Err(error)) => faults.push(format!("{place}: {error:?}")),
            }
        }
    });
    assert!(optional > 200 && required > 2000, "{optional} {required}");
}

/// What is wrong with the error for a member that is missing, if anything.
fn misplaced(
    case: &Case,
    object: &str,
    name: &str,
    error: &launchway::runtime::DecodeError,
) -> Option<String> {
    let path = dotted(&case.example.value, object);
    let shown = error.to_string();
    let operation = error.operation();
    let place = format!(
        "{} {}: {}",
        operation.method,
        operation.path,
        error.status()
    );
    let right = error.path() == path
        && shown.starts_with(&place)
        && shown.contains(name)
        && operation.id == case.row.id;
    (!right).then(|| format!("the path is {}, not {path}: {shown}", error.path()))
}

/// A JSON pointer as errors write it: `$.resources[3].guid`.
fn dotted(value: &Value, pointer: &str) -> String {
    let mut path = String::from("$");
    let mut at = value;
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        match at {
            Value::Array(items) => {
                path.push_str(&format!("[{name}]"));
                at = &items[name.parse::<usize>().unwrap()];
            }
            other => {
                let plain = name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
                path.push_str(&if plain {
                    format!(".{name}")
                } else {
                    format!("[\"{name}\"]")
                });
                at = &other[&*name];
            }
        }
    }
    path
}

/// Null where the schema allows it is read; where it doesn't, nothing worse than a decode error happens.
#[test]
fn a_null_is_read_where_it_may_be() {
    let (mut allowed, mut refused) = (0, 0);
    check(|document, case, faults| {
        for (object, name) in case.members() {
            let value = case.changed(&object, |members| {
                drop(members.insert(name.clone(), Value::Null))
            });
            let may = document.faults(&case.example.schema, &value).is_empty();
            let less = case.changed(&object, |members| drop(members.shift_remove(&name)));
            let optional = document.faults(&case.example.schema, &less).is_empty();
            let place = format!("{} with null at {object}/{name}", case.name);
            match case.read(&value) {
                Ok(_) => allowed += 1,
                // An optional member that is null is read as one that is absent; the entry of a map is no member.
                Err(error) if may || (optional && !case.is_entry(&object, &name)) => {
                    faults.push(format!("{place}: {error}"));
                }
                Err(Error::Decode(_)) => refused += 1,
                Err(error) => faults.push(format!("{place}: {error:?}")),
            }
        }
    });
    assert!(allowed > 200 && refused > 1000, "{allowed} {refused}");
}

/// A body that ends too early is an error wherever it ends.
#[test]
fn half_a_body_is_an_error() {
    check(|_, case, faults| {
        let whole = case.example.value.to_string();
        // What ends within the envelope after the output is still no JSON.
        for end in [0, 1, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
            let Some(start) = whole.get(..end) else {
                continue;
            };
            let answer = Answer {
                status: case.status,
                media: case.example.media.clone(),
                body: start.to_owned(),
            };
            let reads_nothing = case.row.reads_nothing;
            match (case.row.call)(&answer) {
                Err(Error::Decode(_)) => {}
                Ok(_) if reads_nothing => {}
                other => faults.push(format!("{} cut at {end}: {other:?}", case.name)),
            }
        }
    });
}
