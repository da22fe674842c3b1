//! `wire_union!`: which variant is picked.

use super::{again, error, read};
use crate::runtime::{Json, wire, wire_union};
use crate::wire::{Wire, to_string};
use std::collections::BTreeMap;

struct Circle {
    radius: f64,
}
wire! { Circle { radius: required "radius" } }

struct Square {
    side: f64,
    colour: Option<String>,
}
wire! { Square { side: required "side", colour: optional "colour" } }

struct Box_ {
    side: f64,
    depth: f64,
}
wire! { Box_ { side: required "side", depth: required "depth" } }

struct Named {
    name: Option<String>,
    colour: Option<String>,
}
wire! { Named { name: optional "name", colour: optional "colour" } }

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Named(Named),
    Circle(Box<Circle>),
    Square(Square),
    Box_(Box_),
    Text(String),
    Many(Vec<String>),
    Ratio(f64),
    Count(i64),
    Flag(bool),
    Nothing(()),
    Unrecognized(Json),
}

wire_union! { Shape {
    Named(Named): object knows "name", "colour",
    Circle(Box<Circle>): object where "kind" = "circle" | "disc",
    Square(Square): object needs "side" knows "side", "colour",
    Box_(Box_): object needs "side", "depth" knows "side", "depth",
    Text(String): string,
    Many(Vec<String>): array,
    Ratio(f64): number,
    Count(i64): integer,
    Flag(bool): boolean,
    Nothing(()): null,
} }

fn variant(text: &str) -> String {
    let debug = format!("{:?}", read::<Shape>(text));
    debug.split('(').next().unwrap_or_default().to_owned()
}

