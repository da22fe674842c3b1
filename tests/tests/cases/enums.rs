//! Enums and constants.

use crate::support::{keeps, read, refused, written};
use launchway_tests::cases::*;
use launchway_tests::runtime::Maybe;

#[test]
fn enums_are_open() {
    use enums_open::types::{Job, JobKind, State};
    keeps::<Job>(r#"{"state":"running","kind":"slow","again":["stopped","paused"]}"#);
    let job: Job = read(r#"{"state":"paused","kind":"fast"}"#);
    assert_eq!(job.kind, JobKind::Fast);
    assert!(matches!(&job.state, State::Unrecognized(_)));
    assert_eq!(job.state.as_str(), "paused");
    assert_eq!(State::Running.as_str(), "running");
    // A value that has a name is never the unrecognized one.
    assert_eq!(State::from("running"), State::Running);
    assert_eq!(State::from("paused"), job.state);
}

#[test]
fn every_value_has_a_name_of_its_own() {
    use enum_names::types::Odd;
    let values = [
        "unknown",
        "unrecognized",
        "self",
        "Self",
        "",
        "+1",
        "-1",
        "=",
        ">=",
        "≠",
        "day",
        "Day",
        "DAY",
        "2fast",
        "1",
        "a b",
        "a-b",
        "null",
        "true",
        "Größe",
        "日",
    ];
    for value in values {
        let odd: Odd = read(&written(&value.to_owned()));
        assert!(!matches!(odd, Odd::Unrecognized(_)), "{value}");
        assert_eq!(odd.as_str(), value);
        assert_eq!(written(&odd), written(&value.to_owned()));
    }
    keeps::<Odd>(r#""Unknown""#);
    assert_eq!(read::<Odd>(r#""Day""#), Odd::Day);
    assert_eq!(read::<Odd>(r#""unknown""#), Odd::Unknown);
}

#[test]
fn enums_of_integers_are_open_too() {
    use enum_integers::types::{Level, Report, ReportRate};
    keeps::<Report>(r#"{"level":-1,"rate":20}"#);
    keeps::<Report>(r#"{"level":7}"#);
    let report: Report = read(r#"{"level":5.0,"rate":10}"#);
    assert_eq!(
        (report.level, report.rate),
        (Level::N5, Some(ReportRate::Slow))
    );
    assert_eq!(read::<Level>("-2"), Level::Unrecognized(-2));
}

#[test]
fn constants_are_read_as_what_they_are() {
    use const_values::types::{Fixed, FixedMood, Listed, Only};
    keeps::<Fixed>(r#"{"kind":"fixed","version":2,"open":true,"nothing":null,"mood":"calm"}"#);
    let fixed: Fixed = read(r#"{"kind":"fixed","version":2,"open":true}"#);
    assert_eq!(
        (fixed.kind.as_str(), fixed.nothing, fixed.mood),
        ("fixed", Maybe::Absent, None)
    );
    keeps::<Fixed>(r#"{"kind":"other","version":3,"open":false,"mood":"wild"}"#);
    assert_eq!(FixedMood::Calm.as_str(), "calm");
    let listed = Listed::new(Only::One);
    assert_eq!(
        written(&listed),
        r#"{"kind":"a\"b","level":4,"named":"one"}"#
    );
    assert!(refused::<Listed>(r#"{"level":4,"named":"one"}"#).contains("kind"));
    assert!(format!("{listed:?}").contains(r#"kind: "a\"b""#));
}

#[test]
fn values_of_several_types_are_kept() {
    use enum_mixed::types::{
        Mixed, MixedEither, MixedEitherInteger, MixedEitherString, MixedLevel, MixedLevelString,
        MixedMaybe,
    };
    keeps::<Mixed>(r#"{"flag":true,"either":"auto","maybe":"left","share":0.5}"#);
    keeps::<Mixed>(r#"{"flag":false,"either":1,"maybe":null}"#);
    keeps::<Mixed>(r#"{"flag":false,"either":true,"level":2}"#);
    let mixed: Mixed = read(r#"{"either":"auto","level":"low","maybe":"right"}"#);
    assert_eq!(mixed.maybe, Maybe::Value(MixedMaybe::Right));
    assert_eq!(
        mixed.either,
        Some(MixedEither::String(MixedEitherString::Auto))
    );
    assert_eq!(
        mixed.level,
        Maybe::Value(MixedLevel::String(MixedLevelString::Low))
    );
    let mixed: Mixed = read(r#"{"either":1,"level":0.5}"#);
    assert_eq!(
        mixed.either,
        Some(MixedEither::Integer(MixedEitherInteger::N1))
    );
    assert_eq!(mixed.level, Maybe::Value(MixedLevel::Number(0.5)));
    let mixed: Mixed = read(r#"{"either":"by hand"}"#);
    assert!(matches!(
        mixed.either,
        Some(MixedEither::String(it)) if it.as_str() == "by hand"
    ));
}

#[test]
fn lists_of_values_are_repaired() {
    use enum_repaired::types::{Wrong, WrongAOrB, WrongDigits, WrongNullListed};
    keeps::<Wrong>(
        r#"{"numbers":"2.5","twice":"b","null_listed":"a","untyped":"a","digits":2,"empty":"any"}"#,
    );
    let wrong: Wrong = read(r#"{"twice":"a","digits":1,"null_listed":null}"#);
    assert_eq!(
        (wrong.twice, wrong.digits, wrong.null_listed),
        (Some(WrongAOrB::A), Some(WrongDigits::N1), Maybe::Null)
    );
    assert_eq!(WrongNullListed::A.as_str(), "a");
}
