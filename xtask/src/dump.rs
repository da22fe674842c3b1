//! `dump`: a stage of the pipeline as text, for who works on the generator.

use crate::args;
use crate::console::Console;
use crate::exit::{Exit, Stop};
use crate::input::Input;
use crate::render::{Format, Show, render};
use crate::suggest;
use launchway_generator::config::Config;
use launchway_generator::{Stage, dump};
use lexopt::Arg;
use std::path::{Path, PathBuf};

const HELP: &str = "\
Shows a stage of the pipeline.

usage: cargo xtask dump STAGE FILE [--overlay FILE]...

  STAGE             source    the files as they were read, overlays applied
                    ir        the model of the API
                    names     what everything is called
                    surface   every public item of the client
                    files     the files of the client
  --overlay FILE    a change to the document; may be given more than once
";

const STAGES: &[(&str, Stage)] = &[
    ("source", Stage::Source),
    ("ir", Stage::Ir),
    ("names", Stage::Names),
    ("surface", Stage::Surface),
    ("files", Stage::Files),
];

/// Runs the command.
pub(crate) fn command(mut parser: lexopt::Parser, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let (mut name, mut file, mut overlays) = (None, None, Vec::new());
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Err(Stop::Help(HELP)),
            Arg::Long("overlay") => overlays.push(args::path(&mut parser)?),
            Arg::Value(value) if name.is_none() => {
                name = Some(value.to_string_lossy().into_owned());
            }
            Arg::Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
            other => return Err(args::unexpected(&other, &["overlay", "help"])),
        }
    }
    let stage = stage(&args::needed(name, "STAGE")?)?;
    let file = args::needed(file, "FILE")?;
    let input = Input::new(Path::new(""), &file, &overlays)?;
    let config = Config::new("api");
    let request = input.request(&config);
    let (text, outcome) = dump(&request, stage);
    let colours = console.err_colours();
    console.err(&render(
        &outcome,
        &input,
        Format::Text,
        Show::Problems,
        colours,
    ));
    match text {
        Some(text) => {
            console.out(&text);
            Ok(Exit::Done)
        }
        None => Ok(Exit::Refused),
    }
}

fn stage(name: &str) -> Result<Stage, Stop> {
    let known = STAGES.iter().find(|(known, _)| *known == name);
    known.map(|(_, stage)| *stage).ok_or_else(|| {
        let names: Vec<&str> = STAGES.iter().map(|(name, _)| *name).collect();
        Stop::Usage(suggest::unknown("stage", name, &names))
    })
}
