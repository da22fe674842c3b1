//! The command line of the generator: `cargo xtask COMMAND`.
//!
//! It knows files, folders, terminals and exit codes. What a document means and what a client looks like, it leaves to
//! the generator. It is a library too, so that tests can call what the commands do.

pub mod apis;
pub mod bench;
pub mod codegen;
pub mod corpus;
pub mod diff;
pub mod dump;
#[cfg(feature = "examples")]
pub mod examples;
pub mod explain;
pub mod generate;
pub mod input;
pub mod lint;
pub mod overlay;
pub mod render;
pub mod sync;
pub mod tidy;
pub mod upstream;

#[cfg(not(feature = "examples"))]
mod again;
mod args;
mod console;
mod crate_name;
mod exit;
mod lock;
mod loss;
mod needs;
mod suggest;
mod summary;
mod workspace;

pub use console::{Colours, Console};
pub use exit::{Exit, Stop};

use std::ffi::OsString;

const HELP: &str = "\
OpenAPI documents to Rust clients.

usage: cargo xtask COMMAND [ARGUMENTS]

  codegen     writes generated/ anew from specs/apis.toml, or checks that it is what it should be
  generate    makes a crate of any OpenAPI document
  lint        says what is wrong with a document, and generates nothing
  overlay     writes a document with overlays applied
  explain     says what a diagnostic's code means
  corpus      generates every document below a folder, and tells what came of each
  diff        says what changed between two documents for who uses the client
  dump        shows a stage of the pipeline
  examples    reads every example of a document with the types generated from it
  bench       measures the generator and what it generates
  upstream    says what the published document of an API changed, and what to do about it
  tidy        lists what stands out in this project's own source

`cargo xtask COMMAND --help` says more of each.
exit codes: 0 done; 1 a check found a difference; 2 usage; 3 the document can't be generated;
            4 generated, with operations left out
";

const COMMANDS: &[&str] = &[
    "codegen", "generate", "lint", "overlay", "explain", "corpus", "diff", "dump", "examples",
    "bench", "tidy", "upstream",
];

/// Runs the command that the arguments name.
pub fn run(args: impl IntoIterator<Item = OsString>, console: &mut Console<'_>) -> Exit {
    match dispatch(args, console) {
        Ok(exit) => exit,
        Err(Stop::Help(text)) => {
            console.out(text);
            Exit::Done
        }
        Err(Stop::Usage(message)) => {
            console.err(&format!("error: {message}\n`--help` says what there is\n"));
            Exit::Usage
        }
        Err(Stop::Failed(exit, message)) => {
            console.err(&format!("error: {message}\n"));
            exit
        }
    }
}

fn dispatch(
    args: impl IntoIterator<Item = OsString>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let mut parser = lexopt::Parser::from_args(args);
    let command = match parser.next()? {
        None | Some(lexopt::Arg::Short('h') | lexopt::Arg::Long("help")) => {
            return Err(Stop::Help(HELP));
        }
        Some(lexopt::Arg::Value(command)) => command.to_string_lossy().into_owned(),
        Some(other) => return Err(args::unexpected(&other, &["help"])),
    };
    match command.as_str() {
        "help" => Err(Stop::Help(HELP)),
        "codegen" => codegen::command(parser, console),
        "generate" => generate::command(parser, console),
        "lint" => lint::command(parser, console),
        "overlay" => overlay::command(parser, console),
        "explain" => explain::command(parser, console),
        "corpus" => corpus::command(parser, console),
        "diff" => diff::command(parser, console),
        "dump" => dump::command(parser, console),
        #[cfg(feature = "examples")]
        "examples" => examples::command(parser, console),
        #[cfg(not(feature = "examples"))]
        "examples" => again::command(parser),
        "bench" => bench::command(parser, console),
        "tidy" => tidy::command(parser, console),
        "upstream" => upstream::command(parser, console),
        other => Err(Stop::Usage(suggest::unknown("command", other, COMMANDS))),
    }
}
