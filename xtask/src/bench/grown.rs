//! A document of any size, for seeing whether time grows as it does.

use serde_json::{Map, Value, json};

/// How many resources the smallest one has.
const RESOURCES: usize = 60;

/// A document that is so many times as large as the smallest one.
pub(super) fn document(times: usize) -> Value {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for number in 0..RESOURCES * times {
        resource(number, &mut paths, &mut schemas);
    }
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Grown", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

/// One resource: five operations, and schemas of the kinds that most documents are made of.
fn resource(number: usize, paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    let (thing, tag) = (format!("Thing{number}"), format!("Things {number}"));
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let content = |schema: Value| json!({"application/json": {"schema": schema}});
    let answer =
        |schema: Value| json!({"200": {"description": "As asked.", "content": content(schema)}});
    let id = json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}});
    let operation = |id: &str, answers: Value| {
        json!({"operationId": format!("{id}{thing}"), "tags": [tag], "responses": answers,
               "summary": format!("Does what {id} says, to things of the kind {number}.")})
    };
    let mut list = operation(
        "list",
        answer(json!({"type": "array", "items": to(&thing)})),
    );
    list["parameters"] = json!([
        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}},
        {"name": "state", "in": "query", "schema": {"type": "string", "enum": ["open", "closed", "all"]}},
    ]);
    let mut create = operation("create", answer(to(&thing)));
    create["requestBody"] =
        json!({"required": true, "content": content(to(&format!("New{thing}")))});
    let mut update = operation("update", answer(to(&thing)));
    update["requestBody"] = json!({"content": content(to(&format!("New{thing}")))});
    paths.insert(
        format!("/things{number}"),
        json!({"get": list, "post": create}),
    );
    paths.insert(
        format!("/things{number}/{{id}}"),
        json!({"parameters": [id], "get": operation("get", answer(to(&thing))), "patch": update,
               "delete": operation("delete", json!({"204": {"description": "It is gone."}}))}),
    );
    schemas.insert(thing.clone(), json!({
        "type": "object", "required": ["id", "owner", "parts"],
        "description": "A thing, with what belongs to it.",
        "properties": {
            "id": {"type": "string", "description": "By what it is known."},
            "created_at": {"type": "string", "format": "date-time"},
            "size": {"type": "integer", "format": "int64", "minimum": 0},
            "state": {"type": "string", "enum": ["open", "closed"], "description": "Whether it takes more."},
            "owner": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string"}, "mail": {"type": "string", "nullable": true}}},
            "parts": {"type": "array", "items": to(&format!("Part{number}"))},
            "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    }));
    schemas.insert(format!("New{thing}"), json!({
        "allOf": [to(&format!("Part{number}")), {"type": "object", "required": ["title"], "properties": {
            "title": {"type": "string", "maxLength": 80}, "done": {"type": "boolean", "default": false}}}],
    }));
    schemas.insert(
        format!("Part{number}"),
        json!({"oneOf": [to(&format!("Wheel{number}")), to(&format!("Door{number}"))],
               "discriminator": {"propertyName": "kind", "mapping": {
                   "wheel": format!("#/components/schemas/Wheel{number}"),
                   "door": format!("#/components/schemas/Door{number}")}}}),
    );
    for (kind, member) in [("Wheel", "spokes"), ("Door", "hinges")] {
        schemas.insert(format!("{kind}{number}"), json!({
            "type": "object", "required": ["kind"], "properties": {
                "kind": {"type": "string"}, member: {"type": "integer"}, "weight": {"type": "number"}},
        }));
    }
}
