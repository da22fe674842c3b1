//! Values as plain texts, and back.

use crate::runtime::{Json, Maybe, wire_enum};
use crate::wire::{Plain, Unrecognized, Wire, from_plain};
use std::collections::BTreeMap;

fn plain(text: &str) -> Plain {
    Plain::of(&Json::parse(text).unwrap())
}

fn scalar(text: &str) -> Plain {
    Plain::Scalar(text.to_owned())
}

#[test]
fn lays_values_out() {
    assert_eq!(plain("null"), Plain::Null);
    assert_eq!(plain("1.50"), scalar("1.50"));
    assert_eq!(plain("true"), scalar("true"));
    assert_eq!(plain(r#""a\"\u00e9\nb""#), scalar("a\"é\nb"));
    assert_eq!(plain(r#""""#), scalar(""));
    let list = ["a,b", "1", "false", r#"{"x": 1}"#, "[2]"].map(|text| Some(text.to_owned()));
    let mut wanted = list.to_vec();
    wanted.push(None);
    assert_eq!(
        plain(r#"["a,b",1,false,{"x": 1},[2],null]"#),
        Plain::List(wanted)
    );
    assert_eq!(plain("[]"), Plain::List(Vec::new()));
    assert_eq!(plain("{}"), Plain::Object(Vec::new()));
    let nested = Plain::Object(vec![
        ("b".to_owned(), scalar("x")),
        (
            "a".to_owned(),
            Plain::Object(vec![(
                "c".to_owned(),
                Plain::List(vec![Some("1".to_owned())]),
            )]),
        ),
        ("n".to_owned(), Plain::Null),
    ]);
    assert_eq!(plain(r#"{"b":"x","a":{"c":[1]},"n":null}"#), nested);
}

#[test]
fn lays_out_any_wire() {
    assert_eq!(Plain::of(&7u8), scalar("7"));
    assert_eq!(Plain::of(&"x".to_owned()), scalar("x"));
    assert_eq!(Plain::of(&None::<String>), Plain::Null);
    assert_eq!(Plain::of(&Maybe::<String>::Absent), Plain::Null);
    assert_eq!(
        Plain::of(&vec![1, 2]),
        Plain::List(vec![Some("1".to_owned()), Some("2".to_owned())])
    );
    assert_eq!(
        Plain::of(&BTreeMap::from([("k".to_owned(), 1)])),
        Plain::Object(vec![("k".to_owned(), scalar("1"))])
    );
}

#[derive(Debug)]
enum Tier {
    Free,
    Unrecognized(Unrecognized),
}

wire_enum! { Tier { Free = "free" } }

fn from<T: Wire>(text: &str) -> Option<T> {
    from_plain(text).ok()
}

#[test]
fn reads_plain_text_as_what_is_wanted() {
    assert_eq!(from::<String>("123").as_deref(), Some("123"));
    assert_eq!(from::<String>("true").as_deref(), Some("true"));
    assert_eq!(from::<String>("null").as_deref(), Some("null"));
    assert_eq!(
        from::<String>(" say \"hi\" ").as_deref(),
        Some("say \"hi\"")
    );
    assert_eq!(from::<String>("{not json").as_deref(), Some("{not json"));
    assert_eq!(
        from::<Option<String>>("null"),
        Some(Some("null".to_owned()))
    );
    assert_eq!(from::<i64>("-12"), Some(-12));
    assert_eq!(from::<u64>("18446744073709551615"), Some(u64::MAX));
    assert_eq!(from::<f64>("1.5"), Some(1.5));
    assert_eq!(from::<bool>("true"), Some(true));
    assert_eq!(from::<bool>("yes"), None);
    assert_eq!(from::<Tier>("free"), Some(Tier::Free));
    assert_eq!(
        from::<jiff::Timestamp>("2024-01-01T00:00:00Z"),
        Some("2024-01-01T00:00:00Z".parse().unwrap())
    );
    assert_eq!(from::<Vec<i64>>("[1,2]"), Some(vec![1, 2]));
    assert_eq!(from::<Vec<i64>>("1, 2"), Some(vec![1, 2]));
    let strings = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect());
    assert_eq!(
        from::<Vec<String>>("a, \"b\",,c"),
        strings(&["a", "\"b\"", "c"])
    );
    assert_eq!(from::<Vec<String>>("1,2"), strings(&["1", "2"]));
    assert_eq!(from::<Vec<String>>(""), strings(&[]));
    assert_eq!(
        from_plain::<i64>("soon").unwrap_err().to_string(),
        "expected i64, found \"soon\" at $"
    );
}
