//! The client in a browser: `wasm32-unknown-unknown`, where futures are not `Send` and there are neither threads nor
//! files.

use crate::support::project;
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// Whether the standard library of the target is here.
fn is_installed() -> bool {
    let printed = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output();
    let path = printed.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    path.is_ok_and(|path| std::path::Path::new(&path).is_dir())
}

#[test]
fn the_client_builds_for_a_browser() {
    if !is_installed() {
        eprintln!("SKIPPED: {TARGET} is not installed (`rustup target add {TARGET}`)");
        return;
    }
    let folder = std::env::temp_dir().join("launchway-wasm32");
    for features in [
        &["--no-default-features"][..],
        &[],
        &["--features", "serde,tracing"],
    ] {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["check", "-p", "launchway", "--target", TARGET, "--locked"]);
        cargo.args(features).env("CARGO_TARGET_DIR", &folder);
        let output = cargo.current_dir(project()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{features:?}: {said}");
        assert!(!said.contains("warning: "), "{features:?}: {said}");
    }
}
