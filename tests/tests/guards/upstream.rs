//! A maintainer's morning: what is published has changed, one command says so, and its advice ends with nothing to do.

use crate::support::{project, scratch};
use std::fs;
use std::path::{Path, PathBuf};
use xtask::codegen::{self, Mode};
use xtask::diff::Format;
use xtask::upstream::{self, Options};
use xtask::{Console, Exit, Stop};

const OURS: &str = "\
openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /orders:
    get:
      operationId: list_orders
      responses:
        '200':
          description: They.
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Order'}}
  /orders/{id}:
    delete:
      operationId: cancel_order
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: Gone.}}
components:
  schemas:
    Order:
      type: object
      required: [id, state]
      properties:
        id: {type: string}
        state: {type: string, enum: [open, sent]}
        note: {type: string}
";

/// What is published is written by others, who call things as they like, and has more than ours.
const THEIRS: &str = "\
openapi: 3.0.3
info: {title: The Shop API, version: '7'}
paths:
  /orders:
    get:
      operationId: OrdersController_index
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/ListOfOrders'}}}}
  /orders/{order}:
    delete:
      operationId: OrdersController_destroy
      parameters: [{name: order, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: ok}}
  /customers:
    get:
      operationId: CustomersController_index
      responses: {'204': {description: ok}}
components:
  schemas:
    ListOfOrders: {type: array, items: {$ref: '#/components/schemas/order'}}
    order:
      type: object
      required: [id, state]
      properties:
        id: {type: string}
        state: {$ref: '#/components/schemas/state'}
        note: {type: string, maxLength: 80}
    state: {type: string, enum: [open, sent]}
";

