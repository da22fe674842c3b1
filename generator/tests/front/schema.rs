//! Schemas as views.

use crate::{at, schema};
use launchway_generator::document::{Additional, SchemaType};
use serde_json::json;

#[test]
fn every_part_of_an_object() {
    let (view, found) = schema(
        "3.1.0",
        "{type: object, title: T, description: D, deprecated: true, readOnly: true, required: [a, z], properties: {a: {}, 'b/c': {}}, patternProperties: {'^x': {}}, additionalProperties: {type: string}, minProperties: 1, maxProperties: 5, x-y: [1]}",
    );
    let view = view.unwrap();
    assert_eq!(found, [""; 0]);
    let here = at("/components/schemas/S");
    assert_eq!(view.types(), [SchemaType::Object]);
    assert_eq!((view.title(), view.description()), (Some("T"), Some("D")));
    assert!(view.deprecated() && view.read_only() && !view.write_only() && !view.nullable());
    assert_eq!(view.required(), ["a", "z"]);
    let properties = here.child("properties");
    assert_eq!(
        view.properties(),
        [
            ("a".to_owned(), properties.child("a")),
            ("b/c".to_owned(), properties.child("b/c"))
        ]
    );
    assert_eq!(
        view.pattern_properties(),
        [("^x".to_owned(), here.child("patternProperties").child("^x"))]
    );
    assert_eq!(
        view.additional(),
        Additional::Schema(here.child("additionalProperties"))
    );
    assert_eq!(
        (view.limits().min_properties, view.limits().max_properties),
        (Some(1), Some(5))
    );
    assert_eq!(view.extension("x-y"), Some(&json!([1])));
}

#[test]
fn lists_and_tuples() {
    let here = at("/components/schemas/S");
    let (view, _) = schema(
        "3.1.0",
        "{type: array, prefixItems: [{}, true], items: false, uniqueItems: true, minItems: 2}",
    );
    let view = view.unwrap();
    assert_eq!(
        view.prefix_items(),
        [
            here.child("prefixItems").index(0),
            here.child("prefixItems").index(1)
        ]
    );
    assert_eq!(view.items(), Some(here.child("items")));
    assert!(view.limits().unique && view.limits().min_items == Some(2));
    let (view, _) = schema(
        "3.0.0",
        "{type: array, items: [{}, {}], additionalItems: {type: string}}",
    );
    let view = view.unwrap();
    assert_eq!(view.prefix_items().len(), 2);
    assert_eq!(view.items(), Some(here.child("additionalItems")));
}

#[test]
fn references_alone_and_with_siblings() {
    let target = at("/components/schemas/T");
    let (view, _) = schema("3.1.0", "{$ref: '#/components/schemas/T'}");
    assert_eq!(view.unwrap().reference(), Some(&target));
    let (view, found) = schema(
        "3.1.0",
        "{$ref: '#/components/schemas/T', minLength: 3, allOf: [{}]}",
    );
    let view = view.unwrap();
    assert_eq!((view.reference(), found.len()), (None, 0));
    assert_eq!(
        view.all_of(),
        [target.clone(), at("/components/schemas/S/allOf/0")]
    );
    assert_eq!(view.limits().min_length, Some(3));
    let (view, _) = schema("3.1.0", "{$ref: '#/components/schemas/T', description: D}");
    assert_eq!(
        (
            view.as_ref().unwrap().all_of(),
            view.as_ref().unwrap().description()
        ),
        (&[target][..], Some("D"))
    );
    assert_eq!(
        schema("3.0.0", "{$ref: '#/components/schemas/T', minLength: 3}").1,
        ["N314"]
    );
    let (view, found) = schema("3.1.0", "{$ref: '#/no'}");
    assert!(view.is_none());
    assert_eq!(found, ["W401"]);
}
