//! What 3.0, 3.1 and 3.2 say in different words.

use crate::{at, schema};
use launchway_generator::document::{Additional, SchemaType, SchemaView};
use std::rc::Rc;

fn clean(version: &str, yaml: &str) -> Rc<SchemaView> {
    let (view, found) = schema(version, yaml);
    assert_eq!(found, [""; 0], "{yaml}");
    view.unwrap()
}

#[test]
fn null_is_a_value_in_many_ways() {
    for (version, yaml) in [
        ("3.0.0", "{type: string, nullable: true}"),
        ("3.1.0", "{type: [string, 'null']}"),
        ("3.1.0", "{type: ['null', string]}"),
        ("3.1.0", "{type: [string, null]}"),
    ] {
        let view = clean(version, yaml);
        assert!(view.nullable() && !view.is_null(), "{yaml}");
        assert_eq!(view.types(), [SchemaType::String], "{yaml}");
    }
    for null in [
        "{type: 'null'}",
        "{enum: [null]}",
        "{const: null}",
        "{type: ['null'], description: d}",
    ] {
        for key in ["oneOf", "anyOf"] {
            let view = clean(
                "3.1.0",
                &format!("{{{key}: [{{$ref: '#/components/schemas/T'}}, {null}]}}"),
            );
            let members = if key == "oneOf" {
                view.one_of()
            } else {
                view.any_of()
            };
            assert!(view.nullable() && !view.is_null(), "{null}");
            assert_eq!(members, [at("/components/schemas/S").child(key).index(0)]);
        }
        let view = clean("3.1.0", null);
        assert!(
            view.nullable() && view.is_null() && view.types().is_empty(),
            "{null}"
        );
    }
    assert!(clean("3.1.0", "{oneOf: [{type: 'null'}]}").is_null());
    let view = clean("3.0.0", "{type: string, nullable: true, enum: [a, null]}");
    assert_eq!(
        (view.nullable(), view.enumeration().unwrap().len()),
        (true, 1)
    );
}

#[test]
fn exclusive_bounds() {
    for (version, yaml) in [
        (
            "3.0.0",
            "{type: integer, minimum: 5, exclusiveMinimum: true}",
        ),
        ("3.1.0", "{type: integer, exclusiveMinimum: 5}"),
        ("3.1.0", "{type: integer, exclusiveMinimum: 5, minimum: 2}"),
    ] {
        let limits = clean(version, yaml).limits().clone();
        assert_eq!(
            (limits.minimum.as_deref(), limits.exclusive_minimum),
            (Some("5"), true)
        );
    }
    let limits = clean("3.1.0", "{type: number, exclusiveMaximum: 9.5, maximum: 1}")
        .limits()
        .clone();
    assert_eq!(
        (limits.maximum.as_deref(), limits.exclusive_maximum),
        (Some("1"), false)
    );
}

#[test]
fn bounds_keep_their_digits() {
    let limits = clean("3.0.0", "{type: integer, minimum: -9223372036854776000, maximum: 18446744073709551615, multipleOf: 0.5, default: 18446744073709551616}").limits().clone();
    assert_eq!(limits.minimum.as_deref(), Some("-9223372036854776000"));
    assert_eq!(limits.maximum.as_deref(), Some("18446744073709551615"));
    assert_eq!(
        (limits.multiple_of.as_deref(), limits.default.as_deref()),
        (Some("0.5"), Some("18446744073709551616"))
    );
    let view = clean(
        "3.0.0",
        "{type: number, minimum: 9007199254740993, maximum: 2.50}",
    );
    assert_eq!(
        (
            view.limits().minimum.as_deref(),
            view.limits().maximum.as_deref()
        ),
        (Some("9007199254740993"), Some("2.5"))
    );
    assert_eq!(view.types(), [SchemaType::Number]);
}

#[test]
fn booleans_and_lists_of_types() {
    assert!(clean("3.1.0", "false").is_never() && !clean("3.1.0", "true").is_never());
    assert_eq!(
        clean("3.1.0", "{type: [string, integer]}").types(),
        [SchemaType::String, SchemaType::Integer]
    );
    assert_eq!(
        clean("3.1.0", "{type: [number, integer]}").types(),
        [SchemaType::Number]
    );
    assert_eq!(clean("3.1.0", "{const: 5}").constant(), Some(&5.into()));
    assert_eq!(
        clean("3.1.0", "{unevaluatedProperties: false}").additional(),
        Additional::Denied
    );
    assert_eq!(
        clean("3.1.0", "{additionalProperties: true}").additional(),
        Additional::Allowed
    );
    assert_eq!(
        clean("3.1.0", "{type: string, contentEncoding: base64}")
            .limits()
            .content_encoding
            .as_deref(),
        Some("base64")
    );
    assert!(
        clean("3.1.0", "{if: {}, then: {}}")
            .extension("x-launchway-then")
            .is_some()
    );
}