fn start(name: &str) -> PathBuf {
    let root = scratch(name);
    let manifest = fs::read_to_string(project().join("generated/Cargo.toml")).unwrap();
    let apis = "[[api]]\nname = \"shop\"\nspec = \"shop/openapi.yaml\"\nmodule = \"shop\"\n";
    for (path, text) in [
        ("specs/apis.toml", apis),
        ("specs/shop/openapi.yaml", OURS),
        ("generated/Cargo.toml", &manifest),
        ("published/openapi.yaml", THEIRS),
    ] {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    regenerate(&root);
    root
}

fn regenerate(root: &Path) {
    let options = codegen::Options {
        apis: Vec::new(),
        mode: Mode::Write,
    };
    let mut err = Vec::new();
    let exit = codegen::run(root, &options, &mut Console::plain(Vec::new(), &mut err)).unwrap();
    assert_eq!(exit, Exit::Done, "{}", String::from_utf8_lossy(&err));
}

type Verb = fn(&Path, &Options, &mut Console<'_>) -> Result<Exit, Stop>;

fn run(verb: Verb, root: &Path, document: &str) -> (Result<Exit, Stop>, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let options = Options {
        apis: Vec::new(),
        document: Some(document.to_owned()),
        fetch: false,
        format: Format::Text,
    };
    let exit = verb(root, &options, &mut Console::plain(&mut out, &mut err));
    (exit, String::from_utf8([out, err].concat()).unwrap())
}

fn edit(path: &Path, edits: &[(&str, &str)]) {
    let mut text = fs::read_to_string(path).unwrap();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    fs::write(path, text).unwrap();
}

#[test]
fn a_morning_ends_with_nothing_to_do() {
    let root = start("upstream");
    let published = root.join("published/openapi.yaml");
    let document = published.to_str().unwrap();
    // What differs for good reasons is pinned, and not told again.
    let (exit, said) = run(upstream::check, &root, document);
    assert_eq!(exit, Ok(Exit::Differs), "{said}");
    assert!(said.contains("bounds: longest 80 (new)"), "{said}");
    assert!(!said.contains("customers"), "{said}");
    assert_eq!(run(upstream::accept, &root, document).0, Ok(Exit::Done));
    let (exit, said) = run(upstream::check, &root, document);
    assert_eq!(exit, Ok(Exit::Done), "{said}");
    assert!(said.contains("nothing to do"), "{said}");

    // A value more, a member of another name, an operation less.
    let delete = THEIRS.find("  /orders/{order}:").unwrap()..THEIRS.find("  /customers:").unwrap();
    let changes = [
        ("[open, sent]", "[open, sent, lost]"),
        ("note:", "remark:"),
        (&THEIRS[delete], ""),
    ];
    edit(&published, &changes);
    let (exit, said) = run(upstream::check, &root, document);
    assert_eq!(exit, Ok(Exit::Differs), "{said}");
    for words in [
        "value added",
        "\"lost\"",
        "specs/shop/openapi.yaml:25",
        "name on the wire: note -> remark",
        "x-launchway-name: note",
        "operation removed",
        "specs/shop/openapi.yaml:14:5",
        "verdict: major; 2 major, 1 minor",
        "upstream accept --api shop",
    ] {
        assert!(said.contains(words), "no {words}: {said}");
    }

    // The advice, step by step.
    let delete = OURS.find("  /orders/{id}:").unwrap()..OURS.find("components:").unwrap();
    let changes = [
        ("[open, sent]", "[open, sent, lost]"),
        ("note: {", "remark: {x-launchway-name: note, "),
        (&OURS[delete], ""),
    ];
    edit(&root.join("specs/shop/openapi.yaml"), &changes);
    let (exit, said) = run(upstream::check, &root, document);
    assert_eq!(exit, Ok(Exit::Differs), "{said}");
    assert!(said.contains("run `cargo xtask codegen`"), "{said}");
    regenerate(&root);
    assert_eq!(run(upstream::accept, &root, document).0, Ok(Exit::Done));
    let (exit, said) = run(upstream::check, &root, document);
    assert_eq!(exit, Ok(Exit::Done), "{said}");
}

/// Whatever keeps a document from being read, it is not the same as no change.
#[test]
fn what_cannot_be_read_is_no_answer() {
    let root = start("upstream-none");
    fs::write(root.join("published/page.yaml"), "<html>Not found</html>").unwrap();
    for document in [
        "published/nothing.yaml",
        "published/page.yaml",
        "specs",
        "http://localhost:1/openapi.yaml",
        "https://localhost:1/openapi.yaml",
    ] {
        let document = match document.contains("://") {
            true => document.to_owned(),
            false => root.join(document).to_str().unwrap().to_owned(),
        };
        let (exit, said) = run(upstream::check, &root, &document);
        assert!(
            matches!(exit, Err(Stop::Failed(Exit::Refused, _))),
            "{document}: {exit:?} {said}"
        );
        assert!(!said.contains("nothing to do"), "{document}: {said}");
    }
}

/// An action that has nothing to change any more is told with everything else, and has to be mended first.
#[test]
fn an_overlay_that_no_longer_applies_hides_nothing() {
    let root = start("upstream-overlay");
    let published = root.join("published/openapi.yaml");
    let document = published.to_str().unwrap();
    let overlay = "\
overlay: 1.0.0
info: {title: corrections, version: '1'}
actions:
  - target: $.components.schemas.order.properties.note
    update: {maxLength: 90}
";
    fs::write(root.join("specs/shop/corrections.yaml"), overlay).unwrap();
    let pin = root.join("specs/shop/upstream.toml");
    fs::write(&pin, "overlays = [\"corrections.yaml\"]\n").unwrap();
    assert_eq!(run(upstream::accept, &root, document).0, Ok(Exit::Done));

    let changes = [("[open, sent]", "[open, sent, lost]"), ("note:", "remark:")];
    edit(&published, &changes);
    let (exit, said) = run(upstream::check, &root, document);
    assert_eq!(exit, Ok(Exit::Differs), "{said}");
    for words in [
        "error[E203]",
        "corrections.yaml:4",
        "value added",
        "name on the wire: note -> remark",
        "1. mend or remove what selects nothing any more",
    ] {
        assert!(said.contains(words), "no {words}: {said}");
    }
    let (exit, said) = run(upstream::accept, &root, document);
    assert!(
        matches!(exit, Err(Stop::Failed(Exit::Refused, _))),
        "{exit:?} {said}"
    );
}
