//! Whether two values say the same.

use launchway::runtime::Timestamp;
use serde_json::Value;

/// The first place where what was written again is not what was read, if there is one.
///
/// Null and absent are the same here (whether absence is allowed is the schema's to say), numbers go by their
/// value, times by the instant.
pub(crate) fn difference(read: &Value, written: &Value) -> Option<String> {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            let names = read.keys().chain(written.keys());
            names.into_iter().find_map(|name| {
                let of = |object: &serde_json::Map<String, Value>| {
                    object.get(name).cloned().unwrap_or_default()
                };
                difference(&of(read), &of(written)).map(|inner| format!("/{name}{inner}"))
            })
        }
        (Value::Array(read), Value::Array(written)) if read.len() == written.len() => {
            let pairs = read.iter().zip(written).enumerate();
            pairs.into_iter().find_map(|(index, (read, written))| {
                difference(read, written).map(|inner| format!("/{index}{inner}"))
            })
        }
        (Value::Number(a), Value::Number(b))
            if a.as_f64() == b.as_f64() && a.as_i64() == b.as_i64() =>
        {
            None
        }
        (Value::Number(a), Value::Number(b))
            if a.as_f64() == b.as_f64() && (a.is_f64() || b.is_f64()) =>
        {
            None
        }
        (Value::String(a), Value::String(b)) if a == b || same_instant(a, b) => None,
        (read, written) if read == written => None,
        (read, written) => Some(format!(": read {read}, written {written}")),
    }
}

fn same_instant(a: &str, b: &str) -> bool {
    let times = (a.parse::<Timestamp>(), b.parse::<Timestamp>());
    matches!(times, (Ok(a), Ok(b)) if a == b)
}

#[test]
fn what_is_the_same() {
    let same = |a, b| difference(&a, &b).is_none();
    use serde_json::json;
    assert!(same(json!({"a": null, "b": 1}), json!({"b": 1.0})));
    assert!(same(
        json!("2026-01-01T00:00:00.100Z"),
        json!("2026-01-01T01:00:00.1+01:00")
    ));
    assert!(!same(json!({"b": 1}), json!({"b": 1, "c": false})));
    assert!(!same(json!([1, 2]), json!([1])));
    assert!(!same(json!("a"), json!("b")));
    assert!(!same(
        json!(9_007_199_254_740_993_i64),
        json!(9_007_199_254_740_992_i64)
    ));
}
