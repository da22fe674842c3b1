//! The references that stand for what was cut out: `#/properties/id` lies below the object that holds the reference,
//! `2#/components/schemas/Id` is a place in the third file.

use crate::diag::{FileId, Place, Pointer};
use serde_json::{Value, json};

/// A reference to what lies below the object.
pub(super) fn below(path: &[&str]) -> Value {
    json!({ "$ref": below_text(path) })
}

/// The text of a reference to what lies below the object.
pub fn below_text(path: &[&str]) -> String {
    let mut text = String::from("#");
    for token in path {
        text.push('/');
        if token.contains(['~', '/']) {
            text.push_str(&token.replace('~', "~0").replace('/', "~1"));
        } else {
            text.push_str(token);
        }
    }
    text
}

/// A reference to a place anywhere.
pub(super) fn to(place: &Place) -> Value {
    json!({ "$ref": format!("{}#{}", place.file.0, place.pointer) })
}

/// The place that a reference stands for, which was found in the object at `base`.
pub fn place(base: &Place, reference: &str) -> Option<Place> {
    let (file, path) = reference.split_once('#')?;
    if file.is_empty() {
        return Some(Place {
            file: base.file,
            pointer: base.pointer.join(path)?,
        });
    }
    Some(Place {
        file: FileId(file.parse().ok()?),
        pointer: Pointer::parse(path)?,
    })
}

/// The same for a JSON value that is a reference.
pub fn place_of(base: &Place, value: &Value) -> Option<Place> {
    place(base, value.get("$ref")?.as_str()?)
}

/// The place that the whole of a projection stands for, if it is nothing but a reference.
pub fn reference(base: &Place, value: &Value) -> Option<Place> {
    let only = value.as_object().is_some_and(|object| object.len() == 1);
    if only { place_of(base, value) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_its_reference() {
        let base = Place::file(FileId(3)).child("a/b");
        let tricky = base.child("~1").child("a~0~/b~").child("/").child("");
        let tokens: Vec<_> = tricky.pointer.tokens().skip(1).collect();
        assert_eq!(tokens, ["~1", "a~0~/b~", "/", ""]);
        let text = |value: &Value| value["$ref"].as_str().unwrap().to_owned();
        let child = below(&["properties", "x~/y"]);
        assert_eq!(text(&child), "#/properties/x~0~1y");
        let expected = base.child("properties").child("x~/y");
        assert_eq!(place_of(&base, &child), Some(expected.clone()));
        assert_eq!(
            place_of(&Place::file(FileId(9)), &to(&expected)),
            Some(expected)
        );
    }
}
