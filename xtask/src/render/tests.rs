//! Diagnostics as they are shown, letter by letter.

use super::*;
use crate::exit::Stop;
use launchway_generator::config::Limits;
use launchway_generator::diag::{Code, Diagnostics};
use launchway_generator::source::Reader;
use std::collections::BTreeMap;
use std::path::Path;

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: One, version: '1'}
components:
  schemas:
    Thing:
      properties:
        other:
          $ref: \"#/components/schemas/Thnig\"
";

fn place(pointer: &[&str]) -> Place {
    let root = Place::file(FileId::ROOT);
    pointer.iter().fold(root, |place, token| place.child(token))
}

fn wrong_reference() -> Diagnostic {
    let at = [
        "components",
        "schemas",
        "Thing",
        "properties",
        "other",
        "$ref",
    ];
    Diagnostic::new(
        Code::SchemaContradiction,
        &place(&at),
        "`#/components/schemas/Thnig` leads nowhere",
    )
    .remedy("did you mean `Thing`?")
    .related(&place(&["components", "schemas", "Thing"]), "here")
}

/// The outcome of reading a document in which that was found.
fn outcome(text: &str, found: impl IntoIterator<Item = Diagnostic>) -> Outcome {
    let files = BTreeMap::from([("api.yaml".to_owned(), text.as_bytes().to_vec())]);
    let mut diagnostics = Diagnostics::default();
    let limits = Limits::default();
    let reader: &dyn Reader = &files;
    let sources = SourceSet::load("api.yaml", reader, &limits, &mut diagnostics);
    found.into_iter().for_each(|each| diagnostics.push(each));
    Outcome {
        diagnostics,
        sources,
        ..Outcome::default()
    }
}

fn shown(outcome: &Outcome, format: Format, colours: Colours) -> Result<String, Stop> {
    let input = Input::new(Path::new(""), Path::new("specs/api.yaml"), &[])?;
    Ok(render(outcome, &input, format, Show::All, colours))
}

#[test]
fn people_see_the_line() -> Result<(), Stop> {
    let text = shown(
        &outcome(DOCUMENT, [wrong_reference()]),
        Format::Text,
        Colours::Off,
    )?;
    let expected = "\
warning[W502]: `#/components/schemas/Thnig` leads nowhere
  --> specs/api.yaml:8:11
   |
 8 |           $ref: \"#/components/schemas/Thnig\"
   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   = see: specs/api.yaml:5:5: here
   = help: did you mean `Thing`?
   = note: `cargo xtask explain W502` says more

";
    assert_eq!(text, expected);
    Ok(())
}

#[test]
fn without_a_position_there_is_a_pointer() -> Result<(), Stop> {
    let whole = Diagnostic::nowhere(Code::FileMissing, "`api.yaml` cannot be read");
    let outcome = Outcome {
        sources: None,
        ..outcome(DOCUMENT, [wrong_reference(), whole])
    };
    let text = shown(&outcome, Format::Text, Colours::Off)?;
    let expected = "\
error[E101]: `api.yaml` cannot be read
   = note: `cargo xtask explain E101` says more

warning[W502]: `#/components/schemas/Thnig` leads nowhere
  --> specs/api.yaml#/components/schemas/Thing/properties/other/$ref
";
    assert!(text.starts_with(expected), "{text}");
    Ok(())
}

#[test]
fn programs_see_an_object_a_line() -> Result<(), Box<dyn std::error::Error>> {
    let text = shown(
        &outcome(DOCUMENT, [wrong_reference()]),
        Format::Json,
        Colours::Off,
    )
    .map_err(|stop| format!("{stop:?}"))?;
    let value: serde_json::Value = serde_json::from_str(&text)?;
    assert_eq!(value["code"], "W502");
    assert_eq!(value["severity"], "warning");
    assert_eq!((&value["line"], &value["column"]), (&8.into(), &11.into()));
    assert_eq!(value["file"], "specs/api.yaml");
    assert_eq!(value["related"][0]["pointer"], "/components/schemas/Thing");
    assert_eq!(text.lines().count(), 1);
    Ok(())
}

#[test]
fn annotations_are_escaped() -> Result<(), Stop> {
    let odd = Diagnostic::new(Code::Defect, &place(&["info"]), "100%\n::error::no")
        .remedy("two\r\nlines");
    let text = shown(&outcome(DOCUMENT, [odd]), Format::Github, Colours::Off)?;
    let expected = "::error file=specs/api.yaml,line=2,col=1,title=E001::\
                    100%25%0A::error::no%0Ahelp: two%0D%0Alines\n";
    assert_eq!(text, expected);
    Ok(())
}

#[test]
fn thousands_are_counted() -> Result<(), Stop> {
    let many = (0..1000).map(|index| {
        Diagnostic::nowhere(Code::NameTaken, format!("the value {index} is there twice"))
    });
    let text = shown(&outcome(DOCUMENT, many), Format::Text, Colours::Off)?;
    assert_eq!(text.matches("is there twice").count(), 50);
    assert!(text.ends_with("note[N701]: and 950 more: a name was taken\n\n"));
    Ok(())
}

#[test]
fn colours_are_only_for_terminals() -> Result<(), Stop> {
    let found = outcome(DOCUMENT, [wrong_reference()]);
    assert!(!shown(&found, Format::Text, Colours::Off)?.contains('\u{1b}'));
    let text = shown(&found, Format::Text, Colours::On)?;
    assert!(text.starts_with("\u{1b}[1;33mwarning[W502]\u{1b}[0m: "));
    Ok(())
}

#[test]
fn a_message_is_no_command_for_a_terminal() -> Result<(), Stop> {
    let odd = Diagnostic::nowhere(Code::Defect, "a \u{1b}[2J b\nc");
    let text = shown(&outcome(DOCUMENT, [odd]), Format::Text, Colours::Off)?;
    assert!(
        text.starts_with("error[E001]: a \u{fffd}[2J b\n   c\n"),
        "{text}"
    );
    Ok(())
}
