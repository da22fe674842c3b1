//! `allOf`: schemas that all hold, as one type.

use crate::support::{keeps, read, refused};
use launchway_tests::cases::*;
use launchway_tests::runtime::Maybe;

#[test]
fn members_and_requirements_are_joined() {
    use all_of_merge::types::{Base, Full};
    keeps::<Full>(r#"{"id":"a","size":1,"name":"b"}"#);
    assert!(refused::<Full>(r#"{"id":"a","name":"b"}"#).contains("size"));
    let base: Base = read(r#"{"id":"a"}"#);
    assert_eq!(base.size, None);
}

#[test]
fn one_reference_with_siblings_is_what_it_refers_to() {
    use all_of_ref_siblings::types::{Address, Person};
    let person: Person = read(r#"{"home":{"street":"a"}}"#);
    let _: &Address = &person.home;
    keeps::<Person>(r#"{"home":{"street":"a"},"work":{"street":"b"}}"#);
}

#[test]
fn a_nullable_reference_may_be_null() {
    use all_of_nullable::types::{Address, Person};
    let person: Person = read(r#"{"home":null,"work":null}"#);
    assert_eq!((person.home, person.work), (None::<Address>, Maybe::Null));
    keeps::<Person>(r#"{"home":null}"#);
    keeps::<Person>(r#"{"home":{"street":"a"},"work":null}"#);
}

#[test]
fn a_diamond_has_each_member_once() {
    keeps::<all_of_diamond::types::Bottom>(r#"{"id":"a","left":1,"right":2}"#);
}

#[test]
fn a_union_inside_takes_the_members_beside_it() {
    use all_of_one_of::types::Event;
    let started: Event = read(r#"{"id":"a","host":"b"}"#);
    assert!(matches!(&started, Event::Started(event) if event.id == "a" && event.host == "b"));
    keeps::<Event>(r#"{"id":"a","code":3}"#);
    let unknown: Event = read(r#"{"id":"a"}"#);
    assert!(matches!(unknown, Event::Unrecognized(_)));
}

#[test]
fn of_two_conflicting_members_the_later_one_holds() {
    keeps::<all_of_conflict::types::Thing>(r#"{"a":1,"b":"c"}"#);
}

#[test]
fn children_hold_the_members_of_their_base() {
    use crate::support::{body, client};
    use inheritance::types::{Cat, Dog, Pet};
    keeps::<Cat>(r#"{"kind":"cat","name":"a","lives":9}"#);
    keeps::<Dog>(r#"{"kind":"dog","name":"a","tricks":["sit"]}"#);
    let call = client(inheritance::Client::builder().base_url("https://api.example.com"))
        .pets()
        .add(Pet::Cat(Cat::new("cat", "a", 9)));
    assert_eq!(body(&call).1, r#"{"kind":"cat","name":"a","lives":9}"#);
}

#[test]
fn what_is_merged_may_narrow_require_and_describe() {
    use all_of_extra::types::{Base, BaseKind, Docs, Listed, Narrow, OnlyRequired, Refined};
    let narrow: Narrow = read(r#"{"kind":"a","size":3,"z":"more"}"#);
    assert_eq!(
        (
            narrow.kind.as_str(),
            narrow.size,
            narrow.extra["z"].as_str()
        ),
        ("a", Some(3), "more")
    );
    keeps::<Narrow>(r#"{"kind":"b"}"#);
    assert!(refused::<OnlyRequired>(r#"{"kind":"a"}"#).contains("size"));
    let docs: Docs = read::<Base>(r#"{"kind":"b"}"#);
    assert_eq!(docs.kind, BaseKind::B);
    assert_eq!(read::<Refined>(r#""y""#), Refined::Y);
    assert_eq!(read::<Listed>(r#"["a"]"#), ["a"]);
}

#[test]
fn what_holds_on_a_condition_is_optional() {
    use conditional::types::{Needed, Payment, Rule};
    keeps::<Payment>(r#"{"kind":"card","number":"1","owner":{"name":"a"}}"#);
    keeps::<Payment>(r#"{"kind":"bank","iban":"2"}"#);
    keeps::<Rule>(r#"{"on":"size","limit":3,"note":"a"}"#);
    keeps::<Rule>(r#"{"on":"age","limit":"long"}"#);
    keeps::<Needed>(r#"{"b":"x","a":1}"#);
}
