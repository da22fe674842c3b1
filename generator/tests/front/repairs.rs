//! Common mistakes, and what is made of them.

use crate::schema;
use launchway_generator::document::{SchemaType, SchemaView};
use serde_json::{Value, json};
use std::rc::Rc;

fn repaired(yaml: &str, code: &str) -> Rc<SchemaView> {
    let (view, found) = schema("3.0.3", yaml);
    assert_eq!(found, [code], "{yaml}");
    view.unwrap()
}

#[test]
fn types() {
    assert_eq!(
        repaired("{type: [string, integer]}", "N303").types().len(),
        2
    );
    assert!(repaired("{type: 'null'}", "N303").is_null());
    assert_eq!(
        repaired("{type: String}", "N311").types(),
        [SchemaType::String]
    );
    assert_eq!(
        repaired("{type: datetime}", "N311").format().as_deref(),
        Some("date-time")
    );
    assert_eq!(
        repaired("{type: file}", "N311").format().as_deref(),
        Some("binary")
    );
    assert!(repaired("{type: any}", "N311").types().is_empty());
    assert!(repaired("{type: thing}", "W332").types().is_empty());
    assert!(repaired("{type: {a: b}}", "W331").types().is_empty());
    assert_eq!(repaired("{type: array}", "N308").items(), None);
    assert!(schema("3.1.0", "{type: string, nullable: true}").1 == ["N313"]);
}

#[test]
fn bounds_and_counts() {
    let limits = repaired("{type: integer, exclusiveMinimum: 3}", "N304")
        .limits()
        .clone();
    assert_eq!(
        (limits.minimum.as_deref(), limits.exclusive_minimum),
        (Some("3"), true)
    );
    assert_eq!(
        schema(
            "3.1.0",
            "{type: integer, minimum: 3, exclusiveMinimum: true}"
        )
        .1,
        ["N304"]
    );
    assert_eq!(
        repaired("{type: integer, minimum: '3'}", "N312")
            .limits()
            .minimum
            .as_deref(),
        Some("3")
    );
    assert_eq!(
        repaired("{type: string, minLength: '3'}", "N312")
            .limits()
            .min_length,
        Some(3)
    );
    assert_eq!(
        repaired("{type: string, minLength: 3.0}", "N312")
            .limits()
            .min_length,
        Some(3)
    );
    assert_eq!(
        repaired("{type: string, minLength: -3}", "W331")
            .limits()
            .min_length,
        None
    );
    assert!(repaired("{type: string, nullable: 'true'}", "N312").nullable());
    assert_eq!(
        repaired("{type: string, description: 1.10}", "N312").description(),
        Some("1.10")
    );
}

#[test]
fn values() {
    let values = |yaml: &str, code| repaired(yaml, code).enumeration().unwrap();
    let texts = values("{type: string, enum: [1.10, True, 007, 5, a]}", "N309");
    assert_eq!(texts, ["1.10", "True", "007", "5", "a"].map(Value::from));
    assert_eq!(
        values("{type: integer, enum: ['1', 2, 3.0]}", "N309"),
        [1, 2, 3].map(Value::from)
    );
    assert_eq!(
        values("{type: integer, enum: [a, 2]}", "N309"),
        [json!("a"), json!(2)]
    );
    assert_eq!(
        values("{type: string, enum: a}", "N312"),
        ["a"].map(Value::from)
    );
    assert_eq!(
        values("{type: string, enum: [a, a]}", "N312"),
        ["a"].map(Value::from)
    );
    assert!(
        repaired("{type: string, enum: []}", "N312")
            .enumeration()
            .is_none()
    );
    assert_eq!(
        repaired("{enum: [18446744073709551616]}", "N317")
            .enumeration()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        repaired("{type: string, enum: [a], default: b}", "N310")
            .limits()
            .default,
        None
    );
    assert_eq!(
        repaired("{type: integer, default: '5'}", "N310")
            .limits()
            .default
            .as_deref(),
        Some("5")
    );
    assert_eq!(
        repaired("{type: integer, default: x}", "N310")
            .limits()
            .default,
        None
    );
}

#[test]
fn members() {
    let yaml = "{type: object, properties: {a: {type: string, required: true}, b: {type: string, required: false}}}";
    assert_eq!(schema("3.0.0", yaml).0.unwrap().required(), ["a"]);
    assert_eq!(
        repaired("{type: string, required: true}", "N305").types(),
        [SchemaType::String]
    );
    assert_eq!(
        repaired("{type: object, required: a}", "N312").required(),
        ["a"]
    );
    assert!(
        repaired("{properties: [a]}", "W331")
            .properties()
            .is_empty()
    );
    assert_eq!(
        repaired("{allOf: {type: string}}", "N312").all_of().len(),
        1
    );
    assert_eq!(
        repaired("{discriminator: kind}", "N312")
            .discriminator()
            .unwrap()
            .property,
        "kind"
    );
    assert_eq!(
        repaired(
            "{discriminator: {propertyName: k, mapping: {a: T, b: Nothing}}}",
            "W406"
        )
        .discriminator()
        .unwrap()
        .mapping
        .len(),
        1
    );
    assert!(schema("3.0.0", "text").0.is_none() && schema("3.0.0", "text").1 == ["W331"]);
}
