//! The bridge to `serde`.

use crate::runtime::{Base64, Json, Maybe, Secret, Unrecognized, wire, wire_enum, wire_union};
use std::collections::BTreeMap;

struct Thing {
    id: u64,
    tier: Tier,
    part: Option<Part>,
    note: Maybe<String>,
    rest: BTreeMap<String, Json>,
}

wire! { Thing {
    id: required "id",
    tier: required "tier",
    part: optional "part",
    note: optional "note",
    ..rest
} }

#[derive(Clone, Debug)]
enum Tier {
    Free,
    Unrecognized(Unrecognized),
}

wire_enum! { Tier { Free = "free" } }

#[derive(Clone, Debug)]
enum Level {
    Low,
    Unrecognized(i64),
}

wire_enum! { Level: i64 { Low = 1 } }

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Text(String),
    Level(Level),
    Unrecognized(Json),
}

wire_union! { Part { Text(String): string, Level(Level): integer } }

const TEXT: &str = r#"{"id":18446744073709551615,"tier":"gold","part":1,"note":null,"x":[1.5,-2,true,null,"é\n",{"y":{}}]}"#;

#[test]
fn passes_through_text() {
    let thing: Thing = serde_json::from_str(TEXT).unwrap();
    assert_eq!(thing.part, Some(Part::Level(Level::Low)));
    assert_eq!(serde_json::to_string(&thing).unwrap(), TEXT);
    let things: Vec<Thing> = serde_json::from_str(&format!("[{TEXT}]")).unwrap();
    assert_eq!(things, [thing]);
}

#[test]
fn passes_through_values_of_other_formats() {
    let value: serde_json::Value = serde_json::from_str(TEXT).unwrap();
    let thing: Thing = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&thing).unwrap(), value);
    let wide: Json =
        serde_json::from_value(serde_json::json!([u64::MAX, i64::MIN, 1e300])).unwrap();
    assert_eq!(
        wide.as_text(),
        "[18446744073709551615,-9223372036854775808,1e300]"
    );
}

#[test]
fn says_where_it_went_wrong() {
    let error = serde_json::from_str::<Thing>(r#"{"id":1,"tier":[]}"#).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("expected a string, found an array at $.tier"),
        "{error}"
    );
}

#[test]
fn bridges_the_run_time_s_own_types() {
    assert_eq!(serde_json::to_string(&Secret::from("x")).unwrap(), r#""x""#);
    assert_eq!(
        serde_json::from_str::<Base64>(r#""Zm9v""#)
            .unwrap()
            .as_slice(),
        b"foo"
    );
    let json: Json = serde_json::from_str(r#"{"a":[1,{}]}"#).unwrap();
    assert_eq!(serde_json::to_string(&json).unwrap(), r#"{"a":[1,{}]}"#);
    let wide = Json::parse("[170141183460469231731687303715884105727,1e2]").unwrap();
    assert_eq!(
        serde_json::to_string(&wide).unwrap(),
        "[170141183460469231731687303715884105727,100.0]"
    );
}
