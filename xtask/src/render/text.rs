//! Diagnostics like a compiler's: what is wrong, the line on which it is, what to do.

use super::mark::{Marked, mark, visible};
use super::{Scene, severity};
use crate::console::Colours;
use launchway_generator::diag::{Code, Diagnostic, FileId, Place, Severity};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How many diagnostics of one code are shown: what a document does throughout, it does thousands of times.
const SHOWN: usize = 50;

/// How many columns line numbers have at least.
const GUTTER: usize = 2;

pub(super) fn render(found: &[&Diagnostic], scene: &Scene<'_>, colours: Colours) -> String {
    let mut page = Page {
        scene,
        colours,
        lines: BTreeMap::new(),
        out: String::new(),
    };
    let mut shown: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in found {
        let count = shown.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= SHOWN {
            page.diagnostic(diagnostic);
        }
    }
    let mut more: Vec<_> = shown
        .into_iter()
        .filter(|(_, count)| *count > SHOWN)
        .collect();
    more.sort_by_key(|(code, _)| std::cmp::Reverse(code.severity()));
    for (code, count) in more {
        page.more(code, count - SHOWN);
    }
    page.out
}

struct Page<'a> {
    scene: &'a Scene<'a>,
    colours: Colours,
    /// Where the lines of a file start, for files that were looked at.
    lines: BTreeMap<FileId, Vec<usize>>,
    out: String,
}

impl Page<'_> {
    fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        let code = diagnostic.code;
        let head = format!("{}[{}]", severity(code.severity()), code.id());
        let head = self.paint(&head, code.severity());
        let message = self.bold(&clean(&diagnostic.message, ""));
        let _ = writeln!(self.out, "{head}: {message}");
        let gutter = self.place(diagnostic);
        let margin = " ".repeat(gutter);
        for (place, words) in &diagnostic.related {
            let at = self.address(place);
            let _ = writeln!(self.out, "{margin} = see: {at}: {}", clean(words, &margin));
        }
        if let Some(remedy) = &diagnostic.remedy {
            let _ = writeln!(self.out, "{margin} = help: {}", clean(remedy, &margin));
        }
        let _ = writeln!(
            self.out,
            "{margin} = note: `cargo xtask explain {}` says more\n",
            code.id()
        );
    }

    /// Where it is, and the line there; returns how wide the margin is.
    fn place(&mut self, diagnostic: &Diagnostic) -> usize {
        let Some(place) = &diagnostic.place else {
            return GUTTER;
        };
        let at = self.address(place);
        let position = self.scene.spot(place).position;
        let line = position.and_then(|position| self.line(place.file, position.line));
        let (Some(position), Some(line)) = (position, line) else {
            let _ = writeln!(self.out, "{}--> {at}", " ".repeat(GUTTER));
            return GUTTER;
        };
        let Marked {
            line,
            start,
            length,
        } = mark(line, position.column);
        let number = position.line.to_string();
        let gutter = number.len().max(GUTTER);
        let margin = " ".repeat(gutter);
        let carets = self.paint(&"^".repeat(length), diagnostic.code.severity());
        let _ = writeln!(self.out, "{margin}--> {at}");
        let _ = writeln!(self.out, "{margin} |");
        let _ = writeln!(self.out, "{number:>gutter$} | {line}");
        let _ = writeln!(self.out, "{margin} | {}{carets}", " ".repeat(start));
        gutter
    }

    /// A place in a word: by line and column, or else by its pointer.
    fn address(&self, place: &Place) -> String {
        let spot = self.scene.spot(place);
        match spot.position {
            Some(at) => format!("{}:{}:{}", spot.file, at.line, at.column),
            None if place.pointer.as_str().is_empty() => spot.file,
            None => format!("{}#{}", spot.file, clean(place.pointer.as_str(), "")),
        }
    }

    fn line(&mut self, file: FileId, number: usize) -> Option<&str> {
        let text = self.scene.sources?.text(file);
        let starts = self.lines.entry(file).or_insert_with(|| {
            let ends = text.match_indices('\n').map(|(end, _)| end + 1);
            std::iter::once(0).chain(ends).collect()
        });
        let start = *starts.get(number.checked_sub(1)?)?;
        text.get(start..)?.lines().next()
    }

    fn more(&mut self, code: Code, count: usize) {
        let head = format!("{}[{}]", severity(code.severity()), code.id());
        let head = self.paint(&head, code.severity());
        let _ = writeln!(self.out, "{head}: and {count} more: {}\n", code.title());
    }

    fn paint(&self, text: &str, severity: Severity) -> String {
        let colour = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Note => "1;36",
        };
        self.escape(text, colour)
    }

    fn bold(&self, text: &str) -> String {
        self.escape(text, "1")
    }

    fn escape(&self, text: &str, how: &str) -> String {
        match self.colours {
            Colours::On => format!("\u{1b}[{how}m{text}\u{1b}[0m"),
            Colours::Off => text.to_owned(),
        }
    }
}

/// Text for a terminal: its lines indented, no control characters.
fn clean(text: &str, margin: &str) -> String {
    let lines = text
        .lines()
        .map(|line| line.chars().map(visible).collect::<String>());
    lines.collect::<Vec<_>>().join(&format!("\n{margin}   "))
}
