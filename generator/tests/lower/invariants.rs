//! What holds of every document.

use super::harness::lowered;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lower/cases");

fn cases() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = std::fs::read_dir(CASES)
        .expect("there are cases")
        .flatten()
        .filter(|file| file.path().extension().is_some_and(|it| it == "yaml"))
        .map(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            (
                name,
                std::fs::read_to_string(file.path()).unwrap_or_default(),
            )
        })
        .collect();
    all.sort();
    all
}

#[test]
fn accounts_balance() {
    for (name, case) in cases() {
        let lowered = lowered(&case);
        assert!(lowered.ledger.balances(), "{name}: {:?}", lowered.ledger);
    }
}

#[test]
fn nothing_is_a_defect() {
    for (name, case) in cases() {
        assert!(!lowered(&case).codes().contains(&"E001"), "{name}");
    }
}

#[test]
fn every_code_of_these_layers_is_triggered() {
    let seen: std::collections::BTreeSet<&str> = cases()
        .iter()
        .flat_map(|(_, case)| lowered(case).codes())
        .collect();
    let missing: Vec<&str> = launchway_generator::diag::Code::ALL
        .iter()
        .map(|code| code.id())
        .filter(|id| matches!(id.get(1..2), Some("5" | "6")))
        .filter(|id| !seen.contains(id))
        .filter(|id| !ELSEWHERE.contains(id))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Codes with a test of their own.
const ELSEWHERE: [&str; 0] = [];
