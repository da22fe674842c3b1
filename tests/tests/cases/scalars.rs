//! Numbers, texts with a format, secrets.

use crate::support::{body, client, keeps, read, refused, written};
use launchway_tests::cases::*;
use launchway_tests::runtime::{Base64, Date, Timestamp, Uuid};

#[test]
fn integers_are_as_wide_as_their_bounds() {
    use integers::types::Numbers;
    keeps::<Numbers>(concat!(
        r#"{"plain":-9223372036854775808,"small":-2147483648,"wide":9223372036854775807,"natural":18446744073709551615,"#,
        r#""unsigned":18446744073709551615,"unsigned_small":4294967295,"huge":-170141183460469231731687303715884105728,"#,
        r#""lowest":-9223372036854775808,"byte":255,"odd":8388607}"#
    ));
    assert!(refused::<Numbers>(r#"{"small":2147483648}"#).contains("$.small"));
    assert!(refused::<Numbers>(r#"{"unsigned":-1}"#).contains("$.unsigned"));
    let whole: Numbers = read(r#"{"plain":3.0,"wide":1e3}"#);
    assert_eq!((whole.plain, whole.wide), (Some(3), Some(1000)));
    let numbers = Numbers::default();
    let _: (Option<u64>, Option<i128>, Option<u32>, Option<i32>) = (
        numbers.natural,
        numbers.huge,
        numbers.unsigned_small,
        numbers.small,
    );
}

#[test]
fn numbers_are_floats() {
    use floats::types::Measures;
    keeps::<Measures>(r#"{"plain":0.1,"single":0.1,"double":-1.5e300,"whole":3}"#);
    let whole: Measures = read(r#"{"plain":1,"single":2}"#);
    assert_eq!((whole.plain, whole.single), (Some(1.0), Some(2.0)));
}

#[test]
fn dates_are_dates() {
    use dates::types::Times;
    keeps::<Times>(
        r#"{"at":"2026-11-22T10:00:00Z","day":"2026-11-22","clock":"10:00:00","span":"P1D","list":["1970-01-01T00:00:00Z"]}"#,
    );
    let times: Times = read(r#"{"at":"2026-11-22T12:00:00.5+02:00","day":"2024-02-29"}"#);
    assert_eq!(
        times.at,
        Some("2026-11-22T10:00:00.5Z".parse::<Timestamp>().unwrap())
    );
    assert_eq!(times.day, Some("2024-02-29".parse::<Date>().unwrap()));
    assert!(refused::<Times>(r#"{"day":"2026-02-30"}"#).contains("$.day"));
}

#[test]
fn uuids_are_uuids() {
    use uuids::types::Ids;
    keeps::<Ids>(
        r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","others":["00000000-0000-0000-0000-000000000000"]}"#,
    );
    let ids: Ids = read(r#"{"id":"67E55044-10B1-426F-9247-BB680E5FE0C8"}"#);
    assert_eq!(
        ids.id,
        "67e55044-10b1-426f-9247-bb680e5fe0c8"
            .parse::<Uuid>()
            .unwrap()
    );
}

#[test]
fn bytes_are_base64() {
    use base64::types::Blob;
    let all: Vec<u8> = (0..=255).collect();
    let text = format!(
        r#"{{"data":{},"more":"AA=="}}"#,
        written(&Base64::from(all))
    );
    keeps::<Blob>(&text);
    assert!(refused::<Blob>(r#"{"data":"*"}"#).contains("$.data"));
}

#[test]
fn secrets_are_sent_and_never_shown() {
    use secrets::types::{Login, Session};
    let mut login = Login::new("ann", "hunter2");
    login.pins = Some(vec!["1234".into()]);
    for shown in [format!("{login:?}"), format!("{login:#?}")] {
        assert!(
            shown.contains("ann") && !shown.contains("hunter2") && !shown.contains("1234"),
            "{shown}"
        );
    }
    let session: Session = read(r#"{"ticket":"t0ps3cret"}"#);
    assert!(!format!("{session:?}").contains("t0ps3cret"));
    assert_eq!(session.ticket.expose(), "t0ps3cret");
    let call = client(secrets::Client::builder().base_url("https://api.example.com"))
        .logins()
        .create(login);
    assert_eq!(
        body(&call).1,
        r#"{"user":"ann","password":"hunter2","pins":["1234"]}"#
    );
    assert!(!format!("{call:?}").contains("hunter2"));
}

#[test]
fn scalars_in_queries() {
    use crate::support::{header, target};
    use launchway_tests::runtime::Maybe;
    use secrets_sent::types::{Vault, VaultEither};
    let call = client(secrets_sent::Client::builder().base_url("https://api.example.com"))
        .doors()
        .open("p w");
    let call = call
        .x_pass("q")
        .id("67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap())
        .day("2026-11-22".parse().unwrap());
    let call = call
        .at("2026-11-22T10:00:00+01:00".parse().unwrap())
        .data(Base64::from(vec![255, 254]))
        .big(u64::MAX)
        .share(0.5);
    let day: Date = "2026-01-02".parse().unwrap();
    let call = call.many([day, day]);
    assert_eq!(
        target(&call),
        concat!(
            "/open?pass=p%20w&id=67e55044-10b1-426f-9247-bb680e5fe0c8&day=2026-11-22&at=2026-11-22T09%3A00%3A00Z",
            "&data=%2F%2F4%3D&big=18446744073709551615&share=0.5&many=2026-01-02&many=2026-01-02"
        )
    );
    assert_eq!(header(&call, "x-pass").as_deref(), Some("q"));
    assert!(call.to_request().unwrap().headers()["x-pass"].is_sensitive());
    assert!(!format!("{call:?}").contains("p%20w"));

    let vault: Vault = read(r#"{"keys":{"a":"t0ps3cret"},"either":"0ther","maybe":"th1rd"}"#);
    let shown = format!("{vault:?}");
    assert!(
        !shown.contains("t0ps3cret") && !shown.contains("0ther") && !shown.contains("th1rd"),
        "{shown}"
    );
    assert!(
        matches!(vault.either, Some(VaultEither::Secret(_)))
            && matches!(vault.maybe, Maybe::Value(_))
    );
}

#[test]
fn texts_that_hold_json() {
    use json_text::types::Note;
    use launchway_tests::runtime::JsonText;
    keeps::<Note>(
        r#"{"state":"{\"open\":true}","inner":"{\"state\":\"{\\\"open\\\":false}\"}","free":"[","page":"<p>","packed":"e30=","union":"[1]"}"#,
    );
    let note: Note = read(r#"{"state":" {\"open\": true} ","inner":null}"#);
    assert!(note.state.0.open);
    assert_eq!(
        written(&note),
        r#"{"state":"{\"open\":true}","inner":null}"#
    );
    assert!(refused::<Note>(r#"{"state":"{"}"#).contains("$.state"));
    assert!(refused::<Note>(r#"{"state":{"open":true}}"#).contains("$.state"));
    let client = client(json_text::Client::builder().base_url("https://api.example.com"));
    let call = client.notes().get().filter(JsonText(vec![1, 2]));
    assert_eq!(crate::support::target(&call), "/notes?filter=%5B1%2C2%5D");
}
