//! Options, lists, maps, tuples, and the member of three states.

use super::{again, error, read, read_twice};
use crate::runtime::Maybe;
use crate::wire::{Wire, from_str, to_string, to_vec};
use std::collections::BTreeMap;

#[test]
fn null_is_an_empty_list_and_an_empty_map() {
    assert!(read::<Vec<i64>>("null").is_empty());
    assert!(read::<BTreeMap<String, i64>>("null").is_empty());
    assert_eq!(read::<Vec<Option<i64>>>("[1,null]"), [Some(1), None]);
    assert_eq!(
        error::<Vec<i64>>("{}"),
        "expected an array, found an object at $"
    );
    assert_eq!(
        error::<Vec<i64>>("[1,null]"),
        "expected i64, found null at $[1]"
    );
    assert_eq!(
        error::<BTreeMap<String, i64>>("[]"),
        "expected an object, found an array at $"
    );
    assert_eq!(
        error::<BTreeMap<String, Vec<i64>>>(r#"{"a":[0],"b":[0,"x"]}"#),
        "expected i64, found \"x\" at $.b[1]"
    );
}

#[test]
fn what_was_there_before_is_replaced() {
    assert_eq!(read_twice::<Vec<i64>>("[1,2]", "[3]").unwrap(), [3]);
    assert_eq!(read_twice::<Vec<i64>>("[1,2]", "null").unwrap(), [0; 0]);
    assert_eq!(read_twice::<Option<i64>>("1", "null").unwrap(), None);
    assert_eq!(read_twice::<Maybe<i64>>("1", "null").unwrap(), Maybe::Null);
    let map = read_twice::<BTreeMap<String, i64>>(r#"{"a":1}"#, r#"{"b":2,"b":3}"#).unwrap();
    assert_eq!(map, BTreeMap::from([("b".to_owned(), 3)]));
}

#[test]
fn maps_and_lists_round_trip() {
    for text in [r#"{"":[],"a\"b":[[1],[]],"z":[]}"#, "{}"] {
        assert_eq!(again::<BTreeMap<String, Vec<Vec<i64>>>>(text), text);
    }
    assert_eq!(
        to_vec(&vec!["{".to_owned(), "[".to_owned()]),
        br#"["{","["]"#
    );
    assert_eq!(
        again::<Vec<BTreeMap<String, bool>>>("[{},{\"[\":true,\"{\":false},{}]"),
        "[{},{\"[\":true,\"{\":false},{}]"
    );
}

#[test]
fn tuples_are_arrays() {
    assert_eq!(read::<(i64, String)>(r#"[1,"a"]"#), (1, "a".to_owned()));
    assert_eq!(
        again::<(i64, Option<bool>, Vec<i64>)>("[1,null,[2]]"),
        "[1,null,[2]]"
    );
    assert_eq!(
        again::<(u8, u8, u8, u8, u8, u8, u8, u8)>("[1,2,3,4,5,6,7,8]"),
        "[1,2,3,4,5,6,7,8]"
    );
    assert_eq!(again::<(i64,)>("[1,{},\"more\"]"), "[1]");
    assert_eq!(
        error::<(i64, i64)>("[1]"),
        "expected an array of 2 elements, found 1 at $"
    );
    assert_eq!(
        error::<(i64, i64)>("[]"),
        "expected an array of 2 elements, found 0 at $"
    );
    assert_eq!(
        error::<(i64, bool)>("[1,2]"),
        "expected a boolean, found a number at $[1]"
    );
    assert_eq!(
        error::<(i64, bool)>("null"),
        "expected an array, found null at $"
    );
    assert_eq!(
        error::<Vec<(i64, bool)>>("[[1,true],[1,true"),
        "malformed JSON: EOF while parsing a list (byte 17) at $[1]"
    );
}

#[test]
fn three_states() {
    let maybe: Maybe<i64> = Maybe::default();
    assert!(maybe.is_absent() && !maybe.is_null() && !maybe.is_value() && Wire::is_absent(&maybe));
    assert!(Maybe::<i64>::from(None).is_null());
    assert_eq!(Maybe::from(Some(1)), Maybe::Value(1));
    assert_eq!(Maybe::from(1).as_ref().value(), Some(&1));
    assert_eq!(Maybe::<i64>::Null.value(), None);
    assert_eq!(to_string(&Maybe::Value(1)), "1");
    assert_eq!(to_string(&Maybe::<i64>::Null), "null");
    assert_eq!(
        error::<Maybe<i64>>("\"x\""),
        "expected i64, found \"x\" at $"
    );
}

#[test]
fn nothing_is_any_value() {
    assert!(from_str::<()>(r#"{"a":[1]}"#).is_ok());
    assert!(from_str::<()>("{").is_err());
    assert_eq!(to_string(&()), "null");
}
