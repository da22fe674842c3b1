//! `oneOf` and `anyOf`: how the variant of a value is found, and what becomes of unknown ones.

use crate::support::{keeps, read, refused};
use launchway_tests::cases::*;
use launchway_tests::runtime::Maybe;

#[test]
fn a_discriminator_maps_values_to_variants() {
    use union_discriminator::types::Shape;
    assert!(
        matches!(read(r#"{"kind":"round","radius":1.5}"#), Shape::Round(circle) if circle.radius == 1.5)
    );
    for kind in ["four", "box"] {
        let text = format!(r#"{{"kind":"{kind}","side":2.5}}"#);
        assert!(matches!(read(&text), Shape::Square(square) if square.kind == kind));
        keeps::<Shape>(&text);
    }
    keeps::<Shape>(r#"{"kind":"later","corners":[1, 2]}"#);
    assert!(matches!(
        read(r#"{"kind":"later"}"#),
        Shape::Unrecognized(_)
    ));
    // What names its variant and is not what that says is an error, not another variant.
    assert!(refused::<Shape>(r#"{"kind":"round","side":1}"#).contains("radius"));
}

#[test]
fn without_mapping_the_name_of_the_schema_is_the_value() {
    use union_discriminator_bare::types::Shape;
    assert!(matches!(
        read(r#"{"side":2.5,"kind":"Square"}"#),
        Shape::Square(_)
    ));
    keeps::<Shape>(r#"{"kind":"Circle","radius":0.5}"#);
    assert!(matches!(
        read(r##"{"kind":"#/components/schemas/Circle"}"##),
        Shape::Unrecognized(_) | Shape::Circle(_)
    ));
}

#[test]
fn constants_tell_variants_apart() {
    use union_const::types::Binding;
    assert!(
        matches!(read(r#"{"type":"plain_text","text":"a"}"#), Binding::PlainText(it) if it.text == "a")
    );
    assert!(matches!(read(r#"{"id":"a","type":"kv"}"#), Binding::Kv(it) if it.id == "a"));
    assert!(matches!(
        read(r#"{"type":"inherit","id":"a","text":"b"}"#),
        Binding::Inherit(_)
    ));
    keeps::<Binding>(r#"{"type":"later","text":"a"}"#);
}

#[test]
fn types_of_json_tell_variants_apart() {
    use union_types::types::{Several, SeveralId, Value};
    assert!(matches!(read(r#""a""#), Value::Text(text) if text == "a"));
    assert!(matches!(read("12"), Value::Integer(12)));
    assert!(matches!(read("true"), Value::Boolean(true)));
    assert!(matches!(read(r#"["a"]"#), Value::TextList(list) if list == ["a"]));
    for text in [r#"{"nested":"a"}"#, "null", "1.5", r#"{"other":1}"#, "[1]"] {
        keeps::<Value>(text);
    }
    assert!(matches!(read("1.5"), Value::Unrecognized(_)));
    let several: Several = read(r#"{"id":3,"wide":4}"#);
    assert_eq!(
        (several.id, several.wide),
        (Some(SeveralId::Integer(3)), Some(4.0))
    );
}

#[test]
fn required_members_tell_variants_apart() {
    use union_required::types::Contact;
    assert!(matches!(
        read(r#"{"mail":"a","name":"b"}"#),
        Contact::Mail(_)
    ));
    assert!(matches!(
        read(r#"{"name":"b","phone":"1"}"#),
        Contact::Phone(_)
    ));
    assert!(matches!(
        read(r#"{"phone":"1","mail":"a"}"#),
        Contact::Both(_)
    ));
    keeps::<Contact>(r#"{"fax":1}"#);
}

#[test]
fn a_text_or_some_texts_is_an_open_enum() {
    use union_string_or_enum::types::Model;
    assert_eq!(read::<Model>(r#""small""#), Model::Small);
    keeps::<Model>(r#""huge""#);
}

#[test]
fn null_is_no_variant() {
    use union_nullable::types::{Outer, OuterY};
    let outer: Outer = read(r#"{"x":null,"y":null,"z":null}"#);
    assert_eq!((outer.x, outer.y, outer.z), (None, None, Maybe::Null));
    keeps::<Outer>(r#"{"x":{"a":"b"},"y":1,"z":"c"}"#);
    assert_eq!(
        read::<Outer>(r#"{"x":null,"y":"d"}"#).y,
        Some(OuterY::Text("d".to_owned()))
    );
}

#[test]
fn variants_may_hold_the_union() {
    use union_recursive::types::Filter;
    keeps::<Filter>(r#"{"not":{"all":[{"field":"a"},{"not":{"field":"b"}},{"later":1}]}}"#);
    assert!(
        matches!(read(r#"{"not":{"field":"b"}}"#), Filter::Not(not) if matches!(*not.not, Filter::Leaf(_)))
    );
}
