//! `overlay`: a document with overlays applied, as files. What an overlay means, the generator knows.

use crate::args;
use crate::console::Console;
use crate::exit::{Exit, Stop};
use crate::input::{Input, why};
use crate::render::{Format, Show, render};
use launchway_generator::config::Config;
use launchway_generator::diag::FileId;
use launchway_generator::read;
use launchway_generator::source::SourceSet;
use lexopt::Arg;
use std::fs;
use std::path::{Path, PathBuf};

const HELP: &str = "\
Applies overlays to an OpenAPI document and writes what comes of it, in the syntax and order that it had.

usage: cargo xtask overlay FILE OVERLAY... [--root DIR] [--out DIR]

  OVERLAY           a change to the document: OpenAPI Overlay 1.0 or 1.1; applied in the order given
  --root DIR        references may lead anywhere below DIR; below the document's folder, if it is left out
  --out DIR         writes all files of the document below DIR; without it, a document of one file goes to the output

exit codes: 0 done; 2 usage; 3 an overlay does not apply, or the document can't be read
";

const FLAGS: &[&str] = &["root", "out", "help"];

/// Runs the command.
pub(crate) fn command(mut parser: lexopt::Parser, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let (mut file, mut overlays, mut root, mut out) = (None, Vec::new(), None, None);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Err(Stop::Help(HELP)),
            Arg::Long("root") => args::once(&mut root, args::path(&mut parser)?, "`--root`")?,
            Arg::Long("out") => args::once(&mut out, args::path(&mut parser)?, "`--out`")?,
            Arg::Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
            Arg::Value(value) => overlays.push(PathBuf::from(value)),
            other => return Err(args::unexpected(&other, FLAGS)),
        }
    }
    let file = args::needed(file, "FILE")?;
    args::needed(overlays.first(), "OVERLAY")?;
    let input = Input::named(root.as_deref(), &file, &overlays)?;
    let config = Config::new("api");
    let outcome = read(&input.request(&config));
    let colours = console.err_colours();
    console.err(&render(&outcome, &input, Format::Text, Show::All, colours));
    if outcome.diagnostics.has_errors() {
        return Ok(Exit::Refused);
    }
    let Some(sources) = &outcome.sources else {
        return Ok(Exit::Refused);
    };
    match out {
        Some(out) => write(sources, &input, &out)?,
        None => console.out(&alone(sources)?),
    }
    Ok(Exit::Done)
}

/// The text of the only file.
fn alone(sources: &SourceSet) -> Result<String, Stop> {
    let count = sources.files().count();
    if count > 1 {
        return Err(Stop::Usage(format!(
            "the document has {count} files: say `--out DIR`"
        )));
    }
    text(sources, FileId::ROOT)
}

fn text(sources: &SourceSet, file: FileId) -> Result<String, Stop> {
    let written = sources.written(file);
    written
        .map(|text| text.into_owned())
        .map_err(|error| Stop::refused(format!("`{}`: {error}", sources.path(file))))
}

/// Writes every file of the document below a folder, which is not the document's own.
fn write(sources: &SourceSet, input: &Input, out: &Path) -> Result<(), Stop> {
    for file in sources.files() {
        let path = out.join(sources.path(file));
        let before = PathBuf::from(input.shown(sources.path(file)));
        let same = fs::canonicalize(&path)
            .is_ok_and(|path| fs::canonicalize(before).is_ok_and(|before| before == path));
        if same {
            let out = out.display();
            return Err(Stop::Usage(format!("`{out}` holds the document itself")));
        }
    }
    for file in sources.files() {
        let path = out.join(sources.path(file));
        let made = match path.parent() {
            Some(folder) => fs::create_dir_all(folder),
            None => Ok(()),
        };
        let text = text(sources, file)?;
        made.and_then(|()| fs::write(&path, text))
            .map_err(|error| Stop::refused(format!("`{}`: {}", path.display(), why(&error))))?;
    }
    Ok(())
}
