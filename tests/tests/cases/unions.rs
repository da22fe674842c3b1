//! `oneOf` and `anyOf`: how the variant of a value is found, and what becomes of unknown ones.

use crate::support::{keeps, read, refused, written};
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

#[test]
fn what_nothing_tells_apart_is_tried_in_order() {
    use union_ambiguous::types::{Either, Twin};
    assert!(matches!(read(r#"{"b":"x"}"#), Either::Two(_)));
    assert!(matches!(read(r#"{"a":"x"}"#), Either::One(_)));
    assert!(matches!(read("{}"), Either::One(_)));
    assert!(matches!(read(r#"{"v":"x"}"#), Twin::Left(_)));
    assert!(matches!(read(r#"{"v":1}"#), Twin::Right(right) if right.v == 1));
    keeps::<Twin>(r#"{"v":[]}"#);
}

#[test]
fn lists_are_told_apart_by_what_they_hold() {
    use union_lists::types::Input;
    assert!(matches!(read(r#""a""#), Input::Text(_)));
    assert!(matches!(read(r#"["a"]"#), Input::TextList(_)));
    assert!(matches!(read("[1]"), Input::IntegerList(_)));
    assert!(matches!(read("[[1],[2]]"), Input::IntegerListList(_)));
    for text in ["[]", "[true]", "[[1],[2,3]]"] {
        keeps::<Input>(text);
    }
}

#[test]
fn unions_in_paths_and_queries_are_what_they_hold() {
    use crate::support::{client, target};
    use union_params::things::{FindIds, FindKey, FindSize};
    let things =
        client(union_params::Client::builder().base_url("https://api.example.com")).things();
    let call = things
        .find(FindKey::Integer(3))
        .size(FindSize::Integer(4))
        .ids(FindIds::TextList(vec!["a".into(), "b".into()]));
    assert_eq!(target(&call), "/things/3?size=4&ids=a&ids=b");
    let map = [("k 1".to_owned(), "v&".to_owned())].into();
    let call = things
        .find(FindKey::Text("a/b".into()))
        .size(read(r#""all""#))
        .ids(FindIds::Text("x".into()))
        .flag(true)
        .map(map);
    assert_eq!(
        target(&call),
        "/things/a%2Fb?size=all&ids=x&flag=true&k%201=v%26"
    );
}

#[test]
fn a_variant_needs_only_what_is_there_on_its_side() {
    use crate::support::{body, client};
    use read_write_union::types::{Event, EventInput, Page, StartedInput};
    let page: Page = read(r#"{"events":[{"id":1,"host":"a"},{"code":2}],"next":"b"}"#);
    assert!(
        matches!(&page.events[..], [Event::Started(started), Event::Stopped(_)] if started.id == 1)
    );
    assert!(matches!(read(r#"{"host":"a"}"#), EventInput::Started(started) if started.host == "a"));
    // What one only writes is never read back.
    assert!(
        matches!(read(r#"{"user":"a"}"#), read_write_union::types::Login::Password(login) if login.user == "a")
    );
    let events =
        client(read_write_union::Client::builder().base_url("https://api.example.com")).events();
    let call = events.send(vec![EventInput::Started(StartedInput::new("a"))]);
    assert_eq!(body(&call).1, r#"[{"host":"a"}]"#);
}

#[test]
fn unions_hold_unions() {
    use union_nested::types::{ByName, Pet, Thing, Things};
    assert!(
        matches!(read(r#"{"kind":"dog","name":"rex"}"#), Thing::Pet(Pet::Dog(dog)) if dog.name.as_deref() == Some("rex"))
    );
    assert!(matches!(read(r#"{"wheels":4,"kind":"car"}"#), Thing::Car(car) if car.wheels == 4));
    assert!(matches!(read(r#"{"kind":"fox"}"#), Thing::Unrecognized(_)));
    assert!(matches!(read(r#""a""#), Thing::Text(_)));
    keeps::<Things>(r#"[{"kind":"cat"},null,{"kind":"fox","tail":1}]"#);
    keeps::<ByName>(r#"{"a":1,"b":null}"#);
}

#[test]
fn unions_beside_members_and_other_unions() {
    use all_of_unions::types::{AnyOfBeside, Combined, OneOfRequired};
    assert!(
        matches!(read(r#"{"id":"a","phone":"b"}"#), AnyOfBeside::Phone(it) if it.id == "a" && it.phone == "b")
    );
    // Of two unions the first one gives the variants, the other one members.
    assert!(
        matches!(read(r#"{"b":"x","c":"y"}"#), Combined::B(it) if it.c.as_deref() == Some("y"))
    );
    // Alternatives of requirements are no types.
    keeps::<OneOfRequired>(r#"{"a":"x"}"#);
}

#[test]
fn a_constant_that_may_be_missing_still_tells() {
    use union_const::types::{Loose, Partly};
    assert!(matches!(read(r#"{"kind":"two"}"#), Loose::Two(_)));
    assert!(matches!(read(r#"{"name":"a"}"#), Loose::Two(_)));
    assert!(matches!(read(r#"{"size":1}"#), Loose::One(_)));
    keeps::<Loose>(r#"{"kind":"later","name":"a"}"#);
    assert!(matches!(
        read(r#"{"type":"plain","text":"a"}"#),
        Partly::Plain(_)
    ));
    assert!(matches!(
        read(r#"{"type":"html","text":"a"}"#),
        Partly::Other(_)
    ));
}

#[test]
fn a_discriminator_that_is_missing_leaves_the_choice_to_the_members() {
    use union_discriminator_optional::types::{Content, Profile};
    assert!(matches!(read(r#"{"login":"a"}"#), Profile::Public(_)));
    assert!(matches!(
        read(r#"{"login":"a","quota":1}"#),
        Profile::Private(_)
    ));
    assert!(matches!(
        read(r#"{"login":"a","quota":1,"view":"public"}"#),
        Profile::Public(_)
    ));
    keeps::<Profile>(r#"{"login":"a"}"#);
    assert!(matches!(read(r#"[{"name":"a"}]"#), Content::Array(_)));
    assert!(matches!(
        read(r#"{"type":"link","target":"a"}"#),
        Content::Link(_)
    ));
}

#[test]
fn branches_that_do_not_exclude_each_other_are_one_object() {
    use any_of_overlap::types::{Fixed, Pages, Party, Rule};
    keeps::<Pages>(r#"{"next":"a","first":"b"}"#);
    keeps::<Rule>(r#"{"id":1,"type":"a","minutes":2,"people":["b"]}"#);
    assert!(matches!(read(r#"{"slug":"a"}"#), Party::Team(_)));
    assert!(matches!(read(r#"{"kind":"two"}"#), Fixed::Two(_)));
}

#[test]
fn what_is_inside_decides_between_equals() {
    use union_inside::types::{Answer, Provider, Source};
    assert!(matches!(
        read(r#"{"name":"a","config":{"client":"b","account":"c"}}"#),
        Provider::Okta(_)
    ));
    assert!(matches!(
        read(r#"{"name":"a","config":{"client":"b"}}"#),
        Provider::Azure(_)
    ));
    // What neither knows is lost by both.
    assert!(matches!(
        read(r#"{"name":"a","config":{"account":"c","later":1},"more":[]}"#),
        Provider::Okta(_)
    ));
    assert!(matches!(read(r#"{"from":{"kind":"gcs"}}"#), Source::Gcs(_)));
    keeps::<Source>(r#"{"from":{"kind":"later"}}"#);
    assert!(matches!(
        read(r#"{"errors":[],"success":false}"#),
        Answer::Wrong(_)
    ));
}

#[test]
fn a_base_is_any_of_its_heirs() {
    use inheritance::types::{Cat, Pet};
    let cat: Pet = read(r#"{"kind":"cat","name":"a","lives":9}"#);
    assert!(matches!(&cat, Pet::Cat(cat) if cat.lives == 9));
    assert_eq!(written(&Pet::Cat(Cat::new("cat", "a", 9))), written(&cat));
    keeps::<Pet>(r#"{"kind":"dog","name":"b","tricks":["sit"]}"#);
    keeps::<Pet>(r#"{"kind":"bird","name":"c","wings":2}"#);
}

#[test]
fn heirs_by_name_and_of_heirs() {
    use inheritance_implicit::types::{Event, Job, Node, Shape};
    let text = r#"{"type":"Branch","nodes":[{"type":"Leaf"},{"type":"Node"}],"first":{"type":"Root","first":{"type":"Leaf"},"depth":2}}"#;
    let node: Node = read(text);
    assert_eq!(written(&node), text);
    let Node::Branch(branch) = node else { panic!() };
    let nodes = branch.nodes.unwrap();
    assert!(matches!(&nodes[..], [Node::Leaf(_), Node::Node(_)]));
    assert!(matches!(&branch.first, Node::Root(root) if root.depth == Some(2)));
    let shape: Node = read(r#"{"type":"Shape","form":"round","radius":1.5}"#);
    assert!(matches!(shape, Node::Shape(Shape::Round(_))));
    assert!(matches!(
        read(r#"{"kind":"made","by":"a"}"#),
        Event::Made(_)
    ));
    // A value that no heir has is the base itself; one that nobody has is kept.
    assert!(matches!(
        read(r#"{"kind":"lost","note":"a"}"#),
        Event::Lost(_)
    ));
    assert!(matches!(read(r#"{"kind":"new"}"#), Event::Unrecognized(_)));
    let _: Job = read(r#"{"state":"done"}"#);
}

#[test]
fn a_variant_of_last_resort() {
    use later::types::Pet;
    assert!(matches!(read(r#"{"kind":"cat","lives":9}"#), Pet::Cat(_)));
    assert!(matches!(
        read(r#"{"kind":"bird","name":"a"}"#),
        Pet::Other(_)
    ));
    assert!(matches!(read(r#"{"kind":"bird"}"#), Pet::Unrecognized(_)));
    keeps::<Pet>(r#"{"kind":"bird","name":"a"}"#);
}
