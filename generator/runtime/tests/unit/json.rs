//! Values of any shape.

use super::{again, error};
use crate::runtime::Json;

fn json(text: &str) -> Json {
    text.parse().unwrap()
}

#[test]
fn keeps_the_text() {
    for text in [
        "null",
        "1.0",
        r#"{"b" : [1,  2.50],"a":"\u00e9"}"#,
        "[ ]",
        r#""x""#,
        "1e999",
        "123456789012345678901234567890",
    ] {
        assert_eq!(again::<Json>(text), text);
        assert_eq!(json(&format!(" {text}\n")).to_string(), text);
    }
    assert_eq!(again::<Vec<Json>>("[ 1 , { } ]"), "[1,{ }]");
    assert_eq!(
        error::<Json>("{\"a\":}"),
        "malformed JSON: expected value (byte 5) at $"
    );
    assert_eq!(format!("{:?}", json("[1]")), "Json([1])");
}

#[test]
fn equal_is_what_says_the_same() {
    let equal = [
        ("1.0", "1"),
        ("100", "1e2"),
        ("1.50", "15E-1"),
        ("-0", "0.0"),
        ("0e5", "0"),
        (
            "123456789012345678901234567890",
            "1.2345678901234567890123456789e29",
        ),
        (r#"{"a":1,"b":[2,3]}"#, r#"{ "b" : [2.0, 3], "a" : 1 }"#),
        (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
        (r#""\u00e9""#, "\"é\""),
        ("[]", "[ ]"),
        ("null", " null "),
    ];
    for (left, right) in equal {
        assert_eq!(json(left), json(right));
    }
    let different = [
        ("1", "\"1\""),
        ("1", "2"),
        ("1", "-1"),
        ("12", "120"),
        ("9007199254740993", "9007199254740992"),
        ("[1,2]", "[2,1]"),
        ("[1]", "[1,1]"),
        ("{}", "[]"),
        (r#"{"a":null}"#, "{}"),
        (r#"{"a":1}"#, r#"{"b":1}"#),
        ("null", "false"),
        ("\"a\"", "\"A\""),
    ];
    for (left, right) in different {
        assert_ne!(json(left), json(right));
    }
}

#[test]
fn can_be_looked_into() {
    let value = json(r#"{"a":{"b":[1,"x\n",true,null,2.5]},"s":"plain","n":"12","a\"":1}"#);
    let items = value
        .get("a")
        .and_then(|a| a.get("b"))
        .and_then(|b| b.items())
        .unwrap();
    assert_eq!(items.len(), 5);
    assert_eq!(items[0].as_i64(), Some(1));
    assert_eq!(items[0].as_f64(), Some(1.0));
    assert_eq!(items[1].as_str().as_deref(), Some("x\n"));
    assert_eq!(items[2].as_bool(), Some(true));
    assert!(items[3].is_null());
    assert_eq!((items[4].as_f64(), items[4].as_i64()), (Some(2.5), None));
    assert_eq!(value.get("s").unwrap().as_str().as_deref(), Some("plain"));
    assert_eq!(
        value.get("n").unwrap().as_i64(),
        None,
        "a string is no number"
    );
    assert_eq!(value.get("a\"").unwrap().as_i64(), Some(1));
    assert_eq!(value.get("none"), None);
    assert_eq!(json("[]").get("a"), None);
    assert_eq!(json("{}").items(), None);
    assert_eq!(json("1").as_str(), None);
    assert_eq!(json(r#"{"a":1,"a":2}"#).get("a").unwrap().as_i64(), Some(2));
    let names: Vec<_> = value
        .members()
        .unwrap()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["a", "s", "n", "a\""]);
    assert_eq!(
        value
            .get("a")
            .unwrap()
            .get("b")
            .unwrap()
            .decode::<Vec<Json>>()
            .unwrap(),
        items
    );
    assert!(value.decode::<i64>().is_err());
}

#[test]
fn is_made_of_values() {
    assert!(Json::default().is_null());
    assert_eq!(Json::from("a\"b").as_text(), r#""a\"b""#);
    assert_eq!(Json::from(true), json("true"));
    assert_eq!(Json::from(-3), json("-3"));
    assert_eq!(Json::from(0.5), json("0.5"));
    assert_eq!(
        Json::from(vec![Json::from(1), Json::default()]),
        json("[1,null]")
    );
    assert_eq!(Json::of(&vec!["x".to_owned()]), json(r#"["x"]"#));
    let object = Json::object(&[
        ("a", &1i64),
        ("b c", &"x".to_owned()),
        ("d", &Json::object(&[])),
    ]);
    assert_eq!(object.as_text(), r#"{"a":1,"b c":"x","d":{}}"#);
}
