//! `examples`: every example of a document, read with the generated types and written again. What comes back must say
//! the same, and each union must have become a variant that the example fits; an example that does not fit its own
//! schema is listed instead.

mod collect;
mod compare;
mod judge;
mod make;
mod probe;
mod report;
mod trial;
mod unions;
mod value;

pub use collect::{Collected, Example, Side, collect};
pub use report::{Failure, Report};

use crate::args;
use crate::console::Console;
use crate::corpus::{Found, documents};
use crate::exit::{Exit, Stop};
use crate::input::{Input, why};
use crate::render::{Format, Show, render};
use compare::Compare;
use judge::Judge;
use launchway_generator::config::{Config, Root};
use launchway_generator::diag::Place;
use launchway_generator::generate_mapped;
use launchway_generator::plan::TypeMap;
use launchway_generator::source::SourceSet;
use lexopt::Arg;
use probe::{Answer, MODULE, Question, Workshop};
use std::path::{Path, PathBuf};
use trial::{Trial, made, trials};
use unions::Unions;

const HELP: &str = "\
Reads every example of documents with the types generated from them, and writes it again.

usage: cargo xtask examples DIR... [--json FILE] [--against FILE] [--list FILE] [--listed FILE]
                            [--show COUNT] [--contradictions]

  DIR               a folder, or one document; .tar.gz archives are unpacked
  --json FILE       writes the counts
  --against FILE    says which counts differ from those that were written before
  --list FILE       writes where the examples are that contradict their own schemas, and those whose schemas only
                    count together with others: what both places have in common, then the rest of each
  --listed FILE     says which of these differ from those that were written before
  --show COUNT      says what is wrong with so many examples of each document (10)
  --contradictions  says it of those that contradict their own schemas instead

Beside the examples it makes values of its own for every variant of every union, and puts them to the same test.

exit codes: 0 every example comes back, or contradicts its own schema; 1 one does not, or a count differs; 2 usage;
            3 a document can't be generated, or its client does not compile
";

const FLAGS: &[&str] = &[
    "json",
    "against",
    "list",
    "listed",
    "show",
    "contradictions",
    "help",
];

struct Options {
    dirs: Vec<PathBuf>,
    json: Option<PathBuf>,
    against: Option<PathBuf>,
    list: Option<PathBuf>,
    listed: Option<PathBuf>,
    show: usize,
    contradictions: bool,
}

pub(crate) fn command(parser: lexopt::Parser, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let options = options(parser)?;
    let mut reports = Vec::new();
    console.out(Report::HEAD);
    let workshop = Workshop::new();
    let mut found = Vec::new();
    for dir in &options.dirs {
        found.extend(documents(dir, &workshop.folder().join("unpacked"))?);
    }
    for found in &found {
        console.progress(&format!("examples of {}", found.name));
        let report = document(found, console)?;
        console.out(&report.row());
        let listed = match options.contradictions {
            true => &report.contradictions,
            false => &report.failures,
        };
        for each in listed.iter().take(options.show) {
            console.out(&each.to_string());
        }
        for each in report.made_failures.iter().take(options.show) {
            console.out(&format!("made {each}"));
        }
        reports.push(report);
    }
    let listed = reports.iter().flat_map(Report::listed);
    let listed: String = listed.map(|line| line + "\n").collect();
    for (path, text) in [
        (&options.json, format!("{:#}\n", report::counts(&reports))),
        (&options.list, listed),
    ] {
        if let Some(path) = path {
            std::fs::write(path, text).map_err(|error| stop(path, &error))?;
        }
    }
    let mut differences = match &options.against {
        Some(path) => against(path, &reports)?,
        None => Vec::new(),
    };
    if let Some(path) = &options.listed {
        let record = std::fs::read_to_string(path).map_err(|error| stop(path, &error))?;
        differences.extend(report::astray(&reports, &record));
    }
    for difference in &differences {
        console.out(&format!("{difference}\n"));
    }
    let fine = |report: &Report| report.failures.is_empty() && report.made_failures.is_empty();
    let fine = reports.iter().all(fine) && differences.is_empty();
    Ok(if fine { Exit::Done } else { Exit::Differs })
}

fn stop(path: &Path, error: &std::io::Error) -> Stop {
    Stop::refused(format!("`{}`: {}", path.display(), why(error)))
}

fn against(path: &Path, reports: &[Report]) -> Result<Vec<String>, Stop> {
    let text = std::fs::read_to_string(path).map_err(|error| stop(path, &error))?;
    let record = serde_json::from_str(&text)
        .map_err(|error| Stop::refused(format!("`{}`: {error}", path.display())))?;
    Ok(report::differences(reports, &record))
}

fn options(mut parser: lexopt::Parser) -> Result<Options, Stop> {
    let (mut dirs, mut json, mut show) = (Vec::new(), None, None);
    let (mut against, mut list, mut contradictions) = (None, None, false);
    let mut listed = None;
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Err(Stop::Help(HELP)),
            Arg::Long("json") => args::once(&mut json, args::path(&mut parser)?, "`--json`")?,
            Arg::Long("against") => {
                args::once(&mut against, args::path(&mut parser)?, "`--against`")?;
            }
            Arg::Long("list") => args::once(&mut list, args::path(&mut parser)?, "`--list`")?,
            Arg::Long("listed") => args::once(&mut listed, args::path(&mut parser)?, "`--listed`")?,
            Arg::Long("show") => {
                let count = args::text(&mut parser)?.parse();
                let count = count.map_err(|_| Stop::Usage("`--show` takes a number".to_owned()))?;
                args::once(&mut show, count, "`--show`")?;
            }
            Arg::Long("contradictions") => contradictions = true,
            Arg::Value(dir) => dirs.push(PathBuf::from(dir)),
            other => return Err(args::unexpected(&other, FLAGS)),
        }
    }
    if dirs.is_empty() {
        return Err(Stop::Usage("DIR is missing".to_owned()));
    }
    Ok(Options {
        dirs,
        json,
        against,
        list,
        listed,
        show: show.unwrap_or(10),
        contradictions,
    })
}

