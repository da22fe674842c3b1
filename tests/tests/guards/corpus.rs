//! The real documents, against what came of them before: nothing gets worse unseen.
//!
//! `tests/corpus.json` is the record. After a change for the better, `cargo xtask corpus FOLDER --compile --docs --json
//! tests/corpus.json` writes it anew.

use super::support::{corpus, project, scratch};
use xtask::corpus::{Outcome, differences, documents, measure, read};

#[test]
fn nothing_gets_worse_unseen() {
    let Some(folder) = corpus() else { return };
    let record = read(&project().join("tests/corpus.json")).unwrap();
    let found = documents(&folder, &scratch("corpus")).unwrap();
    let mut changed = Vec::new();
    for row in &record {
        match found.iter().find(|each| each.name == row.document) {
            Some(document) => changed.extend(differences(row, &measure(document, None).unwrap())),
            None => eprintln!("SKIPPED: {} is not among the real documents", row.document),
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn the_record_has_no_failure() {
    for row in read(&project().join("tests/corpus.json")).unwrap() {
        assert_eq!(row.outcome, Outcome::Generated, "{}", row.document);
        assert_eq!(row.operations.skipped, 0, "{}", row.document);
        for compiled in [&row.check, &row.docs] {
            let compiled = compiled.as_ref().unwrap();
            assert_eq!(
                (compiled.errors, compiled.warnings),
                (0, 0),
                "{}",
                row.document
            );
        }
    }
}
