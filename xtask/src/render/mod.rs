//! Diagnostics as somebody reads them: people, programs, and the page of a pull request.
//!
//! It knows how a diagnostic is shown, not what it means.

mod github;
mod json;
mod mark;
mod text;

use crate::console::Colours;
use crate::input::Input;
use launchway_generator::Outcome;
use launchway_generator::diag::{Diagnostic, FileId, Place, Severity};
use launchway_generator::source::SourceSet;
use std::borrow::Cow;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Like a compiler's, for people.
    Text,
    /// An object a line.
    Json,
    /// Annotations of GitHub's workflows.
    Github,
}

impl Format {
    pub(crate) const NAMES: &'static [&'static str] = &["text", "json", "github"];

    pub(crate) fn of(name: &str) -> Option<Self> {
        match name {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            "github" => Some(Self::Github),
            _ => None,
        }
    }
}

/// From which severity on diagnostics are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// All of them.
    All,
    /// What is less than the document says; notes are only counted.
    Problems,
    /// What is wrong.
    Errors,
}

/// The diagnostics of an outcome as text, the worst first.
pub fn render(
    outcome: &Outcome,
    input: &Input,
    format: Format,
    show: Show,
    colours: Colours,
) -> String {
    let scene = Scene {
        sources: outcome.sources.as_ref(),
        input,
    };
    let least = match show {
        Show::All => Severity::Note,
        Show::Problems => Severity::Warning,
        Show::Errors => Severity::Error,
    };
    let found: Vec<Cow<'_, Diagnostic>> = outcome
        .diagnostics
        .iter()
        .filter(|each| each.code.severity() >= least)
        .map(|each| scene.as_written(each))
        .collect();
    let mut found: Vec<&Diagnostic> = found.iter().map(AsRef::as_ref).collect();
    found.sort_by_key(|each| std::cmp::Reverse(each.code.severity()));
    match format {
        Format::Text => text::render(&found, &scene, colours),
        Format::Json => found.iter().map(|each| json::line(each, &scene)).collect(),
        Format::Github => found
            .iter()
            .map(|each| github::line(each, &scene))
            .collect(),
    }
}

/// What diagnostics are about.
struct Scene<'a> {
    sources: Option<&'a SourceSet>,
    input: &'a Input,
}

/// A place as it is shown.
struct Spot {
    file: String,
    position: Option<launchway_generator::diag::Position>,
}

impl Scene<'_> {
    /// A diagnostic with the places where its nodes are written: an overlay may have brought or moved them.
    fn as_written<'d>(&self, diagnostic: &'d Diagnostic) -> Cow<'d, Diagnostic> {
        let Some(sources) = self.sources.filter(|sources| sources.is_changed()) else {
            return Cow::Borrowed(diagnostic);
        };
        let mut diagnostic = diagnostic.clone();
        let related = diagnostic.related.iter_mut().map(|(place, _)| place);
        for place in diagnostic.place.iter_mut().chain(related) {
            *place = sources.origin(place);
        }
        Cow::Owned(diagnostic)
    }

    /// Where a diagnostic is: where it says itself, else where its place is.
    fn spot_of(&self, diagnostic: &Diagnostic) -> Option<Spot> {
        let mut spot = self.spot(diagnostic.place.as_ref()?);
        spot.position = diagnostic.position.or(spot.position);
        Some(spot)
    }

    fn spot(&self, place: &Place) -> Spot {
        match self.sources {
            Some(sources) if !sources.path(place.file).is_empty() => Spot {
                file: self.input.shown(sources.path(place.file)),
                position: sources.locate(place),
            },
            _ if place.file == FileId::ROOT => Spot {
                file: self.input.shown(&self.input.root),
                position: None,
            },
            _ => Spot {
                file: String::new(),
                position: None,
            },
        }
    }
}

/// A place as text: `file:line:column`.
pub(crate) fn spot_text(sources: Option<&SourceSet>, input: &Input, place: &Place) -> String {
    let Spot { file, position } = Scene { sources, input }.spot(place);
    match position {
        Some(at) => format!("{file}:{}:{}", at.line, at.column),
        None => file,
    }
}

/// A text of a document on one line, of which no terminal obeys a letter.
pub(crate) fn visible_text(text: &str) -> String {
    text.chars().map(mark::visible).collect()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests;
