//! What differs from a published document, less what was looked at before, and what to do about it.

use super::Held;
use super::pin::Pin;
use crate::apis::Api;
use crate::console::Console;
use crate::diff::{Entry, Format, Report, rendered};
use crate::summary::many;
use launchway_generator::diff::{Detail, Event, Kind};
use std::collections::BTreeSet;

impl Held {
    /// The differences, a line each: the same from run to run.
    pub(super) fn lines(&self) -> Vec<String> {
        let lines: BTreeSet<String> = self.report.entries.iter().map(line).collect();
        lines.into_iter().collect()
    }

    /// Says what is new; returns whether nothing is.
    pub(super) fn tell(
        &self,
        api: &Api,
        pin: &Pin,
        format: Format,
        console: &mut Console<'_>,
    ) -> bool {
        let before = match (&pin.sha256, &pin.checked) {
            (Some(hash), Some(date)) if *hash == self.sha256 => {
                format!("it is what it was on {date}")
            }
            (Some(_), Some(date)) => format!("it is another than on {date}, when it was looked at"),
            _ => "it was never looked at".to_owned(),
        };
        console.err(&format!("{before} (sha256 {})\n", self.sha256));
        let known: BTreeSet<&str> = pin.accepted.iter().map(String::as_str).collect();
        let lines: BTreeSet<String> = self.lines().into_iter().collect();
        let passed = known.iter().filter(|line| !lines.contains(**line)).count();
        if passed > 0 {
            let passed = many(passed, "known difference");
            console.err(&format!(
                "no longer there: {passed} of `{}`\n",
                super::pin::path(api)
            ));
        }
        let report = self.unseen(pin);
        if report.entries.is_empty() {
            console.err("nothing of it is new in the operations that ours has\n");
            return true;
        }
        console.out(&rendered(&report, format, console.out_colours()));
        false
    }

    /// What was not looked at before.
    fn unseen(&self, pin: &Pin) -> Report {
        let known: BTreeSet<&str> = pin.accepted.iter().map(String::as_str).collect();
        let mut report = self.report.clone();
        report
            .entries
            .retain(|entry| !known.contains(line(entry).as_str()));
        for entry in &mut report.entries {
            entry.help = Some(advice(entry));
        }
        report
    }

    /// What to do, a step each.
    pub(super) fn advice(&self, api: &Api, document: &str) -> Vec<String> {
        let name = &api.name;
        let spec = api.spec_path();
        let overlay = (self.idle > 0).then(|| {
            format!(
                "mend or remove what selects nothing any more in the overlay of the published document ({}, shown above)",
                many(self.idle, "action")
            )
        });
        let steps = [
            format!(
                "change {} as the help of each change says, or leave it where ours is right",
                spec.display()
            ),
            format!(
                "run `cargo xtask codegen --api {name}`, and review generated/surface/{name}.txt and names.lock"
            ),
            "run `cargo test --workspace`: what used what is gone does not compile".to_owned(),
            format!(
                "run `cargo xtask upstream accept --api {name} {document}`: what still differs is not told again"
            ),
        ];
        overlay.into_iter().chain(steps).collect()
    }
}

/// A difference as it is pinned: without places, which move.
fn line(entry: &Entry) -> String {
    let change = &entry.change;
    let event = match change.event {
        Event::Removed => "not there",
        Event::Renamed | Event::Changed => "differs",
        Event::Added => "more",
    };
    let mut line = format!("{event}: {} {}", change.kind.name(), change.subject);
    for Detail { name, old, new, .. } in &change.details {
        let of = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
        line.push_str(&format!("; {name} {} against {}", of(old), of(new)));
    }
    line
}

/// What to do about a difference.
fn advice(entry: &Entry) -> String {
    let change = &entry.change;
    let ours = entry.old.as_deref().unwrap_or("our document");
    let kind = change.kind.name();
    match (change.event, change.kind) {
        (Event::Added, Kind::Value) => {
            let value = change.subject.rsplit(' ').next().unwrap_or_default();
            format!(
                "add {value} to that `enum` in our document; where something is waited for, say what it means"
            )
        }
        (Event::Added, Kind::Response) => format!("describe the response at {ours}"),
        (Event::Added, _) => format!("describe the {kind} at {ours}, if users need it"),
        (Event::Removed, Kind::Operation) => format!(
            "take it out of our document at {ours}, if the server has it no more: a major version; what else names it goes, too"
        ),
        (Event::Removed, _) => {
            format!("take it out of our document at {ours}, if the server has it no more")
        }
        (Event::Renamed | Event::Changed, Kind::Member | Kind::Parameter)
            if change
                .details
                .iter()
                .any(|it| it.name == "name on the wire") =>
        {
            let old = change.details.iter().find_map(|it| it.old.clone());
            let old = old.unwrap_or_default();
            format!(
                "rename it at {ours}, wherever it is named there (`required`, examples); `x-launchway-name: {old}` beside it keeps what one writes in Rust"
            )
        }
        (Event::Renamed | Event::Changed, _) => format!("say the same at {ours}, if it is right"),
    }
}
