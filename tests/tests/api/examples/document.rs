//! The documents' examples, and whether they fit their schemas.

use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::path::Path;

/// An example, and what it is an example of.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// Where it stands in the document.
    pub(crate) place: String,
    pub(crate) subject: Subject,
    pub(crate) media: String,
    pub(crate) schema: Value,
    pub(crate) value: Value,
}

/// What an example is an example of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The body of an operation's request.
    Request(String),
    /// An operation's answer of that status.
    Answer(String, u16),
    /// A component.
    Schema(String),
    /// A parameter or a header.
    Field,
}

/// A document, and the validators that were needed up to now.
pub(crate) struct Document {
    pub(crate) root: Value,
    validators: HashMap<String, jsonschema::Validator>,
}

impl Document {
    /// The document of an API in `specs/`.
    pub(crate) fn open(api: &str) -> Self {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../specs/{api}/openapi.yaml"));
        let text = std::fs::read_to_string(file).unwrap();
        Self {
            root: serde_yaml::from_str(&text).unwrap(),
            validators: HashMap::new(),
        }
    }

    /// What a reference means, or the value itself.
    fn follow<'d>(&'d self, mut value: &'d Value) -> &'d Value {
        while let Some(Value::String(reference)) = value.get("$ref") {
            value = self
                .root
                .pointer(reference.trim_start_matches('#'))
                .unwrap();
        }
        value
    }

    /// Each operation: its place and what it says.
    fn operations(&self) -> impl Iterator<Item = (String, &Value)> {
        let paths = self.root["paths"].as_object().unwrap();
        paths.iter().flat_map(|(path, item)| {
            let members = item.as_object().unwrap().iter();
            members
                .filter(|(_, operation)| operation.get("operationId").is_some())
                .map(move |(method, operation)| (format!("{method} {path}"), operation))
        })
    }

    /// All examples of the document.
    pub(crate) fn examples(&self) -> Vec<Example> {
        let mut examples = Vec::new();
        for (place, operation) in self.operations() {
            let id = operation["operationId"].as_str().unwrap().to_owned();
            if let Some(body) = operation.get("requestBody") {
                self.contents(
                    &place,
                    &Subject::Request(id.clone()),
                    self.follow(body),
                    &mut examples,
                );
            }
            for (status, response) in operation["responses"].as_object().unwrap() {
                let number = status.replace("XX", "00").parse().unwrap();
                let place = format!("{place} {status}");
                let response = self.follow(response);
                self.contents(
                    &place,
                    &Subject::Answer(id.clone(), number),
                    response,
                    &mut examples,
                );
            }
        }
        for (name, schema) in self.root["components"]["schemas"].as_object().unwrap() {
            for (index, value) in schema
                .get("examples")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .enumerate()
            {
                examples.push(Example {
                    place: format!("schema {name}, example {index}"),
                    subject: Subject::Schema(name.clone()),
                    media: String::new(),
                    schema: schema.clone(),
                    value: value.clone(),
                });
            }
        }
        for kind in ["parameters", "headers"] {
            for (name, field) in self.root["components"][kind].as_object().unwrap() {
                self.values(
                    &format!("{kind} {name}"),
                    &Subject::Field,
                    "",
                    field,
                    &mut examples,
                );
            }
        }
        examples
    }

    /// The examples of a body, in each of its media types.
    fn contents(&self, place: &str, subject: &Subject, body: &Value, examples: &mut Vec<Example>) {
        for (media, content) in body
            .get("content")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            self.values(
                &format!("{place} {media}"),
                subject,
                media,
                content,
                examples,
            );
        }
    }

    /// The examples of an object that has a schema.
    fn values(
        &self,
        place: &str,
        subject: &Subject,
        media: &str,
        holder: &Value,
        examples: &mut Vec<Example>,
    ) {
        let several = holder
            .get("examples")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let several =
            several.map(|(name, example)| (name.as_str(), &self.follow(example)["value"]));
        let single = holder.get("example").map(|value| ("example", value));
        for (name, value) in single.into_iter().chain(several) {
            examples.push(Example {
                place: format!("{place}, {name}"),
                subject: subject.clone(),
                media: media.to_owned(),
                schema: holder["schema"].clone(),
                value: value.clone(),
            });
        }
    }

    /// The names of the components that are examples and that no operation refers to.
    pub(crate) fn idle(&self) -> Vec<&str> {
        let text = self.root["paths"].to_string();
        let components = self.root["components"]
            .get("examples")
            .and_then(Value::as_object);
        let names = components
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str());
        names
            .filter(|name| !text.contains(&format!("#/components/examples/{name}\"")))
            .collect()
    }

    /// What about a value is not as its schema says; nothing if all is.
    pub(crate) fn faults(&mut self, schema: &Value, value: &Value) -> Vec<String> {
        let key = schema.to_string();
        let validator = self.validators.entry(key).or_insert_with(|| {
            let whole = json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "components": { "schemas": needed(&self.root, schema) },
                "allOf": [schema],
            });
            let options = jsonschema::options().should_validate_formats(true);
            options.build(&whole).unwrap()
        });
        let faults = validator.iter_errors(value);
        faults
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect()
    }
}

/// The component schemas that a schema refers to, and those that they refer to: a validator reads all that it is given.
fn needed(root: &Value, schema: &Value) -> Map<String, Value> {
    let mut found = Map::new();
    let mut open = vec![schema];
    while let Some(node) = open.pop() {
        match node {
            Value::Object(members) => open.extend(members.values()),
            Value::Array(items) => open.extend(items),
            Value::String(text) => {
                let name = text.strip_prefix("#/components/schemas/");
                let known = name.filter(|name| !found.contains_key(*name));
                let target = known.and_then(|name| Some((name, root.pointer(&text[1..])?)));
                if let Some((name, target)) = target {
                    found.insert(name.to_owned(), target.clone());
                    open.push(target);
                }
            }
            _ => {}
        }
    }
    found
}
