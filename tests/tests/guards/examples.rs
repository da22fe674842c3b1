//! Every example of a document, read with the generated types and written again: of a document that shows each
//! verdict, and of real ones, against what came of them before.
//!
//! `tests/examples.json` is the record of how many there are, `tests/contradictions.txt` of those that contradict their
//! own schemas or whose schemas only count together with others, by their places. `cargo xtask examples FOLDER --json
//! tests/examples.json --list tests/contradictions.txt` writes both anew; `--against` the one and `--listed` the other
//! hold the large documents to them, too, which take too long here.

use super::support::{corpus, project, scratch};
use std::path::Path;
use xtask::Console;
use xtask::corpus::{Found, documents};
use xtask::examples::{Report, document};

/// The real documents that are small enough.
const SMALL: &[&str] = &[
    "cloudfoundry/openapi.yaml",
    "oxide/nexus.json",
    "qdrant/openapi.json",
];

fn report(found: &Found) -> Report {
    let mut said = Vec::new();
    let report = document(found, &mut Console::plain(std::io::sink(), &mut said));
    report.unwrap_or_else(|stop| panic!("{stop:?}\n{}", String::from_utf8_lossy(&said)))
}

#[test]
fn each_verdict() {
    let path = project().join("tests/tests/guards/examples/spec.yaml");
    let report = report(&Found {
        name: "verdicts/spec.yaml".to_owned(),
        path,
    });
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert!(
        report.made_failures.is_empty(),
        "{:?}",
        report.made_failures
    );
    let contradicting: Vec<&str> = report
        .contradictions
        .iter()
        .map(|it| it.example.rsplit("paths/").next().unwrap_or_default())
        .collect();
    let body = "~1orders~1{id}/put/requestBody/content/application~1json/examples";
    let answer = "~1orders~1{id}/put/responses/200/content/application~1json/examples";
    assert_eq!(
        contradicting,
        [
            "~1orders~1{id}/parameters/1/example",
            &format!("{body}/lacking/value"),
            &format!("{answer}/day/value"),
            "spec.yaml#/components/schemas/Unused/allOf/1/properties/c/example",
        ]
    );
    assert_eq!((report.total, report.ok), (9, 5));
    let left_out: Vec<(&str, usize)> = report
        .left_out
        .iter()
        .map(|(why, count)| (*why, *count))
        .collect();
    let expected = [
        ("merged schema", 1),
        ("no schema", 1),
        ("no value", 1),
        ("not JSON", 1),
    ];
    assert_eq!(left_out, expected);
    assert_eq!(report.made, 4);
}

#[test]
fn real_examples_come_back() {
    let Some(folder) = corpus() else { return };
    let record = std::fs::read_to_string(project().join("tests/examples.json")).unwrap();
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    let places = project().join("tests/contradictions.txt");
    let places = std::fs::read_to_string(places).unwrap();
    let found = documents(Path::new(&folder), &scratch("examples")).unwrap();
    for name in SMALL {
        let Some(found) = found.iter().find(|found| found.name == *name) else {
            eprintln!("SKIPPED: {name} is not among the real documents");
            continue;
        };
        let report = report(found);
        assert!(report.failures.is_empty(), "{name}: {:?}", report.failures);
        assert_eq!(report.counts(), record[name], "{name}");
        let prefix = format!("{name}: ");
        let known: Vec<&str> = places
            .lines()
            .filter(|line| line.starts_with(&prefix))
            .collect();
        assert_eq!(report.listed(), known, "{name}");
    }
}
