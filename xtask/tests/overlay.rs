//! `cargo xtask overlay`: the document that comes of it, in the syntax and order that it had.

use std::fs;
use std::path::{Path, PathBuf};
use xtask::{Console, Exit, run};

/// A folder of this test's own, with these files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("overlay")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn overlay(folder: &Path, more: &[&str]) -> (Exit, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let path = |name: &str| folder.join(name).into_os_string();
    let root = ["api.yaml", "api.json"]
        .into_iter()
        .find(|name| folder.join(name).exists());
    let mut args = vec!["overlay".into(), path(root.unwrap()), path("o.yaml")];
    args.extend(more.iter().map(Into::into));
    let exit = run(args, &mut Console::plain(&mut out, &mut err));
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (exit, text(out), text(err))
}

const OVERLAY: &str = "overlay: 1.1.0\ninfo: {title: t, version: '1'}\nactions:\n";

#[test]
fn yaml_stays_yaml() {
    let mends = format!("{OVERLAY}  - {{target: $.info, update: {{title: New, x-a: 'true'}}}}\n");
    let api = "openapi: 3.1.0\ninfo:\n  title: Old\n  version: '1'\npaths: {}\n";
    let folder = folder("yaml", &[("api.yaml", api), ("o.yaml", &mends)]);
    let (exit, out, err) = overlay(&folder, &[]);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    let wanted = "openapi: 3.1.0\ninfo:\n  title: New\n  version: '1'\n  x-a: 'true'\npaths: {}\n";
    assert_eq!(out, wanted);
}

#[test]
fn json_stays_as_it_is_indented() {
    let mends = format!("{OVERLAY}  - {{target: $.info.title, remove: true}}\n");
    for (name, before, after) in [
        (
            "compact",
            r#"{"openapi":"3.1.0","info":{"title":"Old","n":18446744073709551616},"paths":{}}"#,
            r#"{"openapi":"3.1.0","info":{"n":18446744073709551616},"paths":{}}"#,
        ),
        (
            "pretty",
            "{\n    \"b\": 1.5,\n    \"info\": {\n        \"title\": 2\n    },\n    \"a\": [\n        1\n    ]\n}\n",
            "{\n    \"b\": 1.5,\n    \"info\": {},\n    \"a\": [\n        1\n    ]\n}\n",
        ),
    ] {
        let folder = folder(name, &[("api.json", before), ("o.yaml", &mends)]);
        let (exit, out, _) = overlay(&folder, &[]);
        assert_eq!((exit, out.as_str()), (Exit::Done, after));
    }
}

#[test]
fn every_file_is_written_and_one_that_is_unchanged_keeps_its_bytes() {
    let mends = format!("{OVERLAY}  - {{target: \"$.paths['/a'].get\", update: {{summary: S}}}}\n");
    let root = "# The root.\nopenapi: 3.1.0\npaths:\n  /a:   {$ref: 'paths/a.yaml'}\n";
    let item = "# Lost.\nget: {operationId: a}\n";
    let folder = folder(
        "files",
        &[
            ("api.yaml", root),
            ("paths/a.yaml", item),
            ("o.yaml", &mends),
        ],
    );
    let (exit, _, err) = overlay(&folder, &[]);
    assert_eq!(exit, Exit::Usage);
    assert!(
        err.contains("the document has 2 files: say `--out DIR`"),
        "{err}"
    );
    let (exit, _, err) = overlay(&folder, &["--out", folder.to_str().unwrap()]);
    assert_eq!(exit, Exit::Usage);
    assert!(err.contains("holds the document itself"), "{err}");
    let out = folder.join("out");
    let (exit, text, err) = overlay(&folder, &["--out", out.to_str().unwrap()]);
    assert_eq!((exit, text.as_str(), err.as_str()), (Exit::Done, "", ""));
    assert_eq!(fs::read_to_string(out.join("api.yaml")).unwrap(), root);
    let item = fs::read_to_string(out.join("paths/a.yaml")).unwrap();
    assert_eq!(item, "get:\n  operationId: a\n  summary: S\n");
}

#[test]
fn nothing_is_written_of_an_overlay_that_does_not_apply() {
    let mends = format!("{OVERLAY}  - {{target: $.inof, update: {{title: New}}}}\n");
    let api = "openapi: 3.1.0\ninfo: {title: Old}\n";
    let folder = folder("stale", &[("api.yaml", api), ("o.yaml", &mends)]);
    let (exit, out, err) = overlay(&folder, &[]);
    assert_eq!((exit, out.as_str()), (Exit::Refused, ""));
    assert!(
        err.contains("o.yaml:4:6\n") && err.contains("did you mean `info`?"),
        "{err}"
    );
}
