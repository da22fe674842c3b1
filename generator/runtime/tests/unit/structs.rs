//! `wire!` and `setters!`.

use super::{again, error, read, read_twice};
use crate::runtime::{Json, Maybe, setters, wire};
use crate::wire::{Wire, from_str, to_string};
use std::collections::BTreeMap;

struct Deployment {
    id: String,
    r#type: Option<String>,
    weight: i64,
    tags: Vec<String>,
    parent: Option<Box<Deployment>>,
    note: Maybe<String>,
}

wire! { Deployment {
    id: required "id",
    r#type: optional "type",
    weight: required "weight-%",
    tags: required "tags",
    parent: optional "parent",
    note: optional "note",
} }

struct Page {
    resources: Vec<Deployment>,
    by_name: BTreeMap<String, Deployment>,
}

wire! { Page { resources: required "resources", by_name: optional "by name" } }

struct Open {
    id: i64,
    rest: BTreeMap<String, Json>,
}

wire! { Open { id: required "id", ..rest } }

struct OnlyRest {
    labels: BTreeMap<String, Option<String>>,
}

wire! { OnlyRest { ..labels } }

struct Empty {}

wire! { Empty {} }

const SMALL: &str = r#"{"id":"a","weight-%":5,"tags":[]}"#;

#[test]
fn reads_members_in_any_order() {
    let ordered: Deployment =
        read(r#"{"id":"a","type":"t","weight-%":5,"tags":["x"],"note":null}"#);
    let mixed: Deployment =
        read(r#" { "note" : null , "tags":["x"],"type":"t","id":"a","weight-%":5 } "#);
    assert_eq!(ordered, mixed);
    assert_eq!(ordered.r#type.as_deref(), Some("t"));
    assert_eq!(ordered.note, Maybe::Null);
    assert_eq!(ordered.parent, None);
}

#[test]
fn writes_members_in_the_order_of_the_table() {
    let deployment: Deployment = read(
        r#"{"tags":["x","y"],"parent":{"id":"b","weight-%":0,"tags":null},"note":"n","id":"a","weight-%":5}"#,
    );
    assert_eq!(
        to_string(&deployment),
        r#"{"id":"a","weight-%":5,"tags":["x","y"],"parent":{"id":"b","weight-%":0,"tags":[]},"note":"n"}"#
    );
}

#[test]
fn leaves_out_what_is_absent_but_not_what_is_null() {
    assert_eq!(again::<Deployment>(SMALL), SMALL);
    let with_null = r#"{"id":"a","weight-%":5,"tags":[],"note":null}"#;
    assert_eq!(again::<Deployment>(with_null), with_null);
    let null_type = r#"{"id":"a","type":null,"weight-%":5,"tags":[]}"#;
    assert_eq!(again::<Deployment>(null_type), SMALL);
}

#[test]
fn a_required_option_is_written_as_null() {
    struct Nullable {
        a: Option<i64>,
    }
    wire! { Nullable { a: required "a" } }
    assert_eq!(again::<Nullable>(r#"{"a":null}"#), r#"{"a":null}"#);
    assert_eq!(error::<Nullable>("{}"), r#"missing member "a" at $"#);
}

#[test]
fn passes_over_unknown_members() {
    let text = r#"{"x":{"id":[1,{"weight-%":"\u00e9"}]},"id":"a","y":[],"weight-%":5,"z":1.5e3,"tags":[],"w":null}"#;
    assert_eq!(again::<Deployment>(text), SMALL);
}

#[test]
fn names_the_place_of_an_error() {
    let page = |resource: &str| error::<Page>(&format!(r#"{{"resources":[{SMALL},{resource}]}}"#));
    assert_eq!(
        page(r#"{"id":"b","tags":[]}"#),
        r#"missing member "weight-%" at $.resources[1]"#
    );
    assert_eq!(
        page(r#"{"id":"b","weight-%":true,"tags":[]}"#),
        r#"expected i64, found a boolean at $.resources[1]["weight-%"]"#
    );
    assert_eq!(
        page(r#"{"id":"b","tags":["x",3]}"#),
        "expected a string, found a number at $.resources[1].tags[1]"
    );
    assert_eq!(
        page(r#"{"id":null}"#),
        "expected a string, found null at $.resources[1].id"
    );
    assert_eq!(
        page("null"),
        "expected an object, found null at $.resources[1]"
    );
    assert_eq!(
        error::<Page>(r#"{"resources":[],"by name":{"x y":{"id":"b","weight-%":[]}}}"#),
        r#"expected i64, found an array at $["by name"]["x y"]["weight-%"]"#
    );
    assert_eq!(
        error::<Deployment>("[]"),
        "expected an object, found an array at $"
    );
    let inner = r#"{"id":"a","weight-%":5,"tags":[],"parent":{"id":"b"}}"#;
    assert_eq!(
        error::<Deployment>(inner),
        r#"missing member "weight-%" at $.parent"#
    );
}

#[test]
fn a_missing_list_is_missing_even_though_null_is_an_empty_one() {
    assert_eq!(
        error::<Deployment>(r#"{"id":"a","weight-%":5}"#),
        r#"missing member "tags" at $"#
    );
    assert_eq!(
        again::<Deployment>(r#"{"id":"a","weight-%":5,"tags":null}"#),
        SMALL
    );
    assert_eq!(
        again::<Page>(r#"{"resources":[],"by name":null}"#),
        r#"{"resources":[],"by name":{}}"#
    );
}

#[test]
fn of_two_members_of_one_name_the_last_wins() {
    assert_eq!(
        again::<Deployment>(
            r#"{"id":"x","id":"a","weight-%":1,"tags":["t"],"weight-%":5,"tags":[]}"#
        ),
        SMALL
    );
    let full = r#"{"id":"x","type":"t","weight-%":1,"tags":["t"],"parent":{},"note":null}"#
        .replace("{}", SMALL);
    let deployment: Deployment = read_twice(&full, SMALL).unwrap();
    assert_eq!(
        to_string(&deployment),
        SMALL,
        "nothing of the first may shine through"
    );
    let open: Open = read_twice(r#"{"id":1,"a":1}"#, r#"{"id":2,"b":2}"#).unwrap();
    assert_eq!(to_string(&open), r#"{"id":2,"b":2}"#);
    assert!(read_twice::<Deployment>(SMALL, r#"{"id":"a"}"#).is_err());
}

#[test]
fn the_rest_keeps_unknown_members() {
    let open: Open = read(r#"{"z":[1, 2],"id":7,"a b":{"x":null}}"#);
    assert_eq!(open.id, 7);
    assert_eq!(open.rest["z"].as_text(), "[1, 2]");
    assert_eq!(to_string(&open), r#"{"id":7,"a b":{"x":null},"z":[1, 2]}"#);
    assert_eq!(error::<Open>(r#"{"a":1}"#), r#"missing member "id" at $"#);
    assert_eq!(
        again::<OnlyRest>(r#"{"b":null,"a":"x"}"#),
        r#"{"a":"x","b":null}"#
    );
    assert_eq!(again::<OnlyRest>("{}"), "{}");
    assert_eq!(
        error::<OnlyRest>(r#"{"b":1}"#),
        "expected a string, found a number at $.b"
    );
    assert_eq!(
        error::<OnlyRest>("null"),
        "expected an object, found null at $"
    );
}

#[test]
fn a_member_goes_before_an_entry_of_its_name() {
    let rest = BTreeMap::from([
        ("id".to_owned(), Json::from(1)),
        ("x".to_owned(), Json::from(true)),
    ]);
    assert_eq!(to_string(&Open { id: 7, rest }), r#"{"id":7,"x":true}"#);
}

#[test]
fn an_entry_stands_in_for_an_absent_member_of_its_name() {
    struct Loose {
        note: Option<String>,
        rest: BTreeMap<String, Json>,
    }
    wire! { Loose { note: optional "note", ..rest } }
    let mut loose = Loose {
        note: None,
        rest: BTreeMap::from([("note".to_owned(), Json::from(7))]),
    };
    assert_eq!(to_string(&loose), r#"{"note":7}"#);
    loose.note = Some("n".to_owned());
    assert_eq!(to_string(&loose), r#"{"note":"n"}"#);
}

#[test]
fn a_struct_without_fields_is_any_object() {
    assert_eq!(read::<Empty>(r#"{"a":1}"#), Empty {});
    assert_eq!(again::<Empty>(" {} "), "{}");
    assert_eq!(
        error::<Empty>("1"),
        "expected an object, found a number at $"
    );
}

#[test]
fn names_are_compared_unescaped() {
    assert_eq!(
        again::<Deployment>(r#"{"\u0069d":"a","weight-\u0025":5,"t\u0061gs":[]}"#),
        SMALL
    );
    struct Odd {
        odd: bool,
    }
    wire! { Odd { odd: required "a\"\\\n\u{e9}" } }
    assert_eq!(
        again::<Odd>(r#"{"a\"\\\n\u00e9":true}"#),
        r#"{"a\"\\\né":true}"#
    );
}

#[test]
fn setters_chain_and_convert() {
    pub(crate) struct Update {
        name: String,
        note: Maybe<String>,
        tags: Option<Vec<String>>,
        parent: Option<Box<i64>>,
    }
    wire! { Update { name: required "name", note: optional "note", tags: optional "tags", parent: optional "parent" } }
    setters! { Update {
        /// A note.
        note: Maybe<String>,
        tags: Vec<String>,
        parent: Box<i64>,
        name: String,
    } }
    let update = Update::blank()
        .name("x")
        .note("n".to_owned())
        .tags(["a".to_owned()])
        .parent(3);
    assert_eq!(
        to_string(&update),
        r#"{"name":"x","note":"n","tags":["a"],"parent":3}"#
    );
    let update = Update::blank().note(Maybe::Null).note(None);
    assert_eq!(to_string(&update), r#"{"name":"","note":null}"#);
}

/// A struct of many members, each of which is `m` and its number.
macro_rules! many {
    ($name:ident { $($field:ident $member:literal)* }) => {
        struct $name { $($field: u16),* }
        wire! { $name { $($field: required $member),* } }
        impl $name {
            const MEMBERS: &[&str] = &[$($member),*];
        }
    };
}

include!("many.rs");

#[test]
fn more_than_128_members() {
    let members: Vec<String> = Many::MEMBERS
        .iter()
        .enumerate()
        .map(|(i, m)| format!("{m:?}:{i}"))
        .collect();
    assert_eq!(members.len(), 140);
    let text = format!("{{{}}}", members.join(","));
    assert_eq!(again::<Many>(&text), text);
    let reversed: Vec<String> = members.iter().rev().cloned().collect();
    assert_eq!(again::<Many>(&format!("{{{}}}", reversed.join(","))), text);
    for missing in [0, 1, 62, 63, 64, 65, 127, 128, 139] {
        let some: Vec<_> = members
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != missing)
            .map(|(_, m)| m.as_str())
            .collect();
        let found = error::<Many>(&format!("{{{}}}", some.join(",")));
        assert_eq!(
            found,
            format!("missing member {:?} at $", Many::MEMBERS[missing])
        );
    }
    assert_eq!(error::<Many>("{}"), r#"missing member "m0" at $"#);
}

#[test]
fn a_table_copies_compares_and_shows_its_struct() {
    #[derive(Default)]
    struct Note {
        r#type: Option<String>,
        weight: Option<f64>,
        labels: BTreeMap<String, u16>,
    }
    wire! { Note { r#type: optional "Type", weight: optional "weight", ..labels } }

    let text = r#"{"Type":"a","weight":1.5,"b":2}"#;
    let note: Note = from_str(text).unwrap();
    let copy = note.clone();
    assert_eq!(copy, note);
    assert_eq!(to_string(&copy), text);
    assert_eq!(
        format!("{note:?}"),
        r#"Note { type: Some("a"), weight: Some(1.5), labels: {"b": 2} }"#
    );
    let same: Note = from_str(r#"{"Type":"a","weight":1.5,"b":3}"#).unwrap();
    assert_ne!(same, note, "the rest counts");
    let nan = || Note {
        weight: Some(f64::NAN),
        ..Note::default()
    };
    assert_ne!(nan(), nan(), "members are compared as they are");
    assert_eq!(format!("{:?}", Empty {}), "Empty");
}
