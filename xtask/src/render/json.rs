//! A diagnostic as a JSON object on a line, for programs.

use super::{Scene, Spot, severity};
use launchway_generator::diag::{Diagnostic, Place};
use serde_json::{Value, json};

pub(super) fn line(diagnostic: &Diagnostic, scene: &Scene<'_>) -> String {
    let mut value = json!({
        "code": diagnostic.code.id(),
        "severity": severity(diagnostic.code.severity()),
        "message": diagnostic.message,
        "remedy": diagnostic.remedy,
    });
    if let Some(object) = value.as_object_mut() {
        object.extend(place(diagnostic.place.as_ref(), scene.spot_of(diagnostic)));
        let related = diagnostic.related.iter().map(|(at, words)| {
            let mut each = serde_json::Map::from_iter(place(Some(at), Some(scene.spot(at))));
            each.insert("message".to_owned(), json!(words));
            Value::Object(each)
        });
        object.insert("related".to_owned(), related.collect());
    }
    format!("{value}\n")
}

fn place(place: Option<&Place>, spot: Option<Spot>) -> [(String, Value); 4] {
    let position = spot.as_ref().and_then(|spot| spot.position);
    [
        ("file".to_owned(), json!(spot.map(|spot| spot.file))),
        ("line".to_owned(), json!(position.map(|at| at.line))),
        ("column".to_owned(), json!(position.map(|at| at.column))),
        (
            "pointer".to_owned(),
            json!(place.map(|place| place.pointer.as_str())),
        ),
    ]
}