/// Puts one document to the test.
///
/// # Errors
///
/// When it can't be generated, or its client does not compile.
pub fn document(found: &Found, console: &mut Console<'_>) -> Result<Report, Stop> {
    let input = Input::new(Path::new(""), &found.path, &[])?;
    let config = Config {
        root: Root::Module,
        module: MODULE.to_owned(),
        ..Config::new("api")
    };
    let (outcome, map) = generate_mapped(&input.request(&config));
    let (Some(client), Some(sources)) = (&outcome.client, &outcome.sources) else {
        let colours = console.err_colours();
        console.err(&render(
            &outcome,
            &input,
            Format::Text,
            Show::Problems,
            colours,
        ));
        return Err(Stop::refused(format!(
            "`{}` can't be generated",
            found.name
        )));
    };
    let Collected { examples, left_out } = collect(sources);
    let mut report = Report::new(&found.name, left_out);
    report.total = examples.len();
    let mut trials = trials(sources, &map, &examples, &mut report);
    let mut judge = Judge::new(sources);
    let made = made(sources, &map, &mut judge);
    trials.extend(made.iter().map(|(example, ty)| Trial {
        example,
        side: example.side,
        ty,
    }));
    let questions: Vec<Question<'_>> = trials
        .iter()
        .map(|trial| Question {
            ty: trial.ty,
            text: &trial.example.text,
        })
        .collect();
    let program = format!("examples-{}", report.name.replace(['/', '.'], "-"));
    let answers = Workshop::new().ask(&program, client, &questions)?;
    let mut court = Court {
        sources,
        map: &map,
        judge,
        report,
    };
    let mut answered: Vec<(Trial<'_>, Answer)> = trials.into_iter().zip(answers).collect();
    for (trial, answer) in answered.drain(answered.len() - made.len()..) {
        court.decide_made(&trial, &answer);
    }
    for same in answered.chunk_by(|(a, _), (b, _)| std::ptr::eq(a.example, b.example)) {
        court.decide(same);
    }
    Ok(court.report)
}

/// Decides about the examples of one document.
struct Court<'c> {
    sources: &'c SourceSet,
    map: &'c TypeMap,
    judge: Judge<'c>,
    report: Report,
}

impl Court<'_> {
    /// Decides about an example by what all types say that may read it: one is enough.
    fn decide(&mut self, answers: &[(Trial<'_>, Answer)]) {
        let mut faults = Vec::new();
        for (trial, answer) in answers {
            match self.fault(trial, answer) {
                Some(fault) => faults.push(fault),
                None => {
                    self.report.ok += 1;
                    return;
                }
            }
        }
        let (Some((trial, _)), Some(fault)) = (answers.first(), faults.into_iter().next()) else {
            return;
        };
        let example = trial.example;
        let shown = |place: &Place| format!("{}#{}", self.sources.path(place.file), place.pointer);
        let (place, schema) = (shown(&example.place), shown(&example.schema));
        let verdict = self
            .judge
            .faults(&example.schema, example.side, &example.value);
        let list = match verdict.is_empty() {
            true => &mut self.report.failures,
            false => &mut self.report.contradictions,
        };
        list.push(Failure {
            line: report::line(self.sources, (&example.place, &example.schema)),
            example: place,
            schema,
            ty: trial.ty.to_owned(),
            fault,
            verdict,
        });
    }

    /// Decides about a value that was made of a variant.
    fn decide_made(&mut self, trial: &Trial<'_>, answer: &Answer) {
        self.report.made += 1;
        let Some(fault) = self.fault(trial, answer) else {
            return;
        };
        let shown = |place: &Place| format!("{}#{}", self.sources.path(place.file), place.pointer);
        self.report.made_failures.push(Failure {
            line: report::line(self.sources, (&trial.example.place, &trial.example.schema)),
            example: shown(&trial.example.place),
            schema: shown(&trial.example.schema),
            ty: trial.ty.to_owned(),
            fault: format!("{fault}\n    of {}", trial.example.text),
            verdict: Vec::new(),
        });
    }

    fn fault(&mut self, trial: &Trial<'_>, answer: &Answer) -> Option<String> {
        let (written, traced) = match answer {
            Answer::Refused(why) => return Some(format!("refused: {why}")),
            Answer::Written(written, traced) => (written, traced),
        };
        let example = trial.example;
        let mut compare = Compare {
            sources: self.sources,
            judge: &mut self.judge,
            side: trial.side,
        };
        let schema = std::slice::from_ref(&example.schema);
        if let Some(difference) = compare.difference(&example.value, written, schema) {
            return Some(difference);
        }
        let mut unions = Unions {
            judge: &mut self.judge,
            map: self.map,
            side: trial.side,
            met: 0,
        };
        let fault = unions.fault(&example.value, traced);
        self.report.unions += unions.met;
        fault
    }
}
