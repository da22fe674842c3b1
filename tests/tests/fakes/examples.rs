//! The examples of rollouts, as programs: to their end, and back.

use std::process::Command;

/// What an example prints.
#[track_caller]
fn run(name: &str, argument: &str) -> String {
    let program = std::env::current_exe().unwrap();
    let program = program
        .parent()
        .unwrap()
        .parent()
        .unwrap()
        .join("examples")
        .join(name);
    // A run of this file alone has not built them.
    if !program.exists() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build.args([
            "build",
            "--quiet",
            "--offline",
            "--package",
            "launchway-tests",
            "--examples",
        ]);
        assert!(build.status().unwrap().success());
    }
    let output = Command::new(&program)
        .args([argument].iter().filter(|it| !it.is_empty()))
        .output();
    let output = output.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// The last line that an example prints.
#[track_caller]
fn last(name: &str, argument: &str) -> String {
    run(name, argument).lines().last().unwrap().to_owned()
}

#[test]
fn gradual_rollout() {
    for weather in ["", "storm"] {
        let said = run("gradual_rollout", weather);
        assert!(said.contains("done: deployment"), "{said}");
        assert!(
            said.lines().last().unwrap().starts_with("  100 %"),
            "{said}"
        );
    }
    for weather in ["fail", "fail,storm"] {
        let said = run("gradual_rollout", weather);
        assert!(
            said.contains("rolled back from 50 %: too many errors"),
            "{said}"
        );
        assert!(
            said.lines().last().unwrap().starts_with("    0 %"),
            "{said}"
        );
    }
}

#[test]
fn push_canary() {
    for weather in ["", "storm"] {
        let said = run("push_canary", weather);
        assert!(said.contains("done: deployment"), "{said}");
    }
    for weather in ["fail", "fail,storm"] {
        let said = run("push_canary", weather);
        assert!(said.contains("CANCELED: too many errors"), "{said}");
        let droplet = |line: &str| line.split("droplet ").nth(1).unwrap().to_owned();
        let (first, last) = (said.lines().next().unwrap(), said.lines().last().unwrap());
        assert_eq!(droplet(first), droplet(last), "{said}");
    }
}

#[test]
fn deploy_worker() {
    for weather in ["", "storm"] {
        let said = last("deploy_worker", weather);
        assert!(said.starts_with("   90 % -> "), "{said}");
    }
}

#[test]
fn roll_out_app() {
    for weather in ["", "storm"] {
        assert_eq!(last("roll_out_app", weather), "still active: 0");
    }
    assert!(run("roll_out_app", "fail").contains("ended as CANCELED"));
}
