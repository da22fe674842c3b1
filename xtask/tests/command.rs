//! Arguments in, text and exit codes out.

use xtask::{Console, Exit, run};

fn said(args: &[&str]) -> (Exit, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console::plain(&mut out, &mut err);
    let exit = run(args.iter().map(Into::into), &mut console);
    drop(console);
    out.extend(err);
    (exit, String::from_utf8_lossy(&out).into_owned())
}

#[test]
fn help_is_no_failure() {
    for command in [
        "codegen", "generate", "lint", "overlay", "explain", "dump", "bench", "tidy",
    ] {
        let (exit, text) = said(&[command, "--help"]);
        assert_eq!(exit, Exit::Done);
        assert!(
            text.contains(&format!("usage: cargo xtask {command}")),
            "{text}"
        );
        assert!(said(&["--help"]).1.contains(command));
    }
}

#[test]
fn mistakes_are_answered() {
    let answers = [
        (&["codgen"][..], "did you mean `codegen`?"),
        (&["codegen", "--chek"], "did you mean `--check`?"),
        (
            &["codegen", "--api", "cloudflair"],
            "did you mean `cloudflare`?",
        ),
        (&["lint"], "FILE is missing"),
        (&["lint", "a", "b"], "unexpected argument `b`"),
        (&["lint", "a", "--format", "jason"], "did you mean `json`?"),
        (&["generate", "--spec", "a"], "`--out DIR` is missing"),
        (&["generate", "--spec", "a", "--spec", "b"], "given twice"),
        (&["generate", "--name", "no/name"], "no name for a crate"),
        (&["overlay"], "FILE is missing"),
        (&["overlay", "a"], "OVERLAY is missing"),
        (
            &["overlay", "a", "b", "--uot", "c"],
            "did you mean `--out`?",
        ),
        (&["dump", "sources", "a"], "did you mean `source`?"),
        (&["dump", "all", "a"], "(there are `source`, `ir`"),
        (&["explain", "E110"], "did you mean `E101`?"),
    ];
    for (args, answer) in answers {
        let (exit, text) = said(args);
        assert_eq!(exit, Exit::Usage, "{args:?}");
        assert!(text.contains(answer), "{args:?}: {text}");
    }
}

#[test]
fn a_missing_document_is_unreadable() {
    let (exit, text) = said(&["lint", "there/is/none.yaml"]);
    assert_eq!(exit, Exit::Refused);
    assert!(text.contains("error[E101]"), "{text}");
    assert_eq!(said(&["dump", "ir", "there/is/none.yaml"]).0, Exit::Refused);
}

#[test]
fn codes_are_explained() {
    let (exit, text) = said(&["explain", "e101"]);
    assert_eq!(exit, Exit::Done);
    assert!(text.starts_with("# E101"), "{text}");
    assert!(said(&["explain"]).1.contains("E101  a file cannot be read"));
}