#[test]
fn picks_by_the_table() {
    let table = [
        (r#"{"kind":"circle","radius":1}"#, "Circle"),
        (r#"{"radius":1,"x":{"kind":"no"},"kind":"disc"}"#, "Circle"),
        (r#"{"k\u0069nd":"d\u0069sc","radius":1}"#, "Circle"),
        // The named variant is excluded when its member is missing or says something else.
        (r#"{"radius":1}"#, "Named"),
        (r#"{"kind":"oval","radius":1}"#, "Named"),
        (r#"{"kind":7,"side":1}"#, "Square"),
        (r#"{"side":1}"#, "Square"),
        (r#"{"side":1,"name":"x","colour":"red"}"#, "Square"),
        // The most needed members win, whatever is unknown.
        (r#"{"side":1,"depth":2,"colour":"red"}"#, "Box_"),
        (r#"{"depth":2,"side":1}"#, "Box_"),
        // What is likelier but can't be read gives way.
        (r#"{"side":1,"depth":"deep"}"#, "Square"),
        (r#"{"side":"long","depth":"deep"}"#, "Named"),
        (r#"{"side":"long","name":1}"#, "Unrecognized"),
        ("{}", "Named"),
        (r#""x""#, "Text"),
        (r#""12""#, "Text"),
        (r#"["x"]"#, "Many"),
        ("[]", "Many"),
        ("[1]", "Unrecognized"),
        ("1", "Count"),
        ("1.0", "Count"),
        ("1.5", "Ratio"),
        ("-7", "Count"),
        ("9223372036854775808", "Ratio"),
        ("true", "Flag"),
        ("false", "Flag"),
        ("null", "Nothing"),
    ];
    for (text, wanted) in table {
        assert_eq!(variant(text), wanted, "{text}");
    }
}

#[test]
fn what_names_its_variant_must_be_it() {
    assert_eq!(
        error::<Shape>(r#"{"kind":"circle"}"#),
        r#"missing member "radius" at $"#
    );
    assert_eq!(
        error::<Vec<Shape>>(r#"[1,{"kind":"disc","radius":[]}]"#),
        "expected f64, found an array at $[1].radius"
    );
}

#[test]
fn the_unrecognized_keep_their_text() {
    let text = r#"[ {"side" : "long","name":1.0} ,[1,  2], [[]] ]"#;
    let shapes: Vec<Shape> = read(text);
    let kept = [r#"{"side" : "long","name":1.0}"#, "[1,  2]", "[[]]"];
    assert_eq!(shapes.len(), kept.len());
    for (shape, kept) in shapes.iter().zip(kept) {
        assert!(
            matches!(shape, Shape::Unrecognized(json) if json.as_text() == kept),
            "{shape:?}"
        );
        assert_eq!(to_string(shape), kept);
    }
    assert_eq!(
        Shape::blank(),
        Shape::Unrecognized(Json::parse("null").unwrap())
    );
}

#[test]
fn malformed_text_is_an_error_and_no_variant() {
    for text in [
        r#"{"side":1,}"#,
        r#"{"side":1"#,
        r#"["x",]"#,
        "tru",
        "01",
        r#"{"kind":"circle","radius":1"#,
        "\"\\x\"",
    ] {
        assert!(
            error::<Shape>(text).starts_with("malformed JSON: "),
            "{text}"
        );
    }
}

#[test]
fn an_attempt_leaves_no_trace() {
    // `Many` reads one element before it fails; the list after it must come out whole.
    let shapes: Vec<Shape> = read(r#"[["x",1],["y"]]"#);
    assert_eq!(shapes[1], Shape::Many(vec!["y".to_owned()]));
    assert!(matches!(&shapes[0], Shape::Unrecognized(_)));
}

#[derive(Clone, Debug, PartialEq)]
enum Order {
    First(Named),
    Second(Named),
    Other(Square),
    Unrecognized(Json),
}

wire_union! { Order {
    First(Named): object knows "name",
    Second(Named): object knows "name", "colour",
    Other(Square): object needs "side",
} }

#[test]
fn ranks_known_members_then_unknown_ones_then_the_order() {
    assert!(matches!(read(r#"{"name":"x"}"#), Order::First(_)));
    assert!(matches!(
        read(r#"{"name":"x","colour":"y"}"#),
        Order::Second(_)
    ));
    assert!(matches!(read(r#"{"colour":"y"}"#), Order::Second(_)));
    assert!(matches!(read("{}"), Order::First(_)));
    assert!(matches!(read("3"), Order::Unrecognized(_)));
}

/// Two discriminating members, one of them shared by two variants.
#[derive(Clone, Debug, PartialEq)]
enum Mixed {
    Plain(Named),
    Wide(Box_),
    Old(Circle),
    Unrecognized(Json),
}

wire_union! { Mixed {
    Plain(Named): object where "kind" = "box" knows "name",
    Wide(Box_): object where "kind" = "box" needs "side", "depth",
    Old(Circle): object where "version" = "1" | "true",
} }

#[test]
fn one_tag_for_two_variants_is_settled_by_what_they_need() {
    assert!(matches!(
        read(r#"{"kind":"box","side":1,"depth":1}"#),
        Mixed::Wide(_)
    ));
    assert!(matches!(
        read(r#"{"kind":"box","side":1}"#),
        Mixed::Plain(_)
    ));
    assert!(matches!(
        read(r#"{"kind":"box","side":"x","depth":1}"#),
        Mixed::Plain(_)
    ));
    let neither = r#"{"kind":"box","side":"x","depth":1,"name":1}"#;
    assert_eq!(
        error::<Mixed>(neither),
        "expected f64, found \"x\" at $.side"
    );
    assert!(matches!(
        read(r#"{"kind":"ball","version":1,"radius":2}"#),
        Mixed::Old(_)
    ));
    assert!(matches!(
        read(r#"{"version":true,"radius":2}"#),
        Mixed::Old(_)
    ));
    assert!(matches!(
        read(r#"{"version":2,"radius":2}"#),
        Mixed::Unrecognized(_)
    ));
}

#[derive(Clone, Debug, PartialEq)]
enum Tagged {
    Circle(Circle),
    Square(Box<Square>),
    Bag(BTreeMap<String, Json>),
    Empty(BTreeMap<String, Json>),
    Unrecognized(Json),
}

wire_union! { Tagged tagged "kind" {
    Circle(Circle): "circle",
    Square(Box<Square>): "square" | "box",
    Bag(BTreeMap<String, Json>): "bag",
    Empty(BTreeMap<String, Json>): "\"empty\"",
} }

#[test]
fn a_tag_is_found_anywhere_and_put_first() {
    let circle: Tagged = read(r#"{"radius":2,"kind":"circle"}"#);
    assert_eq!(circle, Tagged::Circle(Circle { radius: 2.0 }));
    assert_eq!(to_string(&circle), r#"{"kind":"circle","radius":2}"#);
    assert_eq!(
        again::<Tagged>(r#"{"side":2,"kind":"box"}"#),
        r#"{"kind":"square","side":2}"#
    );
    assert_eq!(
        again::<Tagged>(r#"{"x":1,"kind":"bag"}"#),
        r#"{"kind":"bag","x":1}"#
    );
    assert_eq!(
        to_string(&Tagged::Empty(BTreeMap::new())),
        r#"{"kind":"\"empty\""}"#
    );
    assert_eq!(
        again::<Vec<Tagged>>(r#"[{"radius":2,"kind":"circle"}]"#),
        r#"[{"kind":"circle","radius":2}]"#
    );
}

#[test]
fn a_missing_or_unknown_tag_is_unrecognized() {
    for text in [
        r#"{"radius":2}"#,
        r#"{"kind":"oval"}"#,
        r#"{"kind":null}"#,
        r#"{"a":{"kind":"circle"}}"#,
        "[]",
        "null",
        "1",
    ] {
        assert!(matches!(read(text), Tagged::Unrecognized(_)), "{text}");
        assert_eq!(again::<Tagged>(text), text);
    }
    assert_eq!(
        error::<Tagged>(r#"{"kind":"circle"}"#),
        r#"missing member "radius" at $"#
    );
}

#[derive(Clone, Debug, PartialEq)]
enum Profile {
    List(Vec<i64>),
    Public(BTreeMap<String, Json>),
    Private(BTreeMap<String, Json>),
    Strict(BTreeMap<String, Json>),
    Unrecognized(Json),
}

wire_union! { Profile {
    List(Vec<i64>): array where "view" = "list",
    Public(BTreeMap<String, Json>): object where "view" = "public" needs "login" knows "view", "login",
    Private(BTreeMap<String, Json>): object where "view" = "private" needs "login", "quota" knows "view", "login", "quota",
    Strict(BTreeMap<String, Json>): object where "view" = "strict" needs "view" knows "view", "login", "quota", "more",
} }

#[test]
fn a_tag_that_may_be_missing_leaves_the_choice_to_the_members() {
    assert!(matches!(read(r#"{"login":1}"#), Profile::Public(_)));
    assert!(matches!(
        read(r#"{"login":1,"quota":2,"more":3}"#),
        Profile::Private(_)
    ));
    assert!(matches!(
        read(r#"{"login":1,"quota":2,"view":"public"}"#),
        Profile::Public(_)
    ));
    // A name that is there is never passed over.
    for text in [r#"{"login":1,"view":"later"}"#, r#"{"quota":1}"#] {
        assert!(matches!(read(text), Profile::Unrecognized(_)), "{text}");
    }
    assert_eq!(read::<Profile>("[1]"), Profile::List(vec![1]));
}

#[derive(Clone, Debug, PartialEq)]
enum Nested {
    Flag(bool),
    Shape(Tagged),
    Unrecognized(Json),
}

wire_union! { Nested { Shape(Tagged): any, Flag(bool): boolean } }

#[derive(Clone, Debug, PartialEq)]
enum Outer {
    Tagged(Tagged),
    Order(Order),
    Unrecognized(Json),
}

wire_union! { Outer { Tagged(Tagged): object, Order(Order): any } }

#[test]
fn a_union_that_knows_the_value_goes_before_one_that_does_not() {
    assert!(matches!(
        read(r#"{"name":"x"}"#),
        Outer::Order(Order::First(_))
    ));
    assert!(matches!(
        read(r#"{"kind":"circle","radius":1}"#),
        Outer::Tagged(Tagged::Circle(_))
    ));
    assert!(matches!(
        read(r#"{"name":[]}"#),
        Outer::Tagged(Tagged::Unrecognized(_))
    ));
}

#[test]
fn anything_comes_last() {
    assert_eq!(read::<Nested>("true"), Nested::Flag(true));
    assert!(matches!(
        read(r#"{"kind":"circle","radius":1}"#),
        Nested::Shape(Tagged::Circle(_))
    ));
    assert!(matches!(read("7"), Nested::Shape(Tagged::Unrecognized(_))));
    assert_eq!(read::<Option<Nested>>("null"), None);
}

#[derive(Clone, Debug, PartialEq)]
enum Deep {
    Left(Box<DeepLeft>),
    Right(Box<DeepRight>),
    Unrecognized(Json),
}

wire_union! { Deep {
    Left(Box<DeepLeft>): object knows "next",
    Right(Box<DeepRight>): object knows "next",
} }

struct DeepLeft {
    next: Option<Deep>,
}

wire! { DeepLeft { next: optional "next" } }

struct DeepRight {
    next: Option<Deep>,
    end: Option<bool>,
}

wire! { DeepRight { next: optional "next", end: optional "end" } }

#[test]
fn looking_for_the_least_loss_has_an_end() {
    // Every level could be read twice, and what nobody knows is at the bottom.
    let depth = 100;
    let text = format!(
        "{}{{\"lost\":1}}{}",
        r#"{"next":"#.repeat(depth),
        "}".repeat(depth)
    );
    let started = std::time::Instant::now();
    let _: Deep = read(&text);
    assert!(started.elapsed() < std::time::Duration::from_secs(5));
    assert!(matches!(
        read(r#"{"next":{"end":true}}"#),
        Deep::Left(left) if matches!(left.next, Some(Deep::Right(_)))
    ));
}
