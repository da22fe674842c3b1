//! `wire!` and `setters!`.

use crate::runtime::{Json, Maybe, ReadError, setters, wire};
use crate::wire::{from_str, to_string};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
struct Inner {
    guid: String,
    note: Option<String>,
}

wire! { Inner {
    guid: required "guid",
    note: optional "note",
} }

#[test]
fn reads_and_writes() {
    let inner: Inner = from_str(r#"{"guid":"a","x":[{}],"note":"n"}"#).unwrap();
    assert_eq!(to_string(&inner), r#"{"guid":"a","note":"n"}"#);
}
