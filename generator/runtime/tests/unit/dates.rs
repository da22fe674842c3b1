//! Dates and times as servers write them.

use super::{again, error, read};
use jiff::Timestamp;
use jiff::civil::{Date, Time};

#[test]
fn instants_are_read_tolerantly() {
    let table = [
        ("2024-02-29T10:20:30Z", "2024-02-29T10:20:30Z"),
        ("2024-02-29T10:20:30.5Z", "2024-02-29T10:20:30.5Z"),
        ("2024-02-29T10:20:30.000Z", "2024-02-29T10:20:30Z"),
        ("2024-02-29T12:20:30+02:00", "2024-02-29T10:20:30Z"),
        ("2024-02-29T12:20:30+0200", "2024-02-29T10:20:30Z"),
        ("2024-02-29T05:20:30-05:00", "2024-02-29T10:20:30Z"),
        // A space for the T, small letters.
        ("2024-02-29 10:20:30Z", "2024-02-29T10:20:30Z"),
        ("2024-02-29t10:20:30z", "2024-02-29T10:20:30Z"),
        // No offset is UTC.
        ("2024-02-29T10:20:30", "2024-02-29T10:20:30Z"),
        ("2024-02-29 10:20:30.25", "2024-02-29T10:20:30.25Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z"),
        // More digits than a nanosecond has.
        (
            "2024-02-29T10:20:30.123456789Z",
            "2024-02-29T10:20:30.123456789Z",
        ),
        (
            "2024-02-29T10:20:30.1234567899999Z",
            "2024-02-29T10:20:30.123456789Z",
        ),
        (
            "2024-02-29T10:20:30.1234567890123+02:00",
            "2024-02-29T08:20:30.123456789Z",
        ),
        (
            "2024-02-29T10:20:30.12345678901",
            "2024-02-29T10:20:30.123456789Z",
        ),
        // Nothing and never, as Go and others write them.
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59Z", "9999-12-30T22:00:00.999999999Z"),
        (
            "9999-12-31T23:59:59.999999999Z",
            "9999-12-30T22:00:00.999999999Z",
        ),
    ];
    for (text, wanted) in table {
        assert_eq!(
            again::<Timestamp>(&format!("{text:?}")),
            format!("{wanted:?}"),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_instant_is_refused() {
    assert_eq!(
        error::<Timestamp>(r#""yesterday""#),
        r#"expected a date and time, found "yesterday" at $"#
    );
    assert_eq!(
        error::<Timestamp>("1700000000"),
        "expected a string, found a number at $"
    );
    for text in [
        "",
        "2024-02-30T10:20:30Z",
        "2024-02-29T25:00:00Z",
        "2024-02-29T10:20:30+99:99",
        "2024-02-29T10:20:30.Z",
        "10:20:30",
    ] {
        error::<Timestamp>(&format!("{text:?}"));
    }
}

#[test]
fn dates() {
    assert_eq!(
        read::<Date>(r#""2024-02-29""#),
        jiff::civil::date(2024, 2, 29)
    );
    assert_eq!(again::<Date>(r#""0001-01-01""#), r#""0001-01-01""#);
    assert_eq!(
        error::<Date>(r#""2023-02-29""#),
        r#"expected a date, found "2023-02-29" at $"#
    );
}

#[test]
fn times_of_day() {
    assert_eq!(again::<Time>(r#""10:20:30""#), r#""10:20:30""#);
    assert_eq!(again::<Time>(r#""10:20:30.5Z""#), r#""10:20:30.5""#);
    assert_eq!(
        error::<Time>(r#""25:00:00""#),
        r#"expected a time of day, found "25:00:00" at $"#
    );
}
