//! Any bytes as a document, through the whole pipeline: it may refuse them, and must not panic, hang or lose anything.
//!
//! What follows a zero byte is a second file, so that references between files are reached.

#![no_main]

use launchway_generator::config::{Config, Features, Limits};
use launchway_generator::diag::Code;
use launchway_generator::{Request, generate};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let names = ["openapi.yaml", "other.yaml"];
    let files: BTreeMap<String, Vec<u8>> = names
        .iter()
        .zip(&mut parts)
        .map(|(name, text)| ((*name).to_owned(), text.to_vec()))
        .collect();
    let config = Config {
        limits: Limits {
            depth: 64,
            bytes: 1 << 20,
            nodes: 50_000,
        },
        features: Features::ByResource,
        ..Config::new("api")
    };
    let outcome = generate(&Request {
        root: "openapi.yaml",
        overlays: &[],
        reader: &files,
        config: &config,
    });
    for found in outcome.diagnostics.iter() {
        let is_own = matches!(found.code, Code::Defect | Code::LedgerOff);
        assert!(!is_own, "{}", found.message);
    }
});
