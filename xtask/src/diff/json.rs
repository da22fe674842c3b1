//! A report for programs.

use super::report::{Entry, Report};
use launchway_generator::diff::{Class, Event, View};
use serde_json::{Value, json};

pub(super) fn render(report: &Report) -> String {
    let value = json!({
        "old": report.old,
        "new": report.new,
        "verdict": report.worst().map_or("none", Class::name),
        "counts": {
            "major": report.count(Class::Major),
            "minor": report.count(Class::Minor),
            "patch": report.count(Class::Patch),
        },
        "changes": report.entries.iter().map(change).collect::<Vec<_>>(),
        "changelog": report.changelog(),
    });
    format!("{value:#}\n")
}

fn change(entry: &Entry) -> Value {
    let change = &entry.change;
    let event = match change.event {
        Event::Removed => "removed",
        Event::Renamed => "renamed",
        Event::Changed => "changed",
        Event::Added => "added",
    };
    let details = change.details.iter().map(|detail| {
        json!({
            "name": detail.name,
            "seen": view(detail.view),
            "class": detail.class.name(),
            "old": detail.old,
            "new": detail.new,
        })
    });
    json!({
        "class": change.class.name(),
        "event": event,
        "kind": change.kind.name(),
        "subject": change.subject,
        "rust": { "old": change.rust.0, "new": change.rust.1 },
        "details": details.collect::<Vec<_>>(),
        "places": { "old": entry.old, "new": entry.new },
        "help": entry.help,
    })
}

fn view(view: View) -> &'static str {
    match view {
        View::Rust => "rust",
        View::Wire => "wire",
        View::Docs => "docs",
    }
}
