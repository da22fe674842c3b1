//! Objects, maps and arrays: which members there are, and what else may be.

use crate::support::{body, client, keeps, read, refused, written};
use launchway_tests::cases::*;
use launchway_tests::runtime::{Json, Maybe};

#[test]
fn required_and_nullable_are_two_things_when_read() {
    use objects::types::Shelf;
    let full: Shelf = read(r#"{"label":"a","note":"b","width":3,"owner":"c"}"#);
    assert_eq!(
        (full.label.as_str(), full.note.as_deref(), full.width),
        ("a", Some("b"), Some(3))
    );
    assert_eq!(full.owner, Maybe::Value("c".to_owned()));

    let null: Shelf = read(r#"{"label":"a","note":null,"width":null,"owner":null}"#);
    assert_eq!(
        (null.note, null.width, null.owner),
        (None, None, Maybe::Null)
    );

    let absent: Shelf = read(r#"{"label":"a","note":null,"unknown":[1,{"deep":2}]}"#);
    assert_eq!((absent.width, absent.owner), (None, Maybe::Absent));

    assert!(refused::<Shelf>(r#"{"note":null}"#).contains("label"));
    assert!(refused::<Shelf>(r#"{"label":"a"}"#).contains("note"));
    assert!(refused::<Shelf>(r#"{"label":null,"note":null}"#).contains("label"));
}

#[test]
fn names_are_what_their_escapes_stand_for() {
    let note: additional_true::types::Note =
        read(r#"{"te\u0078t":"a","\u0062":1,"c\"\n":2,"d\\":3}"#);
    assert_eq!(note.text, "a");
    assert_eq!(note.extra.keys().collect::<Vec<_>>(), ["b", "c\"\n", "d\\"]);
}

#[test]
fn the_second_of_two_members_of_one_name_counts_as_a_whole() {
    use recursion_self::types::Node;
    let node: Node = read(
        r#"{"name":"a","next":{"name":"b","next":{"name":"c"}},"next":{"name":"d"},"name":"e"}"#,
    );
    assert_eq!(written(&node), r#"{"name":"e","next":{"name":"d"}}"#);
}

#[test]
fn required_and_nullable_are_two_things_when_sent() {
    use objects::types::Shelf;
    let shelves = client(objects::Client::builder().base_url("https://api.example.com")).shelves();
    let sent = |shelf: Shelf| body(&shelves.create_shelf(shelf)).1;
    assert_eq!(sent(Shelf::new("a", None)), r#"{"label":"a","note":null}"#);
    let full = Shelf::new("a", Some("b".to_owned())).width(3).owner("c");
    assert_eq!(
        sent(full),
        r#"{"label":"a","note":"b","width":3,"owner":"c"}"#
    );
    let mut cleared = Shelf::new("a", None);
    cleared.owner = Maybe::Null;
    assert_eq!(sent(cleared), r#"{"label":"a","note":null,"owner":null}"#);
}

#[test]
fn maps_hold_any_key() {
    use maps::types::Shop;
    keeps::<Shop>(
        r#"{"labels":{"":"none","a/b":"c"},"counts":{"x":9223372036854775807},"prices":{"eu":{"tea":{"cents":3}}}}"#,
    );
    let shop: Shop = read(r#"{"labels":{}}"#);
    assert!(shop.labels.is_empty() && shop.counts.is_none());
}

#[test]
fn open_objects_keep_what_has_no_field() {
    use additional_true::types::Note;
    keeps::<Note>(r#"{"text":"a","more":{"b":[1,2.50,null]},"z":"é"}"#);
    let note: Note = read(r#"{"text":"a","b":1}"#);
    assert_eq!(note.extra.keys().collect::<Vec<_>>(), ["b"]);
}

#[test]
fn closed_objects_ignore_what_they_do_not_know() {
    let note: additional_false::types::Note = read(r#"{"text":"a","later":1}"#);
    assert_eq!(written(&note), r#"{"text":"a"}"#);
}

#[test]
fn typed_extra_members_keep_apart_from_a_member_called_extra() {
    use additional_schema::types::Scores;
    let scores: Scores = read(r#"{"a":1,"total":3,"extra":"word","b":2}"#);
    assert_eq!(scores.extra.as_deref(), Some("word"));
    assert_eq!(
        scores.extra_members.values().copied().collect::<Vec<i32>>(),
        [1, 2]
    );
    assert_eq!(
        written(&scores),
        r#"{"total":3,"extra":"word","a":1,"b":2}"#
    );
    assert!(refused::<Scores>(r#"{"total":3,"a":"no"}"#).contains("$.a"));
}

#[test]
fn patterns_of_names_make_a_map() {
    keeps::<pattern_properties::types::Headers>(r#"{"x-a":"1","x-b":"2"}"#);
}

#[test]
fn free_objects_keep_everything() {
    use free_form::types::{Anything, Free, Holder};
    keeps::<Free>(r#"{"a":1,"b":{"c":[true]}}"#);
    keeps::<Anything>("12345678901234567890.50");
    keeps::<Holder>(r#"{"free":{},"any":null}"#);
    keeps::<Holder>(r#"{"free":{"a":[]},"any":[1],"maybe":"x"}"#);
    let holder: Holder = read(r#"{"free":{},"any":"x"}"#);
    assert_eq!(holder.any, read::<Json>(r#""x""#));
    assert_eq!(holder.maybe, None);
}

#[test]
fn arrays_nest() {
    use arrays::types::Basket;
    keeps::<Basket>(
        r#"{"apples":[],"grid":[[1,2],[],[3]],"eggs":[{"size":"L"}],"holes":["a",null],"any":[1,"b",null]}"#,
    );
    let null: Basket = read(r#"{"apples":null,"grid":[null,[1]]}"#);
    assert_eq!((null.apples, null.grid), (vec![], vec![vec![], vec![1]]));
    assert!(refused::<Basket>(r#"{"apples":[1],"grid":[]}"#).contains("$.apples[0]"));
}

#[test]
fn sets_are_lists_in_their_order() {
    keeps::<sets::types::Tags>(r#"{"tags":["b","a"]}"#);
}

#[test]
fn tuples_have_a_type_for_each_place() {
    use tuples::types::{Line, Pair};
    let pair: Pair = read(r#"["a",1]"#);
    assert_eq!(pair, ("a".to_owned(), 1));
    keeps::<Line>(r#"{"from":["a",1],"to":[0.5,1.5]}"#);
    assert!(refused::<Pair>(r#"["a"]"#).contains("$"));
}

#[test]
fn schemas_that_are_only_true_or_false() {
    use boolean_schemas::types::Bag;
    keeps::<Bag>(r#"{"any":{"a":1},"list":[1,null,"x"]}"#);
    let bag: Bag = read(r#"{"any":1,"never":2}"#);
    assert!(bag.never.is_some());
}

#[test]
fn a_component_that_may_be_null_may_be_null_wherever_it_is() {
    use nullable_component::types::{Holder, Kind};
    keeps::<Holder>(r#"{"word":null,"kind":null,"box":null,"words":["a",null],"again":null}"#);
    let holder: Holder = read(r#"{"word":"a","kind":"b","box":{"x":1}}"#);
    assert_eq!(
        (holder.word.as_deref(), holder.kind, holder.again),
        (Some("a"), Some(Kind::B), Maybe::Absent)
    );
    assert_eq!(holder.r#box.unwrap().x, Some(1));
}

#[test]
fn keywords_that_are_no_type_are_left_aside() {
    use schema_keywords::types::{
        Bounded, Contains, Content, Dependent, Examples, If, Inferred, InferredList, InferredText,
        Names, Not, Unevaluated,
    };
    keeps::<Not>("[1]");
    keeps::<Bounded>("4");
    keeps::<Contains>(r#"[1,"a"]"#);
    keeps::<Content>(r#""{}""#);
    keeps::<Examples>(r#""d""#);
    keeps::<Names>(r#"{"a":1}"#);
    keeps::<If>(r#"{"a":"b"}"#);
    keeps::<Dependent>(r#"{"a":"b"}"#);
    keeps::<Inferred>(r#"{"a":"b"}"#);
    keeps::<InferredList>(r#"["a"]"#);
    keeps::<InferredText>(r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#);
    assert_eq!(
        written(&read::<Unevaluated>(r#"{"a":"b","c":1}"#)),
        r#"{"a":"b"}"#
    );
}
