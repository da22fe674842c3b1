//! Docs: descriptions that try to be code are text, and what is deprecated says so.

use crate::support::{body, client, keeps, read, target, written};
use launchway_tests::cases::*;

/// A generated file of a case.
fn file(path: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("OUT_DIR")).join(path)).unwrap()
}

#[test]
fn descriptions_stay_in_comments() {
    use docs_code::types::{Thing, ThingD};
    keeps::<Thing>(r#"{"a":"b","d":"*/"}"#);
    for value in ["`", "*/", "\n", "a\u{202E}b", "\"quoted\\\""] {
        let value = value.to_owned();
        let read: ThingD = read(&written(&value));
        assert!(!matches!(read, ThingD::Unrecognized(_)), "{value}");
        assert_eq!(read.as_str(), value);
    }
    assert_eq!(
        read::<Thing>(r#"{"x\u202Ey\"":"z"}"#).x_y.as_deref(),
        Some("z")
    );
    let things = client(docs_code::Client::builder().base_url("https://api.example.com")).things();
    assert_eq!(target(&things.list()), "/things");
    for path in ["docs_code/things.rs", "docs_code/types/thing.rs"] {
        let text = file(path);
        for line in text.lines().filter(|line| {
            line.contains("panic!") || line.contains("does_not_compile") || line.contains("script")
        }) {
            assert!(line.trim_start().starts_with("//"), "{line}");
        }
        assert!(
            text.chars()
                .all(|letter| letter == '\n' || !letter.is_control()),
            "{path} holds a control character"
        );
        assert!(
            !text.contains(['\u{202E}', '\u{2028}']),
            "{path} holds an invisible character"
        );
        assert!(
            !text.contains("/// ```\n    /// let"),
            "{path} holds code that rustdoc would run"
        );
    }
}

#[test]
#[allow(deprecated)]
fn what_is_deprecated_works() {
    use deprecated::types::Old;
    let olds = client(deprecated::Client::builder().base_url("https://api.example.com")).olds();
    assert_eq!(target(&olds.get().stale("a")), "/old?stale=a");
    assert_eq!(
        body(&olds.send(Old::new("a").gone("b"))).1,
        r#"{"id":"a","gone":"b"}"#
    );
    for (path, marks) in [("deprecated/olds.rs", 2), ("deprecated/types/old.rs", 3)] {
        assert_eq!(file(path).matches("#[deprecated]").count(), marks, "{path}");
    }
}
