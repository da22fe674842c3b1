//! `wire_enum!`.

use super::{again, error, read};
use crate::runtime::{Unrecognized, wire_enum};
use crate::wire::Wire;

#[derive(Clone, Debug)]
enum Strategy {
    Percentage,
    Rolling,
    Odd,
    Unrecognized(Unrecognized),
}

wire_enum! { Strategy { Percentage = "percentage", Rolling = "rolling", Odd = "a \"b\"\n" } }

#[derive(Clone, Debug)]
enum Size {
    Small,
    Large,
    Debt,
    Unrecognized(i64),
}

wire_enum! { Size: i64 { Small = 1, Large = 10, Debt = -3 } }

/// An enum without a value yet.
#[derive(Clone, Debug)]
enum None_ {
    Unrecognized(Unrecognized),
}

wire_enum! { None_ {} }

#[test]
fn known_texts_are_variants() {
    assert_eq!(read::<Strategy>(r#""percentage""#), Strategy::Percentage);
    assert_eq!(read::<Strategy>(r#""roll\u0069ng""#), Strategy::Rolling);
    assert_eq!(Strategy::from("rolling"), Strategy::Rolling);
    assert_eq!(
        Strategy::from("percentage".to_owned()),
        Strategy::Percentage
    );
    assert_eq!(Strategy::Percentage.as_str(), "percentage");
    assert_eq!(Strategy::Rolling.to_string(), "rolling");
    assert_eq!(again::<Strategy>(r#""a \"b\"\n""#), r#""a \"b\"\n""#);
}

#[test]
fn unknown_texts_round_trip() {
    for text in [
        r#""canary""#,
        r#""Percentage""#,
        r#""""#,
        r#"" rolling""#,
        r#""é\"\\""#,
        r#""\u0001""#,
    ] {
        assert_eq!(again::<Strategy>(text), text);
    }
    assert_eq!(read::<None_>(r#""x""#).as_str(), "x");
    assert_eq!(
        format!("{:?}", Strategy::from("canary")),
        r#"Unrecognized("canary")"#
    );
}

#[test]
fn only_strings_are_texts() {
    assert_eq!(
        error::<Strategy>("null"),
        "expected a string, found null at $"
    );
    assert_eq!(
        error::<Strategy>("1"),
        "expected a string, found a number at $"
    );
    assert_eq!(
        error::<Vec<Strategy>>(r#"["x",{}]"#),
        "expected a string, found an object at $[1]"
    );
}

#[test]
fn are_equal_and_hashed_by_their_text() {
    let all = ["b", "rolling", "a", "rolling", "b"].map(Strategy::from);
    assert_eq!(all[1], Strategy::Rolling);
    let unique: std::collections::HashSet<Strategy> = all.into();
    assert_eq!(unique.len(), 3);
    assert!(unique.contains(&Strategy::Rolling));
}

#[test]
fn integers() {
    assert_eq!(
        read::<Vec<Size>>("[1,10,-3,7]"),
        [Size::Small, Size::Large, Size::Debt, Size::Unrecognized(7)]
    );
    assert_eq!(read::<Size>("1.0e1"), Size::Large);
    assert_eq!(
        again::<Vec<Size>>("[1,10,-3,7,-9223372036854775808]"),
        "[1,10,-3,7,-9223372036854775808]"
    );
    assert_eq!(Size::from(10), Size::Large);
    assert_eq!(Size::Debt.as_i64(), -3);
    assert_eq!(Size::from(8).to_string(), "8");
    assert_eq!(
        error::<Size>(r#""big""#),
        r#"expected i64, found "big" at $"#
    );
}

#[test]
fn blanks_are_unknown() {
    assert_eq!(Strategy::blank().as_str(), "");
    assert_eq!(Size::blank(), Size::Unrecognized(0));
}
