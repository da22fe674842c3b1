//! What the overlays do to the documents as they are published today.

pub(crate) use launchway_tests::folders::{corpus, project};
use std::path::{Path, PathBuf};
use xtask::{Console, Exit};

/// The APIs, and where the documents are that their vendors publish.
pub(crate) const DOCUMENTS: &[(&str, &str)] = &[
    ("cloudflare", "cloudflare/openapi.json"),
    ("cloudfoundry", "cloudfoundry/openapi.yaml"),
];

/// The overlay of an API.
pub(crate) fn overlay(api: &str) -> PathBuf {
    let specs = project().join("specs").join(api);
    specs.join("upstream.overlay.yaml")
}

/// An action that matches nothing any more is said with its line, and fails.
#[test]
fn every_action_still_matches() {
    let Some(corpus) = corpus() else { return };
    for (api, document) in DOCUMENTS {
        let out = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("upstream")
            .join(api);
        let args = [
            "overlay".into(),
            corpus.join(document).into_os_string(),
            overlay(api).into_os_string(),
            "--out".into(),
            out.into_os_string(),
        ];
        let (mut told, mut errors) = (Vec::new(), Vec::new());
        let exit = xtask::run(args, &mut Console::plain(&mut told, &mut errors));
        let errors = String::from_utf8_lossy(&errors);
        assert_eq!((exit, errors.as_ref()), (Exit::Done, ""), "{api}");
    }
}

/// The build script makes clients where the documents are; if it could not, the test above says why.
#[test]
fn clients_were_made_where_the_documents_are() {
    assert_eq!(cfg!(upstream), corpus().is_some());
}

/// Every action says why it is there: by the number of a contradiction, or that there is none.
#[test]
fn every_action_has_a_reason() {
    for (api, _) in DOCUMENTS {
        let text = std::fs::read_to_string(overlay(api)).unwrap();
        let overlay: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        for (index, action) in overlay["actions"].as_array().unwrap().iter().enumerate() {
            let said = action["description"].as_str().unwrap_or_default();
            assert!(said.len() > 10, "{api}: action {index} has no reason");
        }
    }
}

/// Every contradiction of the project's list is mended, or it is said why it is not.
#[test]
fn every_contradiction_is_spoken_of() {
    for (api, mark, count) in [("cloudflare", "CW", 32), ("cloudfoundry", "CC", 48)] {
        let text = std::fs::read_to_string(overlay(api)).unwrap();
        let missing: Vec<String> = (1..=count)
            .map(|number| format!("{mark}-{number:02}"))
            .filter(|number| !text.contains(number.as_str()))
            .collect();
        assert!(missing.is_empty(), "{api}: {missing:?}");
    }
}
