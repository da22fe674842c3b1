//! Values that a document writes.

use crate::ir::Literal;
use serde_json::Value;

/// The value as the model keeps it; none for a list or an object.
pub(super) fn of(value: &Value) -> Option<Literal> {
    Some(match value {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Boolean(*value),
        Value::String(text) => Literal::Text(text.clone()),
        Value::Number(number) => match integer(value) {
            Some(whole) => Literal::Integer(whole),
            None => Literal::Number(number.to_string()),
        },
        Value::Array(_) | Value::Object(_) => return None,
    })
}

/// The value, if it is a whole number.
pub(super) fn integer(value: &Value) -> Option<i128> {
    let Value::Number(number) = value else {
        return None;
    };
    number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from))
}
